"""Paste guard: keeps a hung program that owns the clipboard from freezing the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication

from pos_app.ui.qt.clipboard_owner import CLIPBOARD, PRIMARY, answers
from pos_app.ui.qt.plain_text import say_below

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget

PATIENCE = 0.5  # seconds in which a live program answers; people hardly notice a shorter wait
_MARKED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Pasting(QObject):
    """Event filter of the till's windows, as `Idle` is.

    It stops an event that would make Qt read from a program that does not answer, and says why.
    """

    def __init__(
        self, window: QWidget, answers: Callable[[str, float], bool] | None = None
    ) -> None:
        """Guards this window while it exists, and every other one that gets the focus.

        `answers` replaces the desktop's own check: of a selection, within so many seconds.
        """
        super().__init__(window)
        self._answers = answers or _on_this_desktop
        self._watched: set[QWindow] = set()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(window.windowHandle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        selection = _read_by(event)
        if selection is None or self._answers(selection, PATIENCE):
            return False
        self._say()
        return True

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._watched.discard(window))

    def _say(self) -> None:
        field = QApplication.focusWidget()
        if field is not None:
            words = self.tr("The program you copied from does not respond: type it instead.")
            say_below(field, words)


def _on_this_desktop(selection: str, patience: float) -> bool:
    """Returns whether Qt can read the selection without a long wait, which it has on X11 alone."""
    on_x11 = QGuiApplication.platformName() == "xcb"
    return not on_x11 or _is_own(selection) or answers(selection, patience)


def _is_own(selection: str) -> bool:
    """Returns whether this program owns the selection; it could answer nobody while it asks."""
    clipboard = QGuiApplication.clipboard()
    return clipboard.ownsClipboard() if selection == CLIPBOARD else clipboard.ownsSelection()


def _read_by(event: QEvent) -> str | None:
    """Returns the selection that Qt reads at this event. Before a context menu opens, Qt looks
    whether there is anything to paste."""
    kind = event.type()
    if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
        if event.matches(QKeySequence.StandardKey.Paste):
            return PRIMARY if event.modifiers() == _MARKED else CLIPBOARD
        return CLIPBOARD if event.key() == Qt.Key.Key_Menu else None
    if kind is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
        return CLIPBOARD if event.button() is Qt.MouseButton.RightButton else None
    if kind is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
        return PRIMARY if event.button() is Qt.MouseButton.MiddleButton else None
    return None
