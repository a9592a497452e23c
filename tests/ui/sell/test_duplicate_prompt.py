"""The cashier has pressed Enter, and it looks like the second charge of a sale that is there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from ui.counter import Counter, until

from pos_app.domain.events import Accepted, Declined, OutcomeUnknown
from pos_app.domain.reasons import Reason
from pos_app.ui.sell.form import question


async def asked(counter: Counter) -> str:
    """One sale whose outcome nobody knows, and the same typed once more."""
    first = await counter.sell()
    counter.till.write(first, Accepted(), OutcomeUnknown(reason=Reason.NO_ANSWER))
    await typed(counter)
    return first


async def typed(counter: Counter) -> None:
    for text in ("1500", "923123456"):
        counter.type(text)
        counter.enter()
    await until(lambda: shows(counter))


def shows(counter: Counter) -> bool:
    question = counter.window.findChild(QWidget, "second_charge")
    return question is not None and question.isVisible()


async def test_enter_never_charges_twice_however_often_it_is_pressed(counter: Counter) -> None:
    counter.open()
    first = await asked(counter)
    assert "outcome unknown" in counter.text("second_what")
    assert "0001" in counter.text("second_what")
    assert counter.text("verdict_state") == "Outcome unknown"  # it is shown beside the question
    for _ in range(6):
        counter.enter()
    assert list(counter.till.sales) == [first]
    assert not shows(counter)
    assert counter.text("amount") == ""  # what is left there could only charge it once more
    assert counter.focus().objectName() == "amount"


@pytest.mark.parametrize("way", ["key", "finger", "arrow"])
async def test_whoever_means_it_charges_exactly_what_was_asked_about(
    way: str, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "READ", 50)
    counter.open()
    await asked(counter)
    if way != "key":  # of no other use: nobody presses it without having read
        await until(counter.find(QWidget, "second_again").isEnabled)
    if way == "key":
        counter.press(Qt.Key.Key_Plus)
    elif way == "finger":
        counter.click("second_again")
    else:
        counter.press(Qt.Key.Key_Right)
        counter.enter()
    await until(lambda: len(counter.till.sales) == 2)
    await until(lambda: counter.text("amount") == "")
    (_, before), (_, again), (_, meant) = counter.till.charges
    assert (before.amount, before.phone) == (meant.amount, meant.phone)
    assert (again.allow_duplicate, meant.allow_duplicate) == (False, True)
    assert not shows(counter)


async def test_esc_goes_back_to_what_was_typed_and_the_next_enter_asks_again(
    counter: Counter,
) -> None:
    counter.open()
    await asked(counter)
    counter.press(Qt.Key.Key_Escape)
    assert not shows(counter)
    assert counter.find(QWidget, "charge").isVisible()
    assert (counter.text("amount"), counter.text("phone")) == ("1\u202f500,00", "923 123 456")
    counter.enter()
    counter.enter()
    await until(lambda: shows(counter))
    assert len(counter.till.sales) == 1


async def test_the_next_customer_is_served_at_once(counter: Counter) -> None:
    """A figure takes the question back, and begins another amount."""
    counter.open()
    await asked(counter)
    counter.type("70")
    assert not shows(counter)
    assert counter.text("amount") == "70"
    counter.enter()
    counter.type("924111222")
    counter.enter()
    await until(lambda: len(counter.till.sales) == 2)


async def test_what_becomes_of_the_first_meanwhile_is_said_and_moves_nothing_under_the_hand(
    counter: Counter,
) -> None:
    counter.open()
    first = await asked(counter)
    counter.till.write(first, Declined(reason=Reason.CUSTOMER_REFUSED))
    assert "not paid" in counter.text("second_what")
    assert counter.focus().objectName() == "second_see"
    counter.enter()
    assert len(counter.till.sales) == 1
