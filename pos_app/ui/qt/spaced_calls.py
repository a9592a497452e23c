"""Calls at a distance: at once after a quiet time, else all that come meanwhile together."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

_BETWEEN = 1000  # milliseconds from one call to the next


class SpacedCalls(QObject):
    """Asks for a reading once a second at most, however fast sales come."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)  # which it does not outlive
        self._since = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._call)

    def ask(self) -> None:
        """Calls soon, together with all that ask until then."""
        if not self._soon.isActive():
            passed = self._since.elapsed() if self._since.isValid() else _BETWEEN
            self._soon.start(max(0, _BETWEEN - passed))

    def count_one(self) -> None:
        """Takes a reading that begins now for the one that is asked for."""
        self._soon.stop()
        self._since.start()

    def stop(self) -> None:
        """Leaves what is asked for: whoever asked is going away."""
        self._soon.stop()

    def _call(self) -> None:
        self._since.start()
        self.due.emit()
