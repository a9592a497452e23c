"""The life of a sale: what happens to it, what may follow what, and the fold that says where it is.

A sale is an append-only list of events; nothing else about it is ever stored as truth.

- A **command** (`Created`, `Sending`, `Cancelling`) not in the table raises NotAllowed.
- **Evidence** (everything else) is always recorded, whatever the state: late money is still money.
  Evidence that contradicts the state raises a flag that stays for a person.
- Only `Paid`, which carries the provider's word, leads to PAID; `claim()` is its only maker and
  compares that word with the sale.

`TABLE` says it all; `print_table()` prints it. A missing entry for evidence is a mistake of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pos_app.domain.errors import NotAllowed
from pos_app.domain.money import Money
from pos_app.domain.phone import Phone
from pos_app.domain.reason import Reason


class State(StrEnum):
    """Where a sale is. The words on the screen are made from these."""

    NEW = "new"  # nothing exists yet
    SENDING = "sending"  # the intent is durable; bytes may be on their way
    WAITING = "waiting"  # the provider has it, the customer has not decided
    UNKNOWN = "unknown"  # it may have been charged: never charge again by yourself
    PAID = "paid"  # on the provider's word
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    NOT_SENT = "not_sent"  # certainly nothing was charged: it never left, or was turned away


OPEN = frozenset({State.NEW, State.SENDING, State.WAITING, State.UNKNOWN})
NOT_PAID = frozenset({State.DECLINED, State.EXPIRED, State.CANCELLED, State.NOT_SENT})


class Flag(StrEnum):
    """Something a person has to look at; it stays until a person clears it."""

    SHORT = "short"  # less than asked was paid
    EXCESS = "excess"  # more than asked was paid
    MISMATCH = "mismatch"  # the answer speaks of another sale, or of no exact amount
    PAID_TWICE = "paid_twice"
    PAID_AFTER_CANCEL = "paid_after_cancel"
    PAID_AFTER_END = "paid_after_end"  # declined, expired or not sent, and then paid
    CONTRADICTED = "contradicted"  # paid, and then said not to be


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


@dataclass(frozen=True, kw_only=True)
class Sending:
    """The intent to send this request: its bytes may leave from now on. No secrets in it."""

    request: str  # method and path
    body: str
    account: str = ""  # whose account it is sent by: a mark that gives nothing away


@dataclass(frozen=True, kw_only=True)
class Cancelling:
    """Somebody asked to take the sale back; the provider has not yet said yes."""


# --- evidence -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """The provider gave the number that the customer will pay; it cannot be paid yet."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The provider has the request; the customer is being asked."""

    reference: str | None = None
    follow: str | None = None  # the path at which to ask for the outcome
    entity: str | None = None
    expires_at: datetime | None = None
    expected_at: datetime | None = None  # when the provider thinks it will know
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The outcome is to be asked for at another address."""

    follow: str


@dataclass(frozen=True, kw_only=True)
class NotSent:
    """This try did not leave: no route, refused, no TLS."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The provider turned this try away before doing anything."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Lost:
    """The answer was never heard, or nobody can read it: the outcome of this try is not known."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """The provider has had long enough and still has no final word."""

    reason: Reason = Reason.NO_FINAL_WORD


@dataclass(frozen=True, kw_only=True)
class Paid:
    """The provider's word that this sale's money moved, found to match the sale."""

    reference: str | None = None
    payment: str | None = None  # the provider's id of this one payment, where it has one
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Mismatched:
    """Money reported for this sale is not what was asked: a flag, never a payment."""

    flag: Flag
    amount: Money | None
    payment: str | None = None
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Declined:
    """The provider's final no."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Expired:
    """Time ran out, in the provider's words, or on the reference after a last look."""

    reason: Reason
    detail: str = ""
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """The provider will not take money for this any more because somebody took it back."""

    reason: Reason
    detail: str = ""
    raw: str = ""


_KINDS = (
    Created, Sending, Cancelling, Numbered, Accepted, Moved, NotSent, Refused, Lost, Overdue,
    Paid, Mismatched, Declined, Expired, Cancelled,
)  # fmt: skip
Event = (
    Created
    | Sending
    | Cancelling
    | Numbered
    | Accepted
    | Moved
    | NotSent
    | Refused
    | Lost
    | Overdue
    | Paid
    | Mismatched
    | Declined
    | Expired
    | Cancelled
)
EVENTS: Mapping[str, type[Event]] = {kind.__name__.lower(): kind for kind in _KINDS}
COMMANDS: frozenset[type[Event]] = frozenset({Created, Sending, Cancelling})


def name_of(event: Event) -> str:
    return type(event).__name__.lower()


# --- what may follow what -------------------------------------------------------------------------

S = State
Next = tuple[State, Flag | None]


def _stays(*states: State) -> dict[State, Next]:
    return {state: (state, None) for state in states}


def _goes(target: State, *states: State) -> dict[State, Next]:
    return dict.fromkeys(states, (target, None))


_AFTER_SENDING = (S.WAITING, S.UNKNOWN, S.PAID, S.DECLINED, S.EXPIRED, S.CANCELLED, S.NOT_SENT)
_FINAL_UNPAID = (S.DECLINED, S.EXPIRED, S.CANCELLED, S.NOT_SENT)


def _final(target: State) -> dict[State, Next]:
    """A provider's final no: it ends what is open, and contradicts what is paid."""
    return {
        **_goes(target, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(*_FINAL_UNPAID),
        S.PAID: (S.PAID, Flag.CONTRADICTED),
    }


_DOUBT = {**_goes(S.UNKNOWN, S.SENDING, S.WAITING, S.UNKNOWN), **_stays(S.PAID, *_FINAL_UNPAID)}

TABLE: Mapping[type[Event], Mapping[State, Next]] = {
    Created: {S.NEW: (S.NEW, None)},
    Sending: {S.NEW: (S.SENDING, None), **_stays(S.SENDING, S.UNKNOWN)},
    Cancelling: _stays(S.WAITING, S.UNKNOWN),
    Numbered: _stays(S.SENDING, *_AFTER_SENDING),
    Accepted: {
        **_goes(S.WAITING, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(S.PAID, *_FINAL_UNPAID),
    },
    Moved: _stays(S.SENDING, *_AFTER_SENDING),
    NotSent: {S.SENDING: (S.NOT_SENT, None), **_stays(*_AFTER_SENDING)},
    Refused: {S.SENDING: (S.NOT_SENT, None), **_stays(*_AFTER_SENDING)},
    Lost: _DOUBT,
    Overdue: _DOUBT,
    Paid: {
        **_goes(S.PAID, S.SENDING, S.WAITING, S.UNKNOWN),
        S.PAID: (S.PAID, Flag.PAID_TWICE),
        S.CANCELLED: (S.PAID, Flag.PAID_AFTER_CANCEL),
        S.DECLINED: (S.PAID, Flag.PAID_AFTER_END),
        S.EXPIRED: (S.PAID, Flag.PAID_AFTER_END),
        S.NOT_SENT: (S.PAID, Flag.PAID_AFTER_END),
    },
    # The event itself carries its flag.
    Mismatched: {
        S.PAID: (S.PAID, None),
        **_goes(S.UNKNOWN, S.SENDING, S.WAITING, S.UNKNOWN, *_FINAL_UNPAID),
    },
    Declined: _final(S.DECLINED),
    Expired: _final(S.EXPIRED),
    Cancelled: _final(S.CANCELLED),
}


def print_table() -> str:
    """The table, a line per event and state, for people."""
    lines = [
        f"{kind.__name__:<11} {before:<9} → {after}{f'  ⚑ {flag}' if flag else ''}"
        for kind, row in TABLE.items()
        for before, (after, flag) in row.items()
    ]
    return "\n".join(lines)


# --- the sale -------------------------------------------------------------------------------------


# Money came that is not what was asked: only a person, or the right money, ends that.
ODD_MONEY = frozenset({Flag.SHORT, Flag.EXCESS, Flag.MISMATCH})


@dataclass(frozen=True, kw_only=True)
class Sale:
    """A sale as its events say it is. Instants are UTC."""

    id: str
    till: str
    number: int
    method: str
    amount: Money
    phone: Phone | None
    description: str
    key: str
    business_day: date
    created_at: datetime
    updated_at: datetime
    state: State = State.NEW
    first_sent_at: datetime | None = None
    tries: int = 0
    account: str = ""  # the mark of the account that the first try was sent by
    reference: str | None = None  # what the provider, or the customer, calls it
    follow: str | None = None
    entity: str | None = None
    expires_at: datetime | None = None
    expected_at: datetime | None = None
    settled_at: datetime | None = None
    cancelling: bool = False
    reason: Reason | None = None
    detail: str = ""
    payment: str | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def open_sale(sale_id: str, till: str, created: Created, at: datetime) -> Sale:
    """The first fold: a sale that exists and has asked for nothing yet."""
    return Sale(
        id=sale_id,
        till=till,
        number=created.number,
        method=created.method,
        amount=created.amount,
        phone=created.phone,
        description=created.description,
        key=created.key,
        business_day=created.business_day,
        created_at=at,
        updated_at=at,
    )


def apply(sale: Sale, event: Event, at: datetime) -> Sale:
    """The sale after the event.

    Raises NotAllowed for a command that the table does not allow here.
    """
    step = TABLE[type(event)].get(sale.state)
    if step is None:
        raise NotAllowed(f"{name_of(event)} is not allowed for a sale that is {sale.state}")
    state, flag = step
    if sale.state is S.UNKNOWN and sale.flags & ODD_MONEY and type(event) in _OURS:
        state = S.UNKNOWN
    after = replace(_learn(sale, event, at), state=state, updated_at=at)
    if flag:
        after = replace(after, flags=after.flags | {flag})
    if state not in OPEN and sale.state is not state:
        after = replace(after, settled_at=at, cancelling=False)
    return after


# What is taken over from an event as it stands, where the event has it.
_TELLS: Mapping[type[Event], tuple[str, ...]] = {
    Numbered: ("reference",),
    Accepted: ("reference", "follow", "entity", "expires_at", "expected_at"),
    Moved: ("follow",),
    Paid: ("reference", "payment"),
}
# In which states an event's reason is the reason of the sale. A try in doubt stays in doubt,
# whatever a later try is told.
_EXPLAINS: Mapping[type[Event], frozenset[State]] = {
    NotSent: frozenset({S.SENDING}),
    Refused: frozenset({S.SENDING}),
    **dict.fromkeys((Lost, Overdue, Declined, Expired, Cancelled), OPEN),
}


# What the till itself concludes. It settles nothing once odd money has come.
_OURS: frozenset[type[Event]] = frozenset({Accepted, Expired, Cancelled})


def _learn(sale: Sale, event: Event, at: datetime) -> Sale:
    """What the event adds to what is known, the state apart."""
    if isinstance(event, Created):
        raise NotAllowed("this sale exists already")
    if isinstance(event, Sending):
        first = sale.first_sent_at or at
        account = sale.account or event.account
        return replace(sale, first_sent_at=first, account=account, tries=sale.tries + 1)
    if isinstance(event, Cancelling):
        return replace(sale, cancelling=True)
    if isinstance(event, Mismatched):
        return replace(sale, flags=sale.flags | {event.flag}, detail=event.detail)
    told = {name: getattr(event, name) for name in _TELLS.get(type(event), ())}
    known: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    if isinstance(event, Accepted | Paid):
        known |= {"reason": None, "detail": ""}
    elif sale.state in _EXPLAINS.get(type(event), frozenset()):
        known |= {name: getattr(event, name, "") for name in ("reason", "detail")}
    if isinstance(event, Cancelled):
        known["cancelling"] = False  # taken back, whatever else is still open about the sale
    return replace(sale, **known)


def claim(
    sale: Sale,
    *,
    amount: Money | None,
    concerns_this_sale: bool = True,
    reference: str | None = None,
    payment: str | None = None,
    raw: str = "",
) -> Paid | Mismatched:
    """A provider says money moved: a payment if it is this sale's, exactly; else a flag.

    `amount` is None where the provider names none that can be read; whoever calls says by
    `concerns_this_sale` whether what the provider did name (reference, till, payer) agrees.
    """
    if concerns_this_sale and amount == sale.amount:
        return Paid(reference=reference, payment=payment, raw=raw)
    flag = Flag.MISMATCH
    if concerns_this_sale and amount is not None and amount.currency is sale.amount.currency:
        flag = Flag.SHORT if amount.minor < sale.amount.minor else Flag.EXCESS
    detail = str(amount) if amount else ""
    return Mismatched(flag=flag, amount=amount, payment=payment, detail=detail, raw=raw)
