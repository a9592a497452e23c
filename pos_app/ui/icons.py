"""The few icons, drawn: no image files, sharp at every scale, in any colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


class Icon(StrEnum):
    CHECK = "check"
    CROSS = "cross"
    CLOCK = "clock"
    QUESTION = "question"
    FLAG = "flag"
    BACK = "back"
    ON = "on"


# In a box of 44 by 44, as strokes.
_LINES: dict[Icon, tuple[tuple[tuple[float, float], ...], ...]] = {
    Icon.CHECK: (((13, 23), (19.5, 29.5), (31.5, 16)),),
    Icon.CROSS: (((15, 15), (29, 29)), ((29, 15), (15, 29))),
    Icon.CLOCK: (((22, 12), (22, 23), (29, 27)),),
    Icon.FLAG: (((15, 33), (15, 12), (31, 12), (26, 18), (31, 24), (15, 24)),),
    Icon.BACK: (((26, 13), (17, 22), (26, 31)),),
    Icon.ON: (((18, 13), (27, 22), (18, 31)),),
}
_BOX = 44


def icon_path(icon: Icon) -> QPainterPath:
    path = QPainterPath()
    if icon is Icon.QUESTION:
        path.moveTo(16.5, 18)
        path.cubicTo(16.5, 10, 28, 10.5, 27.5, 18)
        path.cubicTo(27.3, 22, 22, 22, 22, 26)
        path.moveTo(22, 31.6)
        path.lineTo(22, 31.7)
        return path
    for first, *others in _LINES[icon]:
        path.moveTo(QPointF(*first))
        for point in others:
            path.lineTo(QPointF(*point))
    return path


def paint_icon(
    painter: QPainter, icon: Icon, where: QRectF, colour: str, *, ring: bool = False
) -> None:
    """The icon within the rectangle; `ring` draws the circle around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.topLeft())
    painter.scale(where.width() / _BOX, where.height() / _BOX)
    pen = QPen(QColor(colour), 4.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if ring:
        painter.drawEllipse(QPointF(22, 22), 19, 19)
    painter.drawPath(icon_path(icon))
    painter.restore()
