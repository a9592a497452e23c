"""Timeline of one sale: its events with their times, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from pos_app.domain import events as happened
from pos_app.ui.format import times
from pos_app.ui.qt.plain_text import tip
from pos_app.ui.theme.status_style import StatusStyle, ink
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.words.services import service_of
from pos_app.words.timeline import event_words
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from pos_app.domain.method import Method
    from pos_app.ports.journal import Recorded

Index = QModelIndex | QPersistentModelIndex
_STEP = Qt.ItemDataRole.UserRole + 1
_TIME_AT = 24  # after the dot
_WORDS_AT = 88

_TONES: dict[type[happened.Event], StatusStyle] = {
    happened.Paid: StatusStyle.PAID,
    happened.Captured: StatusStyle.PAID,
    happened.ReceivedByHand: StatusStyle.TAKEN,
    happened.GivenByHand: StatusStyle.REST,
    happened.PartStarted: StatusStyle.WAIT,
    happened.Authorized: StatusStyle.WAIT,
    happened.OperationStarted: StatusStyle.WAIT,
    happened.Refunded: StatusStyle.REST,
    happened.OperationFailed: StatusStyle.REST,
    happened.SettledAsPaid: StatusStyle.DOUBT,
    happened.SettledAsUnpaid: StatusStyle.DOUBT,
    happened.FlagCleared: StatusStyle.REST,
    happened.Released: StatusStyle.REST,
    happened.Declined: StatusStyle.FAIL,
    happened.Expired: StatusStyle.FAIL,
    happened.Cancelled: StatusStyle.REST,
    happened.CancelRejected: StatusStyle.FAIL,
    happened.NotSent: StatusStyle.FAIL,
    happened.Refused: StatusStyle.FAIL,
    happened.OutcomeUnknown: StatusStyle.DOUBT,
    happened.FinalWordMissing: StatusStyle.DOUBT,
    happened.Mismatched: StatusStyle.DOUBT,
    happened.AlreadyUsed: StatusStyle.DOUBT,
}


class TimelineStep(NamedTuple):
    time: str
    what: str
    more: str
    tone: StatusStyle | None

    def height(self, wide: int) -> int:
        """Returns the height of its words, wrapped to a list of this width."""
        room = max(80, wide - _WORDS_AT)
        tall = _measure(font(Size.LABEL, strong=True), self.what, room)
        if self.more:
            tall += _measure(font(Size.SMALL), self.more, room)
        return tall + Space.SMALL


class TimelineModel(QAbstractListModel):
    def __init__(self, wall: tzinfo) -> None:
        super().__init__()
        self._wall = wall
        self._steps: list[TimelineStep] = []

    def show_events(self, events: Sequence[Recorded], method: Method | None = None) -> None:
        self.beginResetModel()
        born = [one.event for one in events if isinstance(one.event, happened.Created)]
        self._steps = [
            TimelineStep(
                times.clock(recorded.at, self._wall),
                *event_words(recorded.event, born[0].purpose, service_of(method)),
                _TONES.get(type(recorded.event)),
            )
            for recorded in events
        ]
        self.endResetModel()

    def height(self, wide: int) -> int:
        """Returns the height of all steps in this width."""
        return sum(step.height(wide) for step in self._steps)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self._steps[index.row()]
        if role == _STEP:
            return step
        told = joined(step.time, step.what, step.more)
        if role == Qt.ItemDataRole.DisplayRole:
            return told
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(told)
        return None


class _StepRow(QStyledItemDelegate):
    def __init__(self, look: CurrentTheme, model: TimelineModel) -> None:
        super().__init__()
        self._look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        step: TimelineStep = index.data(_STEP)
        wide = option.rect.width()
        return QSize(wide, step.height(wide))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: TimelineStep = index.data(_STEP)
        where = option.rect
        colours = self._look.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(where.left() + 7, where.top() + 12)
        if index.row() + 1 < self._model.rowCount():
            painter.setPen(QPen(QColor(colours.line), 2))
            painter.drawLine(middle + QPointF(0, 9), QPointF(middle.x(), where.bottom() + 3))
        self._paint_dot(painter, middle, step)
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(colours.muted))
        time = where.adjusted(_TIME_AT, 4, 0, 0)
        painter.drawText(time, Qt.AlignmentFlag.AlignLeft, step.time)
        words = font(Size.LABEL, strong=step.tone is not None)
        painter.setFont(words)
        painter.setPen(QColor(ink(colours, step.tone) if step.tone else colours.text))
        text = where.adjusted(_WORDS_AT, 3, 0, 0)
        used = _measure(words, step.what, text.width())
        painter.drawText(text, Qt.TextFlag.TextWordWrap, step.what)
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(colours.muted))
        more = text.adjusted(0, used, 0, 0)
        painter.drawText(more, _wrap(painter.fontMetrics(), step.more, more.width()), step.more)
        painter.restore()

    def _paint_dot(self, painter: QPainter, at: QPointF, step: TimelineStep) -> None:
        colours = self._look.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink(colours, step.tone) if step.tone else colours.edge))
        painter.drawEllipse(at, 4.5, 4.5)


def _wrap(metrics: QFontMetrics, text: str, room: int) -> Qt.TextFlag:
    """Wraps between words, and breaks a reference that is longer than the line."""
    long = any(metrics.horizontalAdvance(word) > room for word in text.split())
    return Qt.TextFlag.TextWrapAnywhere if long else Qt.TextFlag.TextWordWrap


def _measure(face: QFont, text: str, room: int) -> int:
    metrics = QFontMetrics(face)
    return metrics.boundingRect(0, 0, room, 1000, _wrap(metrics, text, room), text).height()


class Timeline(QListView):
    """The list of events, as tall as all of them; wraps its words to its width. Whatever holds it
    scrolls."""

    def __init__(self, look: CurrentTheme, wall: tzinfo) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self.steps = TimelineModel(wall)
        self._row = _StepRow(look, self.steps)
        self.setModel(self.steps)
        self.setItemDelegate(self._row)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.steps.modelReset.connect(self.updateGeometry)

    def heightForWidth(self, wide: int) -> int:
        edges = 2 * self.frameWidth()
        return self.steps.height(wide - edges) + edges

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays out at once: Qt waits a tenth of a second, in which wrapped words lie on the next
        step."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
