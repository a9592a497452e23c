"""The provider admin port: a provider's account, wallets, webhooks and references, for a manager.

A provider that offers some of it has these functions in its gateway, or in a file beside it; the
till's `ProviderAdmin` sends the requests. Nothing here charges anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from pos_app.domain.money import Money
from pos_app.ports.gateway import (
    Account,
    Answer,
    Done,
    NotPaid,
    QueuedPayment,
    ReferenceIssued,
    Request,
    StillWaiting,
    Trouble,
)

T = TypeVar("T")


@dataclass(frozen=True)
class ListedReference:
    """One reference as its provider lists it."""

    id: str
    number: str  # empty where it has none
    status: str  # lower case, trimmed
    amount: Money | None
    expires: str  # as the provider writes it
    sale: str  # the id that it carries, empty where it carries none


@dataclass(frozen=True)
class ReferenceList:
    references: Sequence[ListedReference]
    total: int | None  # of all references; None if the provider does not say


class ListsReferences(Protocol):
    """A provider that lists the references of an account, newest first."""

    def list_references(self, account: Account, offset: int, limit: int) -> Request: ...

    def parse_references(self, answer: Answer) -> ReferenceList | Trouble: ...

    def one_reference(self, account: Account, reference: str) -> Request:
        """Asks for one reference, by the provider's own id. Raises BadInput for a text that is no
        id."""

    def parse_reference(self, answer: Answer) -> ListedReference | Trouble: ...


class MakesReferences(Protocol):
    """A provider that can make, change and delete a reference of any number."""

    def new_reference(self, account: Account) -> Request: ...

    def parse_new(self, answer: Answer) -> ReferenceIssued | Trouble: ...

    def put_reference(
        self,
        account: Account,
        reference: str,
        *,
        amount: Money | None,
        end: datetime | None,
        fields: Mapping[str, str],
    ) -> Request:
        """Makes or changes a reference. Raises BadInput for a text that is no reference."""

    def parse_put(self, answer: Answer) -> Done | Trouble: ...

    def delete_reference(self, account: Account, reference: str) -> Request:
        """Deletes a reference. Raises BadInput for a text that is no reference."""

    def parse_cancel(self, answer: Answer) -> Done | Trouble: ...


class ShowsPayments(Protocol):
    """A provider that can be asked about one payment."""

    def payment(self, account: Account, payment_id: str) -> Request: ...

    def parse_payment(self, answer: Answer) -> QueuedPayment | Trouble: ...


class MocksPayments(Protocol):
    """A provider whose sandbox can make up payments."""

    def mock_payment(self, account: Account, reference: str, amount: Money) -> Request:
        """Makes up a payment. Raises BadInput at the address where money is real, or for a text
        that is no reference."""

    def parse_mock_payment(self, answer: Answer) -> QueuedPayment | Trouble: ...


@dataclass(frozen=True)
class Wallet:
    """A provider's account for one payment method."""

    id: str
    name: str
    balance: Money | None  # None where it is no exact amount
    method: str = ""  # as the provider calls it


@dataclass(frozen=True)
class WalletQuery:
    """A filter and an order for wallets. A field of None or empty filters nothing."""

    method: int | None = None  # the provider's own number of a payment method
    active: bool = False  # only those in use
    environment: str = ""  # "sandbox" or "production"
    sort: str = ""
    descending: bool = False
    page: int | None = None
    per_page: int | None = None


@dataclass(frozen=True)
class WebhookChange:
    """New values of a webhook. A field of None stays as it is."""

    url: str | None = None
    events: Sequence[str] | None = None
    wallets: Sequence[int] | None = None
    organizations: Sequence[int] | None = None
    active: bool | None = None


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. A list that is not paged is one page of all its rows."""

    rows: Sequence[T]
    page: int
    last_page: int
    total: int


@dataclass(frozen=True)
class KeyHolder:
    """The owner and the expiry of a key, where the provider gives them."""

    name: str
    key: str = ""  # the provider's name of the key
    expires: str = ""  # as the provider writes it


@dataclass(frozen=True)
class Collected:
    """The outcome of collecting a share."""

    reference: str
    transaction: str  # the provider's own number of it
    outcome: Done | StillWaiting | NotPaid


@dataclass(frozen=True)
class Webhook:
    """A webhook: the URL to which a provider sends events. The provider tells the secret only once,
    when it makes it."""

    id: str
    url: str
    active: bool
    events: Sequence[str]
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class WebhookEvent:
    """One event as the provider keeps it."""

    id: str
    type: str
    status: str
    reference: str
    at: str  # as the provider writes it
    raw: str


class ProviderAdminApi(Protocol):
    """A provider with an API for its wallets and webhooks. Parsers never raise."""

    def user(self, account: Account) -> Request: ...

    def parse_user(self, answer: Answer) -> KeyHolder | Trouble: ...

    def token(self, account: Account) -> Request: ...

    def parse_token(self, answer: Answer) -> KeyHolder | Trouble:
        """Returns the key's name and expiry; the key itself is not kept."""

    # The types of event that a webhook can get, in the provider's words.
    EVENT_TYPES: Sequence[str]

    def wallets(self, account: Account, query: WalletQuery) -> Request: ...

    def parse_wallets(self, answer: Answer) -> Page[Wallet] | Trouble: ...

    def webhooks(self, account: Account, page: int) -> Request: ...

    def parse_webhooks(self, answer: Answer) -> Page[Webhook] | Trouble: ...

    def create_webhook(self, account: Account, change: WebhookChange) -> Request: ...

    def webhook(self, account: Account, webhook: str) -> Request: ...

    def update_webhook(self, account: Account, webhook: str, change: WebhookChange) -> Request: ...

    def toggle_webhook(self, account: Account, webhook: str) -> Request: ...

    def renew_secret(self, account: Account, webhook: str) -> Request: ...

    def parse_one_webhook(self, answer: Answer) -> Webhook | Trouble:
        """Parses the answers to view, create, update, toggle and renewal; a missing field is
        empty."""

    def delete_webhook(self, account: Account, webhook: str) -> Request: ...

    def test_webhook(self, account: Account, webhook: str) -> Request: ...

    def switch_event(self, account: Account, webhook: str, event_type: str) -> Request: ...

    def parse_done(self, answer: Answer) -> Done | Trouble: ...

    def events(self, account: Account, webhook: str, page: int, *, failed: bool) -> Request: ...

    def parse_events(self, answer: Answer) -> Page[WebhookEvent] | Trouble: ...

    def event(self, account: Account, webhook: str, event: str) -> Request: ...

    def parse_event(self, answer: Answer) -> WebhookEvent | Trouble: ...

    def collect_split(self, account: Account, wallet: str, reference: str) -> Request: ...

    def parse_collected(self, answer: Answer) -> Collected | Trouble: ...
