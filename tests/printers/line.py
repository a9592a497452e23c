"""The line of characters that waits in the print buffer until something prints it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from printers.glyphs import CELLS, glyph, widened
from printers.modes import Modes, Style
from printers.work import Note, Row, Step


@dataclass(frozen=True)
class Cell:
    character: str
    style: Style
    width: int
    height: int

    def row(self, y: int) -> int:
        """The dots of its row y, counted from its top, in `width` bits."""
        drawn, _ = CELLS[self.style.font]
        rows = glyph(self.character, self.style.font)
        bits = rows[y // self.style.height]
        if self.style.emphasised or self.style.double_strike:
            bits |= bits >> 1
        bits = widened(bits, drawn, self.style.width) << (self.width - drawn * self.style.width)
        if y >= self.height - self.style.underline:
            bits = (1 << self.width) - 1
        return bits ^ ((1 << self.width) - 1) if self.style.reverse else bits


@dataclass(frozen=True)
class Strip:
    """A bit image in a line (ESC *): it stands among the characters as one of them."""

    rows: tuple[int, ...]
    width: int
    character: str = ""

    @property
    def height(self) -> int:
        return len(self.rows)

    def row(self, y: int) -> int:
        return self.rows[y]


@dataclass
class Line:
    cells: list[Cell | Strip] = field(default_factory=list)

    @property
    def width(self) -> int:
        return sum(cell.width for cell in self.cells)

    @property
    def text(self) -> str:
        return "".join(cell.character for cell in self.cells).rstrip()

    def add(self, character: str, modes: Modes) -> Iterator[Step]:
        """With the line before it where this one is full."""
        width, height = modes.cell()
        if self.cells and self.width + width > modes.printable:
            yield from self.printed(modes, modes.spacing)
        self.cells.append(Cell(character, modes.style, width, height))

    def printed(self, modes: Modes, feed: int) -> Iterator[Step]:
        """The line, standing on one base, and the paper moved by `feed` dots or as much as its
        tallest character needs. Nothing is left in it."""
        height = max((cell.height for cell in self.cells), default=0)
        width = self.width
        if self.cells or feed:
            yield Note(self.text)
        for y in reversed(range(height)) if modes.upside_down else range(height):
            bits = 0
            for cell in self.cells:
                inside = y - (height - cell.height)
                bits = bits << cell.width | (cell.row(inside) if inside >= 0 else 0)
            yield Row(modes.placed_line(bits, width))
        for _ in range(feed - height):
            yield Row()
        self.cells.clear()
