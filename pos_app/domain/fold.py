"""The fold: computes a sale from its events, one event at a time.

A command that the transition table does not allow raises NotAllowed; evidence always applies. A
manager clears a flag and gives a reason: nothing else about the sale changes by it, and the sale
still says that the flag was raised.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    OPEN,
    Accepted,
    AlreadyUsed,
    Authorized,
    Cancelled,
    Cancelling,
    CancelRejected,
    Captured,
    Created,
    Declined,
    Event,
    Expired,
    Extending,
    FinalWordMissing,
    Flag,
    FlagCleared,
    Identified,
    Mismatched,
    NotSent,
    OperationFailed,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    ReferenceAssigned,
    Refunded,
    Refused,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
    StatusPathChanged,
    name_of,
)
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.transitions import TABLE, Next


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
        known["unexpected_minor"] = sale.unexpected_minor + known.get("amount", sale.amount).minor
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
    if sale.state is State.UNKNOWN and _is_not_ended_by(sale, event):
        state = State.UNKNOWN
    if flag is Flag.PAID_TWICE and _confirms(sale, event):
        flag = None
    if _is_known_to_be_over(sale, event):
        return sale.state, None
    if isinstance(event, SettledAsPaid) and _is_a_hold_in_doubt(sale):
        state = State.AUTHORIZED  # the money is held: it is not the shop's yet
    if sale.state is State.AUTHORIZED and _comes_of_a_copy(event):
        state = State.UNKNOWN  # it may have been captured or let go since
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
    over = sale.state is State.PAID or sale.reason is Reason.RELEASED_HERE
    return isinstance(event, Authorized) and over


def _confirms(sale: Sale, event: Event) -> bool:
    """The provider's word on a sale that was paid on a manager's until now. Where odd money had
    come before, the manager spoke of that, and this comes on top."""
    return isinstance(event, Paid) and sale.is_settled_by_hand and not sale.has_odd_money


def _comes_of_a_copy(event: Event) -> bool:
    return isinstance(event, OutcomeUnknown) and event.reason is Reason.JOURNAL_RESTORED


def _is_a_hold_in_doubt(sale: Sale) -> bool:
    return sale.purpose is Purpose.AUTHORIZATION and sale.state is State.UNKNOWN


# What is taken over from an event as it stands, where the event has it.
_TELLS: Mapping[type[Event], tuple[str, ...]] = {
    ReferenceAssigned: ("reference",),
    Accepted: ("reference", "follow", "entity", "expires_at", "expected_at", "checkout"),
    Identified: ("reference", "follow"),
    StatusPathChanged: ("follow",),
    Paid: ("reference", "payment", "left"),
    Authorized: ("reference",),
    Mismatched: ("reference",),
    Extending: ("valid_until",),
    SettledAsPaid: ("by",),
    SettledAsUnpaid: ("by",),
}
# What an event calls otherwise than the sale does: an event's words are those on disk.
_TOLD_AS: Mapping[str, str] = {"follow": "status_path", "left": "voucher_balance_minor"}
# What leaves nothing to explain.
_ANSWERS_ALL: frozenset[type[Event]] = frozenset({Accepted, Paid, Authorized})
# In which states an event's reason is the reason of the sale. A try in doubt stays in doubt,
# whatever a later try is told.
_EXPLAINS: Mapping[type[Event], frozenset[State]] = {
    NotSent: frozenset({State.SENDING}),
    Refused: frozenset({State.SENDING}),
    CancelRejected: frozenset({State.WAITING}),
    **dict.fromkeys(
        (OutcomeUnknown, FinalWordMissing, Declined, Expired, Cancelled, Released), OPEN
    ),
}


# What the till itself concludes.
_OURS: frozenset[type[Event]] = frozenset({Accepted, Expired, Cancelled})


def _learn(sale: Sale, event: Event) -> dict[str, Any]:
    """What the event changes of what is known, the state apart: fields of the sale."""
    kind = type(event)
    known = _CHANGES[kind](sale, event) if kind in _CHANGES else {}
    for name in _TELLS.get(kind, ()):
        if (value := getattr(event, name)) is not None:
            known[_TOLD_AS.get(name, name)] = value
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


def _doubt(_sale: Sale, event: OutcomeUnknown) -> dict[str, Any]:
    return {"restored": True, "cancelling": False} if _comes_of_a_copy(event) else {}


def _settle(sale: Sale, event: SettledAsPaid | SettledAsUnpaid) -> dict[str, Any]:
    if sale.pending_operation is not None:
        raise NotAllowed("a capture or a release is under way: settle that")
    known: dict[str, Any] = {"reason": Reason.SETTLED_BY_HAND, "detail": event.why}
    if isinstance(event, SettledAsPaid) and sale.unexpected_minor:  # by the very money that came
        known["unexpected_minor"] = sale.unexpected_minor - sale.amount.minor
    return known


def _clear(sale: Sale, cleared: FlagCleared) -> dict[str, Any]:
    flag = cleared.flag
    if flag not in sale.flags:
        raise NotAllowed(f"the sale has no flag {flag}")
    return {"flags": sale.flags - {flag}, "cleared": sale.cleared | {flag}}


def _flag(sale: Sale, event: Mismatched) -> dict[str, Any]:
    unexpected = sale.unexpected_minor + _unexpected(event)
    return {
        "flags": sale.flags | {event.flag},
        "unexpected_minor": unexpected,
        "detail": event.detail,
    }


def _take_for_anothers(sale: Sale, event: AlreadyUsed) -> dict[str, Any]:
    flags = sale.flags | {Flag.ALREADY_USED}
    return {"flags": flags, "used_by": event.number, "detail": event.reference}


def _unexpected(event: Mismatched) -> int:
    """What the event says has come for this sale; of another sale's money nothing has."""
    return event.amount.minor if event.amount and event.flag is not Flag.MISMATCH else 0


def _keep_its_end(sale: Sale, _refused: Refused) -> dict[str, Any]:
    """No other end was given to a sale that waits: it stays as it was."""
    return {"valid_until": sale.expires_at} if sale.state is State.WAITING else {}


def _stop_cancelling(_sale: Sale, _event: Cancelled | CancelRejected) -> dict[str, Any]:
    """Taken back or not, whatever else is open about the sale."""
    return {"cancelling": False}


def _open_to(sale: Sale, asked: OperationStarted) -> dict[str, Any]:
    """Closed to a second request while the first is open, and to more than there is."""
    if sale.pending_operation is not None:
        raise NotAllowed("another refund, capture or release of this sale is under way")
    if (sale.state is State.AUTHORIZED) is (asked.purpose is Purpose.REFUND):
        raise NotAllowed(f"{asked.purpose} is not allowed for a sale that is {sale.state}")
    if sale.purpose not in (Purpose.PAYMENT, Purpose.AUTHORIZATION):
        raise NotAllowed(f"a {sale.purpose} has no {asked.purpose}")
    if asked.amount.currency is not sale.amount.currency:
        raise NotAllowed("another currency than the sale's")
    most = sale.moved if asked.purpose is Purpose.REFUND else sale.amount.minor
    if not 0 < asked.amount.minor <= most - sale.refunded_minor:
        raise NotAllowed("more than there is")
    return {"pending_operation": asked.operation}


def _conclude(
    sale: Sale, event: Refunded | Captured | Released | OperationFailed
) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if sale.pending_operation == event.operation:
        known["pending_operation"] = None
    if isinstance(event, Refunded):
        known["refunded_minor"] = sale.refunded_minor + event.amount.minor
    if isinstance(event, Captured):
        # A refund has to name the capture: where that has no name, there is none.
        held = sale.held_minor or sale.amount.minor
        known |= {"held_minor": held, "amount": event.amount, "reference": event.reference}
    return known


# What more an event changes than by telling it, or than the words that explain its state.
_CHANGES: Mapping[type[Event], Callable[[Sale, Any], dict[str, Any]]] = {
    Created: _exists,
    Sending: _send,
    Cancelling: _begin_cancelling,
    Cancelled: _stop_cancelling,
    CancelRejected: _stop_cancelling,
    OutcomeUnknown: _doubt,
    Refused: _keep_its_end,
    Mismatched: _flag,
    AlreadyUsed: _take_for_anothers,
    SettledAsPaid: _settle,
    SettledAsUnpaid: _settle,
    FlagCleared: _clear,
    OperationStarted: _open_to,
    **dict.fromkeys((Refunded, Captured, Released, OperationFailed), _conclude),
}
