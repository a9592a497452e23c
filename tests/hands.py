"""Hands as the system delivers them: keys to whatever has the focus, a finger to a spot on the
screen. Nothing here reaches past what a person can reach; what is pressed is counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QKeyEvent, QPointingDevice, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

_FINGER = 0
_STEPS, _INWARD = 12, QPoint(60, 0)  # of a swipe; from the edge, in pixels
_NO_LETTER = 0x01000000  # where Qt's keys begin that type nothing
TEXTS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_FAR = 60  # steps of the Tab key, after which one is lost


class Counted:
    """How often a hand came down."""

    def __init__(self) -> None:
        self.count = 0

    @contextmanager
    def counting(self) -> Iterator[list[int]]:
        """What was pressed meanwhile stands in the list afterwards."""
        before = self.count
        told: list[int] = []
        yield told
        told.append(self.count - before)


class Keys(Counted):
    """A keyboard: its keys go to the window that the system has made the active one. Each bears the
    time at which a quick hand would have pressed it, whatever the machine takes for it."""

    pace = 90  # milliseconds a key

    def __init__(self) -> None:
        super().__init__()
        self._at = 1_000_000  # milliseconds of the system's clock

    def rest(self, seconds: float) -> None:
        """The hand lies still for so long, by the clock of the keys."""
        self._at += round(seconds * 1000)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.count += 1
        self._at += self.pace
        text = "" if modifier else TEXTS.get(key, chr(key).lower() if key < _NO_LETTER else "")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # Not by QTest: it lets everything else happen meanwhile, in the middle of a coroutine.
            event = QKeyEvent(kind, key, modifier, text)
            event.setTimestamp(self._at)
            QApplication.sendEvent(self._active(), event)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(Qt.Key(ord(letter.upper())))

    def walk_to(self, name: str) -> None:
        """By Tab, until the frame of the focus is around it."""
        for _ in range(_FAR):
            if focused() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}")

    @staticmethod
    def _active() -> QWindow:
        active = QGuiApplication.focusWindow()
        assert active is not None, "no window is active"
        return active


class Finger(Counted):
    """A touch screen and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._screen = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)

    def tap(self, name: str, times: int = 1) -> None:
        """The one widget of this name that can be seen; whatever has come there after the first
        tap gets the others."""
        self.tap_at(seen(name), times=times)

    def tap_at(self, widget: QWidget, where: QPoint | None = None, times: int = 1) -> None:
        spot = widget.rect().center() if where is None else where
        assert_can_be_touched(widget, spot)
        there = widget.mapTo(widget.window(), spot)
        self.count += times
        touch(self._screen, widget.window(), there, is_first=True)
        for _ in range(times - 1):
            touch(self._screen, widget.window(), there)

    def type(self, text: str, keypad: str = "key") -> None:
        """Figures on the keypad of this name."""
        for figure in text:
            self.tap(f"{keypad}_{figure}")

    def draws(self, widget: QWidget, *, up: bool) -> Iterator[None]:
        """Slowly: between two steps what is drawn comes along."""
        handle = widget.window().windowHandle()
        low, high = widget.rect().bottomLeft(), widget.rect().topLeft()
        path = [low + (high - low) * (step / _STEPS) + _INWARD for step in range(1, _STEPS)]
        path = path if up else path[::-1]
        spots = [widget.mapTo(widget.window(), spot) for spot in path]
        self.count += 1
        for place, spot in enumerate((*spots, spots[-1])):
            event = QTest.touchEvent(handle, self._screen, autoCommit=False)
            if place == 0:
                event.press(_FINGER, spot, handle)
            elif place < len(spots):
                event.move(_FINGER, spot, handle)
            else:
                event.release(_FINGER, spot, handle)
            event.commit(processEvents=False)
            yield

    def choose(self, picker: str, place: int) -> None:
        """One of a few: the list opens under the finger."""
        box = seen(picker)
        assert isinstance(box, QComboBox)
        self.tap_at(box)
        self.tap_row(box.view(), place)

    def tap_row(self, rows: QAbstractItemView, place: int) -> None:
        row = rows.visualRect(rows.model().index(place, 0))
        self.tap_at(rows, row.center())


def is_active(window: QWidget) -> bool:
    """Whether keys go to it, or to a dialog of its. Where the active one closes, the window manager
    activates another; where there is no manager, this asks for it."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        window.activateWindow()
        return False
    return True


def touch(
    screen: QPointingDevice, window: QWidget, spot: QPoint, *, is_first: bool = False
) -> None:
    """A finger comes down and goes up. What no widget takes as a touch, Qt makes a click of; and
    of a second one a double click, however far away it is where there is no real screen."""
    interval = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0 if is_first else interval)
    handle = window.windowHandle()
    down = QTest.touchEvent(handle, screen, autoCommit=False)
    down.press(_FINGER, spot, handle)
    down.commit(processEvents=False)
    QApplication.setDoubleClickInterval(interval)
    up = QTest.touchEvent(handle, screen, autoCommit=False)
    up.release(_FINGER, spot, handle)
    up.commit(processEvents=False)


def focused() -> str:
    """The name of what has the focus."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def seen(name: str) -> QWidget:
    """The one visible widget of this name, in whichever window."""
    found = [
        widget
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for widget in window.findChildren(QWidget, name)
        if widget.window() is window and widget.isVisible()
    ]
    assert len(found) == 1, (name, found)
    return found[0]


def is_under_the_finger(name: str) -> bool:
    """Whether this is in sight, and not scrolled away."""
    widget = seen(name)
    spot = widget.mapTo(widget.window(), widget.rect().center())
    hit = widget.window().childAt(spot)
    return hit is not None and (hit is widget or widget.isAncestorOf(hit))


def assert_can_be_touched(widget: QWidget, spot: QPoint) -> None:
    """It is visible there, enabled, in the window, and nothing lies over it."""
    window = widget.window()
    name = widget.objectName() or type(widget).__name__
    assert widget.isVisible(), f"{name} cannot be seen"
    assert widget.isEnabled(), f"{name} is not to be used now"
    there = widget.mapTo(window, spot)
    hit = window.childAt(there) or window
    assert window.rect().contains(there), f"{name} is outside of the window"
    assert hit is widget or widget.isAncestorOf(hit), f"{name} is under {hit.objectName() or hit}"
    covering = [
        other.objectName()
        for other in QApplication.topLevelWidgets()
        if other.isVisible() and _is_over(other, window)
        if other.geometry().contains(widget.mapToGlobal(spot))
    ]
    assert not covering, f"{name} is under {covering}"


def _is_over(other: QWidget, window: QWidget) -> bool:
    """Dialogs lie over the window that they belong to, and menus over everything."""
    if other is window:
        return False
    parent = other.parentWidget()
    return other is QApplication.activePopupWidget() or (
        parent is not None and parent.window() is window
    )
