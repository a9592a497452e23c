"""The provider client: sends requests, and tracks each provider's health, clock and rate limit."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from pos_app.domain.errors import (
    NotSetUp,
    NotTrusted,
    RequestNotSent,
    RequestUnusable,
    ResponseLost,
    TooManyCalls,
)
from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.domain.text.http_date import date_of
from pos_app.ports.gateway import (
    Account,
    Answer,
    Request,
    Sender,
)
from pos_app.till.providers.asking import Askers, Outcome
from pos_app.till.providers.connection import Connection
from pos_app.till.providers.health import Health
from pos_app.till.providers.health_record import HealthListener, HealthRecord
from pos_app.till.providers.provider_clock import ClockOff, ProviderClocks
from pos_app.till.providers.rate_limit import RateLimiter
from pos_app.till.providers.shared_accounts import SharedAccounts

if TYPE_CHECKING:
    from pos_app.ports.office.protocol import SharedAccount

_LOG = logging.getLogger(__name__)
MINUTE = 60.0  # seconds
_TROUBLED = (Health.TROUBLED, Health.LOCKED_OUT)


def is_of(account: Account, sale: Sale, method: Method) -> bool:
    """Returns whether this account is the one that the sale was sent by."""
    return account.mark(method.settings) == sale.account


class ProviderClient:
    """Sends requests by the shop's accounts, and records each provider's health and clock."""

    def __init__(
        self, accounts: Mapping[str, Account], sender: Sender, now: Callable[[], datetime]
    ) -> None:
        self.accounts = accounts
        self._sender = sender
        self._now = now
        self._healths = HealthRecord()
        self._sent: dict[str, float] = {}  # by the loop's clock
        # By the process's monotonic clock: a window that is shown anew may ask while no loop runs.
        self._heard: dict[str, float] = {}
        self._clocks = ProviderClocks()
        self._calls: dict[str, list[float]] = {}
        self._limiters: dict[str, RateLimiter] = {}
        self._connections: dict[str, Connection] = {}
        self._askers = Askers()
        self.shared = SharedAccounts()

    def listen(self, listener: HealthListener) -> None:
        self._healths.listen(listener)

    def close(self) -> None:
        """Tells nobody anything from now on."""
        self._healths.close()

    def account(self, method: Method) -> Account:
        """Raises NotSetUp where the shop has no account, no key or no option of this method."""
        account = self.account_of(method)
        for name in method.settings:
            account.option(name)
        return account

    def account_of(self, method: Method) -> Account:
        """Returns the account of the method's provider, whether this method is set up or not, with
        the office's address for calls, if it gives one.

        Raises NotSetUp.
        """
        account = self.accounts.get(method.provider)
        if account is None:
            raise NotSetUp(method.provider, "base_url")
        if method.secret and not account.secret:
            raise NotSetUp(method.provider, method.secret)
        return self.shared.with_hook(account, method)

    def is_by(self, sale: Sale, method: Method) -> bool:
        """Returns whether the shop's account is still the one that the sale was sent by."""
        account = self.accounts.get(method.provider)
        return account is not None and is_of(account, sale, method)

    def take_call(self, method: Method) -> None:
        """Counts a call that its provider limits. Raises TooManyCalls; then the call must not be
        made."""
        if method.calls_a_minute is None:
            return
        now = _steady()
        recent = [at for at in self._calls.get(method.provider, []) if now - at < MINUTE]
        if len(recent) >= method.calls_a_minute:
            raise TooManyCalls(recent[-method.calls_a_minute] + MINUTE - now)
        self._calls[method.provider] = [*recent, now]

    def remember_calls(self, method: Method, ages: Sequence[float]) -> None:
        """Counts calls that an earlier run of this till made, so many seconds ago."""
        now = _steady()
        recent = sorted(now - max(age, 0.0) for age in ages if age < MINUTE)
        self._calls[method.provider] = [*recent, *self._calls.get(method.provider, [])]

    def limiter(self, provider: str) -> RateLimiter:
        """Returns the rate limiter of this provider's status polls. Charges do not use it."""
        return self._limiters.setdefault(provider, RateLimiter())

    def connection(self, provider: str) -> Connection:
        """Returns the connection to this provider. While it is cut, no status poll has a turn."""
        if provider not in self._connections:
            self._connections[provider] = connection = Connection()
            connection.listen(lambda: self.limiter(provider).hold(on=connection.is_cut))
        return self._connections[provider]

    def use(self, accounts: Mapping[str, Account]) -> None:
        """Takes the shop's accounts after a change. What was learnt by another account of a
        provider is not known of this one."""
        for provider in self.accounts.keys() | accounts.keys():
            if self.accounts.get(provider) != accounts.get(provider):
                self._healths.forget(provider)
                self.connection(provider).try_now()
        self.accounts = accounts

    def health(self, provider: str) -> Health:
        return self._healths.of(provider)

    def sent_ago(self, sale_id: str) -> float | None:
        """Returns the seconds, by the monotonic clock, since this run of the till sent the provider
        a request to do something about this sale."""
        sent = self._sent.get(sale_id)
        return None if sent is None else _steady() - sent

    def heard_at(self, sale_id: str) -> datetime | None:
        """Returns when the provider last answered about this sale, as the wall clock counts now:
        setting that clock changes nothing about how long ago it was."""
        heard = self._heard.get(sale_id)
        return None if heard is None else self._now() - timedelta(seconds=monotonic() - heard)

    def time_at(self, provider: str) -> datetime | None:
        """Returns the time at this provider by its own clock, or None if it has never told it."""
        return self._clocks.time_at(provider, _steady())

    def clock_off(self) -> ClockOff | None:
        """Returns the difference if this computer's clock disagrees with the providers'."""
        return self._clocks.off(_steady(), self._now())

    async def send(self, account: Account, request: Request, sale: Sale | None = None) -> Answer:
        """Raises RequestNotSent or ResponseLost, as the sender does."""
        if sale is not None and request.method != "GET":
            self._sent[sale.id] = _steady()
        began = _steady()
        connection = self.connection(account.provider)
        tries_again = connection.is_cut and sale is None  # every few seconds, all night
        whose = f"sale {sale.number} {account.provider}" if sale else account.provider
        try:
            answer = await self._sender.send(account, request)
        except (RequestNotSent, ResponseLost) as error:
            if isinstance(error, ResponseLost):
                connection.came_through()
            elif not isinstance(error, RequestUnusable):
                connection.cut_off()
            refused = isinstance(error, NotTrusted)
            self._healths.note(account.provider, Health.NOT_TRUSTED if refused else Health.OFFLINE)
            if not (tries_again and connection.is_cut):
                self._log(request, f"{type(error).__name__}: {error}", began, whose)
            lost = isinstance(error, ResponseLost)
            outcome = Outcome.NO_ANSWER if lost else Outcome.NOT_SENT
            self._askers.tell(account.provider, sale, outcome)
            raise
        connection.came_through()
        self._log(request, str(answer.status), began, whose)
        self._clocks.hear(account.provider, date_of(answer.headers), _steady(), self._now())
        if sale is not None:
            self.mark_heard(sale)
        self._askers.tell(account.provider, sale, Outcome.ANSWERED)
        return answer

    def _log(self, request: Request, outcome: str, began: float, whose: str) -> None:
        took = _steady() - began
        _LOG.info("%s %s %s %.2f s", whose, request.line, outcome, took)

    def hear_of(self, provider: str) -> None:
        """Takes note that the office has just told what it knows of this provider."""
        self._askers.tell(provider, None, Outcome.ANSWERED)

    def collector(self, method: Method) -> "SharedAccount | None":
        """Returns the method's account as the office collects its payments; None where this till
        asks for them itself."""
        return self.shared.collector(self.accounts.get(method.provider), method)

    def record_health(self, provider: str, meaning: object) -> None:
        """Takes note of how the provider is, by the meaning of its answer."""
        self._healths.understand(provider, meaning)

    async def next_outcome(self, provider: str, sale_id: str) -> Outcome:
        """Waits for the outcome of the next request to this provider that is about this sale, or
        about no sale in particular."""
        outcome = await self._askers.next_outcome(provider, sale_id)
        if outcome is Outcome.ANSWERED and self.health(provider) in _TROUBLED:
            return Outcome.TROUBLED
        return outcome

    def mark_heard(self, sale: Sale) -> None:
        """Records that the provider has just answered about this sale."""
        self._heard[sale.id] = monotonic()

    def stand(self, provider: str, trouble: Health | None) -> None:
        """Sets the problem of the provider's queue, which stays until the next call of this."""
        self._healths.stand(provider, trouble)


def _steady() -> float:
    """Returns seconds by the monotonic clock, which nobody sets."""
    return asyncio.get_running_loop().time()
