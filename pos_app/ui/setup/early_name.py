"""Early name: what is typed before the wizard asks for the name of the shop, kept until it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from pos_app.ui.qt.constants import BACKSPACE, CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget


class EarlyName(QObject):
    """Listener at buttons, of which nobody types letters to press one.

    Once a letter was typed, a space belongs to the name, and presses nothing.
    """

    changed = Signal()

    def __init__(self, buttons: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self.text = ""
        for button in buttons:
            button.installEventFilter(self)

    def take(self) -> str:
        """Returns the name, and forgets it: the wizard asks for it now."""
        name = self.text.strip()
        self._turn_to("")
        return name

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        text = event.text()
        types = bool(text) and text.isprintable() and event.modifiers().value != CONTROL
        if types and (self.text + text).strip():
            self._turn_to(self.text + text)
        elif event.key() == BACKSPACE and self.text:
            self._turn_to(self.text[:-1])
        else:
            return False
        return True

    def _turn_to(self, text: str) -> None:
        self.text = text
        self.changed.emit()
