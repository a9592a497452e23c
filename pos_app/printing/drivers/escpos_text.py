"""A document in a printer's own letters (ESC/POS): for a serial line that is too slow for pictures.

What printers differ in is in python-escpos' table: their code pages, and how many letters a line
has. Its printers write by themselves to whatever page comes first in the table that has a letter,
and cheap printers have few of those that the table gives them: here one page is chosen for the
whole document, a common one first.
"""

import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from escpos.constants import (
    CD_KICK_2,
    CODEPAGE_CHANGE,
    CTL_LF,
    GS,
    HW_INIT,
    QR_ECLEVEL_M,
    QR_MODEL_2,
    TXT_SIZE,
    TXT_STYLE,
)

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import MM_PER_INCH, Printer
from pos_app.printing.drivers.escpos_job import Dots, EscposJob, bands, end_of, tail_of
from pos_app.printing.layout.qr import QUIET_ZONE, Matrix, qr_matrix
from pos_app.printing.layout.text_mode import TypedCode, TypedEntry, TypedLine, text_lines

_LETTER = 12  # dots: the width of font A
_LINE_MM = MM_PER_INCH / 6
_LINES_AT_ONCE = 8  # between which a printer can be asked
# Those with all of Portuguese, and the euro, first; the last has no letter with a tilde.
_PAGES = ("CP858", "CP1252", "CP860", "CP850", "CP437")
# FS .: printers that were made for China take two bytes for one sign until they are told not to.
_SINGLE_BYTES = b"\x1c."
_DOUBLE, _SINGLE = TXT_SIZE + b"\x11", TXT_SIZE + b"\x00"
_LARGEST_MODULE = 8  # dots
_CODE_SHARE = 0.6  # of the width


def text_job(document: Document, printer: Printer) -> EscposJob:
    """Returns the document as text."""
    profile = _profile(printer.profile)
    columns = profile.get_columns("a") if printer.profile else printer.dots // _LETTER
    entries = text_lines(document, columns)
    letters = _Letters(profile, printer.code_page, _texts(entries))
    kick = CD_KICK_2 if document.opens_drawer and printer.kicks_drawer else b""
    written = [_written(entry, printer, profile, letters) for entry in entries]
    groups = range(0, len(written), _LINES_AT_ONCE)
    return EscposJob(
        pieces=(
            HW_INIT + _SINGLE_BYTES + letters.begin,
            kick,
            *(b"".join(written[at : at + _LINES_AT_ONCE]) for at in groups),
            end_of(printer),
        ),
        length=sum(_height(entry, printer) for entry in entries) + tail_of(printer),
    )


def _written(entry: TypedEntry, printer: Printer, profile: Any, letters: "_Letters") -> bytes:
    match entry:
        case TypedLine(text, bold, double):
            line = letters.write(text) + CTL_LF
            line = _DOUBLE + line + _SINGLE if double else line
            return TXT_STYLE["bold"][True] + line + TXT_STYLE["bold"][False] if bold else line
        case TypedCode(text):
            return _code(text, printer, is_known=bool(profile.supports("qrCode")))


def _height(entry: TypedEntry, printer: Printer) -> float:
    match entry:
        case TypedLine(double=double):
            return _LINE_MM * (2 if double else 1)
        case TypedCode():
            return printer.dots * _CODE_SHARE / printer.dpi * MM_PER_INCH


# --- letters --------------------------------------------------------------------------------------


@cache
def _library() -> Any:
    """Loads the table, once: it is read as YAML for 0.1 s. Each time that it is loaded it would
    leave a copy in a new folder for temporary files; that folder is made in one that ends."""
    kept = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            from escpos import capabilities, magicencode  # noqa: PLC0415
        finally:
            tempfile.tempdir = kept
    return capabilities, magicencode


def _profile(name: str) -> Any:
    """Returns what the table has of a printer; its default one where it has nothing."""
    capabilities, _ = _library()
    known: Mapping[str, Any] = capabilities.CAPABILITIES["profiles"]
    return capabilities.get_profile(name if name in known else "default")


class _Letters:
    """Writes text in one code page: the set up one, or the first that has all letters."""

    def __init__(self, profile: Any, wanted: str, texts: Iterable[str]) -> None:
        _, magicencode = _library()
        slots: Mapping[str, str] = profile.get_code_pages()
        self._encoder = magicencode.Encoder(slots)
        pages = [page for page in (wanted, *_PAGES) if page in slots] or list(slots)
        used = sorted(set("".join(texts)))
        self._page = (
            wanted if wanted in slots else min(pages, key=lambda page: self._lacks(page, used))
        )
        self.begin = CODEPAGE_CHANGE + bytes([int(slots[self._page])])

    def write(self, text: str) -> bytes:
        """Returns the text's bytes. A letter that the page lacks loses its accent."""
        written: bytes = self._encoder.encode("".join(map(self._nearest, text)), self._page)
        return written

    def _lacks(self, page: str, letters: Sequence[str]) -> int:
        return sum(not self._encoder.can_encode(page, letter) for letter in letters)

    def _nearest(self, letter: str) -> str:
        if self._encoder.can_encode(self._page, letter):
            return letter
        return unicodedata.normalize("NFKD", letter)[0]


def _texts(entries: Iterable[TypedEntry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, TypedLine):
            yield entry.text


# --- QR codes -------------------------------------------------------------------------------------


def _code(text: str, printer: Printer, *, is_known: bool) -> bytes:
    """Returns a QR code in the middle of the paper."""
    matrix = qr_matrix(text)
    across = len(matrix) + 2 * QUIET_ZONE
    module = max(1, min(_LARGEST_MODULE, round(printer.dots * _CODE_SHARE) // across))
    align = TXT_STYLE["align"]
    code = _own_code(text, module) if is_known else b"".join(bands(_drawn(matrix, module)))
    # A line of white above and below, as readers need it.
    return CTL_LF + align["center"] + code + align["left"] + CTL_LF


def _own_code(text: str, module: int) -> bytes:
    """Returns a code that the printer itself draws (GS ( k, functions 165, 167, 169, 180, 181)."""
    steps = (
        (65, bytes([48 + QR_MODEL_2, 0])),
        (67, bytes([module])),
        (69, bytes([48 + QR_ECLEVEL_M])),
        (80, b"0" + text.encode()),
        (81, b"0"),
    )
    orders = (b"1" + bytes([function]) + what for function, what in steps)
    return b"".join(GS + b"(k" + len(order).to_bytes(2, "little") + order for order in orders)


def _drawn(matrix: Matrix, module: int) -> Dots:
    """Returns the code as a picture, for a printer that draws none."""
    width = len(matrix) * module
    rows = []
    for line in matrix:
        bits = "".join(("1" if dark else "0") * module for dark in line).ljust(
            (width + 7) // 8 * 8, "0"
        )
        rows += [int(bits, 2).to_bytes(len(bits) // 8, "big")] * module
    return Dots(width, width, b"".join(rows))
