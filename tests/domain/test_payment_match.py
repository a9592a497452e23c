"""Whose money it is: a provider's word is compared with the sale, and a parent hears the end."""

from dataclasses import replace
from typing import Any

import pytest
from domain.sales import ASKED, AT, after, half, sent

from pos_app.domain.events import (
    NOT_PAID,
    Accepted,
    Authorized,
    Captured,
    Event,
    Flag,
    Mismatched,
    OperationFailed,
    Paid,
    Purpose,
    Refunded,
    Released,
    State,
)
from pos_app.domain.fold import apply
from pos_app.domain.money import Currency, Money
from pos_app.domain.payment_match import conclusion, is_at_an_end, match_payment
from pos_app.domain.reasons import Reason


@pytest.mark.parametrize("reason", [None, *Reason])
@pytest.mark.parametrize("state", [State.UNKNOWN, State.WAITING, State.DECLINED])
def test_that_it_was_done_before_is_the_last_word_on_an_unknown_sale(
    state: State, reason: Reason | None
) -> None:
    """The provider says no other: whoever asks on asks for nothing."""
    last = state is State.UNKNOWN and reason in {Reason.DUPLICATE, Reason.PARENT_USED}
    assert is_at_an_end(replace(sent(), state=state, reason=reason)) is last


# What the provider's statement will say of it as well.
FACTS: Any = {"provider_at": AT, "period": "1562", "fee": Money(50_00, Currency.AOA)}
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
    word = match_payment(
        sale,
        amount=amount,
        concerns_this_sale=ours,
        reference="R",
        payment="P",
        left=3,
        raw="raw",
        **FACTS,
    )
    if flag is not None:
        words = str(amount) if amount else ""
        told = Mismatched(flag=flag, amount=amount, payment="P", detail=words, raw="raw", **FACTS)
        assert word == told
        doubted = apply(sale, word, AT)
        came = 0 if flag is Flag.MISMATCH or amount is None else amount.minor
        assert (doubted.state, set(doubted.flags), doubted.unexpected_minor) == (
            State.UNKNOWN,
            {flag},
            came,
        )
    elif purpose is Purpose.AUTHORIZATION:
        assert word == Authorized(reference="R", raw="raw")
    else:
        assert word == Paid(reference="R", payment="P", left=3, raw="raw", **FACTS)


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
        assert told(state) == OperationFailed(operation="o")
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
