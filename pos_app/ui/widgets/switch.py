"""Switch for yes or no: a check box that paints itself from the tokens, as large as a finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QCheckBox

from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from pos_app.ui.theme.theme import CurrentTheme

_TRACK = QSize(48, 28)
_EDGE = 3  # pixels around the track, for the frame of the focus
_INSET = 4  # pixels between the track and its knob
_GAP = 10  # pixels between the track and its words


class ToggleSwitch(QCheckBox):
    """A switch with its state in words beside it, since colour alone tells not everybody.

    Its base makes it a check box to a screen reader, and turns it by Space.
    """

    def __init__(self, name: str, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setFont(font(Size.BODY, strong=True))
        self.setMinimumSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        words = max(self.fontMetrics().horizontalAdvance(said) for said in self._said())
        return QSize(_TRACK.width() + 2 * _EDGE + _GAP + words, TARGET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Turns it wherever it is touched, not on the track alone."""
        return self.rect().contains(pos)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(_EDGE, top, _TRACK.width(), _TRACK.height())
        self._paint_track(painter, track)
        self._paint_words(painter, track.right() + _GAP)
        painter.end()

    # --- inside -----------------------------------------------------------------------------------

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        colours, on = self._look.colours, self.isChecked()
        round_by = track.height() / 2
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            frame = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(frame, round_by + 2, round_by + 2)
        lit = on and self.isEnabled()
        inner = track.adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.accent if lit else colours.muted), 2))
        painter.setBrush(QColor(colours.accent if lit else colours.sunken))
        painter.drawRoundedRect(inner, round_by - 1, round_by - 1)
        self._paint_knob(painter, track, lit=lit)

    def _paint_knob(self, painter: QPainter, track: QRectF, *, lit: bool) -> None:
        colours = self._look.colours
        radius = track.height() / 2 - _INSET
        place = (
            track.right() - _INSET - radius if self.isChecked() else track.left() + _INSET + radius
        )
        centre = QPointF(place, track.center().y())
        painter.setPen(QPen(QColor(0, 0, 0, 0)))
        painter.setBrush(QColor(colours.on_accent if lit else colours.muted))
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked():
            box = QRectF(place - radius, centre.y() - radius, 2 * radius, 2 * radius)
            sign = colours.accent if lit else colours.sunken
            paint_icon(painter, Icon.CHECK, box.adjusted(2, 2, -2, -2), sign)

    def _paint_words(self, painter: QPainter, left: float) -> None:
        colours = self._look.colours
        off, on = self._said()
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.muted))
        painter.setFont(self.font())
        metrics = self.fontMetrics()
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, base), on if self.isChecked() else off)

    def _said(self) -> tuple[str, str]:
        return self.tr("Off"), self.tr("On")
