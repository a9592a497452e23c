"""Events of a sale: commands that a person gives, and evidence from a provider.

The journal stores these values. `transitions` says which may follow which, `fold` how each changes
the sale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.domain.money import Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason


class State(StrEnum):
    """The state of a sale. Screens make their words from it."""

    NEW = "new"  # nothing exists yet
    SENDING = "sending"  # the intent is durable; bytes may be on their way
    WAITING = "waiting"  # the provider has it, the customer has not decided
    UNKNOWN = "unknown"  # it may have been charged: never charge again by yourself
    AUTHORIZED = "authorized"  # held at the customer's bank: not the shop's yet
    PAID = "paid"  # on the provider's word; of a refund or a release: done
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NOT_SENT = "not_sent"  # certainly nothing was charged: it never left, or was turned away


OPEN = frozenset({State.NEW, State.SENDING, State.WAITING, State.UNKNOWN, State.AUTHORIZED})
NOT_PAID = frozenset({State.DECLINED, State.EXPIRED, State.CANCELLED, State.NOT_SENT})


class Purpose(StrEnum):
    """The direction and kind of a movement of money."""

    PAYMENT = "payment"  # from the customer to the shop
    AUTHORIZATION = "authorization"  # held at the customer's bank, to be captured or released
    CAPTURE = "capture"  # of what its parent holds
    RELEASE = "release"  # of what its parent holds
    REFUND = "refund"  # of what its parent was paid
    PAYOUT = "payout"  # from the shop to a phone, for no sale
    SPLIT = "split"  # paid by several sales, its parts: the money is theirs


# Purposes for which a customer pays, or agrees to a hold.
BUYS = frozenset({Purpose.PAYMENT, Purpose.AUTHORIZATION})
GOES_OUT = frozenset({Purpose.REFUND, Purpose.PAYOUT})
# Purposes whose money counts as taken with the parent, not by itself.
PART_OF_PARENT = frozenset({Purpose.CAPTURE, Purpose.RELEASE})
# Purposes whose money counts with another sale: with the parent, or with the parts.
COUNTED_ELSEWHERE = PART_OF_PARENT | {Purpose.SPLIT}


def signed(purpose: Purpose, amount: Money) -> Money:
    """Returns the amount as the shop counts it: negative where it leaves."""
    return -amount if purpose in GOES_OUT else amount


class Flag(StrEnum):
    """A warning for a person; it stays until a person clears it."""

    SHORT = "short"  # less than asked was paid
    EXCESS = "excess"  # more than asked was paid
    MISMATCH = "mismatch"  # the answer speaks of another sale, or of no exact amount
    PAID_TWICE = "paid_twice"
    PAID_AFTER_CANCEL = "paid_after_cancel"
    PAID_AFTER_END = "paid_after_end"  # declined, expired or not sent, and then paid
    CONTRADICTED = "contradicted"  # paid, and then reported as unpaid
    ALREADY_USED = "already_used"  # the provider named a transaction that is another sale's


# --- commands -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Created:
    """A cashier asked for this money. Durable, with the first `Sending`, before anything leaves."""

    number: int
    method: str
    amount: Money
    phone: Phone | None
    description: str
    key: str  # the idempotency key of every try of this charge
    business_day: date
    purpose: Purpose = Purpose.PAYMENT
    parent: str | None = None  # the id of the sale that this belongs to
    parent_reference: str | None = None  # the provider's id of the parent
    by: str = ""  # who allowed it, where that needs a manager
    voucher: str = ""  # masked: anybody who reads the whole code can spend the rest of it
    valid_until: datetime | None = None  # asked for; a reference may be paid until then
    fields: Mapping[str, str] | None = None  # that the provider is to copy to the payment
    cashier: str = ""  # who was at the till, where people sign in
    duplicate_of: int | None = None  # the number of a sale that it looked like, and was made anyway


@dataclass(frozen=True, kw_only=True)
class Sending:
    """The intent to send this request: its bytes may leave from now on. No secrets in it."""

    request: str  # method and path
    body: str
    account: str = ""  # a mark of the account that sends it, which gives nothing away
    there: datetime | None = None  # the time at the provider, where its clock was known


@dataclass(frozen=True, kw_only=True)
class Cancelling:
    """Somebody asked to cancel the sale; the provider has not agreed yet."""


@dataclass(frozen=True, kw_only=True)
class Extending:
    """Somebody asked for another end of a reference; the provider has not agreed yet."""

    valid_until: datetime


@dataclass(frozen=True, kw_only=True)
class OperationStarted:
    """A refund, a capture or a release of this sale begins: the sale `operation`."""

    operation: str
    purpose: Purpose
    amount: Money


@dataclass(frozen=True, kw_only=True)
class ReceivedByHand:
    """The cashier has the money: cash in the drawer, a receipt of the card machine, a transfer on
    the shop's account. It is the cashier's word, and no provider's."""

    tendered: Money | None = None  # what the customer handed over, where change was due


@dataclass(frozen=True, kw_only=True)
class GivenByHand:
    """The cashier gave this refund back by hand."""


@dataclass(frozen=True, kw_only=True)
class SplitOpened:
    """The customer pays this sale in several parts, each by a method of its own."""


@dataclass(frozen=True, kw_only=True)
class PartStarted:
    """A part of this split sale begins: the sale `part`."""

    part: str
    amount: Money


@dataclass(frozen=True, kw_only=True)
class SettledAsPaid:
    """A manager, having asked elsewhere, says that the money moved."""

    by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SettledAsUnpaid:
    """A manager, having asked elsewhere, says that no money moved."""

    by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class FlagCleared:
    """A manager has dealt with a flag. The money stays where it is."""

    flag: Flag
    by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class InvoiceNumbered:
    """Somebody wrote down which invoice of the shop's invoicing software this sale is on. A later
    number takes the place of this one; an empty one takes it away."""

    invoice: str
    by: str = ""  # who was at the till, where people sign in


# --- evidence -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ReferenceAssigned:
    """The provider gave the number that the customer will pay; it cannot be paid yet."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The provider has the request; the customer is being asked."""

    reference: str | None = None
    follow: str | None = None  # the path to poll for the outcome
    entity: str | None = None
    expires_at: datetime | None = None
    expected_at: datetime | None = None  # when the provider thinks it will know
    checkout: str | None = None  # the page on which the customer pays
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Identified:
    """An answer named the charge, whatever else it said: the till can poll it from now on."""

    reference: str
    follow: str | None = None


@dataclass(frozen=True, kw_only=True)
class AlreadyUsed:
    """An answer named a transaction, a payment or a charge that is another sale's already. One
    movement of money is one sale's, so the outcome of this sale is unknown."""

    identity: str  # as `domain.movement_identity` writes it
    reference: str  # as the provider writes it, for people
    first: str  # the id of the sale that has it
    number: int  # and its number
    payment: str | None = None  # the provider's id of the payment, where it is one
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class StatusPathChanged:
    """The outcome is at another status path from now on."""

    follow: str


@dataclass(frozen=True, kw_only=True)
class NotSent:
    """This try did not leave: no route, refused, no TLS."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The provider rejected this try before doing anything."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeUnknown:
    """The answer was lost, or is unreadable: the outcome of this try is not known."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class FinalWordMissing:
    """The provider has had long enough and still has no final word."""

    reason: Reason = Reason.NO_FINAL_WORD


@dataclass(frozen=True, kw_only=True)
class Paid:
    """The provider's word that this sale's money moved, found to match the sale."""

    reference: str | None = None
    payment: str | None = None  # the provider's id of this one payment, where it has one
    left: int | None = None  # minor units that stay on the customer's voucher
    raw: str = ""
    provider_at: datetime | None = None  # when it moved, by the provider's own word
    period: str = ""  # the provider's clearing period
    fee: Money | None = None  # what the provider keeps of it


@dataclass(frozen=True, kw_only=True)
class Authorized:
    """The provider's word that this sale's money is held, found to match the sale."""

    reference: str | None = None
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Mismatched:
    """Money reported for this sale is not what was asked: a flag, never a payment."""

    flag: Flag
    amount: Money | None
    # The provider's id of it, if no other event says that the id is this sale's.
    reference: str | None = None
    payment: str | None = None
    detail: str = ""
    raw: str = ""
    provider_at: datetime | None = None  # when it moved, by the provider's own word
    period: str = ""  # the provider's clearing period
    fee: Money | None = None  # what the provider keeps of it


@dataclass(frozen=True, kw_only=True)
class Declined:
    """The provider's final no."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Expired:
    """Time ran out, in the provider's words, or on the reference after a last poll."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """The provider will not take money for this any more, because it was cancelled."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class CancelRejected:
    """The provider did not cancel it: it can still be paid, or has been."""

    reason: Reason = Reason.NOT_TAKEN_BACK
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class SlipPrinted:
    """A slip of this sale went to a printer, or into a file. Earlier versions wrote it."""

    printer: str = ""  # empty for a file


@dataclass(frozen=True, kw_only=True)
class DocumentIssued:
    """A document of this sale has a number and is for a printer, or a file. Durable before its
    first byte leaves."""

    document: DocumentKind
    number: int  # 1: the original; 2: the first copy
    job: str  # the print job's id
    printer: str = ""  # empty for a file
    by: str = ""  # who asked for it, where people sign in


@dataclass(frozen=True, kw_only=True)
class IssueWithdrawn:
    """Nobody has seen this piece of paper: it never left, or a person at the printer said so. Its
    number is free again, if it was the last one."""

    document: DocumentKind
    number: int
    job: str
    by: str = ""


# --- the outcome of a refund, a capture or a release, in its parent -----------------------------


@dataclass(frozen=True, kw_only=True)
class Refunded:
    operation: str
    amount: Money


@dataclass(frozen=True, kw_only=True)
class Captured:
    operation: str
    amount: Money
    reference: str | None = None  # the provider's id of the money that is the shop's now


@dataclass(frozen=True, kw_only=True)
class Released:
    operation: str
    reason: Reason = Reason.RELEASED_HERE


@dataclass(frozen=True, kw_only=True)
class OperationFailed:
    """The operation did not happen: the sale is as it was."""

    operation: str


# --- what became of a part of a split sale, as that sale hears it ---------------------------------


@dataclass(frozen=True, kw_only=True)
class PartChanged:
    """Change of the whole sale by one event of a part, in minor units: each is a difference."""

    part: str
    pledged: int = 0  # asked for, and not decided yet
    received: int = 0
    returned: int = 0
    troubled: int = 0  # parts of unknown outcome, or with a flag
    by_hand: bool = False  # this money is there by a person's word, and not a provider's


Event = (
    Created
    | Sending
    | Cancelling
    | Extending
    | OperationStarted
    | ReceivedByHand
    | GivenByHand
    | SplitOpened
    | PartStarted
    | SettledAsPaid
    | SettledAsUnpaid
    | FlagCleared
    | InvoiceNumbered
    | ReferenceAssigned
    | Accepted
    | Identified
    | AlreadyUsed
    | StatusPathChanged
    | NotSent
    | Refused
    | OutcomeUnknown
    | FinalWordMissing
    | Paid
    | Authorized
    | Mismatched
    | Declined
    | Expired
    | Cancelled
    | CancelRejected
    | SlipPrinted
    | DocumentIssued
    | IssueWithdrawn
    | Refunded
    | Captured
    | Released
    | OperationFailed
    | PartChanged
)
# The word that stands for each kind in every journal and in the hash chain: never changed, whatever
# its class is called.
EVENTS: Mapping[str, type[Event]] = {
    "created": Created,
    "sending": Sending,
    "cancelling": Cancelling,
    "extending": Extending,
    "asked": OperationStarted,
    "receivedbyhand": ReceivedByHand,
    "givenbyhand": GivenByHand,
    "splitopened": SplitOpened,
    "partstarted": PartStarted,
    "settledaspaid": SettledAsPaid,
    "settledasunpaid": SettledAsUnpaid,
    "flagcleared": FlagCleared,
    "invoicenumbered": InvoiceNumbered,
    "numbered": ReferenceAssigned,
    "accepted": Accepted,
    "identified": Identified,
    "alreadyused": AlreadyUsed,
    "moved": StatusPathChanged,
    "notsent": NotSent,
    "refused": Refused,
    "lost": OutcomeUnknown,
    "overdue": FinalWordMissing,
    "paid": Paid,
    "authorized": Authorized,
    "mismatched": Mismatched,
    "declined": Declined,
    "expired": Expired,
    "cancelled": Cancelled,
    "nottakenback": CancelRejected,
    "slipprinted": SlipPrinted,
    "issued": DocumentIssued,
    "issuewithdrawn": IssueWithdrawn,
    "refunded": Refunded,
    "captured": Captured,
    "released": Released,
    "unchanged": OperationFailed,
    "partchanged": PartChanged,
}
_WORDS: Mapping[type[Event], str] = {kind: word for word, kind in EVENTS.items()}


def name_of(event: Event) -> str:
    """Returns the word of an event in the journal."""
    return _WORDS[type(event)]
