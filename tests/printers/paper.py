"""Thermal paper: rows of dots on a roll, and the pieces that the knife takes off it."""

from dataclasses import dataclass, field
from enum import Enum

from printers.model import Model
from PySide6.QtGui import QImage, qRgb


class Cut(Enum):
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"  # the roll ended, or nobody has cut yet


@dataclass(frozen=True)
class Piece:
    """Paper in the customer's hand. A row is a number of `dots` bits, the leftmost dot the highest.

    `lines`: what came as characters, a printed line each, without the blanks of justification.
    """

    rows: tuple[int, ...]
    lines: tuple[str, ...]
    dots: int
    dpi: int
    cut: Cut

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def blank(self) -> bool:
        return not any(self.rows)

    @property
    def top_margin(self) -> int:
        """Rows of dots before the first that is not blank; at least what lies between the knife and
        the head, which no printer can print on."""
        return next((row for row, bits in enumerate(self.rows) if bits), len(self.rows))

    @property
    def bottom_margin(self) -> int:
        return next((row for row, bits in enumerate(reversed(self.rows)) if bits), len(self.rows))

    def picture(self) -> QImage:
        """The whole piece, a pixel a dot, black on white."""
        return _picture(self.rows, self.dots, self.dpi)

    def printed(self) -> QImage:
        """Without the blank paper above and below: to compare with a preview. Full width."""
        rows = self.rows[self.top_margin : len(self.rows) - self.bottom_margin]
        return _picture(rows, self.dots, self.dpi)


def _picture(rows: tuple[int, ...], dots: int, dpi: int) -> QImage:
    stride = -(-dots // 32) * 4  # QImage keeps its lines at multiples of 32 bits
    data = b"".join((bits << (stride * 8 - dots)).to_bytes(stride, "big") for bits in rows)
    image = QImage(data, dots, len(rows), stride, QImage.Format.Format_Mono)
    image.setColorTable([qRgb(255, 255, 255), qRgb(0, 0, 0)])
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    return image.copy()  # which owns its bytes


@dataclass
class Roll:
    """The paper in the printer, from its end that sticks out at the knife to the head.

    `left_mm`: what is still on the roll; None for no end.
    """

    model: Model
    left_mm: float | None = None
    pieces: list[Piece] = field(default_factory=list)
    moved: int = 0  # rows, since the printer was switched on
    _rows: list[int] = field(default_factory=list)
    _lines: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rows = [0] * self.model.knife_dots

    @property
    def ended(self) -> bool:
        return self.left_mm is not None and self.left_mm <= 0

    @property
    def nearly_ended(self) -> bool:
        return self.left_mm is not None and self.left_mm <= self.model.near_end_mm

    def move(self, bits: int = 0) -> None:
        """One row of dots, printed and gone past the head."""
        self._rows.append(bits)
        self.moved += 1
        if self.left_mm is not None:
            self.left_mm -= self.model.mm_per_dot

    def note(self, line: str) -> None:
        """The line that is printed next."""
        self._lines.append((len(self._rows), line))

    def cut(self, how: Cut) -> None:
        self._take(max(len(self._rows) - self.model.knife_dots, 0), how)

    def back(self) -> None:
        """Blank paper between knife and head is drawn back to the head (GS V 103, 104)."""
        while self._rows and not self._rows[-1]:
            self._rows.pop()

    def load(self, left_mm: float | None) -> None:
        """A new roll; what was printed on the old one is torn off with its end."""
        if not self.uncut().blank:
            self._take(len(self._rows), Cut.NONE)
        self._lines.clear()
        self._rows = [0] * self.model.knife_dots
        self.left_mm = left_mm

    def uncut(self) -> Piece:
        """What has been printed since the last cut."""
        return self._piece(len(self._rows), Cut.NONE)

    def _take(self, length: int, how: Cut) -> None:
        if length:
            self.pieces.append(self._piece(length, how))
        self._rows = self._rows[length:]
        self._lines = [(row - length, line) for row, line in self._lines if row >= length]

    def _piece(self, length: int, how: Cut) -> Piece:
        lines = tuple(line for row, line in self._lines if row < length)
        return Piece(tuple(self._rows[:length]), lines, self.model.dots, self.model.dpi, how)
