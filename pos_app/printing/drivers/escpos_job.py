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

from pos_app.domain.paper.printer import DOTS, MM_PER_INCH, Printer

# Rows of dots in one command. Between two commands a printer can be asked how it is.
BAND = 128
HEAD = 8  # bytes that tell the size of a picture (GS v 0)
LONGEST = HEAD + BAND * max(DOTS.values()) // 8  # bytes of a command
_CUT = GS + b"VB\x00"  # the printer itself feeds to its knife, and leaves a point uncut
_LINE_MM = MM_PER_INCH / 6  # of a line feed, after ESC @
_KNIFE_MM = 20.0  # from the head to the knife
# What a printer obeys wherever it stands, amid a picture too: DLE EOT (it answers), DLE ENQ (it
# clears its buffer), DLE DC4 (it opens a drawer, or switches off). No command forbids all of it on
# all printers. One dot more, beside another, makes the same picture of it.
_AT_ONCE = re.compile(rb"\x10(?=\x04[\x01-\x08]|\x05[\x00-\x02]|\x14[\x00-\x08])")
_ONE_DOT_MORE = b"\x18"


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


def picture_job(dots: Dots, printer: Printer, *, opens_drawer: bool) -> EscposJob:
    """Returns the document as a picture, which is right on every printer of its width."""
    return EscposJob(
        pieces=(
            HW_INIT,
            # First: the change is counted while the paper comes.
            CD_KICK_2 if opens_drawer and printer.kicks_drawer else b"",
            *bands(dots),
            end_of(printer),
        ),
        length=dots.height / printer.dpi * MM_PER_INCH + tail_of(printer),
    )


def bands(dots: Dots) -> Iterator[bytes]:
    """Makes the commands of a picture (GS v 0)."""
    width = (dots.width + 7) // 8
    inert = inert_rows(dots.rows)
    for top in range(0, dots.height, BAND):
        rows = inert[top * width : (top + BAND) * width]
        height = len(rows) // width
        yield GS + b"v0\x00" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + rows


def inert_rows(rows: bytes) -> bytes:
    """Returns the rows with a dot more wherever a printer would obey them."""
    return _AT_ONCE.sub(_ONE_DOT_MORE, rows)


def end_of(printer: Printer) -> bytes:
    """Returns what ends a piece of paper."""
    feed = ESC + b"d" + bytes([printer.feed]) if printer.feed else b""
    return feed + (_CUT if printer.cuts else b"")


def tail_of(printer: Printer) -> float:
    """Returns how much paper that takes, in mm."""
    return printer.feed * _LINE_MM + (_KNIFE_MM if printer.cuts else 0.0)
