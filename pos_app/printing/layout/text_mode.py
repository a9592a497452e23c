"""A document in a printer's own letters, for a line too slow for pictures.

Letters are all equally wide there: a line has so many columns, and one of double letters half of
them. A printer has no letters for a picture, which is left out.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise, zip_longest
from textwrap import TextWrapper
from typing import Any

from pos_app.domain.paper.document import (
    CodeBlock,
    DigitsBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    GapBlock,
    LetterSize,
    MarkBlock,
    PairBlock,
    PictureBlock,
    RuleBlock,
    TableBlock,
    TextAlign,
    TextBlock,
)
from pos_app.domain.text.foreign_text import shown
from pos_app.printing.layout.cells import joined

_LINE = 38  # tenths of a millimetre, from line to line
_LONGEST = 600  # characters of one text
_LABEL_SHARE = 0.4  # of the width, where label and value do not fit on one line
_MOST_DOUBLE = 2  # lines
# Signs that no code page of a printer has. The blanks of amounts are no place to break a line:
# they become ordinary ones at the end.
_SIGNS = str.maketrans(
    {
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{BULLET}": "*",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f", " "))


@dataclass(frozen=True)
class TypedLine:
    """A line, with the blanks that put it in its place. `double` letters are twice as wide and as
    high."""

    text: str
    bold: bool = False
    double: bool = False


@dataclass(frozen=True)
class TypedCode:
    """A QR code in the middle of the line, which the printer itself makes."""

    text: str


TypedEntry = TypedLine | TypedCode


def text_lines(document: Document, columns: int) -> Sequence[TypedEntry]:
    """Returns the document line by line, for a printer of so many columns: 48 or 42 on an 80 mm
    roll, 32 or 30 on one of 58 mm."""
    mark = [*_mark(document.watermark, "*", columns)]
    entries = (_WRITTEN[type(block)](block, columns) for block in document.blocks)
    return [*mark, *map(_plain, chain.from_iterable(entries)), *mark]


def _plain(entry: TypedEntry) -> TypedEntry:
    if isinstance(entry, TypedCode):
        return entry
    return replace(entry, text=entry.text.translate(_BLANKS).rstrip())


def _readable(text: str) -> str:
    composed = unicodedata.normalize("NFC", shown(text, _LONGEST).strip())
    return composed.translate(_SIGNS)


def _wrapped(text: str, columns: int) -> list[str]:
    wrapper = TextWrapper(width=max(1, columns), break_on_hyphens=False)
    lines = _readable(text).splitlines()
    return [part for line in lines for part in wrapper.wrap(line)]


def _placed(text: str, columns: int, align: TextAlign) -> str:
    match align:
        case TextAlign.LEFT:
            return text
        case TextAlign.CENTRE:
            return " " * ((columns - len(text)) // 2) + text
        case TextAlign.RIGHT:
            return text.rjust(columns)


# --- blocks ---------------------------------------------------------------------------------------


def _text(block: TextBlock, columns: int) -> Iterator[TypedEntry]:
    if block.size in (LetterSize.LARGE, LetterSize.HUGE):
        return _enlarged(block.text, columns, block.align)
    bold = block.bold or block.size is LetterSize.TITLE
    return _lines(block.text, columns, block.align, bold=bold)


def _lines(text: str, columns: int, align: TextAlign, *, bold: bool) -> Iterator[TypedEntry]:
    for line in _wrapped(text, columns):
        yield TypedLine(_placed(line, columns, align), bold=bold)


def _enlarged(text: str, columns: int, align: TextAlign) -> Iterator[TypedEntry]:
    """Returns double letters, where these break no word and take few lines."""
    half = columns // 2
    lines = _wrapped(text, half)
    fits = max(map(len, _readable(text).split()), default=0) <= half
    if fits and len(lines) <= _MOST_DOUBLE:
        for line in lines:
            yield TypedLine(_placed(line, half, align), bold=True, double=True)
    else:
        yield from _lines(text, columns, align, bold=True)


def _digits(block: DigitsBlock, columns: int) -> Iterator[TypedEntry]:
    """Returns the digits on one line, double where there is room."""
    return _figures(block.text, columns)


def _figures(text: str, columns: int) -> Iterator[TypedEntry]:
    text, half = _readable(text), columns // 2
    if len(text) <= half:
        yield TypedLine(_placed(text, half, TextAlign.CENTRE), bold=True, double=True)
    else:
        yield from _lines(text, columns, TextAlign.CENTRE, bold=True)


def _pair(block: PairBlock, columns: int) -> Iterator[TypedEntry]:
    """Returns label and value at the two edges, with blanks between them."""
    label, value = _readable(block.label), _readable(block.value)
    room = columns - len(label) - 1
    if len(value) > room:
        room = max(room, min(len(value), columns - 1 - round(columns * _LABEL_SHARE)))
    labels, values = _wrapped(label, columns - room - 1), _wrapped(value, _evenly(value, room))
    for left, right in zip_longest(labels, values, fillvalue=""):
        fill = " " * (columns - len(left) - len(right))
        yield TypedLine(left + fill + right, bold=block.bold)


def _evenly(value: str, room: int) -> int:
    """Returns the width at which a value of one long word is parted in the middle, not near its
    end."""
    return room if not value or " " in value else -(-len(value) // -(-len(value) // room))


def _rule(_: RuleBlock, columns: int) -> Iterator[TypedEntry]:
    yield TypedLine("-" * columns)


def _gap(block: GapBlock, _: int) -> Iterator[TypedEntry]:
    yield from [TypedLine("")] * round(block.height / _LINE)


def _framed(block: MarkBlock, columns: int) -> Iterator[TypedEntry]:
    return _mark(block.text, "=", columns)


def _mark(text: str, around: str, columns: int) -> Iterator[TypedEntry]:
    """Returns a word that nobody overlooks; nothing of an empty one."""
    for line in _wrapped(text, columns - 4):
        yield TypedLine(f" {line} ".center(columns, around), bold=True)


def _frame(block: FrameBlock, columns: int) -> Iterator[TypedEntry]:
    edge = TypedLine("-" * columns)
    yield edge
    for cell in block.cells:
        yield from _lines(cell.label, columns, TextAlign.CENTRE, bold=False)
        yield from _figures(cell.value, columns)
        yield from _lines(cell.below, columns, TextAlign.CENTRE, bold=False)
        yield edge


def _code(block: CodeBlock, columns: int) -> Iterator[TypedEntry]:
    yield TypedCode(block.text)
    yield from _lines(block.caption, columns, TextAlign.CENTRE, bold=False)


def _picture(_: PictureBlock, __: int) -> Iterator[TypedEntry]:
    return iter(())


# --- tables ---------------------------------------------------------------------------------------


def _table(block: TableBlock, columns: int) -> Iterator[TypedEntry]:
    titles = tuple(column.title for column in block.columns)
    widths = _widths(block, columns)
    rows = ((titles, True), *((row, False) for row in block.rows))
    for number, (row, bold) in enumerate(rows):
        yield from _row(row, block, widths, bold=bold) if widths else _stacked(row, columns, bold)
        if not number:
            yield TypedLine("-" * columns)


def _widths(block: TableBlock, columns: int) -> Sequence[int]:
    """Returns how many letters each column has; none where they are too few for its words."""
    whole = max(1, sum(column.share for column in block.columns))
    room = columns - len(block.columns) + 1
    ends = [room * share // whole for share in accumulate(one.share for one in block.columns)]
    widths = [end - begin for begin, end in pairwise((0, *ends))]
    rows = (tuple(column.title for column in block.columns), *block.rows)
    needed = [
        max((len(word) for row in rows for word in _words(row, number)), default=0)
        for number in range(len(block.columns))
    ]
    fits = all(least <= width for least, width in zip(needed, widths, strict=True))
    return widths if fits else ()


def _words(row: Sequence[str], number: int) -> Sequence[str]:
    return _readable(row[number]).split(" ") if number < len(row) else ()


def _row(
    row: Sequence[str], block: TableBlock, widths: Sequence[int], *, bold: bool
) -> Iterator[TypedEntry]:
    cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=False)]
    for parts in zip_longest(*cells, fillvalue=""):
        placed = [
            _placed(part, width, column.align).ljust(width)
            for part, width, column in zip(parts, widths, block.columns, strict=False)
        ]
        yield TypedLine(" ".join(placed), bold=bold)


def _stacked(row: Sequence[str], columns: int, bold: bool) -> Iterator[TypedEntry]:  # noqa: FBT001
    """Returns the first cells and the last on a line, and all others below them."""
    *others, last = map(_readable, row or ("",))
    first, *more = [*joined(others, columns - len(last) - 1, columns, len), ""]
    yield from _pair(PairBlock(first, last, bold=True), columns)
    for line in more:
        yield from _lines(line, columns, TextAlign.LEFT, bold=bold)


_WRITTEN: Mapping[type[DocumentBlock], Callable[[Any, int], Iterator[TypedEntry]]] = {
    TextBlock: _text,
    DigitsBlock: _digits,
    PairBlock: _pair,
    RuleBlock: _rule,
    GapBlock: _gap,
    MarkBlock: _framed,
    FrameBlock: _frame,
    CodeBlock: _code,
    PictureBlock: _picture,
    TableBlock: _table,
}
