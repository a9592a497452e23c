"""What the firmware remembers between two commands; ESC @ puts all of it back."""

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from printers.glyphs import CELLS
from printers.model import Model


class Side(IntEnum):
    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass
class Symbol:
    """A QR code to be (GS ( k, cn = 49). The level is Epson's: 48 L, 49 M, 50 Q, 51 H."""

    model: int = 50
    module: int = 3
    level: int = 48
    data: bytes = b""


@dataclass(frozen=True)
class Style:
    """How a character looks."""

    font: str = "A"
    width: int = 1
    height: int = 1
    emphasised: bool = False
    double_strike: bool = False
    underline: int = 0
    reverse: bool = False


@dataclass
class Modes:
    """`spacing`: dots from line to line. `unit_x`, `unit_y`: parts of an inch (GS P)."""

    model: Model
    style: Style = field(default_factory=Style)
    side: Side = Side.LEFT
    page: int = 0
    country: int = 0
    gap: int = 0
    left: int = 0
    area: int = 0
    spacing: int = 0
    unit_x: int = 0
    unit_y: int = 0
    kanji: bool = False
    upside_down: bool = False
    symbol: Symbol = field(default_factory=Symbol)
    stored: list[int] = field(default_factory=list)  # rows of GS ( L, not yet printed
    stored_width: int = 0
    told: int = 0  # the sorts of status that are sent unasked (GS a)

    def __post_init__(self) -> None:
        self.area = self.model.dots
        self.unit_x = self.model.dpi
        self.unit_y = self.model.unit_y
        self.spacing = self.model.line
        self.kanji = self.model.kanji

    @property
    def printable(self) -> int:
        """Dots from the left margin that can be printed on."""
        return min(self.area, self.model.dots - self.left)

    def across(self, units: int) -> int:
        return units * self.model.dpi // self.unit_x

    def down(self, units: int) -> int:
        return units * self.model.dpi // self.unit_y

    def restyle(self, **changed: Any) -> None:
        self.style = replace(self.style, **changed)

    def cell(self) -> tuple[int, int]:
        """Width and height of one character, as it stands in a line."""
        width, height = CELLS[self.style.font]
        if self.model.columns and self.style.font == "A":
            width = self.model.dots // self.model.columns
        return (width + self.gap) * self.style.width, height * self.style.height

    def placed(self, bits: int, width: int) -> int:
        """A row of `width` dots, put where margin and justification want it on the head; dots that
        stand outside the printing area are not printed."""
        return self._on_head(self._in_area(bits, width))

    def placed_line(self, bits: int, width: int) -> int:
        """As placed, for characters, which alone can stand on their heads (ESC {): such a line
        begins at the right."""
        row = self._in_area(bits, width)
        if self.upside_down:
            row = int(f"{row:0{self.printable}b}"[::-1], 2)
        return self._on_head(row)

    def _in_area(self, bits: int, width: int) -> int:
        spare = self.printable - width
        if spare < 0:
            bits, spare = bits >> -spare, 0
        before = (0, spare // 2, spare)[self.side]
        return bits << (self.printable - before - min(width, self.printable))

    def _on_head(self, row: int) -> int:
        return row << (self.model.dots - self.left - self.printable)
