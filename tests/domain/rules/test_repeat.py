"""What may be sent once more, and for how long a screen tells of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from domain.sales import CREATED
from till.simulated import START

from pos_app.domain.events import Accepted, Flag, Mismatched, OutcomeUnknown, Sending
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.repeat import is_repeatable, may_repeat
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS

VPOS, PROXYPAY, WIPAY = METHODS["vpos"], METHODS["proxypay"], METHODS["wipay"]
HOUR = timedelta(hours=1)
KEPT_FOR = timedelta(minutes=55)  # "60 minutes"; five are left for a slow network

SENT = Sending(request="POST /", body="")
NO_ANSWER = OutcomeUnknown(reason=Reason.NO_ANSWER)


def lost_by(method: Method, *events: Accepted | OutcomeUnknown | Mismatched) -> Sale:
    sale = open_sale("a", "1", replace(CREATED, method=method.id), START)
    for event in (SENT, NO_ANSWER, *events):
        sale = apply(sale, event, START)
    return sale


@pytest.mark.parametrize(
    ("sale", "method", "is_it"),
    [
        (lost_by(VPOS), VPOS, True),
        (lost_by(PROXYPAY), PROXYPAY, True),
        (lost_by(WIPAY), WIPAY, False),  # a second voucher would be taken
        (replace(lost_by(VPOS), first_sent_at=None), VPOS, False),  # nobody knows since when
        (lost_by(VPOS, OutcomeUnknown(reason=Reason.REPEAT_UNSAFE)), VPOS, False),
        (replace(lost_by(VPOS), restored=True), VPOS, False),
        (replace(lost_by(PROXYPAY), restored=True), PROXYPAY, False),
        (lost_by(PROXYPAY, Mismatched(flag=Flag.SHORT, amount=None)), PROXYPAY, False),
        (lost_by(VPOS, Mismatched(flag=Flag.SHORT, amount=None)), VPOS, False),
        (replace(lost_by(PROXYPAY), status_path="/it"), PROXYPAY, False),  # it was made
    ],
)
def test_what_can_be_sent_again_at_all(sale: Sale, method: Method, *, is_it: bool) -> None:
    assert is_repeatable(sale, method) is is_it
    assert may_repeat(sale, method, START) is is_it


@pytest.mark.parametrize(
    ("method", "age", "may"),
    [
        (VPOS, timedelta(), True),
        (VPOS, KEPT_FOR, True),
        (VPOS, KEPT_FOR + timedelta(seconds=1), False),
        (VPOS, -HOUR, True),
        (PROXYPAY, 24 * HOUR - timedelta(seconds=1), True),
        (PROXYPAY, 24 * HOUR, False),
    ],
)
def test_for_how_long_a_screen_tells_of_tries_to_come(
    method: Method, age: timedelta, *, may: bool
) -> None:
    assert may_repeat(lost_by(method), method, START + age) is may
    never_sent = replace(lost_by(PROXYPAY), first_sent_at=None, created_at=START - HOUR)
    assert may_repeat(never_sent, PROXYPAY, START + 22 * HOUR)
    assert not may_repeat(never_sent, PROXYPAY, START + 23 * HOUR)
