"""The life of a sale: what happens to it, what may follow what, and the fold that says where it is.

A sale is an append-only list of events; nothing else about it is ever stored as truth.

- A **command** (see `COMMANDS`) not in the table raises NotAllowed.
- **Evidence** (everything else) is always recorded, whatever the state: late money is still money.
  Evidence that contradicts the state raises a flag that stays for a person.
- A flag is cleared by a manager, who gives a reason. Nothing else about the sale changes by it, and
  the till goes on knowing that it was raised.
- Only the provider's word, or a manager who has a name, leads to PAID; `claim()` is the only maker
  of `Paid` and compares that word with the sale.

Money also goes back, out, or is held first. Each of these is a sale of its own with another
`Purpose`, so that it too has its intent, its key and its unknown; `parent` is the sale that it
belongs to. The parent hears of it twice: `Asked` closes it to a second such request, and one of
`Refunded`, `Captured`, `Released` or `Unchanged` tells how that ended (`conclusion()`).

`TABLE` says it all; `print_table()` prints it. A missing entry for evidence is a mistake of ours.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    GOES_OUT,
    OPEN,
    PART_OF_PARENT,
    Accepted,
    AlreadyUsed,
    Asked,
    Authorized,
    Cancelled,
    Cancelling,
    Captured,
    Created,
    Declined,
    Event,
    Expired,
    Extending,
    Flag,
    FlagCleared,
    Identified,
    Lost,
    Mismatched,
    Moved,
    NotSent,
    NotTakenBack,
    Numbered,
    Overdue,
    Paid,
    Purpose,
    Refunded,
    Refused,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
    Unchanged,
    name_of,
)
from pos_app.domain.money import Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason

# --- what may follow what -------------------------------------------------------------------------

S = State
Next = tuple[State, Flag | None]


def _stays(*states: State) -> dict[State, Next]:
    return {state: (state, None) for state in states}


def _goes(target: State, *states: State) -> dict[State, Next]:
    return dict.fromkeys(states, (target, None))


_FINAL_UNPAID = (S.DECLINED, S.EXPIRED, S.CANCELLED, S.NOT_SENT)
_AFTER_SENDING = (S.WAITING, S.UNKNOWN, S.AUTHORIZED, S.PAID, *_FINAL_UNPAID)


def _final(target: State) -> dict[State, Next]:
    """A provider's final no: it ends what is open, and contradicts what is paid."""
    return {
        **_goes(target, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(*_FINAL_UNPAID),
        S.AUTHORIZED: (S.AUTHORIZED, Flag.CONTRADICTED),
        S.PAID: (S.PAID, Flag.CONTRADICTED),
    }


_SENT = (S.SENDING, *_AFTER_SENDING)
_TOLD = (S.AUTHORIZED, S.PAID, *_FINAL_UNPAID)
_DOUBT = {**_goes(S.UNKNOWN, S.SENDING, S.WAITING, S.UNKNOWN), **_stays(*_TOLD)}
# What was said of money does not fit this sale.
_ODD = {
    **_stays(S.PAID, S.AUTHORIZED),
    **_goes(S.UNKNOWN, S.SENDING, S.WAITING, S.UNKNOWN, *_FINAL_UNPAID),
}
# Money that comes, or is held, after the sale had ended.
_LATE: dict[State, Flag] = {
    S.CANCELLED: Flag.PAID_AFTER_CANCEL,
    S.DECLINED: Flag.PAID_AFTER_END,
    S.EXPIRED: Flag.PAID_AFTER_END,
    S.NOT_SENT: Flag.PAID_AFTER_END,
}


def _late(target: State) -> dict[State, Next]:
    return {state: (target, flag) for state, flag in _LATE.items()}


TABLE: Mapping[type[Event], Mapping[State, Next]] = {
    Created: {S.NEW: (S.NEW, None)},
    Sending: {S.NEW: (S.SENDING, None), **_stays(S.SENDING, S.UNKNOWN)},
    Cancelling: _stays(S.WAITING, S.UNKNOWN),
    Extending: _stays(S.WAITING),
    Numbered: _stays(*_SENT),
    Accepted: {
        **_goes(S.WAITING, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(*_TOLD),
    },
    Identified: _stays(*_SENT),
    Moved: _stays(*_SENT),
    NotSent: {S.SENDING: (S.NOT_SENT, None), **_stays(*_AFTER_SENDING)},
    Refused: {S.SENDING: (S.NOT_SENT, None), **_stays(*_AFTER_SENDING)},
    Lost: _DOUBT,
    Overdue: _DOUBT,
    Paid: {
        **_goes(S.PAID, S.SENDING, S.WAITING, S.UNKNOWN, S.AUTHORIZED),
        S.PAID: (S.PAID, Flag.PAID_TWICE),
        **_late(S.PAID),
    },
    Authorized: {
        **_goes(S.AUTHORIZED, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(S.AUTHORIZED, S.PAID),
        **_late(S.AUTHORIZED),
    },
    # The event itself carries its flag.
    Mismatched: _ODD,
    AlreadyUsed: _ODD,
    Declined: _final(S.DECLINED),
    Expired: _final(S.EXPIRED),
    Cancelled: _final(S.CANCELLED),
    NotTakenBack: _stays(*_SENT),
    # Of a hold: what became of it at the bank, where the provider does not tell any more.
    SettledAsPaid: _goes(S.PAID, S.UNKNOWN, S.AUTHORIZED),
    SettledAsUnpaid: _goes(S.DECLINED, S.UNKNOWN, S.AUTHORIZED),
    # Of an unknown outcome the flag is a part: whoever settles the one clears the other.
    FlagCleared: _stays(S.AUTHORIZED, S.PAID, *_FINAL_UNPAID),
    # Of what ended unpaid, only money beside the amount can go back.
    Asked: _stays(S.AUTHORIZED, S.PAID, *_FINAL_UNPAID),
    Refunded: _stays(*_SENT),
    Captured: {
        **_goes(S.PAID, S.SENDING, S.WAITING, S.UNKNOWN, S.AUTHORIZED),
        S.PAID: (S.PAID, Flag.PAID_TWICE),
        **_late(S.PAID),
    },
    Released: {
        **_stays(*_SENT),
        **_goes(S.CANCELLED, S.AUTHORIZED, S.UNKNOWN),
        S.PAID: (S.PAID, Flag.CONTRADICTED),
    },
    Unchanged: _stays(*_SENT),
}


def print_table() -> str:
    """The table, a line per event and state, for people."""
    lines = [
        f"{kind.__name__:<15} {before:<10} → {after}{f'  ⚑ {flag}' if flag else ''}"
        for kind, row in TABLE.items()
        for before, (after, flag) in row.items()
    ]
    return "\n".join(lines)


# --- the sale -------------------------------------------------------------------------------------


# Money came that is not what was asked, or that is another sale's: only a person, or the right
# money, ends that.
ODD_MONEY = frozenset({Flag.SHORT, Flag.EXCESS, Flag.MISMATCH, Flag.ALREADY_USED})


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
    cleared: frozenset[Flag] = frozenset()  # by a manager: the flags that were up once
    beside: int = 0  # minor units that came beside the one payment that was asked for
    purpose: Purpose = Purpose.PAYMENT
    parent: str | None = None
    parent_reference: str | None = None
    by: str = ""  # the manager who allowed or settled it
    voucher: str = ""  # masked
    valid_until: datetime | None = None
    fields: Mapping[str, str] | None = None
    checkout: str | None = None
    left: int | None = None  # minor units on the customer's voucher
    held: int | None = None  # minor units that were authorized, once some of it is captured
    returned: int = 0  # minor units that went back to the customer
    under_way: str | None = None  # the refund, capture or release whose outcome is open
    cashier: str = ""  # who was at the till when it was asked for
    used_by: int | None = None  # the number of the sale whose transaction this one was given
    revision: int = 0  # how many events it is the fold of: of two states the later one has more
    # Open in a copy that the journal goes on from: what was lost since may have ended it. The till
    # sends nothing more for it and ends it by no rule of its own, whatever else it hears meanwhile.
    restored: bool = False
    sent_there: datetime | None = None  # when it was first sent, by its provider's clock

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_to_end_otherwise(self) -> bool:
        """Whether its end was asked to be another one, and is not yet."""
        if self.state is not State.WAITING or self.restored:
            return False
        if self.valid_until is None or self.expires_at is None:
            return False
        return self.valid_until.replace(microsecond=0) != self.expires_at

    @property
    def has_odd_money(self) -> bool:
        """Whether money came that is not what was asked, whatever a manager said of it since."""
        return bool((self.flags | self.cleared) & ODD_MONEY)

    @property
    def moved(self) -> int:
        """Minor units that have moved for this sale, more or less than was asked for included."""
        return self.beside + (self.amount.minor if self.state is State.PAID else 0)

    @property
    def taken(self) -> int:
        """Minor units that this sale brought into the shop; less than zero where it cost them."""
        if self.purpose in PART_OF_PARENT:
            return 0
        return -self.moved if self.purpose in GOES_OUT else self.moved

    @property
    def is_settled_by_hand(self) -> bool:
        return self.reason is Reason.SETTLED_BY_HAND


def open_sale(sale_id: str, till: str, created: Created, at: datetime) -> Sale:
    """The first fold: a sale that exists and has asked for nothing yet. All that its making tells
    is the sale's, under the same names."""
    known = {"id": sale_id, "till": till, "created_at": at, "updated_at": at, "revision": 1}
    return _made(_BLANK | vars(created) | known)


_BLANK = {field.name: field.default for field in fields(Sale) if field.default is not MISSING}


def _made(known: dict[str, Any]) -> Sale:
    """As the constructor, or `replace`, in a tenth of the time: a journal is a million of these."""
    sale = object.__new__(Sale)
    object.__setattr__(sale, "__dict__", known)
    return sale


def apply(sale: Sale, event: Event, at: datetime) -> Sale:
    """The sale after the event.

    Raises NotAllowed for a command that the table does not allow here.
    """
    state, flag = _next(sale, event)
    known = {} if _is_known_to_be_over(sale, event) else _learn(sale, event)
    if sale.first_sent_at is None and isinstance(event, Sending):
        known |= {"first_sent_at": at, "sent_there": event.there}
    if flag:
        known["flags"] = known.get("flags", sale.flags) | {flag}
    if flag is Flag.PAID_TWICE:
        known["beside"] = sale.beside + known.get("amount", sale.amount).minor
    if state not in OPEN and sale.state is not state:
        # By a clock that was set back it would have ended before it began, and be forgotten sooner.
        known |= {"settled_at": max(at, sale.created_at), "cancelling": False}
    known |= {"state": state, "updated_at": at, "revision": sale.revision + 1}
    return _made({**vars(sale), **known})


def _next(sale: Sale, event: Event) -> Next:
    """What the table says, but for what only the sale itself knows. Raises NotAllowed."""
    step = TABLE[type(event)].get(sale.state)
    if step is None:
        raise NotAllowed(f"{name_of(event)} is not allowed for a sale that is {sale.state}")
    state, flag = step
    if sale.state is S.UNKNOWN and _is_not_ended_by(sale, event):
        state = S.UNKNOWN
    if flag is Flag.PAID_TWICE and _confirms(sale, event):
        flag = None
    if _is_known_to_be_over(sale, event):
        return sale.state, None
    if isinstance(event, SettledAsPaid) and _is_a_hold_in_doubt(sale):
        state = S.AUTHORIZED  # the money is held: it is not the shop's yet
    if sale.state is S.AUTHORIZED and _comes_of_a_copy(event):
        state = S.UNKNOWN  # it may have been captured or let go since
    return state, flag


def _is_not_ended_by(sale: Sale, event: Event) -> bool:
    """What the till concludes settles nothing once odd money has come; nor does the no of a
    provider that takes this sale's transaction for another one's."""
    if Flag.ALREADY_USED in sale.flags and isinstance(event, Declined):
        return True
    return sale.has_odd_money and type(event) in _OURS


def _is_known_to_be_over(sale: Sale, event: Event) -> bool:
    """It was held, and has been captured or let go since: a hold's own transaction is called
    accepted for ever, so that a look may hear of it later."""
    over = sale.state is S.PAID or sale.reason is Reason.RELEASED_HERE
    return isinstance(event, Authorized) and over


def _confirms(sale: Sale, event: Event) -> bool:
    """The provider's word on a sale that was paid on a manager's until now. Where odd money had
    come before, the manager spoke of that, and this comes on top."""
    return isinstance(event, Paid) and sale.is_settled_by_hand and not sale.has_odd_money


def _comes_of_a_copy(event: Event) -> bool:
    return isinstance(event, Lost) and event.reason is Reason.JOURNAL_RESTORED


def _is_a_hold_in_doubt(sale: Sale) -> bool:
    return sale.purpose is Purpose.AUTHORIZATION and sale.state is S.UNKNOWN


# What is taken over from an event as it stands, where the event has it.
_TELLS: Mapping[type[Event], tuple[str, ...]] = {
    Numbered: ("reference",),
    Accepted: ("reference", "follow", "entity", "expires_at", "expected_at", "checkout"),
    Identified: ("reference", "follow"),
    Moved: ("follow",),
    Paid: ("reference", "payment", "left"),
    Authorized: ("reference",),
    Mismatched: ("reference",),
    Extending: ("valid_until",),
    SettledAsPaid: ("by",),
    SettledAsUnpaid: ("by",),
}
# What leaves nothing to explain.
_ANSWERS_ALL: frozenset[type[Event]] = frozenset({Accepted, Paid, Authorized})
# In which states an event's reason is the reason of the sale. A try in doubt stays in doubt,
# whatever a later try is told.
_EXPLAINS: Mapping[type[Event], frozenset[State]] = {
    NotSent: frozenset({S.SENDING}),
    Refused: frozenset({S.SENDING}),
    NotTakenBack: frozenset({S.WAITING}),
    **dict.fromkeys((Lost, Overdue, Declined, Expired, Cancelled, Released), OPEN),
}


# What the till itself concludes.
_OURS: frozenset[type[Event]] = frozenset({Accepted, Expired, Cancelled})


def _learn(sale: Sale, event: Event) -> dict[str, Any]:
    """What the event changes of what is known, the state apart: fields of the sale."""
    kind = type(event)
    known = _CHANGES[kind](sale, event) if kind in _CHANGES else {}
    for name in _TELLS.get(kind, ()):
        if (value := getattr(event, name)) is not None:
            known[name] = value
    if kind in _ANSWERS_ALL:
        known |= {"reason": None, "detail": ""}
    elif sale.state in _EXPLAINS.get(kind, ()):
        known |= {name: getattr(event, name, "") for name in ("reason", "detail")}
    return known


def _exists(_sale: Sale, _created: Created) -> dict[str, Any]:
    raise NotAllowed("this sale exists already")


def _send(sale: Sale, sending: Sending) -> dict[str, Any]:
    return {"account": sale.account or sending.account, "tries": sale.tries + 1}


def _begin_cancelling(_sale: Sale, _cancelling: Cancelling) -> dict[str, Any]:
    return {"cancelling": True}


def _doubt(_sale: Sale, event: Lost) -> dict[str, Any]:
    return {"restored": True, "cancelling": False} if _comes_of_a_copy(event) else {}


def _settle(sale: Sale, event: SettledAsPaid | SettledAsUnpaid) -> dict[str, Any]:
    if sale.under_way is not None:
        raise NotAllowed("a capture or a release is under way: settle that")
    known: dict[str, Any] = {"reason": Reason.SETTLED_BY_HAND, "detail": event.why}
    if isinstance(event, SettledAsPaid) and sale.beside:  # by the very money that came
        known["beside"] = sale.beside - sale.amount.minor
    return known


def _clear(sale: Sale, cleared: FlagCleared) -> dict[str, Any]:
    flag = cleared.flag
    if flag not in sale.flags:
        raise NotAllowed(f"the sale has no flag {flag}")
    return {"flags": sale.flags - {flag}, "cleared": sale.cleared | {flag}}


def _flag(sale: Sale, event: Mismatched) -> dict[str, Any]:
    beside = sale.beside + _beside(event)
    return {"flags": sale.flags | {event.flag}, "beside": beside, "detail": event.detail}


def _take_for_anothers(sale: Sale, event: AlreadyUsed) -> dict[str, Any]:
    flags = sale.flags | {Flag.ALREADY_USED}
    return {"flags": flags, "used_by": event.number, "detail": event.reference}


def _beside(event: Mismatched) -> int:
    """What the event says has come for this sale; of another sale's money nothing has."""
    return event.amount.minor if event.amount and event.flag is not Flag.MISMATCH else 0


def _keep_its_end(sale: Sale, _refused: Refused) -> dict[str, Any]:
    """No other end was given to a sale that waits: it stays as it was."""
    return {"valid_until": sale.expires_at} if sale.state is S.WAITING else {}


def _stop_cancelling(_sale: Sale, _event: Cancelled | NotTakenBack) -> dict[str, Any]:
    """Taken back or not, whatever else is open about the sale."""
    return {"cancelling": False}


def _open_to(sale: Sale, asked: Asked) -> dict[str, Any]:
    """Closed to a second request while the first is open, and to more than there is."""
    if sale.under_way is not None:
        raise NotAllowed("another refund, capture or release of this sale is under way")
    if (sale.state is S.AUTHORIZED) is (asked.purpose is Purpose.REFUND):
        raise NotAllowed(f"{asked.purpose} is not allowed for a sale that is {sale.state}")
    if sale.purpose not in (Purpose.PAYMENT, Purpose.AUTHORIZATION):
        raise NotAllowed(f"a {sale.purpose} has no {asked.purpose}")
    if asked.amount.currency is not sale.amount.currency:
        raise NotAllowed("another currency than the sale's")
    most = sale.moved if asked.purpose is Purpose.REFUND else sale.amount.minor
    if not 0 < asked.amount.minor <= most - sale.returned:
        raise NotAllowed("more than there is")
    return {"under_way": asked.operation}


def _conclude(sale: Sale, event: Refunded | Captured | Released | Unchanged) -> dict[str, Any]:
    known: dict[str, Any] = {"under_way": None} if sale.under_way == event.operation else {}
    if isinstance(event, Refunded):
        known["returned"] = sale.returned + event.amount.minor
    if isinstance(event, Captured):
        # A refund has to name the capture: where that has no name, there is none.
        held = sale.held or sale.amount.minor
        known |= {"held": held, "amount": event.amount, "reference": event.reference}
    return known


# What more an event changes than by telling it, or than the words that explain its state.
_CHANGES: Mapping[type[Event], Callable[[Sale, Any], dict[str, Any]]] = {
    Created: _exists,
    Sending: _send,
    Cancelling: _begin_cancelling,
    Cancelled: _stop_cancelling,
    NotTakenBack: _stop_cancelling,
    Lost: _doubt,
    Refused: _keep_its_end,
    Mismatched: _flag,
    AlreadyUsed: _take_for_anothers,
    SettledAsPaid: _settle,
    SettledAsUnpaid: _settle,
    FlagCleared: _clear,
    Asked: _open_to,
    **dict.fromkeys((Refunded, Captured, Released, Unchanged), _conclude),
}


# Words of a provider that are its last and prove neither: what was asked for had been done before,
# perhaps by an earlier try of the same.
DONE_BEFORE = frozenset({Reason.DUPLICATE, Reason.PARENT_USED})


# Words of a network that does not know itself what became of the money.
NOT_SURE = frozenset({Reason.NETWORK_UNSURE, Reason.NO_MONEY_OR_ERROR})


def is_at_an_end(sale: Sale) -> bool:
    """Whether its outcome is unknown and its provider has no other word for it."""
    return sale.state is State.UNKNOWN and sale.reason in DONE_BEFORE


OPERATIONS = frozenset({Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE})


def conclusion(before: State, operation: Sale) -> Event | None:
    """What the parent has to hear when its refund, capture or release has come from `before` to
    where it is: nothing, unless that is an end, and a new one."""
    if operation.purpose not in OPERATIONS or operation.is_open or before is operation.state:
        return None
    if operation.state is not State.PAID:
        return Unchanged(operation=operation.id) if before in OPEN else None
    if operation.purpose is Purpose.RELEASE:
        return Released(operation=operation.id)
    if operation.purpose is Purpose.REFUND:
        return Refunded(operation=operation.id, amount=operation.amount)
    return Captured(operation=operation.id, amount=operation.amount, reference=operation.reference)


def claim(
    sale: Sale,
    *,
    amount: Money | None,
    concerns_this_sale: bool = True,
    reference: str | None = None,
    payment: str | None = None,
    left: int | None = None,
    raw: str = "",
) -> Paid | Authorized | Mismatched:
    """A provider says money moved, or is held: this sale's if it is so exactly; else a flag.

    `amount` is None where the provider names none that can be read; whoever calls says by
    `concerns_this_sale` whether what the provider did name (reference, till, payer) agrees.
    """
    if concerns_this_sale and amount == sale.amount:
        if sale.purpose is Purpose.AUTHORIZATION:
            return Authorized(reference=reference, raw=raw)
        return Paid(reference=reference, payment=payment, left=left, raw=raw)
    flag = Flag.MISMATCH
    if concerns_this_sale and amount is not None and amount.currency is sale.amount.currency:
        flag = Flag.SHORT if amount.minor < sale.amount.minor else Flag.EXCESS
    detail = str(amount) if amount else ""
    return Mismatched(flag=flag, amount=amount, payment=payment, detail=detail, raw=raw)


def sale_number(number: int) -> str:
    """A sale's number as it is read, on slips and by providers too: four figures at least."""
    return f"{number:04d}"
