"""Pictures as rows of ink, to compare what three ways out of the till make of one document."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from pos_app.printing.layout.raster import INK_FROM, inked


@dataclass(frozen=True)
class Ink:
    """A picture in black and white. A row is a number, whose highest bit is its first dot."""

    width: int
    rows: tuple[int, ...]

    def cut(self, left: int, top: int, width: int, height: int) -> "Ink":
        shift, mask = self.width - left - width, (1 << width) - 1
        rows = self.rows[top : top + height]
        return Ink(width, tuple(row >> shift & mask for row in rows))

    @property
    def total(self) -> int:
        return sum(row.bit_count() for row in self.rows)


def ink_of(image: QImage) -> Ink:
    """The ink of a picture: bits of one in black and white, the dark dots of any other."""
    mono = image if image.format() is QImage.Format.Format_Mono else inked(image)
    line, data = mono.bytesPerLine(), bytes(mono.constBits())
    spare = 8 * line - mono.width()
    rows = (data[line * y : line * (y + 1)] for y in range(mono.height()))
    return Ink(mono.width(), tuple(int.from_bytes(row) >> spare for row in rows))


def rendered(pdf: bytes, dpi: int) -> list[Ink]:
    """The pages of a PDF, as another program than the till sees them."""
    made = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    pages = []
    while made:
        kind, size, most, rest = made.split(b"\n", 3)
        width, height = map(int, size.split())
        assert (kind, most) == (b"P5", b"255")
        bits = rest[: width * height].translate(_BITS)
        rows = (int(bits[width * y : width * (y + 1)], 2) for y in range(height))
        pages.append(Ink(width, tuple(rows)))
        made = rest[width * height :]
    return pages


_BITS = bytes(ord("1") if grey <= INK_FROM else ord("0") for grey in range(256))


def difference(one: Ink, other: Ink) -> Sequence[int]:
    assert (one.width, len(one.rows)) == (other.width, len(other.rows))
    return [a ^ b for a, b in zip(one.rows, other.rows, strict=True)]


def rims(ink: Ink) -> Sequence[int]:
    """The dots that have both ink and no ink among themselves and their eight neighbours."""
    mask = (1 << ink.width) - 1
    wide = [(row | row << 1 | row >> 1) & mask for row in (0, *ink.rows, 0)]
    none = [~row & mask for row in (0, *ink.rows, 0)]
    bare = [(row | row << 1 | row >> 1) & mask for row in none]
    return [
        (wide[y - 1] | wide[y] | wide[y + 1]) & (bare[y - 1] | bare[y] | bare[y + 1])
        for y in range(1, len(ink.rows) + 1)
    ]
