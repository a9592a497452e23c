"""How a slip looks: one layout, for the screen, for a PDF and for paper.

A slip is a column of blocks on a strip 80 mm wide. Lengths are tenths of a millimetre; whoever
paints scales the strip to the width at hand. Everything is black on white, because the usual
receipt printer knows no grey; only the training watermark may come out as dots.

Figures are the font's own, not its tabular ones, and colons stay where they are: nothing on a slip
stands in a column, and Qt writes a font's alternate forms into a PDF as glyphs without text, which
a customer can neither search nor copy into a bank's form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)

from pos_app.printing.qr import QUIET_ZONE, Matrix, qr_matrix
from pos_app.printing.slip import Row, Slip

WIDTH = 800.0  # 80 mm, the common roll
_MARGIN = 40.0  # the 4 mm on either side that a receipt printer cannot reach
_INNER = WIDTH - 2 * _MARGIN
_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial"]

_SMALL, _BODY, _TITLE, _LARGE, _HUGE = 27.0, 31.0, 36.0, 46.0, 84.0
_LINE = 3.0
_DOT = 1.25  # one dot of the usual thermal head: eight in a millimetre
_MODULE = 6 * _DOT  # as large a QR module as a phone reads at once from a hand's distance
_WATERMARK = QColor(210, 210, 210)


def slip_size(slip: Slip) -> QSizeF:
    """The paper that the slip fills, in millimetres."""
    return QSizeF(WIDTH, _height(_blocks(slip))) / 10


def paint_slip(slip: Slip, painter: QPainter, rect: QRectF) -> None:
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
    painter.setPen(QPen(Qt.GlobalColor.black, _LINE))
    top = _MARGIN
    for block in blocks:
        block.paint(painter, top)
        top += block.height
    painter.restore()


class _Block(Protocol):
    """A piece of the column; it keeps within the margins."""

    @property
    def height(self) -> float: ...

    def paint(self, painter: QPainter, top: float) -> None: ...


def _height(blocks: Sequence[_Block]) -> float:
    return ceil(2 * _MARGIN + sum(block.height for block in blocks))


def _blocks(slip: Slip) -> list[_Block]:
    """The slip from top to bottom."""
    blocks: list[_Block] = [
        _Words(slip.shop, _LARGE, bold=True),
        _Words(slip.till, _BODY),
        _Gap(22),
        _Heading(slip.title, slip.copy),
        _Gap(14),
        _Frame(((slip.entity, _LARGE), (slip.reference, _HUGE), (slip.amount, _LARGE))),
        _Gap(16),
    ]
    if slip.valid_until:
        blocks += [_Pair(slip.valid_until, bold=True)]
    blocks += [_Code(qr_matrix(slip.qr))]
    for note in slip.notes:
        blocks += [_Words(note, _SMALL), _Gap(10)]
    blocks += [_Gap(12), _Rule(), _Gap(16)]
    blocks += [_Pair(row) for row in slip.rows]
    blocks += [_Gap(12), _Rule(), _Gap(16), _Words(slip.legal, _SMALL, bold=True)]
    return blocks


# --- blocks ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Gap:
    """White."""

    height: float

    def paint(self, painter: QPainter, top: float) -> None:
        """Leaves the paper as it is."""


@dataclass(frozen=True)
class _Rule:
    """A dotted line from margin to margin."""

    height: float = _LINE

    def paint(self, painter: QPainter, top: float) -> None:
        painter.save()
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE, Qt.PenStyle.DotLine))
        _draw_line(painter, top)
        painter.restore()


class _Words:
    """Text that wraps, even within a word that is longer than the line."""

    def __init__(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        left: float = _MARGIN,
        width: float = _INNER,
    ) -> None:
        self._left = left
        self._layout, self.height = _laid_out(text, _font(size, bold=bold), width, align)

    def paint(self, painter: QPainter, top: float) -> None:
        self._layout.draw(painter, QPointF(self._left, top))


class _Pair:
    """A label at the left margin, and what it names at the right one."""

    _LABEL_SHARE = 0.4

    def __init__(self, row: Row, *, bold: bool = False) -> None:
        label = min(_width(row.label, _font(_BODY)) + _BODY, _INNER * self._LABEL_SHARE)
        left = Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignRight
        self._label = _Words(row.label, _BODY, align=left, width=label)
        self._value = _Words(
            row.value, _BODY, bold=bold, align=right, left=_MARGIN + label, width=_INNER - label
        )
        self.height = max(self._label.height, self._value.height) + 4

    def paint(self, painter: QPainter, top: float) -> None:
        self._label.paint(painter, top)
        self._value.paint(painter, top)


class _Heading:
    """The title, and the mark of a copy white on black beside it."""

    _PAD = 14.0

    def __init__(self, title: str, mark: str) -> None:
        self._mark_font = _font(_BODY, bold=True)
        self._mark = mark
        self._mark_width = _width(mark, self._mark_font) + 2 * self._PAD if mark else 0.0
        align = Qt.AlignmentFlag.AlignLeft if mark else Qt.AlignmentFlag.AlignHCenter
        width = _INNER - (self._mark_width + self._PAD if mark else 0.0)
        self._title = _Words(title, _TITLE, bold=True, align=align, width=width)
        self.height = max(self._title.height, 1.5 * _BODY)

    def paint(self, painter: QPainter, top: float) -> None:
        self._title.paint(painter, top)
        if not self._mark:
            return
        box = QRectF(WIDTH - _MARGIN - self._mark_width, top, self._mark_width, 1.5 * _BODY)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(self._mark_font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._mark)
        painter.restore()


class _Frame:
    """What the customer types into the machine, each in letters that are read at arm's length."""

    _PAD = 10.0

    def __init__(self, rows: Sequence[tuple[Row, float]]) -> None:
        self._cells = [(_Words(row.label, _SMALL), _figures(row.value, size)) for row, size in rows]
        self.height = sum(map(self._height, self._cells))

    def _height(self, cell: tuple[_Words, _Words]) -> float:
        label, value = cell
        return label.height + value.height + 2 * self._PAD

    def paint(self, painter: QPainter, top: float) -> None:
        half = _LINE / 2
        box = QRectF(_MARGIN, top, _INNER, self.height).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, 12, 12)
        for index, (label, value) in enumerate(self._cells):
            if index:
                _draw_line(painter, top)
            label.paint(painter, top + self._PAD)
            value.paint(painter, top + self._PAD + label.height)
            top += self._height((label, value))


class _Code:
    """A QR code with its quiet zone, its modules on whole dots of whatever it is painted on."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._modules = len(matrix) + 2 * QUIET_ZONE
        fitting = floor(_INNER / self._modules / _DOT) * _DOT
        self._module = max(_DOT, min(_MODULE, fitting))
        self.height = self._modules * self._module

    def paint(self, painter: QPainter, top: float) -> None:
        device = painter.deviceTransform()
        module = max(1, round(self._module * device.m11()))
        while module > 1 and module * self._modules > ceil(self.height * device.m11()):
            module -= 1
        side = module * self._modules
        room = device.mapRect(QRectF(0, top, WIDTH, self.height))
        left = round(room.center().x() - side / 2)
        upper = round(room.center().y() - side / 2)
        painter.save()
        painter.setTransform(device.inverted()[0], combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRectF(left, upper, side, side), Qt.GlobalColor.white)
        origin = QPointF(left + QUIET_ZONE * module, upper + QUIET_ZONE * module)
        painter.fillPath(_dark_modules(self._matrix, origin, module), Qt.GlobalColor.black)
        painter.restore()


def _draw_line(painter: QPainter, top: float) -> None:
    """From margin to margin; its round ends stay within them."""
    painter.drawLine(QPointF(_MARGIN + _LINE, top), QPointF(WIDTH - _MARGIN - _LINE, top))


def _dark_modules(matrix: Matrix, origin: QPointF, module: int) -> QPainterPath:
    """One path, so that no viewer smooths white seams between two modules."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                at = origin + QPointF(x, y) * module
                path.addRect(QRectF(at.x(), at.y(), module, module))
    return path


def _paint_watermark(text: str, painter: QPainter, height: float) -> None:
    """Across the whole slip, under everything else: it must not hide what is being learnt."""
    painter.save()
    font = _font(_HUGE, bold=True)
    font.setPixelSize(floor(font.pixelSize() * _INNER / _width(text, font)))
    painter.setFont(font)
    painter.setPen(_WATERMARK)
    for share in (0.2, 0.52, 0.84):
        painter.save()
        painter.translate(WIDTH / 2, height * share)
        painter.rotate(-30)
        area = QRectF(-WIDTH, -WIDTH / 2, 2 * WIDTH, WIDTH)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
    painter.restore()


# --- letters --------------------------------------------------------------------------------------


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("calt"), 0)
    # Measured here, painted at any scale: letters must keep their proportions.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _figures(text: str, size: float) -> _Words:
    """As large as one line allows: figures that wrap are figures misread."""
    room = _INNER - _LARGE
    while size > _SMALL and _width(text, _font(size, bold=True)) > room:
        size -= 1
    return _Words(text, size, bold=True)


def _laid_out(
    text: str, font: QFont, width: float, align: Qt.AlignmentFlag
) -> tuple[QTextLayout, float]:
    """The lines of a text and their height: what was measured is what is painted."""
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height
