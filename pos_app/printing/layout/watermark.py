"""The watermark: paper of training, which is worth nothing. It lies under everything else."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QTransform

from pos_app.printing.layout.form import Form
from pos_app.printing.layout.letters import font, printable
from pos_app.printing.layout.strips import PaperMark, PictureMark, ShadeMark, moved

_SLOPE = 30  # degrees
_PITCH = 50.0  # mm from one to the next
_LONGEST = 24  # characters
_TALLEST = 12.0  # mm
# A head has no grey: every eighth dot.
_SCREEN = Qt.BrushStyle.Dense6Pattern


def tiles(text: str, form: Form, top: int, bottom: int) -> Sequence[PaperMark]:
    """Returns the watermarks that lie between two heights of the paper, or reach into it."""
    text = printable(text, _LONGEST)
    if not text:
        return ()
    tile, pitch = _tile(text, form), form.dots(_PITCH)
    first = max(0, (top - form.inner) // pitch)  # none is higher than the paper is wide
    return [moved(tile, number * pitch) for number in range(first, -(-bottom // pitch))]


@lru_cache(maxsize=4)
def _tile(text: str, form: Form) -> PaperMark:
    shape = _letters(text, form)
    return ShadeMark(0, shape) if form.is_sheet else _in_dots(shape, form)


def _in_dots(shape: QPainterPath, form: Form) -> PictureMark:
    height = ceil(shape.boundingRect().height())
    image = QImage(form.inner, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillPath(shape, QBrush(Qt.GlobalColor.black, _SCREEN))
    painter.end()
    mono = image.convertToFormat(QImage.Format.Format_Mono)
    return PictureMark(QRect(0, 0, form.inner, height), mono)


def _letters(text: str, form: Form) -> QPainterPath:
    """Returns the text, rising, as large as fits in the width."""
    flat = QPainterPath()
    flat.addText(QPointF(), font(form.dots(_TALLEST), bold=True), text)
    turned = QTransform().rotate(-_SLOPE).map(flat)
    scale = min(1.0, form.inner / turned.boundingRect().width())
    path = QTransform.fromScale(scale, scale).map(turned)
    bounds: QRectF = path.boundingRect()
    path.translate((form.inner - bounds.width()) / 2 - bounds.x(), -bounds.y())
    return path
