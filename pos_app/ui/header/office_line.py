"""The header's line about the office: how far it has what the till has. It moves nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from pos_app.ports.office.status import OfficeState
from pos_app.ui.format import times
from pos_app.ui.qt.constants import MIDDLE
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import Size
from pos_app.words.office.status_words import TROUBLES, office_lines, office_meaning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from pos_app.ports.office.status import OfficeStatus, TellsOffice
    from pos_app.ui.header.header import Lights

LATE = 60.0  # seconds that an event waits before a person is told
_AGAIN = 15_000  # milliseconds: what waits becomes late without anybody's saying so
_DOT = QRectF(3, -5, 10, 10)  # from the left, and from the middle
_TEXT = 19  # from the left
_GAP = 8  # before the first light
_NO_PEN = QColor(0, 0, 0, 0)


class OfficeLine(QWidget):
    """A dot and a line, in the room that the providers' lights leave; where that is short, the dot
    alone. Its shape tells what its colour does: full, empty while something waits, struck out."""

    def __init__(
        self, office: TellsOffice, lights: Lights, look: CurrentTheme, wall: tzinfo
    ) -> None:
        super().__init__(lights)
        self.setObjectName("office_line")
        self._office = office
        self._look = look
        self._wall = wall
        self._lines: Sequence[str] = ()
        self._is_late = False
        self._face = font(Size.LABEL)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self.show_status)
        office.listen(lambda _: self.show_status())
        lights.make_room_for(self)
        self.show_status()

    def show_status(self) -> None:
        """Shows it again: it changed, time went by, or the language is another. A till that has
        left its office has no line."""
        status = self._office.status
        self.setVisible(status.state is not OfficeState.NOT_ENROLLED)
        self._is_late = bool(status.behind) and _waits_long(status)
        since = times.in_short(status.since, times.now(), self._wall) if status.since else ""
        self._lines = office_lines(status, since, is_late=self._is_late)
        words = "\n".join(one for one in (self._lines[0], office_meaning(status)) if one)
        if words != self.accessibleName():
            self.setAccessibleName(words)
            show_tip(self, words)
        if status.behind and not self._is_late:
            self._again.start()
        else:
            self._again.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        state = self._office.status.state
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face)
        is_fail = state in TROUBLES
        colour = QColor(colours.fail if is_fail else colours.muted)
        dot = _DOT.translated(0, self.height() / 2)
        if state in {OfficeState.UP_TO_DATE, OfficeState.SHIPPING} and not self._is_late:
            painter.setPen(_NO_PEN)
            painter.setBrush(QColor(colours.paid))
        else:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(_NO_PEN)
        painter.drawEllipse(dot)
        painter.setPen(QPen(colour, 2))
        if is_fail:
            painter.drawLine(dot.bottomLeft(), dot.topRight())
        painter.drawText(QRectF(_TEXT, 0, self.width(), self.height()), MIDDLE, self.fitting())
        painter.end()

    def fitting(self) -> str:
        """Returns the fullest line that fits; none where none does: a part of one says nothing."""
        metrics = QFontMetrics(self._face)
        room = self.width() - _TEXT - _GAP
        return next((one for one in self._lines if metrics.horizontalAdvance(one) <= room), "")


def _waits_long(status: OfficeStatus) -> bool:
    if status.since is None:
        return False
    return (times.now() - status.since).total_seconds() >= LATE
