"""What a sale says of itself, from what is known of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from domain.sales import ASKED, AT, sent

from pos_app.domain.events import (
    BUYS,
    NOT_PAID,
    Flag,
    Purpose,
    State,
    signed,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale


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
    sale = replace(sent(), purpose=purpose, state=state, unexpected_minor=7)
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
    assert Sale(**{**vars(sent()), **waits, **known}).has_pending_extension is expected
