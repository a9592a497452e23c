"""The days that a statement covers: from its first line to its last, until a person says more."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import label


class _DayEdit(QDateEdit):
    """A date that Tab leaves at once: the arrows go from its day to its month and year."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        return QWidget.focusNextPrevChild(self, forward)


class CoveredDays(QWidget):
    """Two dates. A bank's statement of a month has no line on its first day, perhaps: only a person
    knows that it covers it."""

    def __init__(self) -> None:
        super().__init__()
        self._first = self._date("statement_first", self.tr("First day"))
        self._last = self._date("statement_last", self.tr("Last day"))
        self._is_typed = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for edit, text in ((self._first, self.tr("Covers")), (self._last, self.tr("until"))):
            name = label(Size.LABEL, tone="muted")
            name.setText(text)
            name.setBuddy(edit)
            row.addWidget(name)
            row.addWidget(edit)
            edit.userDateChanged.connect(self._keep)
        row.addStretch(1)

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day, in their order."""
        days = sorted((_python(self._first.date()), _python(self._last.date())))
        return days[0], days[1]

    def suggest(self, period: tuple[date, date]) -> None:
        """Shows these days, unless a person has typed others."""
        if self._is_typed:
            return
        for edit, day in zip((self._first, self._last), period, strict=True):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)

    def _keep(self) -> None:
        self._is_typed = True

    def _date(self, name: str, words: str) -> QDateEdit:
        edit = _DayEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(words)
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("dd/MM/yyyy")
        edit.setFont(font(Size.BODY))
        edit.setMinimumHeight(TARGET)
        return edit


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
