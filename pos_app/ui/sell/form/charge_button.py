"""The Charge button: large, with the amount, method and customer as its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from pos_app.ui.qt.constants import CENTRE
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import CAP, Size, Space
from pos_app.ui.widgets.basic import Button, restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


_SIZES = (Size.BUTTON, 20, 18, 16)
_GAP = Space.NORMAL  # between the words and the key
_CAP_HIGH = 22


class ChargeButton(Button):
    """A button whose text says exactly what it will do."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__("charge", "main")
        self._look = look
        self._words_wide = 0
        self.setFont(font(Size.BUTTON, strong=True))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.set_compact(closely=False)

    def set_compact(self, *, closely: bool) -> None:
        """Makes the button lower, for a small screen."""
        restyle(self, closely=closely)
        self.setMaximumHeight(52 if closely else 68)

    def set_text(self, text: str, meaning: str = "") -> None:
        super().set_text(text, meaning)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._fit()

    def _fit(self) -> None:
        """Uses the largest font with which the whole text fits, and makes room beside the words for
        the key that presses it, where there is some."""
        for size in _SIZES:
            face = font(size, strong=True)
            wide = QFontMetrics(face).horizontalAdvance(self.text())
            if wide <= self.width() - 2 * Space.EDGE:
                break
        if self.font() != face:
            self.setFont(face)
        self._words_wide = wide
        room = wide + CAP <= self.width() - 2 * Space.EDGE
        restyle(self, cap=self.isEnabled() and room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("cap"):
            self._paint_cap()

    def _paint_cap(self) -> None:
        """Paints the key beside the words, which stand in the middle of what the key leaves."""
        painter = QPainter(self)
        painter.setFont(font(Size.SMALL))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(0, 0, CAP - _GAP, _CAP_HIGH)
        cap.moveCenter(QRectF(self.rect()).center())
        cap.moveLeft(round((self.width() - CAP + self._words_wide) / 2) + _GAP + 0.5)
        painter.setPen(QPen(QColor(self._look.colours.on_accent), 1))
        painter.drawRoundedRect(cap, 5, 5)
        painter.drawText(cap, CENTRE, "Enter")
        painter.end()
