"""Garbage collection on the GUI thread, and nowhere else.

Python collects on whichever thread happens to allocate, and the journal's thread allocates. A Qt
object that dies there takes its timers and children with it on the wrong thread, which Qt answers
with a warning on a good day and with a crash on a bad one.
"""

import gc
from types import TracebackType

from PySide6.QtCore import QTimer

_INTERVAL = 100  # milliseconds: what is new is collected in small pieces, which hold nobody up
_START = 50  # collections after which the till is up
_OLD_AFTER = 100  # collections of the middle generation until all that is old is visited


class GuiThreadGc:
    """Context manager that runs the collector by a timer of the thread that entered it."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=_INTERVAL)
        self._timer.timeout.connect(self._collect)
        self._thresholds = gc.get_threshold()
        self._starting = _START

    def __enter__(self) -> None:
        gc.disable()
        gc.set_threshold(*self._thresholds[:2], _OLD_AFTER)
        gc.freeze()  # objects from the start stay: the collector need not visit them again
        self._timer.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.stop()
        gc.collect()
        gc.unfreeze()
        gc.set_threshold(*self._thresholds)
        gc.enable()

    def _collect(self) -> None:
        """Collects as far as the collector's own thresholds say.

        Until the till is up what lives goes on to live: a thousand waiting sales, which the
        collector would otherwise visit in one piece.
        """
        if self._starting:
            self._starting -= 1
            gc.collect(0)
            gc.freeze()
            return
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [n for n in range(3) if thresholds[n] and counts[n] > thresholds[n]]
        if due:
            gc.collect(max(due))
