"""The strips of each block of a document but tables."""

import base64
import binascii
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isqrt

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from pos_app.domain.paper.document import (
    CodeBlock,
    DigitsBlock,
    FrameBlock,
    FrameCell,
    GapBlock,
    LetterSize,
    MarkBlock,
    PairBlock,
    PictureBlock,
    RuleBlock,
    TextAlign,
    TextBlock,
)
from pos_app.printing.layout.form import Form
from pos_app.printing.layout.letters import (
    Face,
    SetLine,
    face_of,
    printable,
    set_lines,
    sized_face,
    width_of,
)
from pos_app.printing.layout.qr import QUIET_ZONE, qr_matrix
from pos_app.printing.layout.strips import (
    CodeMark,
    InkMark,
    PaperMark,
    PictureMark,
    Strip,
    TextMark,
)

FRAME = 0.36  # mm: the line of a frame
RULE = 0.25
_CORNER = 1.3
_DASH, _BREAK = 0.62, 0.38
_PAD = 1.5  # within a frame, above and below
_SIDE = 2.0  # within a frame, left and right
_APART = 1.8  # between a label and its value
_WIDEST_PLAIN_PAIR = 100.0  # across more, dots lead the eye from the label to its value
_LEADER = 2.0  # from dot to dot
_LABEL_SHARE = 0.4  # of the width, at the most, where both do not fit on one line
_MODULE, _NARROW_MODULE = 0.79, 0.67  # mm: a phone reads it at once from a hand's distance
_LOGO = (48.0, 18.0)  # mm: the room for the shop's logo
_MOST_PIXELS = 4096  # of a logo's side
# mm, of figures in a frame: they are read at arm's length. Other sizes are those of other texts.
_FRAMED = {LetterSize.LARGE: 6.1}
_NARROW_FRAMED = {LetterSize.LARGE: 5.1}
_FRAMED_TEXT = 200  # characters: a frame is not cut by a page's end
_KEPT_TOGETHER = 4  # lines of one text


def text_strips(block: TextBlock, form: Form) -> Iterator[Strip]:
    face = face_of(form, block.size, bold=block.bold)
    balanced = block.align is TextAlign.CENTRE
    lines = set_lines(block.text, face, form.inner, block.align, balanced=balanced)
    return _line_strips(lines, stays=block.bold)


def _line_strips(lines: Sequence[SetLine], *, stays: bool) -> Iterator[Strip]:
    """A heading stays with what it heads, and a short text in one piece."""
    for number, line in enumerate(lines, start=1):
        together = number < len(lines) <= _KEPT_TOGETHER
        yield Strip(line.height, (TextMark(0, 0, line),), stays=stays or together)


def digits_strips(block: DigitsBlock, form: Form) -> Iterator[Strip]:
    face = _fitting(block.text, form.letters(block.size), form, form.inner)
    return _line_strips(set_lines(block.text, face, form.inner, TextAlign.CENTRE), stays=False)


def _fitting(text: str, size: int, form: Form, width: int) -> Face:
    """Returns the largest face in which the text fits on one line: wrapped digits get misread."""
    smallest = form.letters(LetterSize.SMALL)
    face = sized_face(form, size, bold=True)
    if (whole := width_of(text, face.letters)) > width:
        size = max(smallest, size * width // whole)
        face = sized_face(form, size, bold=True)
        while size > smallest and width_of(text, face.letters) > width:
            size -= 1
            face = sized_face(form, size, bold=True)
    return face


def pair_strips(block: PairBlock, form: Form) -> Iterator[Strip]:
    face = face_of(form, LetterSize.BODY)
    strong = face_of(form, LetterSize.BODY, bold=block.bold)
    left = _label_width(block, face, strong, form)
    label = set_lines(block.label, face, left, TextAlign.LEFT)
    room = form.inner - left
    value = set_lines(block.value, strong, room, TextAlign.RIGHT, balanced=True)
    strips = columns_strips(((0, label), (left, value)))
    if len(label) == len(value) == 1 and form.inner > form.dots(_WIDEST_PLAIN_PAIR):
        return _led(strips, _leader(label[0], left, value[0], form))
    return strips


def _leader(label: SetLine, left: int, value: SetLine, form: Form) -> InkMark:
    """Returns the dots that lead the eye across a sheet."""
    dot, step = form.stroke(RULE), form.dots(_LEADER)
    begin, end = label.right + step, left + value.left - step
    places = range(-(-begin // step) * step, end - dot, step)
    return InkMark(tuple(QRect(at, label.base - dot, dot, dot) for at in places))


def _led(strips: Iterator[Strip], leader: InkMark) -> Iterator[Strip]:
    for strip in strips:
        yield replace(strip, marks=(*strip.marks, leader))


def _label_width(block: PairBlock, face: Face, strong: Face, form: Form) -> int:
    """Returns the label's part of the width, with the space after it."""
    apart = form.dots(_APART)
    label = width_of(block.label, face.letters) + apart
    value = width_of(block.value, strong.letters) + 1
    least = max(round(form.inner * _LABEL_SHARE), form.inner - value)
    return min(label, least) if block.value else form.inner


def columns_strips(
    columns: Sequence[tuple[int, Sequence[SetLine]]], *, head: Strip | None = None
) -> Iterator[Strip]:
    """Returns texts side by side. More lines than may stay together are a strip each."""
    rows = [
        [(left, lines[number]) for left, lines in columns if number < len(lines)]
        for number in range(max((len(lines) for _, lines in columns), default=0))
    ]
    if len(rows) <= _KEPT_TOGETHER:
        rows_at_once = [rows] if rows else []
    else:
        rows_at_once = [[row] for row in rows]
    for some in rows_at_once:
        yield _stacked(some, head)


def _stacked(rows: Iterable[Sequence[tuple[int, SetLine]]], head: Strip | None) -> Strip:
    marks: list[PaperMark] = []
    top = 0
    for row in rows:
        marks += [TextMark(left, top, line) for left, line in row]
        top += max(line.height for _, line in row)
    return Strip(top, tuple(marks), head=head)


# --- lines and frames -----------------------------------------------------------------------------


def rule_strips(_: RuleBlock, form: Form) -> Iterator[Strip]:
    """A dotted line, which begins and ends with a whole dash."""
    dash, thick = form.stroke(_DASH), form.stroke(RULE)
    period = dash + form.stroke(_BREAK)
    count = (form.inner + period - dash) // period
    left = (form.inner - count * period + period - dash) // 2
    rects = tuple(QRect(left + number * period, 0, dash, thick) for number in range(count))
    yield Strip(thick, (InkMark(rects),), stays=True)


def gap_strips(block: GapBlock, form: Form) -> Iterator[Strip]:
    yield Strip(form.dots(block.height / 10), stays=True)


def mark_strips(block: MarkBlock, form: Form) -> Iterator[Strip]:
    """A word in a frame with corners, the height of a line and a half."""
    side, line = form.dots(_SIDE), form.stroke(FRAME)
    text = printable(block.text, _FRAMED_TEXT)
    face = _fitting(text, form.letters(LetterSize.TITLE), form, form.inner - 2 * side)
    lines = set_lines(text, face, form.inner - 2 * side, TextAlign.CENTRE)
    pad = form.dots(0.6) + line
    marks, height = _column(lines, side, pad)
    yield Strip(height + pad, (outline(form.inner, height + pad, line, 0), *marks))


def frame_strips(block: FrameBlock, form: Form) -> Iterator[Strip]:
    line, pad = form.stroke(FRAME), form.dots(_PAD)
    marks: list[PaperMark] = []
    top = line
    for number, cell in enumerate(block.cells):
        if number:
            marks.append(InkMark((QRect(0, top, form.inner, line),)))
            top += line
        written, top = _column(_cell_lines(cell, form), form.dots(_SIDE), top + pad)
        marks += written
        top += pad
    marks.append(outline(form.inner, top + line, line, form.dots(_CORNER)))
    yield Strip(top + line, tuple(marks))


def _cell_lines(cell: FrameCell, form: Form) -> Sequence[SetLine]:
    width = form.inner - 2 * form.dots(_SIDE)
    small = face_of(form, LetterSize.BODY)
    value = printable(cell.value, _FRAMED_TEXT)
    label, below = (
        set_lines(printable(text, _FRAMED_TEXT), small, width, TextAlign.CENTRE, balanced=True)
        for text in (cell.label, cell.below)
    )
    sizes = _NARROW_FRAMED if form.is_narrow else _FRAMED
    size = form.dots(sizes[cell.size]) if cell.size in sizes else form.letters(cell.size)
    figures = set_lines(value, _fitting(value, size, form, width), width, TextAlign.CENTRE)
    return (*label, *figures, *below)


def _column(lines: Iterable[SetLine], left: int, top: int) -> tuple[list[PaperMark], int]:
    """Returns the lines below each other, and where the last one ends."""
    marks: list[PaperMark] = []
    for line in lines:
        marks.append(TextMark(left, top, line))
        top += line.height
    return marks, top


def outline(width: int, height: int, line: int, corner: int) -> InkMark:
    """Returns a frame of whole dots, so that it is the same on any paper and in any viewer."""
    corner = min(corner, width // 2, height // 2)
    rects = [
        QRect(corner, 0, width - 2 * corner, line),
        QRect(corner, height - line, width - 2 * corner, line),
        QRect(0, corner, line, height - 2 * corner),
        QRect(width - line, corner, line, height - 2 * corner),
    ]
    for row in range(corner):
        outer = corner - _half_chord(corner, row)
        within = corner - line
        inner = corner - _half_chord(within, row - line) if row >= line else corner
        rects += [
            QRect(x, y, inner - outer, 1)
            for y in (row, height - 1 - row)
            for x in (outer, width - inner)
        ]
    return InkMark(tuple(rect for rect in rects if not rect.isEmpty()))


def _half_chord(radius: int, row: int) -> int:
    """Returns how far a circle reaches to the side in a row, counted from its top."""
    above = 2 * (radius - row) - 1  # twice the distance of the row's middle from the centre
    return round(isqrt(max(0, 4 * radius * radius - above * above)) / 2)


# --- codes and pictures ---------------------------------------------------------------------------


def code_strips(block: CodeBlock, form: Form) -> Iterator[Strip]:
    matrix = qr_matrix(block.text)
    modules = len(matrix) + 2 * QUIET_ZONE
    wished = form.dots(_NARROW_MODULE if form.is_narrow else _MODULE)
    size = max(1, min(wished, form.inner // modules))
    side = modules * size
    code = CodeMark((form.inner - side) // 2, 0, size, matrix)
    face = face_of(form, LetterSize.BODY)
    caption = set_lines(
        printable(block.caption, _FRAMED_TEXT), face, form.inner, TextAlign.CENTRE, balanced=True
    )
    marks, height = _column(caption, 0, side)
    yield Strip(height, (code, *marks))


def picture_strips(block: PictureBlock, form: Form) -> Iterator[Strip]:
    """A logo in its own proportions. On a roll it is of the head's dots, as anything else; what is
    no PNG leaves no mark."""
    image = _png(block.png)
    if image.isNull():
        return
    room = QSize(min(form.dots(_LOGO[0]), form.inner), form.dots(_LOGO[1]))
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    if not form.is_sheet:
        image = _in_dots(image, size)
    place = QRect((form.inner - size.width()) // 2, 0, size.width(), size.height())
    yield Strip(size.height(), (PictureMark(place, image),))


def _png(text: str) -> QImage:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"png")
    size = reader.size()
    if max(size.width(), size.height()) > _MOST_PIXELS:
        return QImage()
    return reader.read()


def _in_dots(image: QImage, size: QSize) -> QImage:
    """Returns the image on white, in black dots."""
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return _on_white(scaled).convertToFormat(
        QImage.Format.Format_Mono, Qt.ImageConversionFlag.DiffuseDither
    )


def _on_white(image: QImage) -> QImage:
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
