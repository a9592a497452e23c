"""The strips of a table: rows under heads, or, where the paper is too narrow for its columns, rows
as two or three lines each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import accumulate

from PySide6.QtCore import QRect

from pos_app.domain.paper.document import LetterSize, TableBlock, TableColumn, TextAlign
from pos_app.printing.layout.blocks import RULE, columns_strips
from pos_app.printing.layout.cells import joined
from pos_app.printing.layout.form import Form
from pos_app.printing.layout.letters import Face, face_of, set_lines, width_of
from pos_app.printing.layout.strips import InkMark, Strip, merged

_APART = 2.0  # mm between two columns
_NARROW = 100.0
_LONGEST = 50  # texts of a column that say how wide it has to be
_LONGEST_WORDS = 200  # characters of a cell, which say the same
_DIGITS = "0123456789"
_ROOM = 0.7  # mm below a row of several lines
_KEPT_TOGETHER = 6  # lines of one row


def table_strips(block: TableBlock, form: Form) -> Iterator[Strip]:
    if not block.columns:
        return iter(())
    places = _places(block, form)
    return _in_columns(block, places, form) if places else _in_lines(block, form)


def _places(block: TableBlock, form: Form) -> Sequence[tuple[int, int]]:
    """Returns each column's left edge and width; none where a word would not fit into its column,
    nor, on narrow paper, where texts would have to be broken."""
    apart = form.dots(_APART)
    wishes = [_wish(block, number, form) for number in range(len(block.columns))]
    shares = [max(0, column.share) for column in block.columns]
    room = form.inner - (len(wishes) - 1) * apart
    if form.inner < form.dots(_NARROW) and sum(wish.whole for wish in wishes) > room:
        return ()
    widths = _shared(room, wishes, shares)
    if any(width < wish.least for width, wish in zip(widths, wishes, strict=True)):
        return ()
    lefts = accumulate((width + apart for width in widths), initial=0)
    return [*zip(lefts, widths, strict=False)]


@dataclass(frozen=True)
class _Wish:
    """How wide a column has to be, and would be without a break in its texts."""

    least: int
    whole: int


def _wish(block: TableBlock, number: int, form: Form) -> _Wish:
    plain, bold = _faces(form)
    column = block.columns[number]
    cells = _cells(block, number, plain)
    whole = _widest(cells, plain)
    title = width_of(column.title, bold.letters)
    if column.align is TextAlign.RIGHT:  # figures, whose blanks are no place to break
        return _Wish(max(whole, title), max(whole, title))
    word = _widest({word for cell in cells for word in cell.split()}, plain)
    return _Wish(max(word, title), max(whole, title))


def _cells(block: TableBlock, number: int, face: Face) -> set[str]:
    """Returns the different texts of a column, in which every digit is the widest one: a number in
    the last row has to find room as well, and all numbers of a length are one text."""
    widest = max(_DIGITS, key=partial(width_of, letters=face.letters))
    any_digit = str.maketrans(dict.fromkeys(_DIGITS, widest))
    found = {row[number][:_LONGEST_WORDS] for row in block.rows if number < len(row)}
    return {cell.translate(any_digit) for cell in found}


def _widest(texts: Iterable[str], face: Face) -> int:
    """Returns the width of the widest text, which is among the longest."""
    return max(
        (width_of(one, face.letters) for one in nlargest(_LONGEST, texts, key=len)), default=0
    )


def _shared(room: int, wishes: Sequence[_Wish], shares: Sequence[int]) -> Sequence[int]:
    """Returns the widths: a column takes no more than it wishes as long as another needs it."""
    if sum(wish.whole for wish in wishes) <= room:
        return _spread(room, [wish.whole for wish in wishes])
    widths: dict[int, int] = {}
    while len(widths) < len(wishes):
        others = [number for number in range(len(wishes)) if number not in widths]
        left = room - sum(widths.values())
        of = max(1, sum(shares[number] for number in others))
        parts = {number: left * shares[number] // of for number in others}
        content = {n: wishes[n].whole for n in others if wishes[n].whole <= parts[n]}
        widths |= content or parts
    return [widths[number] for number in range(len(wishes))]


def _spread(room: int, widths: Sequence[int]) -> Sequence[int]:
    """Returns the widths with what is left between all columns but behind the last."""
    spare = (room - sum(widths)) // max(1, len(widths) - 1)
    more = [width + spare for width in widths[:-1]]
    return [*more, room - sum(more)]


def _faces(form: Form) -> tuple[Face, Face]:
    return face_of(form, LetterSize.SMALL), face_of(form, LetterSize.SMALL, bold=True)


# --- in columns -----------------------------------------------------------------------------------


def _in_columns(
    block: TableBlock, places: Sequence[tuple[int, int]], form: Form
) -> Iterator[Strip]:
    plain, bold = _faces(form)
    titles = [column.title for column in block.columns]
    head = _underlined(_row(titles, block.columns, places, bold, None), form)
    yield head
    for row in block.rows:
        lines = [*_row(row, block.columns, places, plain, head)]
        yield from lines
        if sum(strip.height for strip in lines) > plain.pitch:
            yield Strip(form.dots(_ROOM), head=head)


def _row(
    cells: Sequence[str],
    columns: Sequence[TableColumn],
    places: Sequence[tuple[int, int]],
    face: Face,
    head: Strip | None,
) -> Iterator[Strip]:
    written = [
        (left, set_lines(cell, face, width, column.align))
        for cell, column, (left, width) in zip(cells, columns, places, strict=False)
    ]
    return columns_strips(written, head=head)


def _underlined(strips: Iterator[Strip], form: Form) -> Strip:
    """Returns the strips as one, with a line below that parts heads from rows."""
    head, thick = merged(strips), form.stroke(RULE)
    line = InkMark((QRect(0, head.height, form.inner, thick),))
    return Strip(head.height + 3 * thick, (*head.marks, line), stays=True)


# --- in lines -------------------------------------------------------------------------------------


def _in_lines(block: TableBlock, form: Form) -> Iterator[Strip]:
    """The first cell and the last on a line, as a pair is, and all others below them."""
    plain, bold = _faces(form)
    titles = [column.title for column in block.columns]
    head = _underlined(_lines(titles, form, bold, bold, None), form)
    yield head
    for row in block.rows:
        lines = [*_lines(row, form, plain, bold, head), Strip(form.dots(_ROOM), head=head)]
        yield from [merged(lines, head)] if len(lines) <= _KEPT_TOGETHER else lines


def _lines(
    cells: Sequence[str], form: Form, face: Face, strong: Face, head: Strip | None
) -> Iterator[Strip]:
    *others, last = cells or ("",)
    room = min(width_of(last, strong.letters) + 1, form.inner * 2 // 3)
    left = form.inner - room - form.dots(_APART)
    first, *more = [
        *joined(others, left, form.inner, partial(width_of, letters=strong.letters)),
        "",
    ]
    sides = (
        (0, set_lines(first, strong, left, TextAlign.LEFT)),
        (form.inner - room, set_lines(last, strong, room, TextAlign.RIGHT)),
    )
    yield from columns_strips(sides, head=head)
    for line in more:
        lines = set_lines(line, face, form.inner, TextAlign.LEFT)
        yield from columns_strips(((0, lines),), head=head)
