"""Building blocks of a slip's page, stacked in a column. Lengths are tenths of a millimetre."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from pos_app.printing.fonts import BODY, LARGE, SMALL, TITLE, font, laid_out, width_of
from pos_app.printing.layout.qr import QUIET_ZONE, Matrix
from pos_app.printing.slip import SlipRow

WIDTH = 800.0  # 80 mm, the common roll
MARGIN = 40.0  # the 4 mm on either side that a receipt printer cannot reach
INNER = WIDTH - 2 * MARGIN
LINE = 3.0
_DOT = 1.25  # one dot of the usual thermal head: eight in a millimetre
_MODULE = 6 * _DOT  # QR module that a phone reads at once from a hand's distance


class Block(Protocol):
    """A piece of the column; it keeps within the margins."""

    @property
    def height(self) -> float: ...

    def paint(self, painter: QPainter, top: float) -> None: ...


@dataclass(frozen=True)
class Gap:
    """Empty space."""

    height: float

    def paint(self, painter: QPainter, top: float) -> None:
        """Paints nothing."""


@dataclass(frozen=True)
class Rule:
    """A dotted line from margin to margin."""

    height: float = LINE

    def paint(self, painter: QPainter, top: float) -> None:
        painter.save()
        painter.setPen(QPen(Qt.GlobalColor.black, LINE, Qt.PenStyle.DotLine))
        _draw_line(painter, top)
        painter.restore()


class Words:
    """Text that wraps, even within a word that is longer than the line."""

    def __init__(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        left: float = MARGIN,
        width: float = INNER,
    ) -> None:
        self._left = left
        self._layout, self.height = laid_out(text, font(size, bold=bold), width, align)

    def paint(self, painter: QPainter, top: float) -> None:
        self._layout.draw(painter, QPointF(self._left, top))


class Pair:
    """A label at the left margin, and its value at the right one."""

    _LABEL_SHARE = 0.4

    def __init__(self, row: SlipRow, *, bold: bool = False) -> None:
        label = min(width_of(row.label, font(BODY)) + BODY, INNER * self._LABEL_SHARE)
        left = Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignRight
        self._label = Words(row.label, BODY, align=left, width=label)
        self._value = Words(
            row.value, BODY, bold=bold, align=right, left=MARGIN + label, width=INNER - label
        )
        self.height = max(self._label.height, self._value.height) + 4

    def paint(self, painter: QPainter, top: float) -> None:
        self._label.paint(painter, top)
        self._value.paint(painter, top)


class Heading:
    """The title, and the mark of a copy white on black beside it."""

    _PAD = 14.0

    def __init__(self, title: str, mark: str) -> None:
        self._mark_font = font(BODY, bold=True)
        self._mark = mark
        self._mark_width = width_of(mark, self._mark_font) + 2 * self._PAD if mark else 0.0
        align = Qt.AlignmentFlag.AlignLeft if mark else Qt.AlignmentFlag.AlignHCenter
        width = INNER - (self._mark_width + self._PAD if mark else 0.0)
        self._title = Words(title, TITLE, bold=True, align=align, width=width)
        self.height = max(self._title.height, 1.5 * BODY)

    def paint(self, painter: QPainter, top: float) -> None:
        self._title.paint(painter, top)
        if not self._mark:
            return
        box = QRectF(WIDTH - MARGIN - self._mark_width, top, self._mark_width, 1.5 * BODY)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(self._mark_font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._mark)
        painter.restore()


class Frame:
    """The numbers that the customer types into the machine, in letters readable at arm's length."""

    _PAD = 10.0

    def __init__(self, rows: Sequence[tuple[SlipRow, float]]) -> None:
        self._cells = [(Words(row.label, SMALL), figures(row.value, size)) for row, size in rows]
        self.height = sum(map(self._height, self._cells))

    def _height(self, cell: tuple[Words, Words]) -> float:
        label, value = cell
        return label.height + value.height + 2 * self._PAD

    def paint(self, painter: QPainter, top: float) -> None:
        half = LINE / 2
        box = QRectF(MARGIN, top, INNER, self.height).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, 12, 12)
        for index, (label, value) in enumerate(self._cells):
            if index:
                _draw_line(painter, top)
            label.paint(painter, top + self._PAD)
            value.paint(painter, top + self._PAD + label.height)
            top += self._height((label, value))


class Code:
    """A QR code with its quiet zone. Its modules fall on whole dots of the output device."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._modules = len(matrix) + 2 * QUIET_ZONE
        fitting = floor(INNER / self._modules / _DOT) * _DOT
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
    """Draws from margin to margin; the round ends stay within the margins."""
    painter.drawLine(QPointF(MARGIN + LINE, top), QPointF(WIDTH - MARGIN - LINE, top))


def _dark_modules(matrix: Matrix, origin: QPointF, module: int) -> QPainterPath:
    """Returns one path, so that no viewer smooths white seams between two modules."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                at = origin + QPointF(x, y) * module
                path.addRect(QRectF(at.x(), at.y(), module, module))
    return path


def figures(text: str, size: float) -> Words:
    """Returns the largest font in which the digits fit on one line: wrapped digits get misread."""
    room = INNER - LARGE
    while size > SMALL and width_of(text, font(size, bold=True)) > room:
        size -= 1
    return Words(text, size, bold=True)
