"""Button that shows the key which presses it, in a frame beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from pos_app.ui.widgets.basic import Button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class KeyButton(Button):
    """A button whose style leaves room for the key at its right."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(name)
        self.setProperty("keyed", True)
        self._key = key
        self._cap = label(12, tone="muted")
        self._cap.setParent(self)
        self._cap.setProperty("box", "cap")
        self._cap.setText(key)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_text(self, text: str, meaning: str = "") -> None:
        super().set_text(text, meaning)
        self.setAccessibleDescription(self._key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._cap.sizeHint()
        left = self.width() - size.width() - 6
        self._cap.setGeometry(left, (self.height() - 20) // 2, size.width(), 20)
