"""The fold: computes a sale from its events, one event at a time.

A command that the transition table does not allow raises NotAllowed; evidence always applies. A
manager clears a flag and gives a reason: nothing else about the sale changes by it, and the sale
still says that the flag was raised.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, TypeVar

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
    DocumentIssued,
    Event,
    Expired,
    Extending,
    FinalWordMissing,
    Flag,
    FlagCleared,
    GivenByHand,
    Identified,
    InvoiceNumbered,
    IssueWithdrawn,
    Mismatched,
    NotSent,
    OperationFailed,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    PartChanged,
    PartStarted,
    Purpose,
    ReceivedByHand,
    ReferenceAssigned,
    Refunded,
    Refused,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    SlipPrinted,
    SplitOpened,
    State,
    StatusPathChanged,
    name_of,
)
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.transitions import TABLE, Next

T = TypeVar("T")


def open_sale(sale_id: str, till: str, created: Created, at: datetime) -> Sale:
    """Returns a new sale that exists and has asked for nothing yet. All fields of `Created` are the
    sale's, under the same names."""
    known = {"id": sale_id, "till": till, "created_at": at, "updated_at": at, "revision": 1}
    return made(Sale, _BLANK | vars(created) | known)


_BLANK = {field.name: field.default for field in fields(Sale) if field.default is not MISSING}


def made(kind: type[T], known: dict[str, Any]) -> T:
    """Does the work of a frozen class's constructor in a tenth of its time: a journal is a million
    of these. `known` has to have every field without a default."""
    one = object.__new__(kind)
    object.__setattr__(one, "__dict__", known)
    return one


def apply(sale: Sale, event: Event, at: datetime) -> Sale:
    """Returns the sale after the event.

    Raises NotAllowed for a command that the table does not allow here.
    """
    state, flag = _next(sale, event)
    comes_too_late = isinstance(event, Authorized) and _is_known_to_be_over(sale)
    known = {} if comes_too_late else _learn(sale, event)
    if sale.first_sent_at is None and isinstance(event, Sending):
        known |= {"first_sent_at": at, "sent_there": event.there}
    if flag:
        known["flags"] = known.get("flags", sale.flags) | {flag}
    if flag is Flag.PAID_TWICE:
        again = known.pop("amount", sale.amount)  # what was taken first stays the sale's
        known["unexpected_minor"] = sale.unexpected_minor + again.minor
    if sale.purpose is Purpose.SPLIT:
        state = _state_by_parts(made(Sale, vars(sale) | known), state)
        if sale.state is State.CANCELLED and state is State.WAITING:
            known["cancelling"] = True  # late money, which is still to go back
    if sale.state is not state:
        known["state"] = state
        if state not in OPEN:
            # A clock that was set back must not end it before it began: it would be forgotten soon.
            known |= {"settled_at": max(at, sale.created_at), "cancelling": False}
    known["updated_at"], known["revision"] = at, sale.revision + 1
    return made(Sale, vars(sale) | known)


def _next(sale: Sale, event: Event) -> Next:
    """Looks the event up in the table, and corrects the result by facts that only the sale has.
    Raises NotAllowed."""
    step = TABLE[type(event)].get(sale.state)
    if step is None:
        raise NotAllowed(f"{name_of(event)} is not allowed for a sale that is {sale.state}")
    state, flag = step
    if sale.state is State.UNKNOWN and _is_not_ended_by(sale, event):
        state = State.UNKNOWN
    if flag is Flag.PAID_TWICE and _confirms(sale, event):
        flag = None
    if isinstance(event, Authorized) and _is_known_to_be_over(sale):
        return sale.state, None
    if isinstance(event, SettledAsPaid) and _is_a_hold_in_doubt(sale):
        state = State.AUTHORIZED  # the money is held: it is not the shop's yet
    if sale.state is State.AUTHORIZED and _comes_of_a_copy(event):
        state = State.UNKNOWN  # it may have been captured or released since
    return state, flag


def _state_by_parts(split: Sale, state: State) -> State:
    """Returns the state of a split sale, which follows from its parts (`tenders/split.py`)."""
    collected = split.received_minor - split.refunded_minor
    if state not in (State.WAITING, State.CANCELLED):
        return state
    if collected >= split.amount.minor:
        return State.PAID
    if state is State.WAITING and not split.cancelling:
        return State.WAITING
    return State.WAITING if split.pledged_minor or collected else State.CANCELLED


def _is_not_ended_by(sale: Sale, event: Event) -> bool:
    """Returns whether the event leaves the sale open: the till's own conclusion settles nothing
    once odd money has come; nor does the no of a provider that takes this sale's transaction for
    another one's."""
    if Flag.ALREADY_USED in sale.flags and isinstance(event, Declined):
        return True
    return sale.has_odd_money and type(event) in _OURS


def _is_known_to_be_over(sale: Sale) -> bool:
    """Returns whether the hold has been captured or released since: a provider calls a hold's own
    transaction accepted for ever, so that a poll may report it later."""
    return sale.state is State.PAID or sale.reason is Reason.RELEASED_HERE


def _confirms(sale: Sale, event: Event) -> bool:
    """Returns whether the provider confirms a sale that a manager had called paid. If odd money had
    come before, the manager spoke of that, and this money comes on top."""
    return isinstance(event, Paid) and sale.is_settled_by_hand and not sale.has_odd_money


def _comes_of_a_copy(event: Event) -> bool:
    return isinstance(event, OutcomeUnknown) and event.reason is Reason.JOURNAL_RESTORED


def _is_a_hold_in_doubt(sale: Sale) -> bool:
    return sale.purpose is Purpose.AUTHORIZATION and sale.state is State.UNKNOWN


# Fields that the sale takes over from an event as they stand, if the event has them.
_TELLS: Mapping[type[Event], tuple[str, ...]] = {
    ReferenceAssigned: ("reference",),
    Accepted: ("reference", "follow", "entity", "expires_at", "expected_at", "checkout"),
    Identified: ("reference", "follow"),
    StatusPathChanged: ("follow",),
    Paid: ("reference", "payment", "left"),
    Authorized: ("reference",),
    Mismatched: ("reference",),
    Extending: ("valid_until",),
    InvoiceNumbered: ("invoice",),
    SettledAsPaid: ("by",),
    SettledAsUnpaid: ("by",),
}
# Fields with another name in the sale: an event's names are those on disk.
_TOLD_AS: Mapping[str, str] = {"follow": "status_path", "left": "voucher_balance_minor"}
# Events after which no reason is left to explain.
_ANSWERS_ALL: frozenset[type[Event]] = frozenset({Accepted, Paid, Authorized})
# States in which an event's reason becomes the sale's. A try in doubt stays in doubt, whatever
# the answer to a later try.
_EXPLAINS: Mapping[type[Event], frozenset[State]] = {
    NotSent: frozenset({State.SENDING}),
    Refused: frozenset({State.SENDING}),
    CancelRejected: frozenset({State.WAITING}),
    **dict.fromkeys(
        (OutcomeUnknown, FinalWordMissing, Declined, Expired, Cancelled, Released), OPEN
    ),
}


# Events that the till itself concludes.
_OURS: frozenset[type[Event]] = frozenset({Accepted, Expired, Cancelled})


def _learn(sale: Sale, event: Event) -> dict[str, Any]:
    """Returns the fields of the sale that the event changes, the state apart."""
    kind = type(event)
    change = _CHANGES.get(kind)
    known = change(sale, event) if change else {}
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


def _print(sale: Sale, _printed: SlipPrinted) -> dict[str, Any]:
    return {"printed": sale.printed + 1}


# The field that counts the pieces of each document that a sale has.
_ISSUES: Mapping[DocumentKind, str] = {
    DocumentKind.SLIP: "printed",
    DocumentKind.RECEIPT: "receipts",
    DocumentKind.SHOP_RECEIPT: "shop_receipts",
}


def _issue(sale: Sale, issued: DocumentIssued) -> dict[str, Any]:
    if issued.document not in _ISSUES:
        raise NotAllowed(f"a sale has no {issued.document}")
    if issued.number <= issues_of(sale, issued.document):
        raise NotAllowed(f"{issued.document} {issued.number} has been issued")
    return {_ISSUES[issued.document]: issued.number}


def _withdraw(sale: Sale, withdrawn: IssueWithdrawn) -> dict[str, Any]:
    document, number = withdrawn.document, withdrawn.number
    is_last = document in _ISSUES and number == issues_of(sale, document)
    return {_ISSUES[document]: number - 1} if is_last else {}


def issues_of(sale: Sale, document: DocumentKind) -> int:
    """Returns how many pieces of this document somebody may have seen; the next one is a copy,
    unless there is none."""
    count: int = getattr(sale, _ISSUES[document])
    return count


def _begin_cancelling(_sale: Sale, _cancelling: Cancelling) -> dict[str, Any]:
    return {"cancelling": True}


def _doubt(_sale: Sale, event: OutcomeUnknown) -> dict[str, Any]:
    return {"restored": True, "cancelling": False} if _comes_of_a_copy(event) else {}


def _settle(sale: Sale, event: SettledAsPaid | SettledAsUnpaid) -> dict[str, Any]:
    if sale.pending_operation is not None:
        raise NotAllowed("a capture or a release is under way: settle that")
    known: dict[str, Any] = {"reason": Reason.SETTLED_BY_HAND, "detail": event.why}
    if isinstance(event, SettledAsPaid) and sale.unexpected_minor:  # the money that came settles it
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
    """Returns the money that the event reports for this sale; a mismatch is another sale's
    money."""
    return event.amount.minor if event.amount and event.flag is not Flag.MISMATCH else 0


def _keep_its_end(sale: Sale, _refused: Refused) -> dict[str, Any]:
    """Keeps the old end of a waiting sale, because the provider refused another."""
    return {"valid_until": sale.expires_at} if sale.state is State.WAITING else {}


def _stop_cancelling(_sale: Sale, _event: Cancelled | CancelRejected) -> dict[str, Any]:
    """Ends the cancelling, whatever else is open about the sale."""
    return {"cancelling": False}


def _open_to(sale: Sale, asked: OperationStarted) -> dict[str, Any]:
    """Allows one operation at a time, for no more money than there is."""
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


def _receive(sale: Sale, event: ReceivedByHand) -> dict[str, Any]:
    if sale.purpose is not Purpose.PAYMENT:
        raise NotAllowed(f"a {sale.purpose} is not received by hand")
    known: dict[str, Any] = {"by_hand": True}
    if (tendered := event.tendered) is not None:
        if tendered.currency is not sale.amount.currency or tendered.minor < sale.amount.minor:
            raise NotAllowed("less than the amount was handed over")
        known["tendered_minor"] = tendered.minor
    return known


def _give(sale: Sale, _event: GivenByHand) -> dict[str, Any]:
    if sale.purpose is not Purpose.REFUND:
        raise NotAllowed(f"a {sale.purpose} is not given by hand")
    return {"by_hand": True}


def _split(sale: Sale, _event: SplitOpened) -> dict[str, Any]:
    if sale.purpose is not Purpose.SPLIT:
        raise NotAllowed(f"a {sale.purpose} has no parts")
    return {}


def _start_part(sale: Sale, event: PartStarted) -> dict[str, Any]:
    """Pledges a part of what is missing: of two presses the second finds less, or nothing."""
    if sale.purpose is not Purpose.SPLIT or sale.cancelling:
        raise NotAllowed("this sale takes no further part")
    missing = sale.amount.minor - sale.received_minor + sale.refunded_minor - sale.pledged_minor
    if event.amount.currency is not sale.amount.currency:
        raise NotAllowed("another currency than the sale's")
    if not 0 < event.amount.minor <= missing:
        raise NotAllowed("more than is missing")
    return {"pledged_minor": sale.pledged_minor + event.amount.minor}


def _change_part(sale: Sale, event: PartChanged) -> dict[str, Any]:
    return {
        "pledged_minor": sale.pledged_minor + event.pledged,
        "received_minor": sale.received_minor + event.received,
        "refunded_minor": sale.refunded_minor + event.returned,
        "troubled_parts": sale.troubled_parts + event.troubled,
        "by_hand": sale.by_hand or event.by_hand,
    }


def _conclude(
    sale: Sale, event: Refunded | Captured | Released | OperationFailed
) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if sale.pending_operation == event.operation:
        known["pending_operation"] = None
    if isinstance(event, Refunded):
        known["refunded_minor"] = sale.refunded_minor + event.amount.minor
    if isinstance(event, Captured):
        # A refund has to name the capture: a capture without an id cannot be refunded.
        held = sale.held_minor or sale.amount.minor
        known |= {"held_minor": held, "amount": event.amount, "reference": event.reference}
    return known


# Changes beyond the fields of `_TELLS` and the reason.
_CHANGES: Mapping[type[Event], Callable[[Sale, Any], dict[str, Any]]] = {
    Created: _exists,
    Sending: _send,
    SlipPrinted: _print,
    DocumentIssued: _issue,
    IssueWithdrawn: _withdraw,
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
    ReceivedByHand: _receive,
    GivenByHand: _give,
    SplitOpened: _split,
    PartStarted: _start_part,
    PartChanged: _change_part,
    **dict.fromkeys((Refunded, Captured, Released, OperationFailed), _conclude),
}
