"""QR code view: dark on white in both themes, as readers want it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.printing.layout.qr import QUIET_ZONE, qr_matrix
from pos_app.ui.theme.tokens import RADIUS_SMALL

_SIDE = 320


class QrView(QWidget):
    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.show_text(text)
        self.resize_to(_SIDE)

    def show_text(self, text: str) -> None:
        """Draws the QR code of the text; none for an empty one."""
        self._rows = qr_matrix(text) if text else ()
        self.update()

    def resize_to(self, side: int) -> None:
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_SMALL, RADIUS_SMALL)
        # Whole pixels: a module drawn between two of them is grey at its edges.
        side = self.width() // (len(self._rows) + 2 * QUIET_ZONE)
        edge = (self.width() - side * len(self._rows)) // 2
        for row, modules in enumerate(self._rows):
            for column, dark in enumerate(modules):
                if dark:
                    where = (edge + column * side, edge + row * side, side, side)
                    painter.fillRect(*where, Qt.GlobalColor.black)
        painter.end()
