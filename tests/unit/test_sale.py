"""The fold: commands obey the table, evidence is never lost, only the provider's word pays."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import NotAllowed
from pos_app.domain.money import Currency, Money
from pos_app.domain.reason import Reason
from pos_app.domain.sale import (
    COMMANDS,
    EVENTS,
    NOT_PAID,
    TABLE,
    Accepted,
    Cancelled,
    Cancelling,
    Created,
    Declined,
    Event,
    Expired,
    Flag,
    Lost,
    Mismatched,
    Moved,
    NotSent,
    Numbered,
    Overdue,
    Paid,
    Refused,
    Sale,
    Sending,
    State,
    apply,
    claim,
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
)


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
    assert "Paid" in print_table()


@given(st.lists(st.sampled_from((*EVIDENCE, Cancelling(), SENDING)), max_size=12))
def test_paid_is_reached_by_the_word_paid_alone_and_never_left(events: list[Event]) -> None:
    sale, was_paid = sent(), False
    for event in events:
        try:
            sale = apply(sale, event, AT)
        except NotAllowed:
            assert type(event) in COMMANDS
            continue
        was_paid = was_paid or isinstance(event, Paid)
        assert (sale.state is State.PAID) == was_paid


@given(st.lists(st.sampled_from(EVIDENCE), max_size=12))
def test_flags_are_never_lost_and_contradictions_always_raise_one(events: list[Event]) -> None:
    sale = sent()
    for event in events:
        before, sale = sale, apply(sale, event, AT)
        assert before.flags <= sale.flags
        late_money = isinstance(event, Paid) and before.state in {*NOT_PAID, State.PAID}
        odd_money = isinstance(event, Mismatched)
        said_no = isinstance(event, Declined | Expired | Cancelled)
        taken_back = before.state is State.PAID and said_no
        if late_money or odd_money or taken_back:
            assert sale.flags


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


@pytest.mark.parametrize(
    ("amount", "flag"),
    [
        (Money(1_499_99, Currency.AOA), Flag.SHORT),
        (Money(1_500_01, Currency.AOA), Flag.EXCESS),
        (Money(1_500_00, Currency.MZN), Flag.MISMATCH),
        (None, Flag.MISMATCH),
    ],
)
def test_money_that_is_not_what_was_asked_is_a_flag_and_not_a_payment(
    amount: Money | None, flag: Flag
) -> None:
    word = claim(after(Accepted()), amount=amount)
    assert isinstance(word, Mismatched)
    sale = after(Accepted(), word)
    assert (sale.state, set(sale.flags)) == (State.UNKNOWN, {flag})


def test_the_same_amount_for_another_sale_is_no_payment_either() -> None:
    assert isinstance(claim(after(Accepted()), amount=ASKED, concerns_this_sale=False), Mismatched)
    assert isinstance(claim(after(Accepted()), amount=ASKED), Paid)
