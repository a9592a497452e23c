"""What may follow what in the life of a sale, told a second time in other words than the table's.

Every event is tried in every state, on sales with every kind of past, and what comes of it is
compared with the rules below, field by field. They are what a shop was promised: where the fold and
this file disagree, one of them is wrong, and it is not by itself this one.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from domain.test_fold import EVIDENCE
from domain.test_words_on_disk import COMMANDS

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    EVENTS,
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
)
from pos_app.domain.fold import apply
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.transitions import TABLE, print_table

CREATED_AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
BEFORE = CREATED_AT + timedelta(minutes=1)
NOW = CREATED_AT + timedelta(minutes=5)
LATER = CREATED_AT + timedelta(hours=5)
ANOTHER_END = CREATED_AT + timedelta(days=9)


def kz(minor: int) -> Money:
    return Money(minor, Currency.AOA)


# --- the states, as a shop speaks of them ---------------------------------------------------------

NEW, SENDING, WAITING, UNKNOWN = State.NEW, State.SENDING, State.WAITING, State.UNKNOWN
HELD, PAID = State.AUTHORIZED, State.PAID

UNDECIDED = {SENDING, WAITING, UNKNOWN}  # nobody can say yet whether the customer pays
ENDED_UNPAID = {State.DECLINED, State.EXPIRED, State.CANCELLED, State.NOT_SENT}
GOT_MONEY = {HELD, PAID}


# --- sales with a past ----------------------------------------------------------------------------

A_SALE = Sale(
    id="s",
    till="caixa-1",
    number=7,
    method="clicpay.mpesa",
    amount=kz(1_500_00),
    phone=Phone("AO", "923123456"),
    description="pão",
    key="k",
    business_day=date(2026, 11, 20),
    created_at=CREATED_AT,
    updated_at=BEFORE,
    first_sent_at=BEFORE,
    tries=3,
    account="mark of old",
    reference="old reference",
    status_path="/old",
    entity="00411",
    expires_at=LATER,
    expected_at=BEFORE,
    cancelling=True,
    reason=Reason.OTHER,
    detail="old words",
    payment="old payment",
    by="Rita",
    valid_until=ANOTHER_END,
    checkout="https://old.example",
    voucher_balance_minor=5,
    revision=11,
    sent_there=BEFORE,
)

PASTS: Mapping[str, Mapping[str, Any]] = {
    "nothing odd": {},
    **{f"{flag}": {"flags": frozenset({flag})} for flag in Flag},
    **{f"{flag}, and seen to": {"cleared": frozenset({flag})} for flag in Flag},
    "a hold": {"purpose": Purpose.AUTHORIZATION},
    "a refund": {"purpose": Purpose.REFUND, "parent": "p"},
    "a pay-out": {"purpose": Purpose.PAYOUT},
    "a capture": {"purpose": Purpose.CAPTURE, "parent": "p"},
    "a release": {"purpose": Purpose.RELEASE, "parent": "p"},
    "a split sale": {"purpose": Purpose.SPLIT},
    "a split sale that nobody cancels": {"purpose": Purpose.SPLIT, "cancelling": False},
    "a split sale with parts": {
        "purpose": Purpose.SPLIT,
        "cancelling": False,
        "received_minor": 600_00,
        "refunded_minor": 100_00,
        "pledged_minor": 400_00,
        "troubled_parts": 1,
    },
    "settled by hand": {"reason": Reason.SETTLED_BY_HAND},
    "settled by hand, of odd money": {
        "reason": Reason.SETTLED_BY_HAND,
        "cleared": frozenset({Flag.SHORT}),
    },
    "let go": {"reason": Reason.RELEASED_HERE, "purpose": Purpose.AUTHORIZATION},
    "out of a copy": {"restored": True},
    "money came beside": {"unexpected_minor": 2_000_00},
    "a part went back": {"refunded_minor": 500_00},
    "all went back": {"refunded_minor": 1_500_00},
    "this operation is under way": {"pending_operation": "o"},
    "another operation is under way": {"pending_operation": "another"},
    "a receipt and a copy were issued": {"receipts": 2, "shop_receipts": 1, "printed": 3},
    "never sent": {"first_sent_at": None, "sent_there": None, "account": "", "tries": 0},
    "a part of a hold was captured": {"held_minor": 3_000_00},
    "nothing is known of it": {
        "reference": None, "status_path": None, "entity": None, "expires_at": None, "payment": None,
        "checkout": None, "valid_until": None, "voucher_balance_minor": None, "reason": None,
        "detail": "",
    },
}  # fmt: skip

SALES = [
    (past, replace(A_SALE, state=state, **known))
    for past, known in PASTS.items()
    for state in State
]


def _is_odd(sale: Sale) -> bool:
    """Money came that is not what was asked, or is another sale's, whatever was said since."""
    odd = {Flag.SHORT, Flag.EXCESS, Flag.MISMATCH, Flag.ALREADY_USED}
    return bool(odd & (sale.flags | sale.cleared))


def _is_by_hand(sale: Sale) -> bool:
    return sale.reason is Reason.SETTLED_BY_HAND


def _was_let_go(sale: Sale) -> bool:
    return sale.reason is Reason.RELEASED_HERE


# --- what each event tells ------------------------------------------------------------------------

OPEN_STATES = {NEW, *UNDECIDED, HELD}
NOTHING_TO_EXPLAIN = {"reason": None, "detail": ""}


def _explained(states: set[State], reason: Reason, detail: str = "new words") -> Any:
    """It is why the sale is where it is, as long as the sale is in one of these states."""
    return lambda sale: {"reason": reason, "detail": detail} if sale.state in states else {}


BY_HAND = {"by": "Ana", "reason": Reason.SETTLED_BY_HAND, "detail": "seen there"}


def _by_hand_as_paid(sale: Sale) -> Mapping[str, Any]:
    """By the very money that came, where some did: the rest of it came beside."""
    over = {"unexpected_minor": sale.unexpected_minor - 1_500_00} if sale.unexpected_minor else {}
    return {**BY_HAND, **over}


def _odd_money(flag: Flag, came: int) -> Any:
    return lambda sale: {
        "flags": sale.flags | {flag},
        "unexpected_minor": sale.unexpected_minor + came,
    }


def _taken_back_or_not(reason: Reason) -> Any:
    return lambda sale: {"cancelling": False, **_explained(OPEN_STATES, reason)(sale)}


def _is_over(sale: Sale) -> Mapping[str, Any]:
    """The operation `o` is; another one goes on."""
    return {"pending_operation": None} if sale.pending_operation == "o" else {}


def _captured(reference: str | None) -> Any:
    """What was captured is what was sold; how much had been held stays known. A second capture
    comes on top of the first."""

    def told(sale: Sale) -> Mapping[str, Any]:
        held = sale.held_minor or 1_500_00
        known = {**_is_over(sale), "held_minor": held, "reference": reference}
        return known if sale.state is PAID else {**known, "amount": kz(900_00)}

    return told


EXAMPLES: list[tuple[Event, Any]] = [
    (
        Created(number=1, method="vpos", amount=kz(1), phone=None, description="", key="k",
                business_day=date(2026, 11, 20)),
        None,
    ),
    (
        Sending(request="POST /", body="{}", account="mark", there=LATER),
        lambda sale: {
            "tries": sale.tries + 1,
            "account": sale.account or "mark",  # of the first try, for ever
            **({"first_sent_at": NOW, "sent_there": LATER} if not sale.first_sent_at else {}),
        },
    ),
    (Cancelling(), {"cancelling": True}),
    (Extending(valid_until=LATER), {"valid_until": LATER}),
    (SettledAsPaid(by="Ana", why="seen there"), _by_hand_as_paid),
    (SettledAsUnpaid(by="Ana", why="seen there"), BY_HAND),
    *(
        (
            FlagCleared(flag=flag, by="Ana", why="given back"),
            lambda sale, flag=flag: {
                "flags": sale.flags - {flag},
                "cleared": sale.cleared | {flag},
            },
        )
        for flag in Flag
    ),
    (InvoiceNumbered(invoice="FT 2026/7", by="Rui"), {"invoice": "FT 2026/7"}),
    (InvoiceNumbered(invoice=""), {"invoice": ""}),
    *(
        (OperationStarted(operation="o", purpose=purpose, amount=money), {"pending_operation": "o"})
        for purpose in (Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE)
        for money in (
            kz(0), kz(1), kz(1_000_00), kz(1_000_01), kz(1_500_00), kz(1_500_01), kz(2_000_00),
            kz(2_000_01), kz(3_500_00), kz(3_500_01), Money(500_00, Currency.MZN),
        )
    ),
    (ReceivedByHand(), {"by_hand": True}),
    *(
        (ReceivedByHand(tendered=money), {"by_hand": True, "tendered_minor": money.minor})
        for money in (kz(1_499_99), kz(1_500_00), kz(2_000_00), Money(2_000_00, Currency.MZN))
    ),
    (GivenByHand(), {"by_hand": True}),
    (SplitOpened(), {}),
    *(
        (
            PartStarted(part="p", amount=money),
            lambda sale, money=money: {"pledged_minor": sale.pledged_minor + money.minor},
        )
        for money in (
            kz(0), kz(1), kz(600_00), kz(600_01), kz(1_500_00), kz(1_500_01),
            Money(1_00, Currency.MZN),
        )
    ),
    *(
        (
            PartChanged(
                part="p", pledged=-400_00, received=came, returned=back, troubled=-1, by_hand=hand
            ),
            lambda sale, came=came, back=back, hand=hand: {
                "pledged_minor": sale.pledged_minor - 400_00,
                "received_minor": sale.received_minor + came,
                "refunded_minor": sale.refunded_minor + back,
                "troubled_parts": sale.troubled_parts - 1,
                "by_hand": sale.by_hand or hand,
            },
        )
        for came, back, hand in ((999_99, 0, False), (1_000_00, 0, True), (0, 500_00, False))
    ),
    (ReferenceAssigned(reference="R"), {"reference": "R"}),
    (
        Accepted(reference="R", follow="/f", entity="11111", expires_at=NOW, expected_at=LATER,
                 checkout="https://page.example", raw="raw"),
        {"reference": "R", "status_path": "/f", "entity": "11111", "expires_at": NOW,
         "expected_at": LATER, "checkout": "https://page.example", **NOTHING_TO_EXPLAIN},
    ),
    (Accepted(), NOTHING_TO_EXPLAIN),
    (Identified(reference="R", follow="/f"), {"reference": "R", "status_path": "/f"}),
    (Identified(reference="R"), {"reference": "R"}),
    (
        AlreadyUsed(identity="transaction R", reference="R", first="a", number=3, payment="P"),
        lambda sale: {"flags": sale.flags | {Flag.ALREADY_USED}, "used_by": 3, "detail": "R"},
    ),
    (StatusPathChanged(follow="/f"), {"status_path": "/f"}),
    (
        NotSent(reason=Reason.NO_CONNECTION, detail="new words"),
        _explained({SENDING}, Reason.NO_CONNECTION),
    ),
    (
        Refused(reason=Reason.BAD_PHONE, detail="new words", raw="raw"),
        lambda sale: {
            **_explained({SENDING}, Reason.BAD_PHONE)(sale),
            # Another end was asked for, and was not given: the one that it has stays.
            **({"valid_until": sale.expires_at} if sale.state is WAITING else {}),
        },
    ),
    (
        OutcomeUnknown(reason=Reason.NO_ANSWER, detail="new words", raw="raw"),
        _explained(OPEN_STATES, Reason.NO_ANSWER),
    ),
    (
        OutcomeUnknown(reason=Reason.JOURNAL_RESTORED, detail="new words"),
        lambda sale: {
            **_explained(OPEN_STATES, Reason.JOURNAL_RESTORED)(sale),
            "restored": True,
            "cancelling": False,
        },
    ),
    (FinalWordMissing(), _explained(OPEN_STATES, Reason.NO_FINAL_WORD, "")),
    (FinalWordMissing(reason=Reason.QUEUE_UNSEEN), _explained(OPEN_STATES, Reason.QUEUE_UNSEEN,
    "")), (
        Paid(reference="R", payment="P", left=7, raw="raw"),
        {"reference": "R", "payment": "P", "voucher_balance_minor": 7, **NOTHING_TO_EXPLAIN},
    ),
    (Paid(), NOTHING_TO_EXPLAIN),
    (Paid(left=0), {"voucher_balance_minor": 0, **NOTHING_TO_EXPLAIN}),  # a voucher that is used up
    (Authorized(reference="R", raw="raw"), {"reference": "R", **NOTHING_TO_EXPLAIN}),
    (Authorized(), NOTHING_TO_EXPLAIN),
    (
        Mismatched(flag=Flag.SHORT, amount=kz(400_00), reference="R", payment="P", detail="400"),
        lambda sale: {
            **_odd_money(Flag.SHORT, 400_00)(sale), "detail": "400", "reference": "R",
        },
    ),
    (
        Mismatched(flag=Flag.EXCESS, amount=kz(2_000_00)),
        lambda sale: {**_odd_money(Flag.EXCESS, 2_000_00)(sale), "detail": ""},
    ),
    (  # another sale's money is none of this one's
        Mismatched(flag=Flag.MISMATCH, amount=kz(1_500_00), detail="m"),
        lambda sale: {**_odd_money(Flag.MISMATCH, 0)(sale), "detail": "m"},
    ),
    (
        Mismatched(flag=Flag.SHORT, amount=None),
        lambda sale: {**_odd_money(Flag.SHORT, 0)(sale), "detail": ""},
    ),
    (
        Declined(reason=Reason.NO_MONEY, detail="new words", raw="raw"),
        _explained(OPEN_STATES, Reason.NO_MONEY),
    ),
    (
        Expired(reason=Reason.CUSTOMER_SILENT, detail="new words", raw="raw"),
        _explained(OPEN_STATES, Reason.CUSTOMER_SILENT),
    ),
    (
        Cancelled(reason=Reason.CANCELLED_HERE, detail="new words", raw="raw"),
        _taken_back_or_not(Reason.CANCELLED_HERE),
    ),
    (
        CancelRejected(detail="new words", raw="raw"),
        lambda sale: {"cancelling": False, **_explained({WAITING}, Reason.NOT_TAKEN_BACK)(sale)},
    ),
    (SlipPrinted(printer="counter"), lambda sale: {"printed": sale.printed + 1}),
    (
        DocumentIssued(document=DocumentKind.SLIP, number=1, job="j", printer="counter"),
        {"printed": 1},
    ),
    (DocumentIssued(document=DocumentKind.RECEIPT, number=1, job="j"), {"receipts": 1}),
    # Those before it may be lost, with a journal that was restored.
    *(
        (
            DocumentIssued(document=DocumentKind.RECEIPT, number=number, job="j", by="Rui"),
            {"receipts": number},
        )
        for number in (2, 3, 4)
    ),
    (DocumentIssued(document=DocumentKind.SHOP_RECEIPT, number=1, job="j"), {"shop_receipts": 1}),
    *(
        (DocumentIssued(document=document, number=number, job="j"), None)
        for document, number in (
            (DocumentKind.RECEIPT, 0), (DocumentKind.CLOSE, 1),
        )
    ),
    (  # the last one alone leaves its number free
        IssueWithdrawn(document=DocumentKind.RECEIPT, number=2, job="j"),
        lambda sale: {"receipts": 1} if sale.receipts == 2 else {},
    ),
    (IssueWithdrawn(document=DocumentKind.SLIP, number=1, job="j"), {}),
    (IssueWithdrawn(document=DocumentKind.CLOSE, number=1, job="j"), {}),
    (
        Refunded(operation="o", amount=kz(300_00)),
        lambda sale: {**_is_over(sale), "refunded_minor": sale.refunded_minor + 300_00},
    ),
    (Captured(operation="o", amount=kz(900_00), reference="C"), _captured("C")),
    (Captured(operation="o", amount=kz(900_00)), _captured(None)),
    (
        Released(operation="o"),
        lambda sale: {**_is_over(sale), **_explained(OPEN_STATES, Reason.RELEASED_HERE, "")(sale)},
    ),
    (OperationFailed(operation="o"), _is_over),
]  # fmt: skip


# --- the rules ------------------------------------------------------------------------------------


def _in(*states: State) -> Callable[[Sale, Any], bool]:
    return lambda sale, _: sale.state in states


def _may_be_settled(sale: Sale, _: object) -> bool:
    return sale.state in {UNKNOWN, HELD} and sale.pending_operation is None


def _may_be_cleared(sale: Sale, cleared: FlagCleared) -> bool:
    """Of an outcome that is unknown the flag is a part: that is settled."""
    return cleared.flag in sale.flags and sale.state in GOT_MONEY | ENDED_UNPAID


def _may_be_asked(sale: Sale, asked: OperationStarted) -> bool:
    """One at a time, of a customer's own money, and of no more than there is of it. What is held is
    captured or let go; what came is given back, also where it came beside a sale that ended."""
    if sale.pending_operation or sale.purpose not in {Purpose.PAYMENT, Purpose.AUTHORIZATION}:
        return False
    if asked.purpose is Purpose.REFUND:
        there = sale.unexpected_minor + (1_500_00 if sale.state is PAID else 0)
        fits = sale.state in {PAID, *ENDED_UNPAID}
    else:
        there, fits = 1_500_00, sale.state is HELD
    in_kwanza = asked.amount.currency is Currency.AOA
    return fits and in_kwanza and 1 <= asked.amount.minor <= there - sale.refunded_minor


def _may_be_received(sale: Sale, word: ReceivedByHand) -> bool:
    """By hand a payment comes at once or not at all, and never less than is asked for."""
    enough = word.tendered is None or (
        word.tendered.currency is Currency.AOA and word.tendered.minor >= 1_500_00
    )
    return sale.state is NEW and sale.purpose is Purpose.PAYMENT and enough


def _may_have_part(sale: Sale, begun: PartStarted) -> bool:
    """Of what was asked of nobody yet, while the whole sale waits and nobody takes it back."""
    is_split = sale.purpose is Purpose.SPLIT and sale.state is WAITING and not sale.cancelling
    there = sale.received_minor - sale.refunded_minor + sale.pledged_minor
    in_kwanza = begun.amount.currency is Currency.AOA
    return is_split and in_kwanza and 1 <= begun.amount.minor <= 1_500_00 - there


def _may_be_issued(sale: Sale, issued: DocumentIssued) -> bool:
    """Above all that were, so that no two pieces of paper have one number."""
    pieces = {
        DocumentKind.SLIP: sale.printed,
        DocumentKind.RECEIPT: sale.receipts,
        DocumentKind.SHOP_RECEIPT: sale.shop_receipts,
    }
    return sale.state is not NEW and pieces.get(issued.document, 9) < issued.number


# A person's command counts in some states alone.
ALLOWED: Mapping[type[Event], Callable[[Sale, Any], bool]] = {
    Created: _in(),  # it exists already
    Sending: _in(NEW, SENDING, UNKNOWN),
    Cancelling: _in(WAITING, UNKNOWN),
    Extending: _in(WAITING),
    SettledAsPaid: _may_be_settled,
    SettledAsUnpaid: _may_be_settled,
    FlagCleared: _may_be_cleared,
    OperationStarted: _may_be_asked,
    InvoiceNumbered: lambda sale, _: sale.state is not NEW,
    DocumentIssued: _may_be_issued,
    ReceivedByHand: _may_be_received,
    GivenByHand: lambda sale, _: sale.state is NEW and sale.purpose is Purpose.REFUND,
    SplitOpened: lambda sale, _: sale.state is NEW and sale.purpose is Purpose.SPLIT,
    PartStarted: _may_have_part,
}


def _is_allowed(sale: Sale, event: Event) -> bool:
    """What a provider says is taken down of every sale that was sent, whatever became of it."""
    rule = ALLOWED.get(type(event))
    return rule(sale, event) if rule else sale.state is not NEW


Becomes = Callable[[Sale], State]


def _from(states: set[State], then: State) -> Becomes:
    """From these states to that one; from all others nowhere."""
    return lambda sale: then if sale.state in states else sale.state


def _but_for_odd_money(then: Becomes) -> Becomes:
    """Once odd money has come to a sale in doubt, a person alone, or the right money, ends that."""
    return lambda sale: UNKNOWN if sale.state is UNKNOWN and _is_odd(sale) else then(sale)


def _declined(sale: Sale) -> State:
    """A provider that took this sale's transaction for another one's speaks of that one."""
    of_another = sale.state is UNKNOWN and Flag.ALREADY_USED in sale.flags
    return State.DECLINED if sale.state in UNDECIDED and not of_another else sale.state


def _settled_as_paid(sale: Sale) -> State:
    """That a hold in doubt went well means that the money is held."""
    is_hold = sale.purpose is Purpose.AUTHORIZATION
    return HELD if is_hold and sale.state is UNKNOWN else PAID


def _authorized(sale: Sale) -> State:
    """A hold's own transaction is called accepted for ever."""
    return sale.state if sale.state is PAID or _was_let_go(sale) else HELD


# A later try that did not leave, or was turned away, says nothing of an earlier one.
_not_sent = _from({SENDING}, State.NOT_SENT)
_odd = _from(set(State) - GOT_MONEY, UNKNOWN)

BECOMES: Mapping[type[Event], Becomes] = {
    Sending: _from({NEW}, SENDING),
    SettledAsPaid: _settled_as_paid,
    SettledAsUnpaid: lambda _: State.DECLINED,
    Accepted: _but_for_odd_money(_from(UNDECIDED, WAITING)),
    Expired: _but_for_odd_money(_from(UNDECIDED, State.EXPIRED)),
    Cancelled: _but_for_odd_money(_from(UNDECIDED, State.CANCELLED)),
    Declined: _declined,
    NotSent: _not_sent,
    Refused: _not_sent,
    OutcomeUnknown: _from(UNDECIDED, UNKNOWN),
    FinalWordMissing: _from(UNDECIDED, UNKNOWN),
    Paid: lambda _: PAID,
    Captured: lambda _: PAID,
    Authorized: _authorized,
    Mismatched: _odd,
    AlreadyUsed: _odd,
    Released: _from({UNKNOWN, HELD}, State.CANCELLED),
    ReceivedByHand: lambda _: PAID,
    GivenByHand: lambda _: PAID,
    SplitOpened: lambda _: WAITING,
}


def _becomes(sale: Sale, event: Event) -> State:
    if (
        isinstance(event, OutcomeUnknown)
        and event.reason is Reason.JOURNAL_RESTORED
        and sale.state is HELD
    ):
        return UNKNOWN  # what was lost may have captured it, or let it go
    then = BECOMES.get(type(event))
    return then(sale) if then else sale.state


def _by_parts(sale: Sale, state: State) -> State:
    """A split sale is paid when its money is there, and cancelled when none is left of it."""
    there = sale.received_minor - sale.refunded_minor
    if state in {WAITING, State.CANCELLED} and there >= 1_500_00:
        return PAID
    if state is State.CANCELLED and (there or sale.pledged_minor):
        return WAITING
    is_over = sale.cancelling and not there and not sale.pledged_minor
    return State.CANCELLED if state is WAITING and is_over else state


def _raises(sale: Sale, event: Event) -> Flag | None:
    """What a person has to look at, besides odd money."""
    money = isinstance(event, Paid | Captured)
    is_news = money or (isinstance(event, Authorized) and not _was_let_go(sale))
    said_no = isinstance(event, Declined | Expired | Cancelled)
    flag = None
    if is_news and sale.state in ENDED_UNPAID:
        cancelled = sale.state is State.CANCELLED
        flag = Flag.PAID_AFTER_CANCEL if cancelled else Flag.PAID_AFTER_END
    elif money and sale.state is PAID:
        # A provider may confirm what a manager said of a sale, where nothing odd was about it.
        confirms = isinstance(event, Paid) and _is_by_hand(sale) and not _is_odd(sale)
        flag = None if confirms else Flag.PAID_TWICE
    elif (said_no and sale.state in GOT_MONEY) or (
        isinstance(event, Released) and sale.state is PAID
    ):
        flag = Flag.CONTRADICTED
    return flag


def _expected(sale: Sale, event: Event, told: Any) -> Sale:
    """By the rules above, and by what the event tells."""
    state, flag = _becomes(sale, event), _raises(sale, event)
    known = dict(told(sale) if callable(told) else told)
    if isinstance(event, Authorized) and (sale.state is PAID or _was_let_go(sale)):
        known = {}  # no news of what is over: a hold is called accepted for ever
    known["flags"] = known.get("flags", sale.flags) | ({flag} if flag else set())
    if flag is Flag.PAID_TWICE:
        again = event.amount.minor if isinstance(event, Captured) else 1_500_00
        known["unexpected_minor"] = sale.unexpected_minor + again
    if sale.purpose is Purpose.SPLIT:
        known |= {"cancelling": known.get("cancelling", sale.cancelling)}
        state = _by_parts(replace(sale, **known), state)
        if sale.state is State.CANCELLED and state is WAITING:
            known["cancelling"] = True
    if state is not sale.state and state not in OPEN_STATES:
        known |= {"settled_at": NOW, "cancelling": False}
    return replace(
        sale, **{**known, "state": state, "updated_at": NOW, "revision": sale.revision + 1}
    )


def _changes(before: Sale, after: Sale | None) -> dict[str, Any] | str:
    if after is None:
        return "refused"
    return {
        one.name: getattr(after, one.name)
        for one in fields(Sale)
        if getattr(before, one.name) != getattr(after, one.name)
    }


@pytest.mark.parametrize("kind", EVENTS.values(), ids=lambda kind: kind.__name__)
def test_every_event_does_to_every_sale_what_the_rules_say_and_nothing_else(
    kind: type[Event],
) -> None:
    examples = [(event, told) for event, told in EXAMPLES if type(event) is kind]
    assert examples
    for event, told in examples:
        for past, sale in SALES:
            after = _tried(sale, event)
            wanted = _expected(sale, event, told) if _is_allowed(sale, event) else None
            if after != wanted:
                where = f"{event} of a sale that is {sale.state}: {past}"
                pytest.fail(f"{where}: {_changes(sale, after)}, not {_changes(sale, wanted)}")


def _tried(sale: Sale, event: Event) -> Sale | None:
    try:
        return apply(sale, event, NOW)
    except NotAllowed:
        return None


# --- the table itself -----------------------------------------------------------------------------


def test_every_event_has_a_row_and_every_evidence_a_step_from_every_state_a_sale_can_rest_in() -> (
    None
):
    assert set(TABLE) == set(EVENTS.values())
    assert {type(event) for event in EVIDENCE} == set(TABLE) - COMMANDS
    resting = set(State) - {State.NEW}
    for event in EVIDENCE:
        assert set(TABLE[type(event)]) == resting


def test_the_table_is_printed_a_step_a_line_for_people() -> None:
    lines = print_table().splitlines()
    assert len(lines) == sum(len(row) for row in TABLE.values())
    assert lines[0] == "Created            new        → new"
    assert "Sending            new        → sending" in lines
    assert "Paid               cancelled  → paid  ⚑ paid_after_cancel" in lines
