"""Combo box and button with an arrow from the till's own icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QListView, QStyledItemDelegate

from pos_app.ui.qt.constants import CONTROL
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from pos_app.ui.theme.theme import CurrentTheme


class ArrowButton(Button):
    def __init__(self, name: str, icon: Icon, look: CurrentTheme) -> None:
        super().__init__(name)
        self._icon = icon
        self._look = look
        self.setFixedSize(TARGET, TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colours = self._look.colours
        colour = colours.text if self.isEnabled() else colours.muted
        paint_icon(painter, self._icon, QRectF(self.rect()).adjusted(8, 8, -8, -8), colour)
        painter.end()


class Picker(QComboBox):
    """A choice that draws its own arrow at the right, since the style sheet has no picture for
    it."""

    def __init__(self, name: str, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setMinimumHeight(TARGET)
        self.setFont(font(Size.BODY))
        # The usual list has rows too low for a finger, which the style sheet cannot change.
        rows = QListView()
        rows.setFont(self.font())
        self.setView(rows)
        self.setItemDelegate(QStyledItemDelegate(self))

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(28, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves keys with Ctrl to the screen: Qt would look for a choice that begins with them."""
        if event.modifiers().value == CONTROL:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.translate(self.width() - 20, self.height() / 2)
        painter.rotate(90)
        paint_icon(painter, Icon.ON, QRectF(-11, -11, 22, 22), self._look.colours.muted)
        painter.end()
