"""A document in the bytes of a receipt printer (ESC/POS), by python-escpos.

The library is loaded late, and in the printer's own process alone: with Pillow it takes 0.2 s.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from escpos.constants import GS
from escpos.printer import Dummy

from pos_app.domain.paper.printer import MM_PER_INCH, Printer

# Rows of dots in one command. Between two commands a printer can be asked how it is.
BAND = 128
_FIRST_DRAWER = 2  # the pin of the connector
_LINE_MM = MM_PER_INCH / 6  # of a line feed, after ESC @
_KICKER_MM = 20.0  # from the head to the knife
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
    spoken = _speaker(printer)
    speaks_at_once = bool(_AT_ONCE.search(dots.rows))
    if speaks_at_once:
        spoken._raw(_NO_PULSES)  # noqa: SLF001 - the library's own way out for what it lacks
    _open_drawer(spoken, printer, opens_drawer=opens_drawer)
    for band in _bands(dots):
        spoken._raw(band)  # noqa: SLF001
    _end(spoken, printer)
    return EscposJob(
        pieces=_pieces(spoken),
        length=dots.height / printer.dpi * MM_PER_INCH + _tail(printer),
        may_be_asked=not speaks_at_once,
    )


def _speaker(printer: Printer) -> Any:
    """Returns the library's printer without a device, which has been told to begin afresh."""
    spoken = Dummy(profile=printer.profile or None)
    spoken.hw("INIT")
    return spoken


def _bands(dots: Dots) -> Iterator[bytes]:
    """Makes the commands of a picture (GS v 0).

    The library's `image` is not used. It takes a picture of one bit a dot through one of 32 and
    back (48 ms for a receipt of 20 cm, of the 150 ms that it has), prints a line on the output with
    every band, and refuses a picture wider than its table says of the printer, where the shop's
    settings know better.
    """
    width = (dots.width + 7) // 8
    for top in range(0, dots.height, BAND):
        rows = dots.rows[top * width : (top + BAND) * width]
        height = len(rows) // width
        head = width.to_bytes(2, "little") + height.to_bytes(2, "little")
        yield GS + b"v0\x00" + head + rows


def _open_drawer(spoken: Any, printer: Printer, *, opens_drawer: bool) -> None:
    if opens_drawer and printer.kicks_drawer:
        spoken.cashdraw(_FIRST_DRAWER)  # first: the change is counted while the paper comes


def _end(spoken: Any, printer: Printer) -> None:
    if printer.feed:
        spoken.print_and_feed(printer.feed)
    if printer.cuts:
        spoken.cut(feed=False)  # GS V B: the printer itself feeds to its knife


def _tail(printer: Printer) -> float:
    return printer.feed * _LINE_MM + (_KICKER_MM if printer.cuts else 0.0)


def _pieces(spoken: Any) -> tuple[bytes, ...]:
    return tuple(spoken._output_list)  # noqa: SLF001 - `output` has lost where commands end
