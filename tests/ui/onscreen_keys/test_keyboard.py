"""Everything by touch alone: a finger in a field of letters finds a keyboard, and nobody else."""

import asyncio

import pytest
from hands import Finger, Keys, focused, is_under_the_finger
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from ui.access import unheard
from ui.counter import Counter, until
from ui.misfits import misfits

from pos_app.ui.onscreen_keys.keyboard import Keyboard
from pos_app.ui.theme.tokens import SMALLEST

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise")  # offscreen there is neither

_DOWN, _UP = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
_MARKS = {"@": "q", "&": "t", ":": "g", "_": "s"}  # by the key that they stand on


def keyboard(counter: Counter) -> Keyboard | None:
    """While it is shown."""
    found = counter.window.findChild(Keyboard)
    return found if found is not None and found.isVisible() else None


async def opens_for(counter: Counter, finger: Finger, name: str) -> None:
    """With the field in sight, and the caret in it."""
    await until(lambda: is_under_the_finger(name))  # a complaint may move it
    finger.tap_at(counter.find(QWidget, name))
    await until(lambda: keyboard(counter) and focused() == name)
    for _ in range(5):  # offscreen, every new window takes the focus, and this one gives it back
        await asyncio.sleep(0)
    await until(lambda: keyboard(counter) and focused() == name)
    field, board = counter.find(QWidget, name), keyboard(counter)
    assert board is not None
    spot = field.mapToGlobal(field.rect().center())
    assert not board.geometry().contains(spot), f"{name} is under the keyboard"


def writes(finger: Finger, text: str) -> None:
    for letter in text:
        if letter in _MARKS:
            finger.tap("keyboard_key_marks")
            finger.tap(f"keyboard_key_{_MARKS[letter]}")
            finger.tap("keyboard_key_marks")
            continue
        if letter.isupper():
            finger.tap("keyboard_key_shift")
        name = "space" if letter == " " else letter.lower()
        finger.tap(f"keyboard_key_{name}")


def clicks(widget: QWidget) -> None:
    """With a mouse, that has been moved there."""
    spot, window = widget.rect().center(), widget.window()
    there, on_screen = QPointF(widget.mapTo(window, spot)), QPointF(widget.mapToGlobal(spot))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((_DOWN, left), (_UP, none)):
        event = QMouseEvent(kind, there, on_screen, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window.windowHandle(), event)


async def test_a_finger_writes_what_the_sale_is_for(counter: Counter) -> None:
    counter.open()
    finger = Finger()
    finger.tap("amount")
    await opens_for(counter, finger, "description")
    writes(finger, "Factura 12x")
    finger.tap("keyboard_key_erase")
    assert counter.text("description") == "Factura 12"
    finger.tap("keyboard_key_done")
    assert not keyboard(counter)
    await opens_for(counter, finger, "description")  # again, though it had the focus
    finger.tap("phone")  # has keys of its own
    await until(lambda: not keyboard(counter))
    finger.tap("key_7")
    assert (counter.text("phone"), counter.text("description")) == ("7", "Factura 12")


async def test_a_finger_brings_somebody_new_to_the_till(counter: Counter) -> None:
    counter.window.resize(*SMALLEST)
    counter.open()
    finger = Finger()
    finger.tap("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    finger.tap("settings_people")
    button = counter.find(QWidget, "people_keep_cashier")
    await until(button.isVisible)
    finger.tap("people_keep_manager")  # with nobody's name
    name = counter.find(QLineEdit, "people_name")
    assert name.accessibleDescription()
    await opens_for(counter, finger, "people_name")
    writes(finger, "Ção & Sá: João_1")
    assert name.text() == "Ção & Sá: João_1"
    assert not name.accessibleDescription()  # the complaint has gone, as by any other key
    for field in ("people_pin", "people_again"):
        await opens_for(counter, finger, field)
        assert not counter.find(QWidget, "keyboard_key_q").isVisible()
        writes(finger, "123456789")  # one more than a PIN has
        assert counter.text(field) == "12345678"
        finger.tap("keyboard_key_erase")
    finger.tap("keyboard_key_done")
    finger.tap("people_keep_cashier")
    await until(lambda: counter.dialog("approval") and focused() == "approval_pin")
    finger.tap("approval_pin")  # the figures are beside it
    finger.type("12", "approval_key")
    assert counter.text("approval_pin") == "12"
    assert not keyboard(counter)


async def test_it_is_for_fingers_alone(counter: Counter) -> None:
    counter.open()
    finger = Finger()
    description = counter.find(QLineEdit, "description")
    clicks(description)
    await until(lambda: focused() == "description")
    assert not keyboard(counter)
    await opens_for(counter, finger, "description")
    await until(counter.window.isActiveWindow)
    Keys().press(Qt.Key.Key_A)  # there is a real one
    assert not keyboard(counter)
    assert counter.text("description") == "a"


async def test_a_till_without_keys_on_the_screen_has_no_keyboard(counter: Counter) -> None:
    counter.open()
    finger = Finger()
    await opens_for(counter, finger, "description")
    opened = counter.window._opened
    assert opened is not None
    opened._live.apply({"keypad": False})
    assert not keyboard(counter)
    finger.tap("amount")
    finger.tap("description")
    await until(lambda: focused() == "description")
    assert not keyboard(counter)


@pytest.mark.parametrize("size", [SMALLEST, (1024, 600), (1366, 768)])
async def test_its_keys_fit_and_can_be_heard(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.open()
    finger = Finger()
    await opens_for(counter, finger, "description")
    board = keyboard(counter)
    assert board
    assert not misfits(board) + unheard(board)
    finger.tap("keyboard_key_marks")
    assert not misfits(board) + unheard(board)
