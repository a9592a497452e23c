"""A document in the bytes of a receipt printer (ESC/POS).

python-escpos gives the commands, and for text the table of what printers differ in. Its printer
classes make pictures through Pillow: a dot of one bit through one of 32 and back, 48 ms for a
receipt of 20 cm that has 150, with a line printed on the output for every band; they refuse a
picture wider than the table says, where the shop's settings know better; and they are loaded with
Pillow and bar codes that nobody needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from escpos.constants import CD_KICK_2, ESC, GS, HW_INIT

from pos_app.domain.paper.printer import MM_PER_INCH, Printer

# Rows of dots in one command. Between two commands a printer can be asked how it is.
BAND = 128
_CUT = GS + b"VB\x00"  # the printer itself feeds to its knife, and leaves a point uncut
_LINE_MM = MM_PER_INCH / 6  # of a line feed, after ESC @
_KNIFE_MM = 20.0  # from the head to the knife
# What a printer obeys at once wherever it stands, in a picture too (DLE EOT, ENQ, DC4).
_AT_ONCE = re.compile(rb"\x10[\x04\x05\x14]")
# GS ( D: DLE DC4 opens no drawer and switches nothing off until the next ESC @.
_NO_PULSES = b"\x1d(D\x05\x00\x14\x01\x00\x02\x00"


@dataclass(frozen=True)
class Dots:
    """A picture: rows of whole bytes from the top, a set bit is ink."""

    width: int
    height: int
    rows: bytes


@dataclass(frozen=True)
class EscposJob:
    """The bytes of one document, in pieces between which a printer can be asked."""

    pieces: tuple[bytes, ...]
    length: float  # mm of paper
    may_be_asked: bool  # False: the picture itself asks, and answers cannot be told apart


def picture_job(dots: Dots, printer: Printer, *, opens_drawer: bool) -> EscposJob:
    """Returns the document as a picture, which is right on every printer of its width."""
    speaks_at_once = bool(_AT_ONCE.search(dots.rows))
    return EscposJob(
        pieces=(
            HW_INIT + (_NO_PULSES if speaks_at_once else b""),
            # First: the change is counted while the paper comes.
            CD_KICK_2 if opens_drawer and printer.kicks_drawer else b"",
            *_bands(dots),
            _end(printer),
        ),
        length=dots.height / printer.dpi * MM_PER_INCH + _tail(printer),
        may_be_asked=not speaks_at_once,
    )


def _bands(dots: Dots) -> Iterator[bytes]:
    """Makes the commands of a picture (GS v 0)."""
    width = (dots.width + 7) // 8
    for top in range(0, dots.height, BAND):
        rows = dots.rows[top * width : (top + BAND) * width]
        height = len(rows) // width
        yield GS + b"v0\x00" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + rows


def _end(printer: Printer) -> bytes:
    feed = ESC + b"d" + bytes([printer.feed]) if printer.feed else b""
    return feed + (_CUT if printer.cuts else b"")


def _tail(printer: Printer) -> float:
    return printer.feed * _LINE_MM + (_KNIFE_MM if printer.cuts else 0.0)
