"""The last sale once more: brought back by a key or a button, charged by nobody, and not at all
where its money may still move."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from ui.counter import PUSH, REFERENCE, Counter, until

from pos_app.domain.events import (
    Accepted,
    Authorized,
    Declined,
    Event,
    Flag,
    Mismatched,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
)
from pos_app.domain.reasons import Reason
from pos_app.till.charge_request import parse_charge_request

KEY = Qt.Key.Key_F10
PAID = Paid(payment="pay-1")
DECLINED = Declined(reason=Reason.CUSTOMER_REFUSED)
REFUND = OperationStarted(operation="r", purpose=Purpose.REFUND, amount=PUSH.money(2100_00))
BACK = ("2\u202f100,00", "923 123 456", "Mesa 4")
FIELDS = ("amount", "phone", "description")


def _sold(counter: Counter, *events: Event, hold: bool = False) -> None:
    order = parse_charge_request(PUSH, "2100", "923123456", "Mesa 4")
    counter.till.begin("before", replace(order, hold=hold))
    counter.till.write("before", *events)


def _typed(counter: Counter) -> tuple[str, ...]:
    return tuple(counter.text(name) for name in FIELDS)


@pytest.mark.parametrize(
    "end", [PAID, Declined(reason=Reason.CUSTOMER_REFUSED)], ids=["paid", "declined"]
)
@pytest.mark.parametrize("how", ["key", "button"])
async def test_it_comes_back_whole_and_waits_for_charge(
    counter: Counter, how: str, end: Event
) -> None:
    counter.open()
    _sold(counter, end)
    counter.press(Qt.Key.Key_F3)  # whatever was chosen before
    if how == "key":
        counter.press(KEY)
    else:
        counter.click("repeat")
    assert _typed(counter) == BACK
    assert counter.window.sell.form.method == PUSH
    assert counter.text("charge").endswith("to 923 123 456")
    assert not counter.till.charges
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].description == "Mesa 4"


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([], "not finished"),
        ([Accepted()], "not finished"),
        ([OutcomeUnknown(reason=Reason.NETWORK_UNSURE)], "attention"),
        ([Mismatched(flag=Flag.EXCESS, amount=None)], "attention"),
        ([PAID, Mismatched(flag=Flag.PAID_TWICE, amount=None)], "attention"),
        (
            [
                PAID,
                OperationStarted(operation="r", purpose=Purpose.REFUND, amount=PUSH.money(2100_00)),
            ],
            "not finished",
        ),
    ],
)
async def test_what_is_unknown_or_goes_on_stays_where_it_is_and_is_said(
    counter: Counter, events: Sequence[Event], why: str
) -> None:
    counter.open()
    _sold(counter, *events)
    counter.press(KEY)
    assert why in counter.text("form_message")
    assert "0001" in counter.text("form_message")
    assert _typed(counter) == ("", "", "")
    counter.type("7")
    assert not counter.till.charges


async def test_a_hold_is_captured_or_released_first(counter: Counter) -> None:
    counter.open()
    _sold(counter, Authorized(reference="a-1"), hold=True)
    counter.press(KEY)
    assert "on hold" in counter.text("form_message")
    assert _typed(counter) == ("", "", "")


async def test_what_is_not_a_sale_is_passed_over_and_what_is_typed_is_kept(
    counter: Counter,
) -> None:
    counter.open()
    counter.press(KEY)
    assert "no sale" in counter.text("form_message")
    _sold(counter, PAID)
    counter.type("7")
    counter.press(KEY)
    assert counter.text("amount") == "7"
    assert counter.text("form_message")


async def test_what_is_no_longer_set_up_is_said(counter: Counter) -> None:
    counter.open()
    _sold(counter, PAID)
    counter.window.sell.form.tiles.set_ready(frozenset({REFERENCE.id}))
    counter.press(KEY)
    assert "not set up" in counter.text("form_message")
    assert _typed(counter) == ("", "", "")


async def test_pressed_over_and_over_it_charges_nothing(counter: Counter) -> None:
    counter.open()
    _sold(counter, PAID)
    for _ in range(5):
        counter.press(KEY)
    assert _typed(counter) == BACK
    assert not counter.till.charges
