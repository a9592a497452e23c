"""One view of a sale: the same sentences, wherever they are read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.rules.test_charge_again import ends
from domain.sales import AT, after
from printing.documents.lives import kz, split_paid_anew

from pos_app.domain.events import Accepted, Declined, Event, Expired, Flag, OutcomeUnknown, Paid
from pos_app.domain.method import Method
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.charge_again import may_charge_again
from pos_app.gateways.catalogue import METHODS
from pos_app.words.reasons import reason_words
from pos_app.words.sale_view import sale_view
from pos_app.words.services import service_of
from pos_app.words.states import sale_words
from pos_app.words.verdict import next_words, verdict_words
from pos_app.words.warnings import flag_advice, flag_words

VPOS = METHODS["vpos"]
TAKEN = Accepted(reference="1", follow="/1")
LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
GUESSED = Expired(reason=Reason.CUSTOMER_SILENT)
PAID = Paid(reference="1")


@pytest.mark.parametrize(
    ("events", "method", "age", "goes_on", "late"),
    [
        ([TAKEN], VPOS, timedelta(), True, False),
        ([TAKEN], None, timedelta(), False, False),  # nobody here knows how to ask about it
        ([LOST], VPOS, timedelta(minutes=55), True, False),
        ([LOST], VPOS, timedelta(minutes=56), False, False),
        ([TAKEN, GUESSED], VPOS, timedelta(), False, True),
        ([TAKEN, GUESSED], VPOS, timedelta(days=2), False, False),
        ([TAKEN, GUESSED], None, timedelta(), False, False),
        ([TAKEN, PAID], VPOS, timedelta(), False, False),
    ],
)
def test_what_to_do_follows_from_what_goes_on_by_itself(
    events: list[Event], method: Method | None, age: timedelta, *, goes_on: bool, late: bool
) -> None:
    sale = after(*events)
    view = sale_view(sale, method, AT + age)
    assert (view.headline, view.order) == verdict_words(sale)
    assert (view.goes_on, view.late, view.flags, view.advice) == (goes_on, late, (), "")
    assert view.next_step == next_words(sale, method, goes_on=goes_on, late=late)


def test_a_till_that_still_asks_is_believed_whatever_the_clock_says() -> None:
    sale = after(TAKEN, GUESSED)
    for method in (VPOS, None):
        view = sale_view(sale, method, AT + timedelta(days=9), asks_late=True)
        assert view.late
        assert view.next_step == next_words(sale, method, goes_on=False, late=True)


@pytest.mark.parametrize("first", [5_000, 12_749])
def test_a_split_sale_whose_part_went_back_is_whole_once_it_is_paid_anew(first: int) -> None:
    """However much of it had gone back before."""
    sale = split_paid_anew(kz(first))
    assert verdict_words(sale) == ("Paid", "You may hand over")
    assert sale_words(sale) == "Paid"
    back_again = replace(sale, refunded_minor=sale.refunded_minor + 750_00)
    assert verdict_words(back_again)[0] == sale_words(back_again) == "Partly refunded"
    whole = replace(sale, refunded_minor=sale.received_minor)
    assert verdict_words(whole)[0] == sale_words(whole) == "Refunded"


def test_of_a_warning_the_next_step_is_what_to_do_about_it_with_what_can_go_back() -> None:
    sale = after(TAKEN, PAID, PAID)
    view = sale_view(sale, VPOS, AT)
    assert view.flags == (flag_words(Flag.PAID_TWICE),)
    assert view.next_step == view.advice == flag_advice(sale, sale.amount, service_of(VPOS))
    assert str(Money(1_500_00, VPOS.currency)) in view.advice
    # By a way to pay that is not known, nothing can be given back from here.
    assert sale_view(sale, None, AT).advice == flag_advice(sale, None) != view.advice


def test_nobody_is_told_to_charge_again_where_the_till_does_not_offer_it() -> None:
    """Every unpaid end of every method, its reason known or not, and just over or long ago."""
    not_yet = "Do not charge again yet"
    seen = set()
    for sale, method in ends():
        for age in (timedelta(), timedelta(days=30)):
            for known in (method, None):
                said = sale_view(sale, known, AT + age).next_step
                may = may_charge_again(sale, known, AT + age)
                advice = reason_words(sale.reason or Reason.OTHER, service_of(known))[1]
                assert (not_yet in said) is not may, (sale.reason, said)
                assert (advice in said) is may, (sale.reason, said)
                seen.add(may)
    assert seen == {True, False}


def test_an_alert_that_was_cleared_leaves_no_word_of_another_charge() -> None:
    refused = after(TAKEN, Declined(reason=Reason.NO_MONEY))
    for odd in (replace(refused, cleared=frozenset({Flag.SHORT})), replace(refused, restored=True)):
        said = sale_view(odd, VPOS, AT).next_step
        assert "Do not charge again yet" in said
        assert "call the manager" in said
