"""Type-ahead buffer: keeps key presses while a charge is being saved or the till is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent

from pos_app.ui.qt.constants import BACKSPACE, CONTROL, ENTER
from pos_app.ui.qt.key_rhythm import KeyRhythm

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class TypeAheadBuffer(QObject):
    """Buffer of key presses.

    It keeps them while a charge is being saved and replays them once the form is clear, so that a
    slow disk neither loses a digit nor adds it to the wrong field.

    It does the same while it is not known who is at the till.
    """

    def __init__(self, busy: Callable[[], bool], sells: Callable[[], bool]) -> None:
        super().__init__()
        self._busy = busy
        self._sells = sells
        self.is_early = False  # the key that is replayed now was pressed before the till was up
        self._target: Callable[[], QWidget] | None = None
        self._also: Callable[[int], bool] = lambda _: False
        self._acts: list[Callable[[], None]] = []
        self._does_it_now = False  # replays the buffer
        self.rhythm = KeyRhythm()

    def lead_to(self, target: Callable[[], QWidget], also: Callable[[int], bool]) -> None:
        """Sets the widget that replayed keys go to, and the keys to buffer besides those that
        type."""
        self._target = target
        self._also = also

    def keeps(self, act: Callable[[], None]) -> bool:
        """Buffers the call if it has to wait. Returns whether it did."""
        if self._busy():
            self._acts.append(act)
        return self._busy()

    def takes(self, event: QKeyEvent) -> bool:
        """Buffers the key if it has to wait. Returns whether it took it. A leading Enter is a
        bouncing key, and is dropped."""
        if not self._does_it_now:
            self.rhythm.hear(event)
        if not self._busy():
            return False
        key, text = event.key(), event.text()
        types = len(text) == 1 and text.isprintable() and event.modifiers().value != CONTROL
        if key in ENTER and (event.isAutoRepeat() or not self._acts):
            return True
        if not (types or key in ENTER or key == BACKSPACE or self._also(key)):
            return False
        again = QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers(), text)
        machines, early = self.rhythm.is_machines, not self._sells()
        self._acts.append(lambda: self._press(again, is_machines=machines, is_early=early))
        return True

    def go_on(self) -> None:
        """Replays the buffer, as far as the next charge."""
        while self._acts and not self._busy():
            self._acts.pop(0)()

    def forget(self) -> None:
        """Drops the buffer; the form stays as it is, for the cashier to look at."""
        self._acts.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.takes(event)
        )

    def _press(self, event: QKeyEvent, *, is_machines: bool, is_early: bool) -> None:
        if self._target is None:
            return
        self.rhythm.is_machines = is_machines
        self._does_it_now = True
        self.is_early = is_early
        try:
            QCoreApplication.sendEvent(self._target(), event)
        finally:
            self._does_it_now = self.is_early = False
