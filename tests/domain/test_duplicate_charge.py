"""When a charge looks like the second of one that is there: the rule, and what its error names."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from gateways.examples import a_sale
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.duplicate_charge import JUST_PAID, PossibleDuplicate, is_possible_duplicate
from pos_app.domain.errors import PosError
from pos_app.domain.events import (
    BUYS,
    Created,
    Event,
    OutcomeUnknown,
    Purpose,
    Sending,
    SettledAsPaid,
    State,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
PAYERS: Mapping[str, tuple[Phone | None, str]] = {
    "923": (Phone("AO", "923123456"), ""),
    "924": (Phone("AO", "924123456"), ""),
    "voucher": (None, "••••••••230t"),
    "nobody": (None, ""),
}


def created(amount: int, payer: str, purpose: Purpose) -> Created:
    phone, voucher = PAYERS[payer]
    return Created(
        number=2, method="vpos", amount=Money(amount, Currency.AOA), phone=phone, description="",
        key="k", business_day=START.date(), purpose=purpose, voucher=voucher,
    )  # fmt: skip


@given(
    amounts=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    payers=st.tuples(st.sampled_from(list(PAYERS)), st.sampled_from(list(PAYERS))),
    paid=st.booleans(),
    minutes=st.integers(0, 4),
)
def test_a_second_has_the_amount_and_the_payer_of_one_that_is_open_or_just_paid(
    amounts: tuple[int, int], payers: tuple[str, str], *, paid: bool, minutes: int
) -> None:
    first = open_sale("a", "1", created(amounts[0], payers[0], Purpose.PAYMENT), START)
    events: list[Event] = [Sending(request="", body=""), OutcomeUnknown(reason=Reason.NO_ANSWER)]
    for event in [*events, SettledAsPaid(by="Ana", why="seen")] if paid else events:
        first = apply(first, event, START)
    later = START + timedelta(minutes=minutes)
    asked = created(amounts[1], payers[1], Purpose.AUTHORIZATION)
    alike = amounts[0] == amounts[1] and payers[0] == payers[1] != "nobody"
    recent = not paid or later - START < JUST_PAID
    assert is_possible_duplicate(asked, first, later) is (alike and recent)


ASKS_ALIKE = {
    *((one, other) for one in BUYS for other in BUYS),
    (Purpose.PAYOUT, Purpose.PAYOUT),
    (Purpose.PAYOUT, Purpose.REFUND),  # it went to the customer's phone, too
}


@pytest.mark.parametrize("asked", Purpose)
@pytest.mark.parametrize("before", Purpose)
def test_money_that_comes_is_no_second_of_money_that_went(asked: Purpose, before: Purpose) -> None:
    """A refund of its own is none either: its sale is closed to another."""
    first = open_sale("a", "1", created(2, "923", before), START)
    is_second = is_possible_duplicate(created(2, "923", asked), first, START)
    assert is_second is ((asked, before) in ASKS_ALIKE)


def paid_sale(**known: Any) -> Sale:
    first = open_sale("a", "1", created(2_00, "923", Purpose.PAYMENT), START)
    return Sale(**{**vars(first), "state": State.PAID, "settled_at": START, **known})


@pytest.mark.parametrize(
    ("known", "seconds", "paid_ago", "second"),
    [
        ({}, 0, None, True),
        ({}, 119, None, True),
        ({}, 120, None, False),  # a customer who buys the same again is served
        ({}, -86_400, None, True),  # by a clock that was set back it lies ahead
        # A clock that nobody sets may know better than the one on the wall, and not worse.
        ({}, 86_400, 119.0, True),
        ({}, 86_400, 120.0, False),
        ({}, 119, 500.0, True),
        # What went back is asked for again; of a part the rest is still there.
        ({"refunded_minor": 2_00}, 0, 0.0, False),
        ({"refunded_minor": 1_99}, 0, None, True),
        # What ended otherwise is no payment.
        ({"state": State.DECLINED}, 0, 0.0, False),
        ({"state": State.EXPIRED}, 0, 0.0, False),
        ({"state": State.CANCELLED}, 0, 0.0, False),
        ({"state": State.NOT_SENT}, 0, 0.0, False),
        ({"settled_at": None}, 0, 0.0, False),
        # What may yet be paid is one, however old it is.
        ({"state": State.UNKNOWN}, 86_400, None, True),
        ({"state": State.WAITING}, 86_400, None, True),
        ({"state": State.AUTHORIZED}, 86_400, None, True),
    ],
)
def test_what_was_just_paid_may_be_a_second_for_two_minutes(
    known: dict[str, Any], seconds: int, paid_ago: float | None, *, second: bool
) -> None:
    """Long enough for a till that stopped while the customer paid, and was started again."""
    asked = created(2_00, "923", Purpose.PAYMENT)
    now = START + timedelta(seconds=seconds)
    assert is_possible_duplicate(asked, paid_sale(**known), now, paid_ago) is second


@pytest.mark.parametrize(("phone", "voucher"), [(None, "••••230t"), (Phone("AO", "923123456"), "")])
def test_the_same_amount_of_another_currency_is_other_money(
    phone: Phone | None, voucher: str
) -> None:
    first = paid_sale(phone=phone, voucher=voucher)
    asked = replace(created(2_00, "923", Purpose.PAYMENT), phone=phone, voucher=voucher)
    assert is_possible_duplicate(asked, first, START)
    other = replace(asked, amount=Money(2_00, Currency.MZN))
    assert not is_possible_duplicate(other, first, START)


def test_a_second_charge_names_the_first() -> None:
    first = a_sale("vpos", number=41)
    error = PossibleDuplicate(first)
    assert isinstance(error, PosError)
    assert error.first is first
    assert "sale 41" in str(error)
