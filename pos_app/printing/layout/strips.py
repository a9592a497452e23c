"""Strips: what a document is made of on paper, from top to bottom, and the marks on them.

A strip is the smallest thing that no page break cuts: a line of text, a row of a table, a frame, a
code. Lengths are whole dots, from the left edge of the area and from the strip's top.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainterPath

from pos_app.printing.layout.letters import SetLine
from pos_app.printing.layout.qr import Matrix


@dataclass(frozen=True)
class TextMark:
    """A line of text, its left edge and its top."""

    left: int
    top: int
    line: SetLine


@dataclass(frozen=True)
class InkMark:
    """Black rectangles: rules, and the outlines of frames."""

    rects: tuple[QRect, ...]


@dataclass(frozen=True)
class CodeMark:
    """A QR code, its quiet zone's corner, and how many dots a module is wide."""

    left: int
    top: int
    size: int
    matrix: Matrix


@dataclass(frozen=True)
class PictureMark:
    """An image, and where it goes."""

    place: QRect
    image: QImage


@dataclass(frozen=True)
class ShadeMark:
    """A shape in light grey, which only sheets have."""

    top: int
    shape: QPainterPath


PaperMark = TextMark | InkMark | CodeMark | PictureMark | ShadeMark


@dataclass(frozen=True)
class Strip:
    """A piece of paper of this height."""

    height: int
    marks: tuple[PaperMark, ...] = ()
    stays: bool = False  # on the page of the next strip
    head: "Strip | None" = None  # stands above it on each page that it begins


def moved(mark: PaperMark, down: int) -> PaperMark:
    """Returns the mark so many dots further down."""
    match mark:
        case InkMark():
            return InkMark(tuple(rect.translated(0, down) for rect in mark.rects))
        case PictureMark():
            return replace(mark, place=mark.place.translated(0, down))
        case TextMark() | CodeMark() | ShadeMark():
            return replace(mark, top=mark.top + down)


def merged(strips: Iterable[Strip], head: Strip | None = None) -> Strip:
    """Returns the strips as one."""
    marks: list[PaperMark] = []
    height = 0
    for strip in strips:
        marks += [moved(mark, height) for mark in strip.marks]
        height += strip.height
    return Strip(height, tuple(marks), head=head)
