"""Interruption of a long check or copy: stops it between two pages, rows or SQLite steps."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from pos_app.domain.errors import CopyAbandoned

_OFTEN = 10_000  # steps of SQLite's machine between two checks: some milliseconds


class Halt:
    """Stops one piece of work, from any thread. The work calls `going_on` while it continues."""

    def __init__(self, going_on: Callable[[], None] = lambda: None) -> None:
        self._going_on = going_on
        self._is_asked = False
        self._reading: sqlite3.Connection | None = None
        self._lock = Lock()

    def ask(self) -> None:
        """Makes the work end soon with CopyAbandoned."""
        with self._lock:
            self._is_asked = True
            if self._reading is not None:
                self._reading.interrupt()

    def look(self) -> None:
        """Raises CopyAbandoned if somebody has asked for it."""
        if self._is_asked:
            raise CopyAbandoned("it was given up")
        self._going_on()

    @contextmanager
    def over(self, reading: sqlite3.Connection) -> Iterator[None]:
        """Halts reads on this connection too. Raises CopyAbandoned at the end, whatever the reader
        made of being interrupted."""
        with self._lock:
            self._reading = reading
        reading.set_progress_handler(self._answer, _OFTEN)
        try:
            yield
        finally:
            with self._lock:
                self._reading = None
            reading.set_progress_handler(None, _OFTEN)
            self.look()

    def _answer(self) -> bool:
        """Tells SQLite whether to stop."""
        if not self._is_asked:
            self._going_on()
        return self._is_asked
