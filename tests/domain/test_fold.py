"""The fold: commands obey the table, evidence is never lost, only the provider's word pays."""

from dataclasses import MISSING, fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from domain.sales import ASKED, AT, CREATED, SENDING, after, half, sent
from domain.test_words_on_disk import COMMANDS
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    NOT_PAID,
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
    Purpose,
    ReferenceAssigned,
    Refunded,
    Refused,
    Released,
    SettledAsPaid,
    SettledAsUnpaid,
    SlipPrinted,
    State,
    StatusPathChanged,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.payment_match import match_payment
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale

NO = Reason.CUSTOMER_REFUSED

EVIDENCE: tuple[Event, ...] = (
    ReferenceAssigned(reference="1"),
    Accepted(reference="1", follow="/1"),
    Identified(reference="1", follow="/1"),
    AlreadyUsed(identity="transaction 1", reference="1", first="another", number=7),
    StatusPathChanged(follow="/2"),
    NotSent(reason=Reason.NO_CONNECTION),
    Refused(reason=Reason.BAD_PHONE),
    OutcomeUnknown(reason=Reason.NO_ANSWER),
    FinalWordMissing(),
    Paid(reference="1"),
    Mismatched(flag=Flag.SHORT, amount=None),
    Declined(reason=NO),
    Expired(reason=Reason.CUSTOMER_SILENT),
    Cancelled(reason=Reason.CANCELLED_HERE),
    CancelRejected(),
    SlipPrinted(printer="counter"),
    IssueWithdrawn(document=DocumentKind.RECEIPT, number=1, job="j"),
    Authorized(reference="1"),
    Refunded(operation="o", amount=ASKED),
    Captured(operation="o", amount=ASKED),
    Released(operation="o"),
    OperationFailed(operation="o"),
    PartChanged(part="p", received=5, pledged=-5),
)
# What makes a sale paid: the provider's word on it, or on its capture.
WORDS = (Paid, Captured)
PERSONS = (
    Cancelling(),
    InvoiceNumbered(invoice="FT 2026/12", by="Rui"),
    InvoiceNumbered(invoice=""),
    DocumentIssued(document=DocumentKind.RECEIPT, number=1, job="j"),
    Extending(valid_until=AT),
    SENDING,
    OperationStarted(operation="o", purpose=Purpose.REFUND, amount=ASKED),
    OperationStarted(operation="o", purpose=Purpose.CAPTURE, amount=ASKED),
)


CLEARED = tuple(FlagCleared(flag=flag, by="Ana", why="the customer was given it") for flag in Flag)


def test_a_sale_begins_as_what_was_asked_for_and_nothing_else_is_known_of_it() -> None:
    created = Created(
        number=12,
        method="clicpay.mpesa",
        amount=ASKED,
        phone=Phone("MZ", "841234567"),
        description="pão",
        key="k",
        business_day=date(2026, 11, 19),
        purpose=Purpose.CAPTURE,
        parent="p",
        parent_reference="P",
        by="Ana",
        voucher="••••230t",
        valid_until=AT + timedelta(days=3),
        fields={"table": "14"},
        cashier="Rui",
        duplicate_of=11,
    )
    nothing_yet: dict[str, Any] = {
        "state": State.NEW, "first_sent_at": None, "tries": 0, "account": "", "reference": None,
        "status_path": None, "entity": None, "expires_at": None, "expected_at": None,
        "settled_at": None, "cancelling": False, "reason": None, "detail": "", "payment": None,
        "flags": frozenset(), "cleared": frozenset(), "unexpected_minor": 0, "checkout": None,
        "voucher_balance_minor": None, "held_minor": None, "refunded_minor": 0,
        "pending_operation": None, "used_by": None, "restored": False, "sent_there": None,
        "printed": 0, "receipts": 0, "shop_receipts": 0,
        "invoice": "",
        "by_hand": False, "tendered_minor": None, "pledged_minor": 0, "received_minor": 0,
        "troubled_parts": 0,
    }  # fmt: skip
    begun = {"id": "s", "till": "caixa-1", "created_at": AT, "updated_at": AT, "revision": 1}
    assert vars(open_sale("s", "caixa-1", created, AT)) == {**nothing_yet, **begun, **vars(created)}
    # So has one of which only what has to be said is said.
    known: dict[str, Any] = {**vars(created), **begun}
    plain = Sale(**{one.name: known[one.name] for one in fields(Sale) if one.default is MISSING})
    blank = {"purpose": Purpose.PAYMENT, "parent": None, "parent_reference": None, "by": "",
             "voucher": "", "valid_until": None, "fields": None, "cashier": "",
             "duplicate_of": None}  # fmt: skip
    assert vars(plain) == {**vars(created), **nothing_yet, **begun, "revision": 0, **blank}


@given(st.lists(st.sampled_from((*EVIDENCE, *PERSONS)), max_size=12))
def test_paid_is_reached_by_the_providers_word_alone_and_never_left(events: list[Event]) -> None:
    sale, was_paid = sent(), False
    for event in events:
        try:
            sale = apply(sale, event, AT)
        except NotAllowed:
            assert type(event) in COMMANDS
            continue
        was_paid = was_paid or isinstance(event, WORDS)
        assert (sale.state is State.PAID) == was_paid
        assert vars(sale).keys() == {field.name for field in fields(Sale)}


@given(st.lists(st.sampled_from(EVIDENCE), max_size=12))
def test_flags_are_never_lost_and_contradictions_always_raise_one(events: list[Event]) -> None:
    sale = sent()
    for event in events:
        before, sale = sale, apply(sale, event, AT)
        assert before.flags <= sale.flags
        late_money = isinstance(event, WORDS) and before.state in {*NOT_PAID, State.PAID}
        odd_money = isinstance(event, Mismatched)
        said_no = isinstance(event, Declined | Expired | Cancelled)
        taken_back = before.state in (State.PAID, State.AUTHORIZED) and said_no
        if late_money or odd_money or taken_back:
            assert sale.flags


@given(st.lists(st.sampled_from((*EVIDENCE, *EVIDENCE, *PERSONS, *CLEARED)), max_size=16))
def test_late_odd_and_double_money_keeps_its_flag_until_a_person_clears_that_one(
    events: list[Event],
) -> None:
    sale, up = sent(), set[Flag]()
    for event in events:
        before = sale
        try:
            sale = apply(sale, event, AT)
        except NotAllowed:
            assert type(event) in COMMANDS
            assert not isinstance(event, FlagCleared) or (
                event.flag not in up or before.state is State.UNKNOWN
            )
            continue
        if isinstance(event, FlagCleared):
            up.discard(event.flag)
            after = replace(sale, flags=before.flags, cleared=before.cleared)
            assert replace(after, revision=before.revision) == before
        elif isinstance(event, Mismatched):
            up.add(event.flag)
        elif isinstance(event, AlreadyUsed):
            up.add(Flag.ALREADY_USED)
        elif isinstance(event, Authorized) and before.reason is Reason.RELEASED_HERE:
            pass  # no news of what was let go: its transaction is called accepted for ever
        elif isinstance(event, (*WORDS, Authorized)) and before.state in NOT_PAID:
            cancelled = before.state is State.CANCELLED
            up.add(Flag.PAID_AFTER_CANCEL if cancelled else Flag.PAID_AFTER_END)
        elif isinstance(event, WORDS) and before.state is State.PAID:
            up.add(Flag.PAID_TWICE)
        assert up <= sale.flags
        assert sale.flags | sale.cleared >= before.flags | before.cleared


def test_that_it_was_held_is_no_news_of_what_was_let_go() -> None:
    """The transaction of a hold is called accepted for ever: a look may hear so after its end."""
    held = replace(after(Authorized(reference="1")), purpose=Purpose.AUTHORIZATION)
    gone = apply(held, Released(operation="o"), AT)
    told = apply(gone, Authorized(reference="1"), AT)
    assert (told.state, told.flags) == (State.CANCELLED, frozenset())


def test_that_it_was_held_takes_no_name_from_what_was_captured() -> None:
    """A refund has to name the capture."""
    held = replace(after(Authorized(reference="hold")), purpose=Purpose.AUTHORIZATION)
    taken = apply(held, Captured(operation="o", amount=ASKED, reference="capture"), AT)
    told = apply(taken, Authorized(reference="hold"), AT)
    assert (told.state, told.reference) == (State.PAID, "capture")


def odd(minor: int) -> Mismatched:
    flag = Flag.SHORT if minor < ASKED.minor else Flag.EXCESS
    return Mismatched(flag=flag, amount=Money(minor, Currency.AOA))


BY_HAND = SettledAsPaid(by="Ana", why="seen at the provider")
NOT_BY_HAND = SettledAsUnpaid(by="Ana", why="seen at the provider")
PAID = Paid(reference="1")


@pytest.mark.parametrize(
    ("events", "came"),
    [
        ((PAID,), 1_500_00),
        ((PAID, PAID), 3_000_00),
        ((Expired(reason=NO), PAID), 1_500_00),
        ((odd(1_499_00),), 1_499_00),
        ((odd(1_499_00), BY_HAND), 1_499_00),
        ((odd(2_000_00), BY_HAND), 2_000_00),
        ((odd(2_000_00), NOT_BY_HAND), 2_000_00),
        ((odd(1_00), PAID), 1_501_00),
        ((odd(1_00), BY_HAND, PAID), 1_501_00),
        ((OutcomeUnknown(reason=NO), BY_HAND), 1_500_00),
        ((OutcomeUnknown(reason=NO), BY_HAND, PAID), 1_500_00),
        ((PAID, Mismatched(flag=Flag.MISMATCH, amount=ASKED)), 1_500_00),
        ((PAID, PAID, FlagCleared(flag=Flag.PAID_TWICE, by="Ana", why="in cash")), 3_000_00),
    ],
)
def test_what_was_taken_is_the_money_that_came_whatever_was_asked(
    events: tuple[Event, ...], came: int
) -> None:
    assert after(*events).taken == came


def test_a_flag_is_cleared_once_and_new_evidence_raises_it_again() -> None:
    twice = FlagCleared(flag=Flag.PAID_TWICE, by="Ana", why="given back in cash")
    sale = apply(after(PAID, PAID), twice, AT)
    assert (sale.state, set(sale.flags), set(sale.cleared)) == (
        State.PAID,
        set(),
        {Flag.PAID_TWICE},
    )
    with pytest.raises(NotAllowed):
        apply(sale, twice, AT)
    assert apply(sale, PAID, AT).flags == {Flag.PAID_TWICE}


@pytest.mark.parametrize("state", [State.SENDING, State.WAITING])
def test_an_answer_nobody_heard_leaves_the_outcome_unknown(state: State) -> None:
    sale = after(
        *((Accepted(),) if state is State.WAITING else ()), OutcomeUnknown(reason=Reason.NO_ANSWER)
    )
    assert sale.state is State.UNKNOWN


@pytest.mark.parametrize(
    "later", [NotSent(reason=Reason.NO_CONNECTION), Refused(reason=Reason.WRONG_KEY)]
)
def test_a_later_try_that_fails_does_not_settle_an_earlier_one_in_doubt(later: Event) -> None:
    sale = after(OutcomeUnknown(reason=Reason.NO_ANSWER), SENDING, later)
    assert sale.state is State.UNKNOWN
    assert sale.reason is Reason.NO_ANSWER


@pytest.mark.parametrize(
    ("end", "flag"),
    [
        (Cancelled(reason=Reason.CANCELLED_HERE), Flag.PAID_AFTER_CANCEL),
        (Expired(reason=Reason.CUSTOMER_SILENT), Flag.PAID_AFTER_END),
        (Declined(reason=NO), Flag.PAID_AFTER_END),
    ],
)
def test_late_money_is_still_money_and_calls_a_person(end: Event, flag: Flag) -> None:
    sale = after(Accepted(), end, Paid(reference="1"))
    assert (sale.state, set(sale.flags)) == (State.PAID, {flag})


def test_a_paid_sale_cannot_be_sent_or_taken_back() -> None:
    for command in (SENDING, Cancelling(), CREATED):
        with pytest.raises(NotAllowed):
            apply(after(Accepted(), Paid()), command, AT)


# --- money that goes back, out, or is held --------------------------------------------------------


def asked(purpose: Purpose, amount: Money = ASKED, operation: str = "o") -> OperationStarted:
    return OperationStarted(operation=operation, purpose=purpose, amount=amount)


def held() -> Sale:
    sale = replace(sent(), purpose=Purpose.AUTHORIZATION)
    return apply(apply(sale, Accepted(), AT), Authorized(reference="1"), AT)


def test_what_is_held_is_not_paid_until_it_is_captured() -> None:
    sale = held()
    assert (sale.state, sale.taken) == (State.AUTHORIZED, 0)
    assert isinstance(match_payment(sale, amount=ASKED), Authorized)
    sale = apply(sale, asked(Purpose.CAPTURE, half()), AT)
    sale = apply(sale, Captured(operation="o", amount=half()), AT)
    assert (sale.state, sale.amount, sale.held_minor) == (State.PAID, half(), ASKED.minor)
    assert sale.taken == half().minor
    assert sale.reference is None  # a refund has to name the capture
    named = Captured(operation="o", amount=half(), reference="capture")
    assert apply(held(), named, AT).reference == "capture"


def test_what_is_let_go_is_cancelled() -> None:
    sale = apply(apply(held(), asked(Purpose.RELEASE), AT), Released(operation="o"), AT)
    assert (sale.state, sale.reason) == (State.CANCELLED, Reason.RELEASED_HERE)


@pytest.mark.parametrize("purpose", [Purpose.REFUND, Purpose.CAPTURE])
def test_one_operation_at_a_time_and_none_of_more_than_there_is(purpose: Purpose) -> None:
    sale = held() if purpose is Purpose.CAPTURE else after(Accepted(), Paid())
    with pytest.raises(NotAllowed):
        apply(sale, asked(purpose, Money(ASKED.minor + 1, Currency.AOA)), AT)
    under_way = apply(sale, asked(purpose, half()), AT)
    with pytest.raises(NotAllowed):
        apply(under_way, asked(purpose, half(), "another"), AT)
    free = apply(under_way, OperationFailed(operation="o"), AT)
    assert apply(free, asked(purpose, half(), "another"), AT).pending_operation == "another"


def test_parts_given_back_never_come_to_more_than_the_whole() -> None:
    sale = after(Accepted(), Paid())
    for operation in ("a", "b"):
        sale = apply(sale, asked(Purpose.REFUND, half(), operation), AT)
        sale = apply(sale, Refunded(operation=operation, amount=half()), AT)
    assert sale.refunded_minor == ASKED.minor
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(1, Currency.AOA)), AT)


@pytest.mark.parametrize(
    ("late", "returned"),
    [
        (Refunded(operation="first", amount=half()), half().minor),
        (OperationFailed(operation="first"), 0),
    ],
)
def test_late_words_of_a_first_refund_leave_a_second_one_open(late: Event, returned: int) -> None:
    """The first was said not to have happened; the second is on its way when that is taken back."""
    sale = apply(after(Accepted(), Paid()), asked(Purpose.REFUND, half(), "first"), AT)
    sale = apply(sale, OperationFailed(operation="first"), AT)
    sale = apply(sale, asked(Purpose.REFUND, half(), "second"), AT)
    sale = apply(sale, late, AT)
    assert (sale.state, sale.refunded_minor, sale.pending_operation) == (
        State.PAID,
        returned,
        "second",
    )
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, half(), "third"), AT)
    sale = apply(sale, Refunded(operation="second", amount=half()), AT)
    assert (sale.refunded_minor, sale.pending_operation) == (returned + half().minor, None)
    # What is left is what did not go back, by whichever of them.
    most = ASKED.minor - sale.refunded_minor
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(most + 1, Currency.AOA)), AT)


def test_late_words_of_a_first_capture_leave_a_second_one_open() -> None:
    """What the bank captured by the first is the sale's; the second on top of it calls a person."""
    sale = apply(held(), asked(Purpose.CAPTURE, half(), "first"), AT)
    sale = apply(sale, OperationFailed(operation="first"), AT)
    sale = apply(sale, asked(Purpose.CAPTURE, half(), "second"), AT)
    first = Captured(operation="first", amount=half(), reference="C1")
    sale = apply(sale, first, AT)
    assert (sale.state, sale.amount, sale.pending_operation) == (State.PAID, half(), "second")
    assert (sale.held_minor, sale.reference, sale.flags) == (ASKED.minor, "C1", frozenset())
    sale = apply(sale, Captured(operation="second", amount=half(), reference="C2"), AT)
    assert (sale.pending_operation, set(sale.flags)) == (None, {Flag.PAID_TWICE})
    assert (sale.taken, sale.held_minor) == (2 * half().minor, ASKED.minor)


@pytest.mark.parametrize(
    ("events", "most"),
    [
        ((PAID,), 1_500_00),
        ((PAID, PAID), 3_000_00),
        ((PAID, PAID, PAID), 4_500_00),
        ((PAID, odd(400_00)), 1_900_00),
        ((PAID, Mismatched(flag=Flag.MISMATCH, amount=ASKED)), 1_500_00),
        ((odd(1_000_00), NOT_BY_HAND), 1_000_00),
        ((odd(1_000_00), BY_HAND), 1_000_00),
        ((odd(2_000_00), BY_HAND), 2_000_00),
        ((odd(1_000_00), PAID), 2_500_00),
        ((Expired(reason=NO), PAID), 1_500_00),
        ((OutcomeUnknown(reason=NO), BY_HAND), 1_500_00),
        ((Declined(reason=NO),), 0),
        ((Expired(reason=NO), odd(1_00), NOT_BY_HAND), 1_00),
    ],
)
@pytest.mark.parametrize("parts", [1, 2])
def test_what_came_goes_back_to_the_last_cent_and_no_further(
    events: tuple[Event, ...], most: int, parts: int
) -> None:
    """Whatever came: in one piece, or one cent first and then the rest."""
    sale = after(*events)
    for part in [1] * (parts - 1) * (most > 0):
        sale = apply(sale, asked(Purpose.REFUND, Money(part, Currency.AOA), "part"), AT)
        sale = apply(sale, Refunded(operation="part", amount=Money(part, Currency.AOA)), AT)
    left = most - sale.refunded_minor
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(left + 1, Currency.AOA)), AT)
    if left:
        assert (
            apply(sale, asked(Purpose.REFUND, Money(left, Currency.AOA)), AT).pending_operation
            == "o"
        )


def test_only_what_came_beside_goes_back_of_what_was_not_paid() -> None:
    sale = after(odd(1_000_00), NOT_BY_HAND)
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(1_000_01, Currency.AOA)), AT)
    assert (
        apply(sale, asked(Purpose.REFUND, Money(1_000_00, Currency.AOA)), AT).pending_operation
        == "o"
    )


@pytest.mark.parametrize("state", [s for s in State if s not in (State.PAID, State.AUTHORIZED)])
def test_nothing_is_given_back_or_captured_of_what_is_not_there(state: State) -> None:
    for purpose in (Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE):
        with pytest.raises(NotAllowed):
            apply(replace(sent(), state=state), asked(purpose), AT)


def test_no_sale_ends_before_it_began() -> None:
    """What was told while the clock was a day slow is asked about for as long as anything."""
    ended = apply(after(Accepted()), Expired(reason=NO), AT - timedelta(days=1))
    assert (ended.state, ended.settled_at) == (State.EXPIRED, ended.created_at)
    later = apply(after(Accepted()), Expired(reason=NO), AT + timedelta(days=1))
    assert later.settled_at == AT + timedelta(days=1)


def test_a_manager_settles_only_what_is_unknown_and_the_provider_may_contradict() -> None:
    word = SettledAsPaid(by="Ana", why="seen at the provider")
    no = SettledAsUnpaid(by="Ana", why="seen at the provider")
    for events in ((Accepted(),), (Accepted(), Paid()), (Declined(reason=NO),)):
        for command in (word, no):
            with pytest.raises(NotAllowed):
                apply(after(*events), command, AT)
    unknown = after(OutcomeUnknown(reason=Reason.NO_ANSWER))
    paid = apply(unknown, word, AT)
    assert (paid.state, paid.by, paid.is_settled_by_hand) == (State.PAID, "Ana", True)
    assert apply(paid, Declined(reason=NO), AT).flags == {Flag.CONTRADICTED}
    confirmed = apply(paid, Paid(reference="1", payment="p"), AT)
    assert (confirmed.flags, confirmed.is_settled_by_hand) == (frozenset(), False)
    assert apply(confirmed, Paid(reference="1", payment="q"), AT).flags == {Flag.PAID_TWICE}
    in_doubt = replace(unknown, purpose=Purpose.AUTHORIZATION)
    assert apply(in_doubt, word, AT).state is State.AUTHORIZED  # held, and not the shop's yet
    for command, state in ((word, State.PAID), (no, State.DECLINED)):
        assert apply(held(), command, AT).state is state  # as it ended at the bank
        with pytest.raises(NotAllowed):
            apply(apply(held(), asked(Purpose.CAPTURE), AT), command, AT)
    unpaid = apply(unknown, no, AT)
    assert unpaid.state is State.DECLINED
    assert apply(unpaid, Paid(reference="1"), AT).flags == {Flag.PAID_AFTER_END}
