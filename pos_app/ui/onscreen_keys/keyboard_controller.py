"""On-screen keyboard controller: shows the keyboard when a finger touches a text field."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputDevice, QKeyEvent, QPointerEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from pos_app.ui.onscreen_keys.keypad import Keypad
from pos_app.ui.qt.constants import ESCAPE
from pos_app.ui.widgets.line_entry import EntryFrame, LineEntry
from pos_app.ui.widgets.scroll_area import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from pos_app.ui.onscreen_keys.keyboard import Keyboard

TextField = QLineEdit | QPlainTextEdit

_DOWN = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress})
_UP = frozenset({QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease})
_MOVED = frozenset({QEvent.Type.Move, QEvent.Type.Resize})
_SCREEN = QInputDevice.DeviceType.TouchScreen


class OnScreenKeyboardController(QObject):
    """Event filter of the till's windows, as `Idle` is.

    Only a touch shows the keyboard. A mouse, the Tab key or the till itself may focus a field too:
    that is no sign that a keyboard is missing.
    """

    def __init__(self, till: QWidget, wanted: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._till = till
        self._wanted = wanted
        self._keyboard: Keyboard | None = None  # made on the first touch of a text field
        self._field: TextField | None = None  # the field that the keyboard serves
        self._down: QPoint | None = None  # where the finger came down, in screen coordinates
        self._shortened: Scrolled | None = None  # the area that ends above the keyboard
        self._types = False  # the present event comes from the on-screen keyboard
        self._watched: set[QWindow] = set()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._watch)
            application.focusChanged.connect(self._follow)
        self._watch(QGuiApplication.focusWindow())

    def retranslate(self) -> None:
        if self._keyboard is not None:
            self._keyboard.retranslate()

    def put_away(self) -> None:
        self._field = None
        if self._keyboard is not None:
            self._keyboard.hide()
        if self._shortened is not None and isValid(self._shortened):
            self._shortened.end_above(0)
        self._shortened = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        kind = event.type()
        if kind in _DOWN and isinstance(event, QPointerEvent):
            self._down = _finger(event)
        elif kind in _UP and isinstance(event, QPointerEvent):
            self._lift(_finger(event))
        elif kind is QEvent.Type.KeyPress and not self._types:
            was_open = self._keyboard is not None and self._keyboard.isVisible()
            self.put_away()  # a real keyboard is there after all
            return was_open and isinstance(event, QKeyEvent) and event.key() == ESCAPE
        elif kind in _MOVED and self._field is not None:
            QTimer.singleShot(0, self, self._place)
        return False

    # --- whether it is needed ---------------------------------------------------------------------

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window is self._own_window:
            QTimer.singleShot(0, self, self._leave)
            return
        if window is None or window in self._watched:
            return
        self._watched.add(window)
        window.installEventFilter(self)
        window.destroyed.connect(lambda: self._watched.discard(window))

    @property
    def _own_window(self) -> QWindow | None:
        return self._keyboard.windowHandle() if self._keyboard is not None else None

    def _lift(self, spot: QPoint | None) -> None:
        down, self._down = self._down, None
        if spot is None or down is None:
            return
        if (spot - down).manhattanLength() > QApplication.startDragDistance():
            return  # the finger has scrolled
        QTimer.singleShot(0, self, lambda: self._touch(spot))  # after the focus has moved

    def _touch(self, spot: QPoint) -> None:
        field = QApplication.focusWidget()
        if self._needs_letters(field) and _place_of(field).contains(spot):
            self._serve(field)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Follows the focus, however it moved."""
        if self._field is None or now is self._field:
            return
        if now is None:
            QTimer.singleShot(0, self, self._leave)  # only then Qt knows which window has it
        elif self._needs_letters(now):
            self._serve(now)
        else:
            self.put_away()

    def _leave(self) -> None:
        """Hides the keyboard where no field of the till has the focus.

        Some screens activate any window that is shown or touched: then it gives the focus back.
        """
        window, own, field = QGuiApplication.focusWindow(), self._own_window, self._field
        is_valid = field is not None and isValid(field)
        if own is not None and window is own:
            (field.window() if field is not None and is_valid else self._till).activateWindow()
        elif field is not None and not (is_valid and _is_meant(field, window)):
            self.put_away()

    def _needs_letters(self, field: QWidget | None) -> TypeGuard[TextField]:
        if not self._wanted() or not isinstance(field, TextField) or field.isReadOnly():
            return False
        if not self._holds(field.window()):
            return False
        pads = field.window().findChildren(Keypad)
        has_keypad = any(pad.isVisible() and pad.window() is field.window() for pad in pads)
        return not has_keypad or _takes_letters(field)

    def _holds(self, window: QWidget | None) -> bool:
        """Returns whether the window is the till's or one of its dialogs; another one may be
        closing just now."""
        while window is not None and window is not self._till:
            window = window.parentWidget()
        return window is not None

    # --- the keyboard -----------------------------------------------------------------------------

    def _serve(self, field: TextField) -> None:
        self._field = field
        keyboard = self._keyboard or self._make()
        keyboard.serve(figures_alone=_takes_figures_alone(field))
        self._place()
        keyboard.show()
        keyboard.raise_()

    def _make(self) -> Keyboard:
        from pos_app.ui.onscreen_keys.keyboard import Keyboard  # noqa: PLC0415 - on first use

        self._keyboard = made = Keyboard(self._till)
        made.pressed.connect(self._type)
        made.done.connect(self.put_away)
        return made

    def _place(self) -> None:
        """Places the keyboard. Where it covers the field at both edges, scrolls the field above it
        or moves its dialog up."""
        field, keyboard = self._field, self._keyboard
        if field is None or keyboard is None or not isValid(field):
            return
        covered = keyboard.place(_place_of(field))
        area, window = _area_of(field), field.window()
        if covered and area is not None:
            self._shortened = area
            foot = area.mapToGlobal(area.rect().bottomLeft()).y()
            area.end_above(max(0, foot + 1 - keyboard.low_top))
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + covered)
        elif covered and window is not self._till:
            window.move(window.x(), max(self._till.y(), window.y() - covered))
        if covered:
            keyboard.place(_place_of(field))

    def _type(self, key: int, text: str) -> None:
        """Sends the key through the field's window, as a real keyboard would: event filters see
        it."""
        field = self._field
        window = field.window().windowHandle() if field is not None and isValid(field) else None
        if window is None:
            self.put_away()
            return
        self._types = True
        try:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                QApplication.sendEvent(window, event)
        finally:
            self._types = False


def _is_meant(field: TextField, window: QWindow | None) -> bool:
    """Returns whether keys that come to this window go to the field."""
    own = field.window()
    return window is not None and own.windowHandle() is window and own.focusWidget() is field


def _finger(event: QPointerEvent) -> QPoint | None:
    """Returns the finger's place on the screen; None for a mouse or a touchpad."""
    if event.pointingDevice().type() is not _SCREEN:
        return None
    return event.points()[0].globalPosition().toPoint()


def _takes_letters(field: TextField) -> bool:
    """Returns whether the field takes letters that no keypad beside it offers."""
    if isinstance(field, LineEntry):
        return field.takes("a") and not field.has_keys
    return not _takes_figures_alone(field)


def _takes_figures_alone(field: TextField) -> bool:
    hints = field.inputMethodHints() if isinstance(field, QLineEdit) else None
    return hints is not None and bool(hints & Qt.InputMethodHint.ImhDigitsOnly)


def _place_of(field: TextField) -> QRect:
    """Returns the field's rectangle on the screen, with its frame, where a touch types into it
    too."""
    part: QWidget = field
    holder = field.parentWidget()
    while holder is not None and not holder.isWindow():
        if isinstance(holder, EntryFrame) and holder.line is field:
            part = holder
        holder = holder.parentWidget()
    return QRect(part.mapToGlobal(QPoint(0, 0)), part.size())


def _area_of(field: TextField) -> Scrolled | None:
    holder = field.parentWidget()
    while holder is not None and not isinstance(holder, Scrolled):
        holder = holder.parentWidget()
    return holder
