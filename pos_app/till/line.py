"""The line to the providers: sends, and remembers who can be reached and when they last spoke."""

from collections.abc import Callable, Mapping
from datetime import datetime

from pos_app.domain.errors import AnswerLost, NotSetUp, RequestNotSent
from pos_app.domain.method import Method
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Account,
    Answer,
    Busy,
    Request,
    Sender,
    TurnedAway,
    Unclear,
)
from pos_app.till.health import Health

HealthListener = Callable[[str, Health], None]


class Line:
    """Accounts, the sender, and what is known of each provider's health."""

    def __init__(
        self, accounts: Mapping[str, Account], sender: Sender, now: Callable[[], datetime]
    ) -> None:
        self.accounts = accounts
        self._sender = sender
        self._now = now
        self._health: dict[str, Health] = {}
        self._heard: dict[str, datetime] = {}
        self._listeners: list[HealthListener] = []

    def listen(self, listener: HealthListener) -> None:
        self._listeners.append(listener)

    def account(self, method: Method) -> Account:
        """Raises NotSetUp where the shop has no account, no key or no option of this method."""
        account = self.accounts.get(method.provider)
        if account is None:
            raise NotSetUp(method.provider, "base_url")
        if not account.secret:
            raise NotSetUp(method.provider, method.secret)
        for name in method.settings:
            account.option(name)
        return account

    def is_by(self, sale: Sale, method: Method) -> bool:
        """Whether the shop's account is still the one that the sale was sent by."""
        account = self.accounts.get(method.provider)
        return account is not None and account.mark == sale.account

    def health(self, provider: str) -> Health:
        return self._health.get(provider, Health.UNTRIED)

    def heard_at(self, sale_id: str) -> datetime | None:
        """When the provider last said anything of this sale, UTC."""
        return self._heard.get(sale_id)

    async def ask(self, account: Account, request: Request, sale: Sale | None = None) -> Answer:
        """Raises RequestNotSent or AnswerLost, as the sender does."""
        try:
            answer = await self._sender.send(account, request)
        except (RequestNotSent, AnswerLost):
            self._note(account.provider, Health.OFFLINE)
            raise
        if sale is not None:
            self.hear_of(sale)
        return answer

    def judge(self, provider: str, meaning: object) -> None:
        """What the meaning of an answer says of the provider itself."""
        match meaning:
            case TurnedAway(Reason.WRONG_KEY):
                self._note(provider, Health.LOCKED_OUT)
            case Unclear() | Busy():
                self._note(provider, Health.TROUBLED)
            case _:
                self._note(provider, Health.REACHED)

    def hear_of(self, sale: Sale) -> None:
        """The provider has just said something of this sale."""
        self._heard[sale.id] = self._now()

    def _note(self, provider: str, health: Health) -> None:
        if self._health.get(provider) is not health:
            self._health[provider] = health
            for listener in self._listeners:
                listener(provider, health)
