"""A kiosk: the window fills the screen, and no door of it opens without a manager's PIN."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QPushButton
from support import PIN
from ui.counter import Counter, make_shop, until

from pos_app.domain.errors import JournalUnavailable, WrongPin
from pos_app.ui.shell.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

DOORS: dict[str, Callable[[Counter], object]] = {
    "the X": lambda counter: QApplication.sendEvent(counter.window, QCloseEvent()),
    "training": lambda counter: counter.window.reopen(training=True),
}


async def kiosk(qapp: QApplication, *, people: bool) -> tuple[Counter, list[int]]:
    window = MainWindow(replace(make_shop(), kiosk=True, signs_in=people))
    counter = Counter(qapp, window)
    counter.people.managers = {PIN: "Ana"} if people else {}
    window.show_first()
    left: list[int] = []
    window.close_requested.connect(lambda: left.append(1))
    return counter, left


def is_asked(counter: Counter) -> bool:
    return counter.dialog("approval") is not None


@pytest.mark.parametrize("door", DOORS.values(), ids=list(DOORS))
async def test_every_door_takes_a_managers_pin(
    qapp: QApplication, door: Callable[[Counter], object]
) -> None:
    counter, left = await kiosk(qapp, people=True)
    door(counter)
    assert not left  # the till is about to open
    counter.open()
    assert counter.window.isFullScreen()
    door(counter)
    await until(lambda: is_asked(counter))
    counter.find(QPushButton, "approval_back").click()
    await until(lambda: not is_asked(counter))
    assert not left

    def asks_again() -> bool:
        door(counter)
        return is_asked(counter)

    await until(asks_again)
    counter.fill("approval_pin", PIN)
    counter.click("approval_do")
    await until(lambda: left)
    counter.window.close_for_good()


async def test_what_makes_it_smaller_is_undone_and_a_session_that_ends_is_not_held(
    qapp: QApplication,
) -> None:
    counter, left = await kiosk(qapp, people=True)
    counter.open()
    for smaller in (counter.window.showMinimized, counter.window.showNormal):
        smaller()
        await until(lambda: counter.window.isFullScreen() and not counter.window.isMinimized())
    counter.window.close_at_once()
    assert left
    counter.window.close_for_good()


async def test_a_shop_without_pins_closes_it_as_any_window(qapp: QApplication) -> None:
    counter, left = await kiosk(qapp, people=False)
    counter.open()
    QApplication.sendEvent(counter.window, QCloseEvent())
    await until(lambda: left)
    counter.window.close_for_good()


class Door:
    """The port `LeavesKiosk`."""

    def __init__(self, *, needs_pin: bool) -> None:
        self._needs_pin = needs_pin

    async def needs_pin(self) -> bool:
        return self._needs_pin

    async def allow(self, pin: str) -> None:
        if pin != PIN:
            raise WrongPin("nobody has this PIN")


async def test_a_panel_that_says_why_there_is_no_till_takes_a_managers_pin_too(
    qapp: QApplication,
) -> None:
    counter, left = await kiosk(qapp, people=True)
    counter.window.kiosk_door = Door(needs_pin=True)
    counter.window.show_trouble(JournalUnavailable("the disk is full"))
    counter.click("trouble_close")
    counter.click("leave_kiosk_close")
    assert counter.find(QPushButton, "trouble_close").isVisible()
    counter.click("trouble_close")
    counter.fill("leave_kiosk_pin", "000001")
    counter.click("leave_kiosk_do")
    await until(lambda: not counter.find(QPushButton, "leave_kiosk_do").isEnabled())
    await until(lambda: counter.find(QPushButton, "leave_kiosk_do").isEnabled())
    assert not left
    counter.fill("leave_kiosk_pin", PIN)
    counter.click("leave_kiosk_do")
    await until(lambda: left)
    counter.window.kiosk_door = Door(needs_pin=False)  # nobody has one, or none can be checked
    counter.click("trouble_close")
    await until(lambda: len(left) == 2)
    counter.window.close_for_good()
