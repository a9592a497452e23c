"""What a person can do about a sale, in every state and by every kind of way to pay."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from domain.sales import ASKED, AT, sent

from pos_app.domain.events import NOT_PAID, Flag, Purpose, State
from pos_app.domain.method import Method
from pos_app.domain.rules.actions import (
    NEEDS_PIN,
    SaleAction,
    actions_for,
    offers_asking,
    offers_cancel,
    offers_checkout,
    offers_extension,
    offers_slip,
)
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS

VPOS, MPESA, CARD = METHODS["vpos"], METHODS["clicpay.mpesa"], METHODS["clicpay.card"]
PROXYPAY = METHODS["proxypay"]
PAGE = "https://pay.example/1"


def a_sale(state: State, **known: Any) -> Sale:
    return Sale(**{**vars(sent()), "state": state, **known})


@pytest.mark.parametrize("state", State)
def test_of_a_plain_sale_what_applies_follows_from_its_state(state: State) -> None:
    expected = {
        State.UNKNOWN: {SaleAction.SETTLE},
        State.AUTHORIZED: {SaleAction.CAPTURE, SaleAction.RELEASE},
        State.PAID: {SaleAction.REFUND, SaleAction.INVOICE},
    }.get(state, set())
    assert actions_for(a_sale(state), VPOS) == expected
    # Of a way to pay that this version does not know, an outcome can still be settled.
    assert actions_for(a_sale(state), None) == expected & {SaleAction.SETTLE, SaleAction.INVOICE}


@pytest.mark.parametrize("state", State)
def test_a_warning_is_cleared_unless_settling_the_outcome_clears_it(state: State) -> None:
    warned = a_sale(state, flags=frozenset({Flag.EXCESS}))
    assert (SaleAction.CLEAR in actions_for(warned, VPOS)) is (state is not State.UNKNOWN)
    assert SaleAction.CLEAR not in actions_for(a_sale(state), VPOS)


def test_nothing_more_is_done_with_the_money_while_a_capture_or_a_refund_is_under_way() -> None:
    held = a_sale(State.AUTHORIZED, purpose=Purpose.AUTHORIZATION, pending_operation="o")
    assert actions_for(held, MPESA) == set()
    asked = a_sale(State.PAID, pending_operation="o")
    assert actions_for(asked, VPOS) == {SaleAction.INVOICE}


def test_what_moves_money_away_or_says_what_it_was_needs_a_manager() -> None:
    """A capture takes what the customer has agreed to; the rest only shows or waits longer."""
    assert set(SaleAction) - NEEDS_PIN == {
        SaleAction.CHECKOUT,
        SaleAction.EXTEND,
        SaleAction.CAPTURE,
        SaleAction.INVOICE,
        SaleAction.CHARGE_REST,
    }


@pytest.mark.parametrize("state", State)
def test_a_page_to_pay_on_is_shown_while_a_card_may_be_paid_there(state: State) -> None:
    waits = state is State.WAITING
    card = a_sale(state, method=CARD.id, checkout=PAGE)
    assert offers_checkout(card, CARD) is waits
    assert (SaleAction.CHECKOUT in actions_for(card, CARD)) is waits
    assert not offers_checkout(replace(card, checkout=None), CARD)
    assert not offers_checkout(card, VPOS)
    assert not offers_checkout(card, None)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("method", [pytest.param(one, id=one.id) for one in METHODS.values()])
def test_another_end_is_offered_while_the_customer_has_time_and_where_it_can_be_given(
    method: Method, state: State
) -> None:
    offered = method.can_extend and state is State.WAITING
    waiting = a_sale(state, method=method.id)
    assert offers_extension(waiting, method) is offered
    assert (SaleAction.EXTEND in actions_for(waiting, method)) is offered
    for known in ("cancelling", "restored"):
        assert not offers_extension(Sale(**{**vars(waiting), known: True}), method)
    assert not offers_extension(waiting, None)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("method", [pytest.param(one, id=one.id) for one in METHODS.values()])
def test_a_sale_is_taken_back_once_while_it_may_be_paid_and_where_it_can_be(
    method: Method, state: State
) -> None:
    offered = method.can_cancel and state in {State.WAITING, State.UNKNOWN}
    sale = a_sale(state, method=method.id)
    assert offers_cancel(sale, method) is offered
    for known in ("cancelling", "restored"):
        assert not offers_cancel(Sale(**{**vars(sale), known: True}), method)
    assert not offers_cancel(sale, None)


@pytest.mark.parametrize("state", State)
def test_a_slip_has_a_whole_number_that_can_be_paid(state: State) -> None:
    waits = state is State.WAITING
    reference = a_sale(
        state,
        method=PROXYPAY.id,
        reference="904800000",
        entity="00411",
        amount=ASKED,
        expires_at=AT + timedelta(days=1),
    )
    assert offers_slip(reference, PROXYPAY) is waits
    unpayable = (("entity", None), ("entity", ""), ("reference", None), ("cancelling", True))
    for name, value in unpayable:
        assert not offers_slip(Sale(**{**vars(reference), name: value}), PROXYPAY)
    assert not offers_slip(reference, VPOS)
    assert not offers_slip(reference, None)


@pytest.mark.parametrize("state", State)
def test_the_till_asks_about_what_waits_what_nobody_knows_and_what_ended_unpaid(
    state: State,
) -> None:
    asked = {State.WAITING, State.UNKNOWN, *NOT_PAID}
    assert offers_asking(a_sale(state)) is (state in asked)
