"""The gateway port: requests to a provider, answers from it, and the meanings of an answer.

A gateway keeps no state and does no I/O: it builds a `Request` from an account and a sale, and
parses an `Answer` into one of the meanings below. A `Sender` does the sending.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pos_app.domain.errors import NotSetUp, ResponseLost
from pos_app.domain.events import Authorized, Mismatched, Paid
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale

RAW_KEPT = 4000  # characters of an answer that are kept with the sale
READ_TIMEOUT = 20.0  # seconds, for an answer that waits for no customer's PIN


@dataclass(frozen=True)
class Account:
    """A shop's account with one provider. `base_url` has no slash at its end."""

    provider: str
    base_url: str
    options: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)
    other_secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    def mark(self, names: Iterable[str]) -> str:
        """Returns a mark that tells this account from another, by the options of these names,
        without giving its key away.

        It leaves out the address: the simulated providers move to other ports.
        """
        named = sorted(f"{name}={self.options.get(name, '')}" for name in names)
        text = "\n".join([self.provider, *named, self.secret])
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]

    def option(self, name: str) -> str:
        """Returns one option. Raises NotSetUp where it is missing."""
        value = self.options.get(name, "")
        if not value:
            raise NotSetUp(self.provider, name)
        return value


@dataclass(frozen=True)
class Request:
    """A request to a provider. `headers` hold the credentials: they are never written down."""

    method: str
    path: str  # from the root of the account's address
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = ""
    read_timeout: float = READ_TIMEOUT
    repeat_harmless: bool = False
    at_once: bool = False  # a person waits for it to leave: it skips the queue for a slot
    packed: bytes = field(default=b"", repr=False)  # in place of `body`: compressed
    most_bytes: int | None = None  # of the answer; None: as many as any provider's has

    @property
    def line(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Answer:
    """A provider's answer, unread. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def kept(self) -> str:
        """The answer as it is kept with a sale."""
        return f"{self.status} {self.text}"[:RAW_KEPT]

    @property
    def retry_after(self) -> float | None:
        """Seconds, where the provider asks for them in that form."""
        value = self.headers.get("retry-after", "").strip()
        return float(value) if value.isascii() and value.isdigit() else None


class AnswerBrokenOff(ResponseLost):
    """An answer that broke off: ids in it may be kept, and nothing else in it counts."""

    def __init__(self, why: str, heard: Answer) -> None:
        super().__init__(why)
        self.heard = heard


# --- the meanings of an answer --------------------------------------------------------------------


@dataclass(frozen=True)
class ChargeAccepted:
    """The provider has the charge; the customer is being asked, or can pay."""

    reference: str | None = None
    follow: str | None = None
    entity: str | None = None
    expires_at: datetime | None = None
    expected_in: float | None = None  # seconds
    checkout: str | None = None  # the page on which the customer pays


@dataclass(frozen=True)
class ReferenceIssued:
    """A reference to charge under; the next request makes it payable."""

    reference: str


@dataclass(frozen=True)
class StillWaiting:
    """No outcome yet; the provider expects one in so many seconds, if it says so."""

    expected_in: float | None = None


@dataclass(frozen=True)
class Redirected:
    """The outcome is at another status path."""

    follow: str


class End(StrEnum):
    """The three ways a provider says no for good."""

    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class ChargeId:
    """The charge's id in an answer, and its status path, if any."""

    reference: str
    follow: str | None = None


@dataclass(frozen=True)
class NotPaid:
    """The provider's final no. `detail` holds its own code or words."""

    end: End
    reason: Reason
    detail: str = ""
    charge: ChargeId | None = None  # that the answer names all the same


@dataclass(frozen=True)
class Rejected:
    """The provider did nothing with this request and says why."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True)
class RateLimited:
    """Too many requests: nothing was done, ask again later."""

    retry_after: float | None = None


@dataclass(frozen=True)
class NotFound:
    """The provider does not know the thing that the request was about."""


@dataclass(frozen=True)
class Indeterminate:
    """An answer from a broken server, or an unreadable one: it proves nothing."""

    reason: Reason
    detail: str = ""
    charge: ChargeId | None = None  # that the answer names all the same


@dataclass(frozen=True)
class Done:
    """A cancel or an acknowledgement was carried out."""


Outcome = Paid | Authorized | Mismatched | NotPaid
Trouble = Rejected | RateLimited | NotFound | Indeterminate
Interpretation = (
    ChargeAccepted | ReferenceIssued | StillWaiting | Redirected | Outcome | Trouble | Done
)


@dataclass(frozen=True)
class QueuedPayment:
    """One payment in an account's queue. `id` is the provider's, unique within the account."""

    id: str
    reference: str
    sale: str  # the sale's id as we sent it along, empty where the payment carries none
    amount: Money | None  # None where it names no exact amount
    raw: str
    entity: str = ""  # that the reference is under, where the payment names it
    at: datetime | None = None  # the provider's own time of it
    period: str = ""  # the provider's period of clearing
    fee: Money | None = None  # what the provider takes for it
    is_alone: bool = True  # else another payment bears its id, and neither can be acknowledged
    till: str = ""  # the id of the till that asked for it, where the payment carries one


@dataclass(frozen=True)
class QueuePage:
    """One page of a payment queue. `whole` if no unread payment can stand behind it."""

    payments: Sequence[QueuedPayment]
    whole: bool


class Sender(Protocol):
    """Carries requests over the network."""

    async def send(self, account: Account, request: Request) -> Answer:
        """Sends the request. Raises RequestNotSent where no byte can have arrived, ResponseLost
        where one may have, as AnswerBrokenOff where some of the answer came."""


class Gateway(Protocol):
    """Charging by one provider. Every parser takes any answer: it never raises."""

    def charge(self, account: Account, sale: Sale) -> Request:
        """Builds the next request of a charge. The same sale always gives the same request."""

    def parse_charge(self, account: Account, sale: Sale, answer: Answer) -> Interpretation:
        """Parses the answer to a charge. The till has taken a voucher's code out of it."""


class SupportsStatus(Gateway, Protocol):
    """A provider that has a status for each sale to poll."""

    def status(self, account: Account, sale: Sale) -> Request: ...

    def parse_status(self, account: Account, sale: Sale, answer: Answer) -> Interpretation: ...


class SupportsPaymentQueue(Gateway, Protocol):
    """A provider that lists payments in one queue per account, until they are acknowledged."""

    def queue(self, account: Account, reserve: int) -> Request:
        """Asks for the first payments of the queue. With `reserve`, in seconds, those are hidden
        for so long, and the next call shows the payments behind them. Only where the method's row
        says so."""

    def parse_queue(self, account: Account, answer: Answer) -> QueuePage | Trouble: ...

    def parse_entry(self, account: Account, text: str) -> QueuedPayment | None:
        """Parses one entry of the queue that somebody else has read: as the provider wrote it, or
        as a `QueuedPayment` keeps it, which gives that same payment. None where it is none."""

    def acknowledge(self, account: Account, payment: str) -> Request: ...

    def parse_acknowledge(self, answer: Answer) -> Done | Trouble: ...


class SupportsCancel(Gateway, Protocol):
    """A provider that can cancel a charge while it is still waiting."""

    def cancel(self, account: Account, sale: Sale) -> Request: ...

    def parse_cancel(self, answer: Answer) -> Done | Trouble: ...


class SupportsSearch(Protocol):
    """A provider with lists in which a charge may be found after its answer was lost."""

    def search(self, account: Account, sale: Sale) -> Sequence[Request]:
        """Builds requests for the lists, the likeliest first."""

    def parse_search(
        self, account: Account, sale: Sale, answer: Answer
    ) -> ChargeAccepted | StillWaiting | Trouble:
        """Returns the charge, found by marks that no other charge bears; or that it is not there
        (yet); or that there is no such list."""


class SupportsCredentialCheck(Protocol):
    """A provider whose account can be tested without moving money."""

    def check(self, account: Account) -> Request: ...

    def parse_check(self, answer: Answer) -> Done | Trouble: ...


# --- webhooks and callbacks -----------------------------------------------------------------------


@dataclass(frozen=True)
class Notice:
    """A report that something happened to a charge: a reason to poll now. `id` tells it from its
    repetitions."""

    id: str
    sale: str = ""  # the sale's id as we sent it along, empty where the notice carries none
    charge: ChargeId | None = None


@dataclass(frozen=True)
class InvalidSignature:
    """A call without proof that it came from the provider, or an unreadable one."""


class ParsesWebhooks(Protocol):
    """A provider that calls an address of ours."""

    def parse_webhook(
        self, account: Account, headers: Mapping[str, str], body: bytes
    ) -> QueuedPayment | Notice | InvalidSignature:
        """Parses a call. `headers` are in lower case, `body` is as it came: signatures are over its
        very bytes."""


class ParsesCallbacks(Protocol):
    """A provider that posts a charge's outcome to an address that was made for it alone."""

    def parse_callback(self, account: Account, sale: Sale, body: bytes) -> Interpretation:
        """Returns an outcome that agrees with the sale, or none. An unsigned one is a reason to
        poll."""
