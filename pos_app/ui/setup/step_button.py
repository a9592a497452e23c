"""Button of one step of the first run: its number or a tick in a ring, its name, and a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from pos_app.ui.qt.constants import CENTRE, LEFT, MIDDLE, RIGHT
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from pos_app.ui.theme.theme import CurrentTheme

_RING = 24
_TICK = "✓"


class StepButton(Button):
    """Button that paints its own content, so that all names begin at one edge, ticked or not."""

    def __init__(self, name: str, number: int, look: CurrentTheme) -> None:
        super().__init__(name, "tab")
        self._number = number
        self._look = look
        self._name = self._count = ""
        self._answered = False
        self.setCheckable(True)
        self.setFont(font(Size.BODY, strong=True))

    def show_step(self, name: str, meaning: str, *, answered: bool) -> None:
        """Shows the step without a count."""
        self._name, self._count, self._answered = name, "", answered
        self.set_text(f"{_TICK if answered else self._number}   {name}", meaning)

    def show_count(self, count: str, meaning: str) -> None:
        """Adds a count at the right, and its meaning to the accessible name."""
        self._count = count
        self.setAccessibleName(f"{self.accessibleName()}, {meaning}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(Space.SMALL, (self.height() - _RING) / 2, _RING, _RING)
        self._paint_ring(painter, ring)
        colours = self._look.colours
        painter.setPen(QColor(colours.text if self.isChecked() else colours.muted))
        painter.setFont(self.font())
        left = ring.right() + Space.SMALL
        room = QRectF(left, 0, self.width() - left - Space.SMALL, self.height())
        painter.drawText(room, MIDDLE | LEFT, self._name)
        painter.setPen(QColor(colours.muted))
        painter.setFont(font(Size.SMALL))
        painter.drawText(room, MIDDLE | RIGHT, self._count)
        painter.end()

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        colours = self._look.colours
        inside = ring.adjusted(0.5, 0.5, -0.5, -0.5)
        if self._answered:
            painter.setPen(QPen(QColor(colours.paid_ground), 1))
            painter.setBrush(QColor(colours.paid_ground))
            painter.drawEllipse(inside)
            paint_icon(painter, Icon.CHECK, ring.adjusted(5, 5, -5, -5), colours.paid)
            return
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawEllipse(inside)
        painter.setPen(QColor(colours.text if self.isChecked() else colours.muted))
        painter.setFont(font(Size.SMALL, strong=True))
        painter.drawText(ring, CENTRE, str(self._number))
