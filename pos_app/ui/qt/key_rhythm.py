"""Keystroke timing: tells a barcode scanner from a person, and how long no key was pressed."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from pos_app.ui.qt.constants import ENTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# A scanner is a keyboard that types a code in one go, mostly with 1 to 20 ms a key, and presses
# Enter. The fastest hands need 55 ms a key over a word and 150 ms over a column of figures. A roll
# of the fingers over neighbouring keys is as fast as a scanner, but for three to five keys and
# without Enter. So the speed decides, together with a length that no roll has. The lengths of EAN
# and UPC do not: codes on goods have any length, and an amount may have eight figures.
#
# A key that types `00` or `000` sends its noughts at a machine's speed, in the middle of what a
# hand types. Neither the noughts that follow the first one nor their time counts, so that the pace
# from press to press decides. A scanner is as fast from one character to the next, noughts or not.
_LEAST = 6  # characters before the Enter
_FASTEST_HAND = 40  # milliseconds a press, on average over all of them
_ONE_PRESS = 35  # milliseconds within which the same character again comes from the same press
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
        self._presses = 0  # of keys, for them
        self._within = 0  # milliseconds that passed within such presses
        self._text = ""  # of the last key
        self._last = 0  # milliseconds of the system's clock; 0: the key had no time
        self._heard = float("-inf")  # seconds of our own clock

    def hear(self, event: QKeyEvent) -> None:
        at, now = event.timestamp(), monotonic()
        measured = 0 < self._last <= at
        self.silence = (at - self._last) / 1000 if measured else now - self._heard
        gap = at - self._last
        goes_on = measured and gap <= _PAUSE and not event.isAutoRepeat()
        self._last, self._heard = at, now
        if not goes_on:
            self._begun, self._typed, self._presses, self._within = at, 0, 0, 0
        self.is_machines = event.key() in ENTER and self._is_too_fast(at)
        self._count(event.text(), gap, is_first=not goes_on)

    def _count(self, text: str, gap: int, *, is_first: bool) -> None:
        if not text or not text.isprintable():
            return
        self._typed += 1
        if not is_first and text == self._text and gap <= _ONE_PRESS:
            self._within += gap
        else:
            self._presses += 1
        self._text = text

    def _is_too_fast(self, at: int) -> bool:
        took = at - self._begun - self._within
        return self._typed >= _LEAST and took <= _FASTEST_HAND * self._presses
