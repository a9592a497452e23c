"""Lays a slip out and paints it: the same layout for screen, PDF and paper."""

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPen

from pos_app.printing.blocks import INNER, LINE, MARGIN, WIDTH, Block
from pos_app.printing.close_slip import CloseSlip
from pos_app.printing.code_slip import CodeSlip
from pos_app.printing.fonts import HUGE, font, width_of
from pos_app.printing.sample_slip import SampleSlip
from pos_app.printing.slip import Slip
from pos_app.printing.slip_layouts import close_blocks, code_blocks, reference_blocks, sample_blocks

AnySlip = Slip | CloseSlip | CodeSlip | SampleSlip

_WATERMARK = QColor(210, 210, 210)


def slip_size(slip: AnySlip) -> QSizeF:
    """Returns the size of the slip in millimetres."""
    return QSizeF(WIDTH, _height(_blocks(slip))) / 10


def page_size(size: QSizeF) -> QPageSize:
    """Returns a Qt page of exactly this size, in millimetres."""
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageSize(size, QPageSize.Unit.Millimeter, "", exact)


def paint_slip(slip: AnySlip, painter: QPainter, rect: QRectF) -> None:
    """Paints the slip into the rectangle: as wide as it is, or smaller where it is too low."""
    blocks = _blocks(slip)
    height = _height(blocks)
    scale = min(rect.width() / WIDTH, rect.height() / height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, Qt.GlobalColor.white)
    painter.translate(rect.x() + (rect.width() - WIDTH * scale) / 2, rect.y())
    painter.scale(scale, scale)
    if slip.training:
        _paint_watermark(slip.training, painter, height)
    painter.setPen(QPen(Qt.GlobalColor.black, LINE))
    top = MARGIN
    for block in blocks:
        block.paint(painter, top)
        top += block.height
    painter.restore()


def _height(blocks: Sequence[Block]) -> float:
    return ceil(2 * MARGIN + sum(block.height for block in blocks))


def _blocks(slip: AnySlip) -> list[Block]:
    match slip:
        case CloseSlip():
            return close_blocks(slip)
        case CodeSlip():
            return code_blocks(slip)
        case SampleSlip():
            return sample_blocks(slip)
        case Slip():
            return reference_blocks(slip)


def _paint_watermark(text: str, painter: QPainter, height: float) -> None:
    """Paints across the whole slip, under everything else: it must not hide what a trainee
    reads."""
    painter.save()
    letters = font(HUGE, bold=True)
    letters.setPixelSize(floor(letters.pixelSize() * INNER / width_of(text, letters)))
    painter.setFont(letters)
    painter.setPen(_WATERMARK)
    for share in (0.2, 0.52, 0.84):
        painter.save()
        painter.translate(WIDTH / 2, height * share)
        painter.rotate(-30)
        area = QRectF(-WIDTH, -WIDTH / 2, 2 * WIDTH, WIDTH)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
    painter.restore()
