"""The watermark: paper of training, which is worth nothing. It lies under everything else."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from pos_app.printing.layout.form import Form
from pos_app.printing.layout.letters import font, printable
from pos_app.printing.layout.strips import PictureMark

_SLOPE = 30  # degrees
_PITCH = 50.0  # mm from one to the next
_LONGEST = 24  # characters
_TALLEST = 12.0  # mm
_GREY = QColor(205, 205, 205)
# A head has no grey: every eighth dot.
_SCREEN = Qt.BrushStyle.Dense6Pattern


def pitch_of(form: Form) -> int:
    """Returns from where to where the watermark repeats, in dots down the paper."""
    return form.dots(_PITCH)


def tiles(text: str, form: Form, top: int, bottom: int) -> list[PictureMark]:
    """Returns the watermarks that lie between two heights of the paper, or reach into it."""
    text = printable(text, _LONGEST)
    if not text:
        return []
    image, pitch = _tile(text, form), pitch_of(form)
    first = max(0, (top - image.height()) // pitch)
    return [
        PictureMark(QRect(0, number * pitch, form.inner, image.height()), image)
        for number in range(first, -(-bottom // pitch))
    ]


@lru_cache(maxsize=4)
def _tile(text: str, form: Form) -> QImage:
    path = _letters(text, form)
    size = path.boundingRect().size().toSize()
    image = QImage(form.inner, size.height() + 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    if form.is_sheet:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = QBrush(_GREY) if form.is_sheet else QBrush(Qt.GlobalColor.black, _SCREEN)
    painter.fillPath(path, brush)
    painter.end()
    return image if form.is_sheet else image.convertToFormat(QImage.Format.Format_Mono)


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
