"""Garbage collection on the GUI thread, and nowhere else.

Python collects on whichever thread happens to allocate, and the journal's thread allocates. A Qt
object that dies there takes its timers and children with it on the wrong thread, which Qt answers
with a warning on a good day and with a crash on a bad one.
"""

import gc
from types import TracebackType

from PySide6.QtCore import QTimer

_INTERVAL = 1000  # milliseconds


class GuiThreadGc:
    """Context manager that runs the collector by a timer of the thread that entered it."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=_INTERVAL)
        self._timer.timeout.connect(self._collect)

    def __enter__(self) -> None:
        gc.disable()
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
        gc.enable()

    def _collect(self) -> None:
        """Collects as far as the collector's own thresholds say."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [n for n in range(3) if thresholds[n] and counts[n] > thresholds[n]]
        if due:
            gc.collect(max(due))
