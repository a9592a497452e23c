"""The fold: commands obey the table, evidence is never lost, only the provider's word pays."""

from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import (
    BUYS,
    COMMANDS,
    EVENTS,
    NOT_PAID,
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
    signed,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import (
    TABLE,
    Sale,
    apply,
    claim,
    conclusion,
    is_at_an_end,
    open_sale,
    print_table,
)

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
ASKED = Money(1_500_00, Currency.AOA)

CREATED = Created(
    number=1,
    method="vpos",
    amount=ASKED,
    phone=None,
    description="",
    key="k",
    business_day=date(2026, 11, 20),
)
SENDING = Sending(request="POST /", body="")
NO = Reason.CUSTOMER_REFUSED

EVIDENCE: tuple[Event, ...] = (
    Numbered(reference="1"),
    Accepted(reference="1", follow="/1"),
    Identified(reference="1", follow="/1"),
    AlreadyUsed(identity="transaction 1", reference="1", first="another", number=7),
    Moved(follow="/2"),
    NotSent(reason=Reason.NO_CONNECTION),
    Refused(reason=Reason.BAD_PHONE),
    Lost(reason=Reason.NO_ANSWER),
    Overdue(),
    Paid(reference="1"),
    Mismatched(flag=Flag.SHORT, amount=None),
    Declined(reason=NO),
    Expired(reason=Reason.CUSTOMER_SILENT),
    Cancelled(reason=Reason.CANCELLED_HERE),
    NotTakenBack(),
    Authorized(reference="1"),
    Refunded(operation="o", amount=ASKED),
    Captured(operation="o", amount=ASKED),
    Released(operation="o"),
    Unchanged(operation="o"),
)
# What makes a sale paid: the provider's word on it, or on its capture.
WORDS = (Paid, Captured)
PERSONS = (
    Cancelling(),
    Extending(valid_until=AT),
    SENDING,
    Asked(operation="o", purpose=Purpose.REFUND, amount=ASKED),
    Asked(operation="o", purpose=Purpose.CAPTURE, amount=ASKED),
)


CLEARED = tuple(FlagCleared(flag=flag, by="Ana", why="the customer was given it") for flag in Flag)


def sent() -> Sale:
    return apply(open_sale("s", "t", CREATED, AT), SENDING, AT)


def after(*events: Event) -> Sale:
    sale = sent()
    for event in events:
        sale = apply(sale, event, AT)
    return sale


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
    assert lines[0] == "Created         new        → new"
    assert "Sending         new        → sending" in lines
    assert "Paid            cancelled  → paid  ⚑ paid_after_cancel" in lines


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
    )
    nothing_yet: dict[str, Any] = {
        "state": State.NEW, "first_sent_at": None, "tries": 0, "account": "", "reference": None,
        "follow": None, "entity": None, "expires_at": None, "expected_at": None,
        "settled_at": None, "cancelling": False, "reason": None, "detail": "", "payment": None,
        "flags": frozenset(), "cleared": frozenset(), "beside": 0, "checkout": None, "left": None,
        "held": None, "returned": 0, "under_way": None, "used_by": None, "restored": False,
        "sent_there": None,
    }  # fmt: skip
    begun = {"id": "s", "till": "caixa-1", "created_at": AT, "updated_at": AT, "revision": 1}
    assert vars(open_sale("s", "caixa-1", created, AT)) == {**nothing_yet, **begun, **vars(created)}
    # So has one of which only what has to be said is said.
    known: dict[str, Any] = {**vars(created), **begun}
    plain = Sale(**{one.name: known[one.name] for one in fields(Sale) if one.default is MISSING})
    blank = {"purpose": Purpose.PAYMENT, "parent": None, "parent_reference": None, "by": "",
             "voucher": "", "valid_until": None, "fields": None, "cashier": ""}  # fmt: skip
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
        ((Lost(reason=NO), BY_HAND), 1_500_00),
        ((Lost(reason=NO), BY_HAND, PAID), 1_500_00),
        ((PAID, Mismatched(flag=Flag.MISMATCH, amount=ASKED)), 1_500_00),
        ((PAID, PAID, FlagCleared(flag=Flag.PAID_TWICE, by="Ana", why="in cash")), 3_000_00),
    ],
)
def test_what_was_taken_is_the_money_that_came_whatever_was_asked(
    events: tuple[Event, ...], came: int
) -> None:
    assert after(*events).taken == came


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    ("purpose", "sign"),
    [
        (Purpose.PAYMENT, 1),
        (Purpose.AUTHORIZATION, 1),
        (Purpose.CAPTURE, 0),  # counted with the sale that held it
        (Purpose.RELEASE, 0),
        (Purpose.REFUND, -1),
        (Purpose.PAYOUT, -1),
    ],
)
def test_what_a_sale_brought_in_or_cost_is_what_moved_for_it(
    purpose: Purpose, sign: int, state: State
) -> None:
    sale = replace(sent(), purpose=purpose, state=state, beside=7)
    assert sale.moved == (1_500_07 if state is State.PAID else 7)
    assert sale.taken == sign * sale.moved
    assert (purpose in BUYS) is (sign > 0)  # what a customer pays, or agrees to have held
    assert signed(purpose, ASKED) == (Money(-1_500_00, Currency.AOA) if sign < 0 else ASKED)


@pytest.mark.parametrize("state", State)
def test_a_sale_is_open_until_it_is_known_how_it_ended(state: State) -> None:
    ended = {State.PAID, State.DECLINED, State.EXPIRED, State.CANCELLED, State.NOT_SENT}
    assert replace(sent(), state=state).is_open is (state not in ended)
    assert (state in NOT_PAID) is (state in ended - {State.PAID})


@pytest.mark.parametrize("flag", Flag)
def test_odd_money_is_what_was_not_asked_for_whatever_a_manager_said_of_it_since(
    flag: Flag,
) -> None:
    """Twice, late or contradicted is the money that was asked for."""
    is_odd = flag in {Flag.SHORT, Flag.EXCESS, Flag.MISMATCH, Flag.ALREADY_USED}
    for known in ({"flags": frozenset({flag})}, {"cleared": frozenset({flag})}):
        assert Sale(**{**vars(sent()), **known}).has_odd_money is is_odd
    assert not sent().has_odd_money


@pytest.mark.parametrize("reason", [None, *Reason])
@pytest.mark.parametrize("state", [State.UNKNOWN, State.WAITING, State.DECLINED])
def test_that_it_was_done_before_is_the_last_word_on_an_unknown_sale(
    state: State, reason: Reason | None
) -> None:
    """The provider says no other: whoever asks on asks for nothing."""
    last = state is State.UNKNOWN and reason in {Reason.DUPLICATE, Reason.PARENT_USED}
    assert is_at_an_end(replace(sent(), state=state, reason=reason)) is last


ENDS = AT + timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, True),
        ({"valid_until": ENDS}, False),
        ({"valid_until": ENDS + timedelta(microseconds=7)}, False),  # providers have whole seconds
        ({"valid_until": ENDS + timedelta(seconds=1)}, True),
        ({"valid_until": None}, False),
        ({"expires_at": None}, False),
        ({"state": State.UNKNOWN}, False),
        ({"state": State.PAID}, False),
        ({"restored": True}, False),  # nothing more is sent for it
    ],
)
def test_another_end_is_asked_for_until_the_provider_has_it(
    known: dict[str, Any], *, expected: bool
) -> None:
    waits = {"state": State.WAITING, "expires_at": ENDS, "valid_until": ENDS + timedelta(days=2)}
    assert Sale(**{**vars(sent()), **waits, **known}).is_to_end_otherwise is expected


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
    sale = after(*((Accepted(),) if state is State.WAITING else ()), Lost(reason=Reason.NO_ANSWER))
    assert sale.state is State.UNKNOWN


@pytest.mark.parametrize(
    "later", [NotSent(reason=Reason.NO_CONNECTION), Refused(reason=Reason.WRONG_KEY)]
)
def test_a_later_try_that_fails_does_not_settle_an_earlier_one_in_doubt(later: Event) -> None:
    sale = after(Lost(reason=Reason.NO_ANSWER), SENDING, later)
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


MZN_ASKED = Money(1_500_00, Currency.MZN)


@pytest.mark.parametrize(
    ("amount", "ours", "flag"),
    [
        (ASKED, True, None),
        (Money(1_499_99, Currency.AOA), True, Flag.SHORT),
        (Money(1, Currency.AOA), True, Flag.SHORT),
        (Money(1_500_01, Currency.AOA), True, Flag.EXCESS),
        (MZN_ASKED, True, Flag.MISMATCH),
        (Money(1, Currency.MZN), True, Flag.MISMATCH),
        (None, True, Flag.MISMATCH),
        # Under another reference, entity or till it is no part of this sale's money.
        (ASKED, False, Flag.MISMATCH),
        (Money(1_499_99, Currency.AOA), False, Flag.MISMATCH),
        (Money(1_500_01, Currency.AOA), False, Flag.MISMATCH),
        (MZN_ASKED, False, Flag.MISMATCH),
        (None, False, Flag.MISMATCH),
    ],
)
@pytest.mark.parametrize("purpose", Purpose)
def test_money_is_a_sales_if_it_is_its_own_and_exactly_what_was_asked(
    purpose: Purpose, amount: Money | None, flag: Flag | None, *, ours: bool
) -> None:
    """Anything else is a flag, and never a payment."""
    sale = replace(after(Accepted()), purpose=purpose)
    word = claim(
        sale, amount=amount, concerns_this_sale=ours, reference="R", payment="P", left=3, raw="raw"
    )
    if flag is not None:
        words = str(amount) if amount else ""
        told = Mismatched(flag=flag, amount=amount, payment="P", detail=words, raw="raw")
        assert word == told
        doubted = apply(sale, word, AT)
        came = 0 if flag is Flag.MISMATCH or amount is None else amount.minor
        assert (doubted.state, set(doubted.flags), doubted.beside) == (State.UNKNOWN, {flag}, came)
    elif purpose is Purpose.AUTHORIZATION:
        assert word == Authorized(reference="R", raw="raw")
    else:
        assert word == Paid(reference="R", payment="P", left=3, raw="raw")


# --- money that goes back, out, or is held --------------------------------------------------------


def asked(purpose: Purpose, amount: Money = ASKED, operation: str = "o") -> Asked:
    return Asked(operation=operation, purpose=purpose, amount=amount)


def held() -> Sale:
    sale = replace(sent(), purpose=Purpose.AUTHORIZATION)
    return apply(apply(sale, Accepted(), AT), Authorized(reference="1"), AT)


def half() -> Money:
    return Money(ASKED.minor // 2, Currency.AOA)


def test_what_is_held_is_not_paid_until_it_is_captured() -> None:
    sale = held()
    assert (sale.state, sale.taken) == (State.AUTHORIZED, 0)
    assert isinstance(claim(sale, amount=ASKED), Authorized)
    sale = apply(sale, asked(Purpose.CAPTURE, half()), AT)
    sale = apply(sale, Captured(operation="o", amount=half()), AT)
    assert (sale.state, sale.amount, sale.held) == (State.PAID, half(), ASKED.minor)
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
    free = apply(under_way, Unchanged(operation="o"), AT)
    assert apply(free, asked(purpose, half(), "another"), AT).under_way == "another"


def test_parts_given_back_never_come_to_more_than_the_whole() -> None:
    sale = after(Accepted(), Paid())
    for operation in ("a", "b"):
        sale = apply(sale, asked(Purpose.REFUND, half(), operation), AT)
        sale = apply(sale, Refunded(operation=operation, amount=half()), AT)
    assert sale.returned == ASKED.minor
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(1, Currency.AOA)), AT)


@pytest.mark.parametrize(
    ("late", "returned"),
    [
        (Refunded(operation="first", amount=half()), half().minor),
        (Unchanged(operation="first"), 0),
    ],
)
def test_late_words_of_a_first_refund_leave_a_second_one_open(late: Event, returned: int) -> None:
    """The first was said not to have happened; the second is on its way when that is taken back."""
    sale = apply(after(Accepted(), Paid()), asked(Purpose.REFUND, half(), "first"), AT)
    sale = apply(sale, Unchanged(operation="first"), AT)
    sale = apply(sale, asked(Purpose.REFUND, half(), "second"), AT)
    sale = apply(sale, late, AT)
    assert (sale.state, sale.returned, sale.under_way) == (State.PAID, returned, "second")
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, half(), "third"), AT)
    sale = apply(sale, Refunded(operation="second", amount=half()), AT)
    assert (sale.returned, sale.under_way) == (returned + half().minor, None)
    # What is left is what did not go back, by whichever of them.
    most = ASKED.minor - sale.returned
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(most + 1, Currency.AOA)), AT)


def test_late_words_of_a_first_capture_leave_a_second_one_open() -> None:
    """What the bank captured by the first is the sale's; the second on top of it calls a person."""
    sale = apply(held(), asked(Purpose.CAPTURE, half(), "first"), AT)
    sale = apply(sale, Unchanged(operation="first"), AT)
    sale = apply(sale, asked(Purpose.CAPTURE, half(), "second"), AT)
    first = Captured(operation="first", amount=half(), reference="C1")
    sale = apply(sale, first, AT)
    assert (sale.state, sale.amount, sale.under_way) == (State.PAID, half(), "second")
    assert (sale.held, sale.reference, sale.flags) == (ASKED.minor, "C1", frozenset())
    sale = apply(sale, Captured(operation="second", amount=half(), reference="C2"), AT)
    assert (sale.under_way, set(sale.flags)) == (None, {Flag.PAID_TWICE})
    assert (sale.taken, sale.held) == (2 * half().minor, ASKED.minor)


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
        ((Lost(reason=NO), BY_HAND), 1_500_00),
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
    left = most - sale.returned
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(left + 1, Currency.AOA)), AT)
    if left:
        assert apply(sale, asked(Purpose.REFUND, Money(left, Currency.AOA)), AT).under_way == "o"


def test_only_what_came_beside_goes_back_of_what_was_not_paid() -> None:
    sale = after(odd(1_000_00), NOT_BY_HAND)
    with pytest.raises(NotAllowed):
        apply(sale, asked(Purpose.REFUND, Money(1_000_01, Currency.AOA)), AT)
    assert apply(sale, asked(Purpose.REFUND, Money(1_000_00, Currency.AOA)), AT).under_way == "o"


@pytest.mark.parametrize("state", [s for s in State if s not in (State.PAID, State.AUTHORIZED)])
def test_nothing_is_given_back_or_captured_of_what_is_not_there(state: State) -> None:
    for purpose in (Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE):
        with pytest.raises(NotAllowed):
            apply(replace(sent(), state=state), asked(purpose), AT)


@pytest.mark.parametrize("purpose", [Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE])
def test_the_parent_hears_how_an_operation_ended_and_only_then(purpose: Purpose) -> None:
    operation = replace(sent(), id="o", purpose=purpose, parent="s")

    def told(state: State, before: State = State.SENDING) -> Event | None:
        return conclusion(before, replace(operation, state=state))

    happened = {
        Purpose.REFUND: Refunded(operation="o", amount=ASKED),
        Purpose.CAPTURE: Captured(operation="o", amount=ASKED),
        Purpose.RELEASE: Released(operation="o"),
    }[purpose]
    assert told(State.WAITING) is told(State.UNKNOWN) is told(State.AUTHORIZED) is None
    assert told(State.UNKNOWN, before=State.DECLINED) is None
    assert told(State.PAID) == happened
    assert told(State.PAID, before=State.DECLINED) == happened  # late money is still money
    assert told(State.PAID, before=State.PAID) is None
    for state in NOT_PAID:
        assert told(state) == Unchanged(operation="o")
        assert told(state, before=State.DECLINED) is None


def test_the_sale_hears_what_the_provider_calls_its_capture_and_how_much_it_was() -> None:
    captured = replace(
        sent(), id="o", purpose=Purpose.CAPTURE, state=State.PAID, amount=half(), reference="C"
    )
    heard = conclusion(State.WAITING, captured)
    assert heard == Captured(operation="o", amount=half(), reference="C")
    given_back = replace(captured, purpose=Purpose.REFUND)
    assert conclusion(State.UNKNOWN, given_back) == Refunded(operation="o", amount=half())


@pytest.mark.parametrize("purpose", [Purpose.PAYMENT, Purpose.AUTHORIZATION, Purpose.PAYOUT])
@pytest.mark.parametrize("state", State)
def test_what_belongs_to_no_other_sale_tells_none(purpose: Purpose, state: State) -> None:
    assert conclusion(State.SENDING, replace(sent(), purpose=purpose, state=state)) is None


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
    unknown = after(Lost(reason=Reason.NO_ANSWER))
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
