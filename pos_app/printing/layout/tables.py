"""The strips of a table: rows under heads, or, where the paper is too narrow for its columns, rows
as two or three lines each."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect

from pos_app.domain.paper.document import LetterSize, TableBlock, TableColumn, TextAlign
from pos_app.domain.text.foreign_text import shown
from pos_app.printing.layout.blocks import RULE, columns_strips
from pos_app.printing.layout.form import Form
from pos_app.printing.layout.letters import Face, face_of, set_lines, width_of
from pos_app.printing.layout.strips import InkMark, Strip

_APART = 2.0  # mm between two columns
_SAMPLE = 50  # rows that say how wide a column has to be
_BETWEEN = " · "
_ROOM = 0.6  # mm below a row that stands in several lines


def table_strips(block: TableBlock, form: Form) -> Iterator[Strip]:
    if not block.columns:
        return iter(())
    places = _places(block.columns, form)
    if _fits(block, places, form):
        return _in_columns(block, places, form)
    return _in_lines(block, form)


def _places(columns: Sequence[TableColumn], form: Form) -> Sequence[tuple[int, int]]:
    """Returns each column's left edge and width."""
    whole = max(1, sum(max(0, column.share) for column in columns))
    room = form.inner - (len(columns) - 1) * form.dots(_APART)
    places = []
    share = 0
    for number, column in enumerate(columns):
        left = room * share // whole
        share += max(0, column.share)
        width = room * share // whole - left
        places.append((left + number * form.dots(_APART), max(1, width)))
    return places


def _fits(block: TableBlock, places: Sequence[tuple[int, int]], form: Form) -> bool:
    """Returns whether no word of the first rows is longer than its column is wide."""
    plain, bold = _faces(form)
    for number, (column, (_, width)) in enumerate(zip(block.columns, places, strict=True)):
        if _longest_word([column.title], bold) > width:
            return False
        cells = [row[number] for row in block.rows[:_SAMPLE] if number < len(row)]
        if column.align is TextAlign.RIGHT:  # figures, whose blanks are no place to break
            longest = max((width_of(shown(cell), plain.letters) for cell in cells), default=0)
        else:
            longest = _longest_word(cells, plain)
        if longest > width:
            return False
    return True


def _longest_word(texts: Sequence[str], face: Face) -> int:
    words = {word for text in texts for word in shown(text).split()}
    return max((width_of(word, face.letters) for word in words), default=0)


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
        yield from _row(row, block.columns, places, plain, head)


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
    height = 0
    marks: list[InkMark] = []
    first = next(strips, Strip(0))
    height = first.height
    thick = form.stroke(RULE)
    marks.append(InkMark((QRect(0, height, form.inner, thick),)))
    return Strip(height + 3 * thick, (*first.marks, *marks), stays=True)


# --- in lines -------------------------------------------------------------------------------------


def _in_lines(block: TableBlock, form: Form) -> Iterator[Strip]:
    """The first cell and the last on a line, as a pair is, and all others below them."""
    plain, bold = _faces(form)
    titles = [column.title for column in block.columns]
    head = _underlined(_lines(titles, form, bold, bold, None), form)
    yield head
    for row in block.rows:
        yield from _lines(row, form, plain, bold, head)
        yield Strip(form.dots(_ROOM), head=head)


def _lines(
    cells: Sequence[str], form: Form, face: Face, strong: Face, head: Strip | None
) -> Iterator[Strip]:
    first, *middle = cells or ("",)
    last = middle.pop() if middle else ""
    room = min(width_of(shown(last), strong.letters) + 1, form.inner // 2)
    left = form.inner - room - form.dots(_APART)
    yield from columns_strips(
        (
            (0, set_lines(first, strong, left, TextAlign.LEFT)),
            (form.inner - room, set_lines(last, strong, room, TextAlign.RIGHT)),
        ),
        head=head,
    )
    rest = _BETWEEN.join(cell for cell in middle if cell)
    yield from columns_strips(((0, set_lines(rest, face, form.inner, TextAlign.LEFT)),), head=head)
