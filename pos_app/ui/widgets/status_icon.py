"""Icon of a sale's state, in its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.status_style import StatusStyle, ink

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pos_app.ui.theme.theme import CurrentTheme


class StateIcon(QWidget):
    def __init__(self, look: CurrentTheme, icon: Icon, size: int, *, ring: bool) -> None:
        super().__init__()
        self._look = look
        self._ring = ring
        self.icon = icon
        self.tone = StatusStyle.WAIT
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        colour = ink(self._look.colours, self.tone)
        paint_icon(painter, self.icon, QRectF(self.rect()), colour, ring=self._ring)
        painter.end()
