"""The Charge button: large, with the amount, method and customer as its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from pos_app.ui.qt.constants import CENTRE
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


_SIZES = (Size.BUTTON, 21, 18, 16)


class ChargeButton(Button):
    """A button whose text says exactly what it will do."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__("charge", "main")
        self._look = look
        self.setFont(font(Size.BUTTON, strong=True))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.set_compact(closely=False)

    def set_compact(self, *, closely: bool) -> None:
        """Makes the button lower, for a small screen."""
        restyle(self, closely=closely)
        self.setMaximumHeight(52 if closely else 76)

    def set_text(self, text: str, meaning: str = "") -> None:
        super().set_text(text, meaning)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Uses the largest font with which the whole text fits."""
        for size in _SIZES:
            face = font(size, strong=True)
            if QFontMetrics(face).horizontalAdvance(self.text()) <= self.width() - 2 * Space.EDGE:
                break
        if self.font() != face:
            self.setFont(face)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isEnabled():
            self._paint_cap()

    def _paint_cap(self) -> None:
        """Paints the key that presses it, where there is room."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        room = (self.width() - text) / 2 - Space.EDGE
        painter = QPainter(self)
        painter.setFont(font(Size.SMALL))
        cap = QRectF(painter.fontMetrics().boundingRect("Enter")).adjusted(-8, -4, 8, 4)
        if cap.width() <= room:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            cap.moveCenter(QRectF(self.rect()).center())
            cap.moveRight(self.width() - Space.EDGE)
            painter.setPen(QPen(QColor(self._look.colours.on_accent), 1))
            painter.drawRoundedRect(cap, 6, 6)
            painter.drawText(cap, CENTRE, "Enter")
        painter.end()
