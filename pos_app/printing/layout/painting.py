"""Paints strips: on images as shapes, and into PDFs and printers as text and shapes."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from pos_app.domain.paper.document import Document
from pos_app.printing.layout.form import Form
from pos_app.printing.layout.glyphs import fill_run, stamp_run
from pos_app.printing.layout.pages import PaperPage, Placed
from pos_app.printing.layout.qr import QUIET_ZONE, Matrix
from pos_app.printing.layout.strips import (
    CodeMark,
    InkMark,
    PaperMark,
    PictureMark,
    ShadeMark,
    TextMark,
)
from pos_app.printing.layout.watermark import tiles

# Viewers put a letter on the dot below its place: one that is meant for a dot stands a little
# beyond the dot's edge, or a rounding error moves it to the next.
_BEYOND = QPointF(0.125, 0.125)
# They fill each dot that a picture touches, and stretch the picture to all of these.
_WITHIN = 0.125
_SHADE = QColor(208, 208, 208)


def paint_page(page: PaperPage, document: Document, form: Form, painter: QPainter) -> None:
    """Paints a page with its margins; its corner is the painter's origin."""
    painter.save()
    painter.translate(form.left, form.top)
    height = form.area if form.is_sheet else page.height
    painter.setClipRect(QRect(0, 0, form.inner, height))
    paint_strips(page.placed, document.watermark, form, painter, page.height)
    painter.restore()


def paint_strips(
    placed: Iterable[Placed],
    watermark: str,
    form: Form,
    painter: QPainter,
    bottom: int,
    top: int = 0,
) -> None:
    """Paints what lies between two heights; the area's corner is the painter's origin."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    brush = Brush(painter)
    for tile in tiles(watermark, form, top, bottom):
        brush.paint(tile)
    for one in placed:
        painter.save()
        painter.translate(0, one.top)
        for mark in one.strip.marks:
            brush.paint(mark)
        painter.restore()


class Brush:
    """Paints marks with one painter."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._on_image = isinstance(painter.device(), QImage)
        # Smaller than it was laid out, a line may be thinner than a dot: then it is grey.
        self._is_exact = painter.transform().m11() == 1.0

    def paint(self, mark: PaperMark) -> None:
        match mark:
            case TextMark():
                self._letters(mark)
            case InkMark():
                self._fill(mark.rects)
            case CodeMark():
                self._modules(mark)
            case PictureMark():
                self._picture(mark)
            case ShadeMark():
                self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
                self._painter.fillPath(mark.shape.translated(0, mark.top), _SHADE)

    def _letters(self, mark: TextMark) -> None:
        at = QPointF(mark.left, mark.top)
        for run in mark.line.runs:
            if not self._on_image:
                self._painter.setPen(Qt.GlobalColor.black)
                self._painter.drawGlyphRun(at + _BEYOND, run)
                self._painter.setPen(Qt.PenStyle.NoPen)
            elif self._is_exact:
                stamp_run(self._painter, run, at)
            else:
                self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
                fill_run(self._painter, run, at)

    def _fill(self, rects: Sequence[QRect]) -> None:
        """Fills with one shape, so that no viewer smooths white seams between two rectangles."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not self._is_exact)
        if self._on_image and self._is_exact:
            self._painter.drawRects(rects)
            return
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for rect in rects:
            path.addRect(QRectF(rect))
        self._painter.drawPath(path)

    def _modules(self, mark: CodeMark) -> None:
        """Paints a code whose modules are whole dots of the device, which may be other ones than
        those that it was laid out for."""
        painter = self._painter
        device = painter.deviceTransform()
        modules = len(mark.matrix) + 2 * QUIET_ZONE
        module = max(1, floor(mark.size * device.m11() + 1e-6))
        room = device.mapRect(QRectF(mark.left, mark.top, modules * mark.size, modules * mark.size))
        left = round(room.center().x() - modules * module / 2)
        top = round(room.center().y() - modules * module / 2)
        painter.save()
        painter.setTransform(device.inverted()[0], combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        side = module * modules
        painter.fillRect(QRect(left, top, side, side), Qt.GlobalColor.white)
        painter.translate(left + QUIET_ZONE * module, top + QUIET_ZONE * module)
        self._fill(_dark_modules(mark.matrix, module))
        painter.restore()

    def _picture(self, mark: PictureMark) -> None:
        painter, image = self._painter, mark.image
        if not self._is_exact:  # as a painter makes a picture smaller, most of its dots are lost
            size = painter.deviceTransform().mapRect(QRectF(mark.place)).size().toSize()
            shades = image.convertToFormat(QImage.Format.Format_RGB32)
            ratio, way = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
            image = shades.scaled(size, ratio, way.SmoothTransformation)
        edge = 0.0 if self._on_image else _WITHIN
        painter.drawImage(QRectF(mark.place).adjusted(edge, edge, -edge, -edge), image)


@lru_cache(maxsize=16)
def _dark_modules(matrix: Matrix, module: int) -> Sequence[QRect]:
    """Returns the dark modules, those side by side as one."""
    found = []
    for y, row in enumerate(matrix):
        begun = 0
        for x in range(len(row) + 1):
            if x < len(row) and row[x]:
                continue
            if x > begun:
                width = (x - begun) * module
                found.append(QRect(begun * module, y * module, width, module))
            begun = x + 1
    return found
