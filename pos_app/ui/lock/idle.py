"""Idle timer: fires when nobody has touched a key, the mouse or the screen for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_MINUTE = 60_000  # milliseconds


class Idle(QObject):
    """Timer that watches the events of the till's windows, which are fewer than all widgets'
    events."""

    elapsed = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.elapsed)
        self._watched: set[QWindow] = set()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())
        self.allow(minutes)

    def allow(self, minutes: int) -> None:
        """Sets the time, counted from now and from each touch; 0 is for ever."""
        self._timer.stop()
        self._timer.setInterval(minutes * _MINUTE)
        if minutes:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        if event.type() in _HANDS and self._timer.interval():
            self._timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._watched.discard(window))
