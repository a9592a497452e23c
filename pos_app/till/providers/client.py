"""The provider client: sends requests, and tracks each provider's health, clock and rate limit."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic

from pos_app.domain.errors import (
    NotSetUp,
    NotTrusted,
    RequestNotSent,
    RequestUnusable,
    ResponseLost,
    TooManyCalls,
)
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Account,
    Answer,
    Indeterminate,
    RateLimited,
    Rejected,
    Request,
    Sender,
)
from pos_app.till.providers.connection import Connection, Outcome
from pos_app.till.providers.health import Health, known_for
from pos_app.till.providers.provider_clock import ClockOff, ProviderClocks, date_of
from pos_app.till.providers.rate_limit import RateLimiter

_LOG = logging.getLogger(__name__)
MINUTE = 60.0  # seconds
_NEVER_LEARNT = (Health.UNTRIED, Health.NOT_KNOWN)
_TROUBLED = (Health.TROUBLED, Health.LOCKED_OUT)

HealthListener = Callable[[str, Health], None]


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
        self._health: dict[str, Health] = {}
        self._noted_at: dict[str, float] = {}  # when that was learnt, by the loop's clock
        self._fading: dict[str, asyncio.TimerHandle] = {}
        self._standing: dict[str, Health] = {}
        self._sent: dict[str, float] = {}  # by the loop's clock
        # By the process's monotonic clock: a window that is shown anew may ask while no loop runs.
        self._heard: dict[str, float] = {}
        self._clocks = ProviderClocks()
        self._calls: dict[str, list[float]] = {}
        self._listeners: list[HealthListener] = []
        self._limiters: dict[str, RateLimiter] = {}
        self._connections: dict[str, Connection] = {}
        # People who wait for the outcome of the next request: about which sale, by provider.
        self._asking: list[tuple[str, str, asyncio.Future[Outcome]]] = []

    def listen(self, listener: HealthListener) -> None:
        self._listeners.append(listener)

    def account(self, method: Method) -> Account:
        """Raises NotSetUp where the shop has no account, no key or no option of this method."""
        account = self.account_of(method)
        for name in method.settings:
            account.option(name)
        return account

    def account_of(self, method: Method) -> Account:
        """Returns the account of the method's provider, whether this method is set up or not.

        Raises NotSetUp.
        """
        account = self.accounts.get(method.provider)
        if account is None:
            raise NotSetUp(method.provider, "base_url")
        if method.secret and not account.secret:
            raise NotSetUp(method.provider, method.secret)
        return account

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
                self._standing.pop(provider, None)
                self._note(provider, Health.UNTRIED)
                self.connection(provider).try_now()
        self.accounts = accounts

    def health(self, provider: str) -> Health:
        """Returns the provider's health. A problem with its queue stays even if other requests
        succeed."""
        last = self._health.get(provider, Health.UNTRIED)
        return self._standing.get(provider, last) if last is Health.REACHED else last

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
            self._note(account.provider, Health.NOT_TRUSTED if refused else Health.OFFLINE)
            if not (tries_again and connection.is_cut):
                self._log(request, f"{type(error).__name__}: {error}", began, whose)
            lost = isinstance(error, ResponseLost)
            outcome = Outcome.NO_ANSWER if lost else Outcome.NOT_SENT
            self._tell_asking(account.provider, sale, outcome)
            raise
        connection.came_through()
        self._log(request, str(answer.status), began, whose)
        self._clocks.hear(account.provider, date_of(answer.headers), _steady(), self._now())
        if sale is not None:
            self.mark_heard(sale)
        self._tell_asking(account.provider, sale, Outcome.ANSWERED)
        return answer

    def _log(self, request: Request, outcome: str, began: float, whose: str) -> None:
        took = _steady() - began
        _LOG.info("%s %s %s %.2f s", whose, request.line, outcome, took)

    def record_health(self, provider: str, meaning: object) -> None:
        """Derives the provider's health from the meaning of an answer."""
        match meaning:
            case Rejected(Reason.WRONG_KEY):
                self._note(provider, Health.LOCKED_OUT)
            case Indeterminate() | RateLimited():
                self._note(provider, Health.TROUBLED)
            case _:
                self._note(provider, Health.REACHED)

    async def next_outcome(self, provider: str, sale_id: str) -> Outcome:
        """Waits for the outcome of the next request to this provider that is about this sale, or
        about no sale in particular."""
        asking = asyncio.get_running_loop().create_future()
        entry = (provider, sale_id, asking)
        self._asking.append(entry)
        try:
            outcome: Outcome = await asking
        finally:
            self._asking.remove(entry)
        if outcome is Outcome.ANSWERED and self.health(provider) in _TROUBLED:
            return Outcome.TROUBLED
        return outcome

    def _tell_asking(self, provider: str, sale: Sale | None, outcome: Outcome) -> None:
        for whom, sale_id, asking in self._asking:
            concerns = whom == provider and (sale is None or sale.id == sale_id)
            if concerns and not asking.done():
                asking.set_result(outcome)

    def mark_heard(self, sale: Sale) -> None:
        """Records that the provider has just answered about this sale."""
        self._heard[sale.id] = monotonic()

    def stand(self, provider: str, trouble: Health | None) -> None:
        """Sets the problem of the provider's queue, which stays until the next call of this."""
        before = self.health(provider)
        if trouble is None:
            self._standing.pop(provider, None)
        else:
            self._standing[provider] = trouble
        self._tell(provider, before)

    def _note(self, provider: str, health: Health) -> None:
        before, last = self.health(provider), self._health.get(provider)
        self._health[provider] = health
        self._noted_at[provider] = _steady()
        if health is not last:  # the same again is looked up when its time would be over
            self._fade_later(provider, health)
        self._tell(provider, before)

    def _fade_later(self, provider: str, health: Health) -> None:
        if before := self._fading.pop(provider, None):
            before.cancel()
        if health not in _NEVER_LEARNT:
            at = self._noted_at[provider] + known_for(health)
            loop = asyncio.get_running_loop()
            self._fading[provider] = loop.call_at(at, self._fade, provider)

    def _fade(self, provider: str) -> None:
        """Forgets a health that no request has renewed."""
        health = self._health[provider]
        if self._noted_at[provider] + known_for(health) > _steady():
            self._fade_later(provider, health)
        else:
            self._note(provider, Health.NOT_KNOWN)

    def _tell(self, provider: str, before: Health) -> None:
        health = self.health(provider)
        if health is not before:
            for listener in self._listeners:
                listener(provider, health)


def _steady() -> float:
    """Returns seconds by the monotonic clock, which nobody sets."""
    return asyncio.get_running_loop().time()
