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
READ_TIMEOUT = 20.0  # seconds, for an answer that nobody is typing a PIN for


@dataclass(frozen=True)
class Account:
    """A shop's account with one provider. `base_url` has no slash at its end."""

    provider: str
    base_url: str
    options: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)
    other_secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    def mark(self, names: Iterable[str]) -> str:
        """Tells this account from another, by the options of these names, without giving its key
        away.

        The address is left out: the simulated providers move to other ports.
        """
        named = sorted(f"{name}={self.options.get(name, '')}" for name in names)
        text = "\n".join([self.provider, *named, self.secret])
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]

    def option(self, name: str) -> str:
        """Raises NotSetUp where the option is missing."""
        value = self.options.get(name, "")
        if not value:
            raise NotSetUp(self.provider, name)
        return value


@dataclass(frozen=True)
class Request:
    """What goes to a provider. `headers` hold the credentials: they are never written down."""

    method: str
    path: str  # from the root of the account's address
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = ""
    read_timeout: float = READ_TIMEOUT
    repeat_harmless: bool = False
    at_once: bool = False  # a person waits for it to leave: it stands in no line

    @property
    def line(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Answer:
    """What came back, unread. Header names are lower case."""

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
    """An answer that did not come to its end: what it names may be kept, and nothing that it says
    counts."""

    def __init__(self, why: str, heard: Answer) -> None:
        super().__init__(why)
        self.heard = heard


# --- what an answer can mean ----------------------------------------------------------------------


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
    """A number to charge under; the next request makes it payable."""

    reference: str


@dataclass(frozen=True)
class StillWaiting:
    """No outcome yet; the provider expects one in so many seconds, where it says so."""

    expected_in: float | None = None


@dataclass(frozen=True)
class Redirected:
    """The outcome is at another path."""

    follow: str


class End(StrEnum):
    """The three ways a provider says no for good."""

    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class ChargeId:
    """What an answer calls the charge, and the path at which it is asked about, if any."""

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
    """The provider does not know what was asked about."""


@dataclass(frozen=True)
class Indeterminate:
    """A broken server or an answer that nobody can read: it proves nothing."""

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
    is_alone: bool = True  # else another payment bears its id, and neither can be acknowledged


@dataclass(frozen=True)
class QueuePage:
    """What a queue told. `whole` if nothing can stand behind it that was not read."""

    payments: Sequence[QueuedPayment]
    whole: bool


class Sender(Protocol):
    """Whoever carries requests over the network."""

    async def send(self, account: Account, request: Request) -> Answer:
        """Raises RequestNotSent where no byte can have arrived, ResponseLost where one may have, as
        AnswerBrokenOff where some of the answer came."""


class Gateway(Protocol):
    """Charging by one provider. Every reader understands any answer: it never raises."""

    def charge(self, account: Account, sale: Sale) -> Request:
        """The next request of a charge. The same sale always gives the same request."""

    def parse_charge(self, account: Account, sale: Sale, answer: Answer) -> Interpretation:
        """What the answer says. The till has taken a voucher's code out of it."""


class SupportsStatus(Gateway, Protocol):
    """A provider that is asked about each sale."""

    def status(self, account: Account, sale: Sale) -> Request: ...

    def parse_status(self, account: Account, sale: Sale, answer: Answer) -> Interpretation: ...


class SupportsPaymentQueue(Gateway, Protocol):
    """A provider that tells of payments in one queue an account, until they are acknowledged."""

    def queue(self, account: Account, reserve: int) -> Request:
        """The first payments of the queue; with `reserve`, in seconds, they stand aside for so
        long and the next call shows those behind them. Only where the method's row says so."""

    def parse_queue(self, account: Account, answer: Answer) -> QueuePage | Trouble: ...

    def acknowledge(self, account: Account, payment: str) -> Request: ...

    def parse_acknowledge(self, answer: Answer) -> Done | Trouble: ...


class SupportsCancel(Gateway, Protocol):
    """A provider at which a charge that is still waiting can be taken back."""

    def cancel(self, account: Account, sale: Sale) -> Request: ...

    def parse_cancel(self, answer: Answer) -> Done | Trouble: ...


class SupportsSearch(Gateway, Protocol):
    """A provider in whose lists a charge may be found whose answer was lost."""

    def search(self, account: Account, sale: Sale) -> Sequence[Request]:
        """Where it might stand, the best place first."""

    def parse_search(
        self, account: Account, sale: Sale, answer: Answer
    ) -> ChargeAccepted | StillWaiting | Trouble:
        """Found, by marks that no other charge bears; or not there (yet); or no such list."""


class SupportsCredentialCheck(Protocol):
    """A provider whose account can be tried without moving money."""

    def check(self, account: Account) -> Request: ...

    def parse_check(self, answer: Answer) -> Done | Trouble: ...


# --- what a provider says without having been asked -----------------------------------------------


@dataclass(frozen=True)
class Notice:
    """Something happened to a charge: a reason to ask now. `id` tells it from its repetitions."""

    id: str
    sale: str = ""  # the sale's id as we sent it along, empty where the notice carries none
    charge: ChargeId | None = None


@dataclass(frozen=True)
class InvalidSignature:
    """Nothing proves that this came from the provider, or nobody can read it."""


class ParsesWebhooks(Protocol):
    """A provider that calls an address of ours."""

    def parse_webhook(
        self, account: Account, headers: Mapping[str, str], body: bytes
    ) -> QueuedPayment | Notice | InvalidSignature:
        """`headers` in lower case, `body` as it came: signatures are over its very bytes."""


class ParsesCallbacks(Protocol):
    """A provider that posts what became of a charge to an address that was made for it alone."""

    def parse_callback(self, account: Account, sale: Sale, body: bytes) -> Interpretation:
        """An outcome that agrees with the sale, or none. What nobody signed is a reason to ask."""
