"""Signals by which a terminal, or the system, asks the till to end."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QTimer

from pos_app.ui.shell.main_window import MainWindow


@contextmanager
def ending_by_signals(window: MainWindow) -> Iterator[None]:
    """Makes Ctrl+C ask what the window's own button asks, and a second Ctrl+C close the window at
    once. The system's request to end is followed in order, without a question.

    A handler runs between any two steps of other code, so that it only sets a timer.
    """
    ends = {signal.SIGINT: window.close, signal.SIGTERM: window.close_at_once}

    def end(number: int, _: FrameType | None) -> None:
        QTimer.singleShot(0, ends[signal.Signals(number)])

    before = {number: signal.signal(number, end) for number in ends}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
