"""Bar of a share: as much of it is coloured as the share is of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from pos_app.ui.theme.theme import CurrentTheme

_TALL = 4


class ShareBar(QWidget):
    """Bar of `part` of `whole`. The numbers beside it say the same."""

    def __init__(
        self, look: CurrentTheme, part: int, whole: int, *, quiet: bool = False, tall: int = _TALL
    ) -> None:
        super().__init__()
        self._look = look
        self._part, self._whole = part, whole
        self._quiet = quiet  # in grey, for what is no money
        self.setFixedHeight(tall)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = self._look.colours
        painter = QPainter(self)
        where = QRectF(0, 0, self.width(), self.height())
        ink = colours.muted if self._quiet else colours.accent
        paint_share(painter, where, self._part, self._whole, (ink, colours.sunken))
        painter.end()


def paint_share(
    painter: QPainter, where: QRectF, part: int, whole: int, colours: tuple[str, str]
) -> None:
    """Paints the bar in its ink and its ground. A part that is there is seen, however small."""
    ink, ground = colours
    share = min(1.0, part / whole) if part > 0 and whole > 0 else 0.0
    round_end = where.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(where, round_end, round_end)
    if share:
        long = max(where.height(), where.width() * share)
        painter.setBrush(QColor(ink))
        painter.drawRoundedRect(
            QRectF(where.left(), where.top(), long, where.height()), round_end, round_end
        )
    painter.restore()
