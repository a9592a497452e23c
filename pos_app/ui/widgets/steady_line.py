"""Line edit whose Enter counts once, however long the key is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from pos_app.ui.qt.constants import ENTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SteadyLine(QLineEdit):
    """Line for a form where Enter leads on: a key still held from the place before leads no
    further."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.isAutoRepeat():
            event.accept()
            return
        super().keyPressEvent(event)
