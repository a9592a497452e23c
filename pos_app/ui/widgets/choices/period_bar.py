"""Segmented control of the period: today, yesterday, seven days, this month, from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout

from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import TARGET
from pos_app.ui.widgets.basic import Button
from pos_app.ui.widgets.choices.icon_button import IconButton
from pos_app.ui.widgets.choices.period import Period, PeriodKind
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pos_app.ui.theme.theme import CurrentTheme

_FIRST_KEY = Qt.Key.Key_F2


class PeriodBar(QFrame):
    """Bar that tells the chosen period. The last segment asks for days, and then names them."""

    changed = Signal(object)  # Period
    days_asked = Signal()  # a calendar is wanted

    def __init__(self, name: str, look: CurrentTheme, today: date) -> None:
        super().__init__()
        self.setObjectName(f"{name}_period")
        self.setProperty("box", "segments")
        self._today = today
        self.period = Period.of(PeriodKind.TODAY, today)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._segments: Mapping[PeriodKind, Button] = {
            kind: IconButton(f"{name}_{kind}", Icon.CALENDAR, look, "segment")
            if kind is PeriodKind.CHOSEN
            else Button(f"{name}_{kind}", "segment")
            for kind in PeriodKind
        }
        for kind, button in self._segments.items():
            button.setCheckable(True)
            button.setMinimumHeight(TARGET)
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
        self._segments[PeriodKind.TODAY].setChecked(True)

    def begin(self) -> None:
        """Puts the focus on the chosen period."""
        self._segments[self.period.kind].setFocus()

    def choose(self, kind: PeriodKind) -> None:
        """Chooses a period of this kind; for days of one's own it asks which."""
        if kind is PeriodKind.CHOSEN:
            self._mark()
            self.days_asked.emit()
        else:
            self.show_period(Period.of(kind, self._today))

    def choose_by_key(self, key: int) -> bool:
        """Takes a function key: F2 is the first period. Returns whether it is one's."""
        place = key - _FIRST_KEY
        kinds = list(PeriodKind)
        if not 0 <= place < len(kinds):
            return False
        self.choose(kinds[place])
        return True

    def show_period(self, period: Period) -> None:
        was, self.period = self.period, period
        self._mark()
        self.retranslate()
        if was != period:
            self.changed.emit(period)

    def set_today(self, today: date) -> None:
        """Moves a period that ends today to the new day, once there is one."""
        if today != self._today:
            self._today = today
            self.show_period(self.period.as_of(today))

    def retranslate(self) -> None:
        said = {
            PeriodKind.TODAY: self.tr("Today"),
            PeriodKind.YESTERDAY: self.tr("Yesterday"),
            PeriodKind.WEEK: self.tr("7 days"),
            PeriodKind.MONTH: self.tr("This month"),
            PeriodKind.CHOSEN: self._chosen_words(),
        }
        for place, (kind, button) in enumerate(self._segments.items()):
            button.set_text(said[kind])
            show_tip(button, filled(self.tr("Key: {0}"), f"F{place + 2}"))
        self.setAccessibleName(self.tr("Period"))

    @property
    def calendar_place(self) -> Button:
        """The button below which a calendar opens."""
        return self._segments[PeriodKind.CHOSEN]

    def _mark(self) -> None:
        """Shows the period as it is: a calendar that is closed again has changed nothing."""
        self._segments[self.period.kind].setChecked(True)

    def _chosen_words(self) -> str:
        start, end = self.period.start, self.period.end
        if self.period.kind is not PeriodKind.CHOSEN:
            return self.tr("From … to")
        if start is None or end is None:
            return self.tr("All days")
        return f"{start:%d/%m/%Y}" if start == end else self.period.short_words
