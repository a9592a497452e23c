"""Button with one of the till's icons before its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pos_app.ui.theme.theme import CurrentTheme

_SIZE = 18
_LEFT = 12  # the style sheet leaves the room for it


class IconButton(Button):
    """Button whose style leaves room for an icon at its left; without a text it stands in the
    middle."""

    def __init__(self, name: str, icon: Icon, look: CurrentTheme, kind: str = "") -> None:
        super().__init__(name, kind)
        self.icon_shown = icon
        self._look = look
        self.setProperty("iconed", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colours = self._look.colours
        lit = self.isChecked() or (self.isEnabled() and self.underMouse())
        colour = colours.text if lit or self.property("kind") == "" else colours.muted
        if self.property("kind") == "main":
            colour = colours.on_accent if self.isEnabled() else colours.muted
        left = _LEFT if self.text() else (self.width() - _SIZE) / 2
        where = QRectF(left, (self.height() - _SIZE) / 2, _SIZE, _SIZE)
        paint_icon(painter, self.icon_shown, where, colour)
        painter.end()
