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
    """Kept in its order, and done once the form is there for it: a slow disk must not eat the
    first figure of the next amount, nor add it to the number that is being charged."""

    def __init__(self, busy: Callable[[], bool], sells: Callable[[], bool]) -> None:
        super().__init__()
        self._busy = busy
        self._sells = sells
        self.is_early = False  # whether what is done now was pressed before the till was up
        self._target: Callable[[], QWidget] | None = None
        self._also: Callable[[int], bool] = lambda _: False
        self._acts: list[Callable[[], None]] = []
        self._does_it_now = False  # what was kept
        self.rhythm = KeyRhythm()

    def lead_to(self, target: Callable[[], QWidget], also: Callable[[int], bool]) -> None:
        """Where kept keys go then, and which keys that type nothing are kept too."""
        self._target = target
        self._also = also

    def keeps(self, act: Callable[[], None]) -> bool:
        """Whether this has to wait for its turn."""
        if self._busy():
            self._acts.append(act)
        return self._busy()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether this key has to wait for its turn. Enter alone is a key that bounces."""
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
        """What was kept, as far as the next charge."""
        while self._acts and not self._busy():
            self._acts.pop(0)()

    def forget(self) -> None:
        """The form stays as it is, for somebody to look at."""
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
