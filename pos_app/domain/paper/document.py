"""A document for paper, as data: its blocks from top to bottom, in the shop's language.

It has no size. Whoever paints it, or writes it in a printer's own letters, knows the paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class LetterSize(StrEnum):
    """Sizes of letters; what each is on paper belongs to whoever paints."""

    SMALL = "small"
    BODY = "body"
    TITLE = "title"
    LARGE = "large"
    HUGE = "huge"


class TextAlign(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class TextBlock:
    """Text that wraps, even within a word that is longer than the line."""

    text: str
    size: LetterSize = LetterSize.BODY
    bold: bool = False
    align: TextAlign = TextAlign.CENTRE


@dataclass(frozen=True)
class DigitsBlock:
    """Digits on one line, as large as fits: digits that wrap get misread."""

    text: str
    size: LetterSize = LetterSize.LARGE


@dataclass(frozen=True)
class PairBlock:
    """A label at the left edge, and its value at the right one."""

    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True)
class RuleBlock:
    """A dotted line from edge to edge."""


@dataclass(frozen=True)
class GapBlock:
    """Empty paper, in tenths of a millimetre."""

    height: int


@dataclass(frozen=True)
class MarkBlock:
    """A framed word across the paper: a copy, the shop's own copy."""

    text: str


@dataclass(frozen=True)
class FrameCell:
    """A figure with a small line above it and, where there is one, another below."""

    label: str
    value: str
    size: LetterSize = LetterSize.LARGE
    below: str = ""


@dataclass(frozen=True)
class FrameBlock:
    """The figures to be read at arm's length, in a frame with a line between them."""

    cells: tuple[FrameCell, ...]


@dataclass(frozen=True)
class CodeBlock:
    """A QR code of this text. `caption` stands below it."""

    text: str
    caption: str = ""


@dataclass(frozen=True)
class PictureBlock:
    """The shop's logo: a PNG, in base64."""

    png: str


@dataclass(frozen=True)
class TableColumn:
    """A column of a table; `share` is its part of the width, of the sum of all shares, where the
    texts of all columns do not find room beside each other."""

    title: str
    share: int
    align: TextAlign = TextAlign.LEFT


@dataclass(frozen=True)
class TableBlock:
    """Rows under heads, which every page of a sheet printer repeats."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


DocumentBlock = (
    TextBlock
    | DigitsBlock
    | PairBlock
    | RuleBlock
    | GapBlock
    | MarkBlock
    | FrameBlock
    | CodeBlock
    | PictureBlock
    | TableBlock
)


@dataclass(frozen=True, kw_only=True)
class Document:
    """One piece of paper, or several pages of it."""

    name: str  # of the print job, and of the file: "Recibo 0148"
    blocks: tuple[DocumentBlock, ...]
    watermark: str = ""  # under everything: paper of training, which is worth nothing
    page_line: str = ""  # "Page {0} of {1}", where several pages need it
    wide: bool = False  # fills the width of a sheet; else it is as wide as a roll
    opens_drawer: bool = False  # cash came or went: a printer with a drawer opens it

    def between(self, top: Iterable[DocumentBlock], bottom: Iterable[DocumentBlock]) -> "Document":
        """Returns the document with more above it and below it: the marks of a copy."""
        return replace(self, blocks=(*top, *self.blocks, *bottom))
