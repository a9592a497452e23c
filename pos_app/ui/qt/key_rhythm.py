"""Keystroke timing: tells a barcode scanner from a person, and how long no key was pressed."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from pos_app.ui.qt.constants import ENTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# A scanner is a keyboard that types a code in one go, mostly with 1 to 20 ms a key, and presses
# Enter. The fastest hands need 55 ms a key over a word and 150 ms over a column of figures. A roll
# of the fingers over neighbouring keys, or a key that types `000`, is as fast as a scanner, but for
# three to five keys and without Enter. So the speed decides, together with a length that no roll
# has. The lengths of EAN and UPC do not: codes on goods have any length, and an amount may have
# eight figures.
_LEAST = 6  # characters before the Enter
_FASTEST_HAND = 40  # milliseconds a key, on average over all of them
_PAUSE = 80  # milliseconds of silence, after which a new run of keys begins


class KeyRhythm:
    """Timing of the keys; takes each key once, as it comes.

    It uses the time that the system gives the key, which a busy window does not change. A key
    without one comes from the on-screen keypad.
    """

    def __init__(self) -> None:
        self.is_machines = False  # the last key ends a run that only a machine can have typed
        self.silence = float("inf")  # seconds between the last key and the one before
        self._begun = 0  # milliseconds of the system's clock: the start of this run of keys
        self._typed = 0  # characters in it
        self._last = 0  # milliseconds of the system's clock; 0: the key had no time
        self._heard = float("-inf")  # seconds of our own clock

    def hear(self, event: QKeyEvent) -> None:
        at, now = event.timestamp(), monotonic()
        measured = 0 < self._last <= at
        self.silence = (at - self._last) / 1000 if measured else now - self._heard
        goes_on = measured and at - self._last <= _PAUSE and not event.isAutoRepeat()
        self._last, self._heard = at, now
        if not goes_on:
            self._begun, self._typed = at, 0
        self.is_machines = event.key() in ENTER and self._is_too_fast(at)
        self._typed += event.text().isprintable() and bool(event.text())

    def _is_too_fast(self, at: int) -> bool:
        return self._typed >= _LEAST and at - self._begun <= _FASTEST_HAND * self._typed
