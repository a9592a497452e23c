"""What the print system notes of a queue while a job is there: it tells what was said last of it.

A job's own attributes lose that when it is taken back, and a job that is taken back in the moment
in which its printer comes back must not be called unprinted. Events are kept until they are asked
for (RFC 3995, RFC 3996).
"""

import logging
from collections.abc import Sequence
from contextlib import suppress

from pos_app.printing.drivers.cups.library import (
    Attributes,
    CupsRefused,
    Given,
    Operation,
    PrintSystem,
    Tag,
)
from pos_app.printing.drivers.cups.queue import CupsQueue, first, number, queue_named, user

_LOG = logging.getLogger(__name__)
_PLACE = "notify-sequence-number"
_KEPT_FOR = 600  # seconds, should nobody end it
# How begins what CUPS' backends say until they have their printer, and not after that
# (backend/socket.c, usb-libusb.c, serial.c, parallel.c, ipp.c).
_NOTHING_LEFT = (
    "Connecting to printer.",
    "Printer busy; will retry",
    "The printer is in use.",
    "The printer is not responding.",
    "The printer is unreachable at this time.",
    "The printer may not exist or is unavailable at this time.",
    "Unable to locate printer",
    "Unable to open parallel port",
    "Unable to open serial port",
    "Waiting for printer to become available.",
)
# Of lpd alone it is not so: it begins again with what it has sent.
_BACKENDS = ("socket:", "usb:", "serial:", "parallel:", "ipp:", "ipps:")


def is_before_the_printer(words: str) -> bool:
    """Returns whether a backend that says this is still on the way to its printer."""
    return words.startswith(_NOTHING_LEFT)


class Record:
    """Begins before the job. A print system that keeps none leaves it empty."""

    def __init__(self, system: PrintSystem, queue: CupsQueue) -> None:
        """Raises PrintSystemSilent."""
        self._system = system
        self._queue = queue
        self._number = self._begun()
        self._line = system.line
        self._is_lost = False

    def goes_on_with(self, system: PrintSystem) -> None:
        """Asks by this connection from now on."""
        self._system = system
        self._is_lost = True

    def is_broken(self) -> bool:
        """Returns whether the print system began anew meanwhile. Then it began the job anew, too,
        and may have forgotten what it knew of it: that is no proof of anything any more."""
        if self._number > 0 and self._events() is None:
            return True
        return self._is_lost or self._system.line != self._line

    def says_nothing_left(self, job: int) -> bool:
        """Returns whether a job that has ended did so before its printer was reached: the last that
        was said of it says so."""
        if not self._queue.device.startswith(_BACKENDS):
            return False
        return is_before_the_printer(self._last_words(job))

    def close(self) -> None:
        """Raises PrintSystemSilent."""
        if self._number:
            with suppress(CupsRefused):  # it was given up already
                ended = Given("notify-subscription-id", Tag.INTEGER, (self._number,))
                self._system.ask(Operation.CANCEL_SUBSCRIPTION, "/", [*self._about(), ended])

    # --- inside -----------------------------------------------------------------------------------

    def _begun(self) -> int:
        given = [
            *self._about(),
            Given("notify-pull-method", Tag.KEYWORD, ("ippget",), Tag.SUBSCRIPTION),
            Given("notify-events", Tag.KEYWORD, ("job-progress",), Tag.SUBSCRIPTION),
            Given("notify-lease-duration", Tag.INTEGER, (_KEPT_FOR,), Tag.SUBSCRIPTION),
        ]
        try:
            said = self._system.ask(Operation.CREATE_PRINTER_SUBSCRIPTION, "/", given)
        except CupsRefused as refused:
            _LOG.info("%s keeps no record: %s", self._queue.name, refused)
            return 0
        return number(said[0], "notify-subscription-id") if said else 0

    def _last_words(self, job: int) -> str:
        told = sorted(self._events() or (), key=lambda event: number(event, _PLACE))
        if not told or number(told[0], _PLACE) != 1:
            return ""  # the beginning is forgotten: it keeps a hundred
        of_job = [event for event in told if number(event, "notify-job-id") == job]
        return first(of_job[-1], "notify-text") if of_job else ""

    def _events(self) -> Sequence[Attributes] | None:
        """Returns what was noted; None where there is no such record."""
        asked = Given("notify-subscription-ids", Tag.INTEGER, (self._number,))
        try:
            return self._system.ask(
                Operation.GET_NOTIFICATIONS, "/", [*self._about(), asked], in_english=True
            )
        except CupsRefused:
            return None

    def _about(self) -> tuple[Given, ...]:
        return queue_named(self._queue.name), user(self._system)
