"""Picker of a period: today, yesterday, seven days, this month, or from one day to another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.ui.widgets.choices.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_DAY = timedelta(days=1)
_BETWEEN = "between"
_PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - _DAY, today - _DAY),
    "week": lambda today: (today - 6 * _DAY, today),
    "month": lambda today: (today.replace(day=1), today),
}
_WIDE = 132  # of a date with its arrow


class PeriodPicker(QWidget):
    """One line of choices. The days of a period of one's own come into `own_days`, which the page
    puts where it has room."""

    changed = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self._today = today
        self.segments = Segments(name, [*_PERIODS, _BETWEEN])
        self._first, self._last = _day_edit(f"{name}_first"), _day_edit(f"{name}_last")
        self._from, self._to = (label(Size.LABEL, tone="muted") for _ in range(2))
        self.own_days = QWidget()
        across = QHBoxLayout(self.own_days)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Space.SMALL)
        for part in (self._from, self._first, self._to, self._last):
            across.addWidget(part)
        across.addStretch(1)
        self.own_days.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.segments)
        self.set_today(today)
        self.segments.chosen.connect(self._choose)
        self._first.dateChanged.connect(self._order_days)
        self._last.dateChanged.connect(self._order_days)
        self.retranslate()

    @property
    def period(self) -> tuple[date, date]:
        """Returns the first and the last business day."""
        chosen = self.segments.choice
        if chosen in _PERIODS:
            return _PERIODS[chosen](self._today)
        return _day_of(self._first), _day_of(self._last)

    def begin(self) -> None:
        """Puts the focus on the choice."""
        self.segments.buttons[self.segments.choice].setFocus()

    def set_today(self, today: date) -> None:
        """Moves on to a new business day; no period goes beyond it."""
        self._today = today
        for edit in (self._first, self._last):
            edit.blockSignals(True)  # the caller reads anew
            edit.setMaximumDate(QDate(today.year, today.month, today.day))
            edit.blockSignals(False)

    def retranslate(self) -> None:
        self.segments.set_texts(
            {
                "today": self.tr("Today"),
                "yesterday": self.tr("Yesterday"),
                "week": self.tr("7 days"),
                "month": self.tr("This month"),
                _BETWEEN: self.tr("From … to"),
            }
        )
        self.segments.setAccessibleName(self.tr("Period"))
        self._from.setText(self.tr("From"))
        self._to.setText(self.tr("to"))
        self._first.setAccessibleName(self.tr("First day"))
        self._last.setAccessibleName(self.tr("Last day"))

    def _choose(self, choice: str) -> None:
        self.own_days.setVisible(choice == _BETWEEN)
        if choice == _BETWEEN:
            self._first.setFocus()
        self.changed.emit()

    def _order_days(self) -> None:
        """Keeps the last day from coming before the first: the other one follows."""
        first, last = self._first.date(), self._last.date()
        if first > last:
            other = self._last if self.sender() is self._first else self._first
            other.setDate(first if other is self._last else last)
            return
        self.changed.emit()


def _day_edit(name: str) -> QDateEdit:
    edit = QDateEdit(QDate.currentDate())
    edit.setObjectName(name)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("dd/MM/yyyy")
    edit.setFont(font(Size.BODY))
    edit.setMinimumHeight(TARGET)
    edit.setMinimumWidth(_WIDE)
    return edit


def _day_of(edit: QDateEdit) -> date:
    day: date = edit.date().toPython()  # type: ignore[assignment]
    return day
