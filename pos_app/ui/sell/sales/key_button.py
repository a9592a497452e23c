"""Button that shows the key which presses it, in a frame below its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pos_app.ui.qt.constants import CENTRE, align
from pos_app.ui.widgets.basic import Button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SMALL = 11
_TALL, _FROM_BELOW = 15, 4


class KeyButton(Button):
    """A button whose style leaves room for the key: three stand beside each other on a small
    screen."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(name)
        self.setProperty("keyed", True)
        self._key = key
        self._cap = label(_SMALL, tone="muted")
        self._cap.setParent(self)
        self._cap.setProperty("box", "cap")
        self._cap.setText(key)
        align(self._cap, CENTRE)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_text(self, text: str, meaning: str = "") -> None:
        super().set_text(text, meaning)
        self.setAccessibleDescription(self._key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._cap.sizeHint().width()
        top = self.height() - _TALL - _FROM_BELOW
        self._cap.setGeometry((self.width() - wide) // 2, top, wide, _TALL)
