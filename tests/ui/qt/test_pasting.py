"""A program that holds the clipboard and hangs holds up nobody's window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget
from ui.counter import Counter

from pos_app.ui.qt.clipboard_owner import CLIPBOARD, PRIMARY
from pos_app.ui.qt.pasting import PATIENCE, Pasting

pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)")  # the offscreen plugin

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
MIDDLE = Qt.MouseButton.MiddleButton
PRESS, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
HERE = QPointF(1, 1)


def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers, text)


def mouse(kind: QEvent.Type, button: Qt.MouseButton) -> QEvent:
    return QMouseEvent(kind, HERE, HERE, button, button, NONE)


READING: dict[str, tuple[Callable[[], QEvent], str]] = {
    "Ctrl+V": (lambda: key(Qt.Key.Key_V, CONTROL), CLIPBOARD),
    "the menu's key": (lambda: key(Qt.Key.Key_Menu), CLIPBOARD),
    "the right button": (lambda: mouse(PRESS, RIGHT), CLIPBOARD),
    "the middle button": (lambda: mouse(RELEASE, MIDDLE), PRIMARY),
}
OTHERS: dict[str, Callable[[], QEvent]] = {
    "a figure": lambda: key(Qt.Key.Key_5, text="5"),
    "V": lambda: key(Qt.Key.Key_V, text="v"),
    "Ctrl+C": lambda: key(Qt.Key.Key_C, CONTROL),
    "Enter": lambda: key(Qt.Key.Key_Return, text="\r"),
    "the left button": lambda: mouse(PRESS, LEFT),
    "the left button, let go": lambda: mouse(RELEASE, LEFT),
}


class Owner:
    """The program that holds what is to be pasted."""

    def __init__(self, *, alive: bool) -> None:
        self.alive = alive
        self.asked: list[str] = []

    def __call__(self, selection: str, patience: float) -> bool:
        assert patience == PATIENCE
        self.asked.append(selection)
        return self.alive


def passes(owner: Owner, event: QEvent) -> bool:
    """Whether Qt hears of it."""
    widget = QWidget()
    heard = not Pasting(widget, owner).eventFilter(widget, event)
    widget.deleteLater()
    return heard


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("alive", [True, False])
def test_nothing_is_read_from_a_program_that_does_not_answer(
    counter: Counter, name: str, *, alive: bool
) -> None:
    assert counter.window.isVisible()
    event, selection = READING[name]
    owner = Owner(alive=alive)
    assert passes(owner, event()) is alive
    assert owner.asked == [selection]


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_reads_nothing_asks_nobody(counter: Counter, name: str) -> None:
    assert counter.window.isVisible()
    owner = Owner(alive=False)
    assert passes(owner, OTHERS[name]())
    assert owner.asked == []


def test_a_paste_that_does_not_come_is_said_and_typing_goes_on(counter: Counter) -> None:
    edit = counter.find(QLineEdit, "amount")
    window = counter.window.windowHandle()
    Pasting(counter.window, Owner(alive=False))
    QApplication.sendEvent(window, key(Qt.Key.Key_V, CONTROL))
    assert edit.text() == ""
    assert QToolTip.text() == "The program you copied from does not respond: type it instead."
    counter.type("15")
    assert edit.text() == "15"
    QToolTip.hideText()
