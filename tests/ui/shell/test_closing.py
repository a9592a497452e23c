"""Closing the window while a customer still waits: one question, one more key, and no other door is
held by it."""

import signal
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget
from ui.counter import Counter, until

from pos_app.app.ending_signals import ending_by_signals
from pos_app.domain.events import Accepted, Authorized, OutcomeUnknown, Paid
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.reasons import Reason

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


class Door:
    """Whether the window has been let go."""

    def __init__(self, counter: Counter) -> None:
        self.asked = 0
        counter.window.close_requested.connect(self._count)

    def _count(self) -> None:
        self.asked += 1


def by_x(counter: Counter) -> None:
    """Or Alt+F4, or whatever else the window manager knows."""
    QApplication.sendEvent(counter.window, QCloseEvent())


def into_training(counter: Counter) -> None:
    counter.window.reopen(training=True)


DOORS: dict[str, Callable[[Counter], None]] = {
    "the window's X": by_x,
    "another mode": into_training,
}


def is_asked(counter: Counter) -> bool:
    found = counter.window.findChild(QWidget, "leaving_back")
    return found is not None and found.isVisible()


async def opened(counter: Counter) -> Door:
    counter.open()
    side = counter.window.sell.side
    assert side
    await until(lambda: side.loaded)
    return Door(counter)


def wait(counter: Counter, *sales: str) -> None:
    for sale_id in sales:
        counter.push(sale_id)
        counter.till.write(sale_id, Accepted(reference=sale_id))


@pytest.mark.parametrize("leave", DOORS.values(), ids=list(DOORS))
async def test_it_asks_once_says_what_will_happen_and_one_more_key_closes(
    counter: Counter, leave: Callable[[Counter], None]
) -> None:
    door = await opened(counter)
    wait(counter, "a", "b")
    leave(counter)
    assert is_asked(counter)
    assert door.asked == 0
    assert counter.text("leaving") == "2 sales without a result yet"
    assert "923 ••• 456" in counter.text("leaving_sales")
    assert "still pay" in counter.text("leaving_after")
    assert "checks again" in counter.text("leaving_after")
    assert counter.text("leaving_tell").startswith("Tell the customer")
    for key in (Qt.Key.Key_7, Qt.Key.Key_Return):  # meant for the form; then the harmless answer
        counter.press(key)
    assert not is_asked(counter)
    assert door.asked == 0
    assert counter.window.reopens_in_training is None
    assert counter.focus().objectName() == "amount"
    leave(counter)
    counter.press(Qt.Key.Key_Plus)
    assert door.asked == 1
    assert counter.window.reopens_in_training is (True if leave is into_training else None)


async def test_esc_goes_back_and_a_second_x_closes(counter: Counter) -> None:
    door = await opened(counter)
    wait(counter, "a")
    counter.click("tab_journal")
    by_x(counter)
    counter.press(Qt.Key.Key_Escape)
    assert counter.find(QWidget, "journal_table").isVisible()  # where the person was
    by_x(counter)
    counter.click("tab_sell")  # another way back
    assert not is_asked(counter)
    by_x(counter)
    assert door.asked == 0
    by_x(counter)
    assert door.asked == 1


async def test_the_question_follows_what_becomes_of_the_sales(counter: Counter) -> None:
    door = await opened(counter)
    wait(counter, "a", "b")
    by_x(counter)
    counter.till.write("a", Paid(reference="a"))
    assert counter.text("leaving") == "1 sale without a result yet"
    assert "Paid" in counter.text("leaving_sales")
    counter.till.write("b", Paid(reference="b"))
    assert counter.text("leaving") == "Every sale has its result now"
    assert not counter.find(QWidget, "leaving_tell").isVisible()
    counter.click("leaving_close")
    assert door.asked == 1


async def test_what_has_hours_is_not_asked_about(counter: Counter) -> None:
    """References, held money, and what only a person can find out."""
    door = await opened(counter)
    counter.reference()
    wait(counter, "held", "unknown", "paid")
    counter.till.write("held", Authorized(reference="held"))
    counter.till.write("unknown", OutcomeUnknown(reason=Reason.NO_ANSWER))
    counter.till.write("paid", Paid(reference="paid"))
    by_x(counter)
    assert not is_asked(counter)
    assert door.asked == 1


async def test_the_end_of_the_computers_session_is_not_held(counter: Counter) -> None:
    """With the question there, or without."""
    door = await opened(counter)
    wait(counter, "a")
    counter.window.close_at_once()
    assert door.asked == 1
    assert not is_asked(counter)
    by_x(counter)
    counter.window.close_at_once()
    assert door.asked == 2


async def test_an_interrupt_asks_as_the_x_does_and_the_systems_request_is_followed(
    counter: Counter,
) -> None:
    before = signal.getsignal(signal.SIGINT)
    door = await opened(counter)
    wait(counter, "a")
    with ending_by_signals(counter.window):
        signal.raise_signal(signal.SIGINT)
        await until(lambda: is_asked(counter))
        assert door.asked == 0
        signal.raise_signal(signal.SIGINT)
        await until(lambda: door.asked == 1)
        counter.press(Qt.Key.Key_Escape)
        signal.raise_signal(signal.SIGTERM)
        await until(lambda: door.asked == 2)
    assert signal.getsignal(signal.SIGINT) is before


async def test_it_is_asked_behind_the_lock_too_and_goes_back_to_it(counter: Counter) -> None:
    counter.presence.pins = {Person("Bia", Role.CASHIER): "1111"}
    door = await opened(counter)
    wait(counter, "a")
    await until(counter.find(QWidget, "lock_pin").isVisible)
    by_x(counter)
    assert is_asked(counter)
    counter.press(Qt.Key.Key_Escape)
    assert counter.find(QWidget, "lock_pin").isVisible()
    by_x(counter)
    counter.press(Qt.Key.Key_Plus)
    assert door.asked == 1
