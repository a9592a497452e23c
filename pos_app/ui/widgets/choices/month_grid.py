"""A month's days to choose from, by finger, mouse or keys, with a period marked in it."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui.qt.constants import CENTRE, ENTER
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import TARGET, Size

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

_DAYS, _WEEKS = 7, 6
_HEAD = 28  # height of the names of the days
_INSET = 3


def month_words(day: date) -> str:
    """Returns the month and the year in the window's language."""
    name = QLocale().standaloneMonthName(day.month)
    return f"{name[:1].upper()}{name[1:]} {day.year}"


class MonthGrid(QWidget):
    """Grid of one month. The cursor is the day that Enter and Space choose; arrows move it on into
    the next month."""

    chosen = Signal(object)  # date
    moved = Signal(object)  # date: the cursor, maybe into another month

    def __init__(self, name: str, look: CurrentTheme, last: date) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look
        self._last = last
        self._cursor = last
        self._start: date | None = last
        self._end: date | None = last

    @property
    def cursor_day(self) -> date:
        return self._cursor

    def set_last(self, last: date) -> None:
        """Sets the last day that there is: the ones after it have not come."""
        self._last = last
        self.go_to(self._cursor)

    def go_to(self, day: date) -> None:
        self._cursor = min(day, self._last)
        self._tell()
        self.moved.emit(self._cursor)
        self.update()

    def step_month(self, months: int) -> None:
        """Moves the cursor by so many months, to the same day or the last one there is."""
        at = self._cursor.year * 12 + self._cursor.month - 1 + months
        year, month = divmod(at, 12)
        most = max(Calendar().itermonthdays(year, month + 1))
        self.go_to(date(year, month + 1, min(self._cursor.day, most)))

    def mark(self, start: date | None, end: date | None) -> None:
        self._start, self._end = start, end
        self.update()

    # --- Qt ---------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(_DAYS * TARGET, _HEAD + _WEEKS * TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self._cursor + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step_month(-1 if key is Qt.Key.Key_PageUp else 1)
        elif key in ENTER or key is Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        day = next((day for day, where in self._places() if where.contains(at)), None)
        if day is not None and day <= self._last:
            self.go_to(day)
            self.chosen.emit(day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for day, where in self._places():
            self._paint_day(painter, day, where)
        painter.end()

    # --- inside -----------------------------------------------------------------------------------

    def _tell(self) -> None:
        day = QDate(self._cursor.year, self._cursor.month, self._cursor.day)
        self.setAccessibleName(QLocale().toString(day, QLocale.FormatType.LongFormat))

    def _places(self) -> list[tuple[date, QRect]]:
        """Returns the days of the month with their places, weeks from Monday."""
        weeks = Calendar().monthdatescalendar(self._cursor.year, self._cursor.month)
        return [
            (day, QRect(column * TARGET, _HEAD + row * TARGET, TARGET, TARGET))
            for row, week in enumerate(weeks)
            for column, day in enumerate(week)
            if day.month == self._cursor.month
        ]

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(self._look.colours.muted))
        for column in range(_DAYS):
            name = QLocale().standaloneDayName(column + 1, QLocale.FormatType.NarrowFormat)
            painter.drawText(QRect(column * TARGET, 0, TARGET, _HEAD), CENTRE, name)

    def _paint_day(self, painter: QPainter, day: date, where: QRect) -> None:
        colours = self._look.colours
        inner = QRectF(where.adjusted(_INSET, _INSET, -_INSET, -_INSET))
        is_end = day in (self._start, self._end)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._start and self._end and self._start <= day <= self._end:
            painter.fillRect(where.adjusted(0, _INSET, 0, -_INSET), QColor(colours.tint))
        if is_end:
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(inner, 8, 8)
        if day == self._cursor and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text if is_end else colours.accent), 2))
            painter.drawRoundedRect(inner, 8, 8)
        ink = colours.on_accent if is_end else colours.text
        painter.setPen(QColor(ink if day <= self._last else colours.edge))
        painter.setFont(font(Size.LABEL, strong=is_end))
        painter.drawText(where, CENTRE, str(day.day))
