"""Sets text in lines whose letters stand on whole dots.

Digits are proportional, not tabular, and colons stay where they are: nothing on a slip stands in a
column, and Qt writes a font's alternate forms into a PDF as glyphs without text, which a customer
can neither search nor copy into a bank's form. Ligatures are off for the same reason: `ff` in a
chain head would be copied as a character that is in no head.

A letter that begins on a whole dot looks the same wherever it stands, and keeps its thin strokes on
a head of 180 dots an inch.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from threading import local

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QTextLayout, QTextLine, QTextOption

from pos_app.domain.paper.document import LetterSize, TextAlign
from pos_app.domain.text.foreign_text import shown
from pos_app.printing.layout.form import Form

_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial"]
LONGEST_PRINTED = 600  # characters of one text
# Paper is read from further away than a screen, whose narrow blank between thousands is lost on it.
_NARROW_BLANK, _BLANK = "\u202f", "\u00a0"
_MOMENT = r"(\d\d/\d\d/\d{4}) (\d\d:\d\d)"  # a date and its time stay on one line
_LINE_SEPARATOR = "\u2028"  # Qt breaks a line here, and not at a line feed
_MOST_BREAKS = 40  # line feeds in one text: the rest of them are blanks
_MOST_BALANCED = 4  # lines
_AIRY, _TIGHT = 1.37, 1.2  # from line to line, in heights of the font
_LARGE = 3.8  # mm: from here on letters stand alone on their line

_ALIGNED = {
    TextAlign.LEFT: Qt.AlignmentFlag.AlignLeft,
    TextAlign.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    TextAlign.RIGHT: Qt.AlignmentFlag.AlignRight,
}


def font(size: int, *, bold: bool = False) -> QFont:
    """Returns the font that is so many dots high. Whoever changes it makes a copy."""
    return _HERE.font(size, bold)


def _new_font(size: int, bold: bool) -> QFont:  # noqa: FBT001 - a key of the cache
    letters = QFont(_FAMILIES)  # not QFont(), the window's font with tabular digits
    letters.setStyleHint(QFont.StyleHint.SansSerif)
    letters.setPixelSize(max(1, size))
    letters.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    for form in ("tnum", "calt", "liga"):
        letters.setFeature(QFont.Tag(form), 0)
    # Measured here, painted at any scale: letters must keep their proportions.
    letters.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return letters


def printable(text: str, most: int = LONGEST_PRINTED) -> str:
    """Returns a text as it is set. It is cut, as the last check before paper: one of a million
    letters would take minutes to lay out."""
    text = shown(text, most).strip().replace(_NARROW_BLANK, _BLANK)
    return re.sub(_MOMENT, rf"\1{_BLANK}\2", text) if "/" in text else text


def width_of(text: str, letters: QFont) -> int:
    return ceil(QFontMetricsF(letters).horizontalAdvance(printable(text)))


@dataclass(frozen=True)
class Face:
    """A font by its height, and the distance of its lines. Lengths are dots."""

    size: int
    bold: bool
    pitch: int

    @property
    def letters(self) -> QFont:
        return font(self.size, bold=self.bold)


def face_of(form: Form, size: LetterSize, *, bold: bool = False) -> Face:
    return sized_face(form, form.letters(size), bold=bold)


def sized_face(form: Form, size: int, *, bold: bool = False) -> Face:
    """Returns the face whose letters are so many dots high."""
    lead = _TIGHT if size >= form.dots(_LARGE) else _AIRY
    return Face(size, bold, round(size * lead))


@dataclass(frozen=True)
class SetLine:
    """A line of text: its glyphs, from the left edge of the column and from the line's top."""

    runs: tuple[QGlyphRun, ...]
    height: int
    base: int  # what the letters stand on
    left: int  # where they begin, and end
    right: int


def set_lines(
    text: str, face: Face, width: int, align: TextAlign, *, balanced: bool = False
) -> Sequence[SetLine]:
    """Returns the lines of a text; none of an empty one. `balanced` makes them about equally
    long."""
    text = printable(text)
    return _HERE.lines(text, face, width, align, balanced) if text else ()


def _new_lines(
    text: str,
    face: Face,
    width: int,
    align: TextAlign,
    balanced: bool,  # noqa: FBT001 - a key of the cache
) -> Sequence[SetLine]:
    text = text.replace("\n", _LINE_SEPARATOR, _MOST_BREAKS).replace("\n", " ")
    layout = _laid_out(text, face.letters, width, align)
    if balanced and 1 < layout.lineCount() <= _MOST_BALANCED:
        narrow = _narrowest(text, face.letters, width, layout.lineCount())
        layout = _laid_out(text, face.letters, narrow, align)
    lines = map(layout.lineAt, range(layout.lineCount()))
    return tuple(
        _on_dots(line, face.pitch, _shift(width - floor(line.width()), align)) for line in lines
    )


def _laid_out(text: str, letters: QFont, width: int, align: TextAlign) -> QTextLayout:
    option = QTextOption(_ALIGNED[align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout = QTextLayout(text, letters)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if (blank := _blank_before_hyphen(text, line)) > line.textStart():
            line.setLineWidth(width_of(text[line.textStart() : blank], letters) + 1)
    layout.endLayout()
    return layout


def _blank_before_hyphen(text: str, line: QTextLine) -> int:
    """Returns where the line should rather end than at its hyphen; 0 where it ends otherwise. In
    Portuguese, a word that is parted at its hyphen has another one on the next line."""
    end = line.textStart() + line.textLength()
    is_parted = end < len(text) and text[end - 1] == "-" and text[end].isalpha()
    return text.rfind(" ", line.textStart(), end) if is_parted else 0


def _narrowest(text: str, letters: QFont, width: int, lines: int) -> int:
    """Returns the smallest width, about, in which the text takes no more lines."""
    low, high = width // 2, width
    while high - low > width // 32:
        middle = (low + high) // 2
        fits = _laid_out(text, letters, middle, TextAlign.LEFT).lineCount() <= lines
        low, high = (low, middle) if fits else (middle, high)
    return high


def _shift(spare: int, align: TextAlign) -> int:
    match align:
        case TextAlign.LEFT:
            return 0
        case TextAlign.CENTRE:
            return spare // 2
        case TextAlign.RIGHT:
            return spare


def _on_dots(line: QTextLine, pitch: int, shift: int) -> SetLine:
    """Moves each glyph of the line to the nearest dot. A line with letters of a font that is higher
    is higher too."""
    height = max(pitch, ceil(line.height()))
    base = round((height - line.height()) / 2 + line.ascent())
    up = line.y() + line.ascent()
    runs = line.glyphRuns()
    shift += _overhang(runs)
    for run in runs:
        run.setPositions(
            [QPointF(round(at.x()) + shift, round(at.y() - up) + base) for at in run.positions()]
        )
    left = round(line.naturalTextRect().left()) + shift
    return SetLine(tuple(runs), height, base, left, left + ceil(line.naturalTextWidth()))


def _overhang(runs: Sequence[QGlyphRun]) -> int:
    """Returns how far the first letter of a run reaches beyond the edge, as a `j` does."""
    lefts = (
        run.positions()[0].x() + run.rawFont().boundingRect(run.glyphIndexes()[0]).left()
        for run in runs
        if run.glyphIndexes()
    )
    return max(0, -floor(min(lefts, default=0.0)))


class _Known(local):
    """Fonts, and lines of which a document has many alike. They are the thread's own: Qt's fonts
    end with the thread that loaded them."""

    def __init__(self) -> None:
        self.font = lru_cache(maxsize=64)(_new_font)
        self.lines = lru_cache(maxsize=2048)(_new_lines)


_HERE = _Known()
