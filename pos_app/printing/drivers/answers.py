"""What a receipt printer answers: its real-time status, and that it has come as far as asked.

Source: Epson, ESC/POS Command Reference: DLE EOT, GS r, GS a. The kinds of answers differ in fixed
bits, so that they can be told apart in whatever order they come.
"""

from collections import deque
from collections.abc import Iterable

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.paper.printers import PrinterStatus

PRINTER, OFFLINE, PAPER = 1, 2, 4  # n of DLE EOT
ALL = (PRINTER, OFFLINE, PAPER)
DONE = b"\x1dr\x01"  # GS r 1: the paper sensor, in its turn after all that came before
# GS a: it speaks unasked when it goes offline, has an error or its paper changes. One that has
# stopped amid a picture, with its buffer full, hears no question any more.
TELL_CHANGES, TELL_NO_CHANGES = b"\x1da\x0e", b"\x1da\x00"

# The bits by which answers are told apart: 0xx1xx10 to DLE EOT, 0xx1xx00 of a printer that speaks
# unasked (GS a), 0xx0xxxx to GS r.
_FIXED, _FIXED_OF_DONE = 0x93, 0x90
_REAL_TIME, _UNASKED = 0x12, 0x10

_IS_OFFLINE = 0x08  # n = 1, and the first byte of what comes unasked
_COVER = 0x04  # n = 2
_PAPER_STOPS = 0x20
_ERROR = 0x40
_NEARLY_OUT = 0x0C  # n = 4
_OUT = 0x60
_DONE_OUT = 0x0C  # GS r 1
_CHANGED_COVER = 0x20  # the first byte of what comes unasked
_CHANGED_ERROR = 0x68  # the second: the knife, what cannot be mended, what mends itself
_CHANGED_OUT = 0x0C  # the third
_UNASKED_LENGTH = 4


def question(kinds: Iterable[int]) -> bytes:
    """Returns the bytes that ask for this status at once, whatever the printer is about."""
    return b"".join(b"\x10\x04" + bytes([kind]) for kind in kinds)


class Answers:
    """Sorts what a printer says. Answers to DLE EOT come in the order of the questions."""

    def __init__(self) -> None:
        self._asked: deque[int] = deque()
        self._known: dict[int, int] = {}
        self._unasked = bytearray()  # of what comes unasked: all of the last time, or its beginning
        self.came = 0  # answers to DLE EOT
        self.done = 0  # answers to DONE
        self._done_said = 0

    def ask(self, kinds: Iterable[int]) -> bytes:
        """Notes the questions, and returns the bytes."""
        kinds = tuple(kinds)
        self._asked.extend(kinds)
        return question(kinds)

    @property
    def are_all_in(self) -> bool:
        return not self._asked

    def forget(self) -> None:
        """Expects no answer any more to what was asked: the printer does not know the question."""
        self._asked.clear()

    def hear(self, said: bytes) -> None:
        for byte in said:
            self._hear(byte)

    def _hear(self, byte: int) -> None:
        if 0 < len(self._unasked) < _UNASKED_LENGTH:
            self._unasked.append(byte)
        elif byte & _FIXED == _REAL_TIME:
            if self._asked:
                self.came += 1
                self._known[self._asked.popleft()] = byte
        elif byte & _FIXED == _UNASKED:
            self._unasked = bytearray([byte])
        elif byte & _FIXED_OF_DONE == 0:
            self.done += 1
            self._done_said = byte

    @property
    def known(self) -> tuple[int, ...]:
        """The questions that were answered at least once."""
        return tuple(self._known)

    @property
    def status(self) -> PrinterStatus:
        """How the printer was when it last answered."""
        return PrinterStatus(
            hitch=self._hitch(),
            answers=bool(self._known),
            paper_low=bool(self._known.get(PAPER, 0) & _NEARLY_OUT),
        )

    def _hitch(self) -> Hitch:
        printer, offline, paper = (self._known.get(kind, 0) for kind in ALL)
        is_whole = len(self._unasked) == _UNASKED_LENGTH
        first, second, third, _ = self._unasked if is_whole else bytes(_UNASKED_LENGTH)
        is_out = paper & _OUT or offline & _PAPER_STOPS or third & _CHANGED_OUT
        # An open cover first: the paper's sensor lies under it.
        if offline & _COVER or first & _CHANGED_COVER:
            return Hitch.COVER_OPEN
        if is_out or self._done_said & _DONE_OUT == _DONE_OUT:
            return Hitch.PAPER_OUT
        if (printer | first) & _IS_OFFLINE or offline & _ERROR or second & _CHANGED_ERROR:
            return Hitch.OFFLINE
        return Hitch.NONE
