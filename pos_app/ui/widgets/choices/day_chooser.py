"""Calendar below the period bar: from a day to a day, or one of the usual periods before today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label
from pos_app.ui.widgets.choices.month_grid import MonthGrid, month_words
from pos_app.ui.widgets.choices.period import Period, PeriodKind
from pos_app.ui.widgets.choices.popup_place import place_popup
from pos_app.ui.widgets.picker import ArrowButton
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ui.theme.theme import CurrentTheme

_USUAL = 3  # periods with a button
_QUARTER = 90  # days


class DayChooser(QFrame):
    """Popup that asks for the first day and then for the last; the same one twice is one day.

    It offers all days, but not to a page that needs a first day. For a comparison it asks for the
    first day alone: as many days follow as are compared with.
    """

    chosen = Signal(object)  # Period

    def __init__(
        self,
        name: str,
        look: CurrentTheme,
        today: date,
        parent: QWidget,
        *,
        compares: bool = False,
        needs_first_day: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(name)
        self.setProperty("box", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._today = today
        self._compares = compares
        self._needs_first_day = needs_first_day
        self._period = Period.of(PeriodKind.TODAY, today)
        self._from: date | None = None
        self._title = label(Size.BODY, strong=True, name=f"{name}_month")
        self._ask = label(Size.LABEL, tone="muted", name=f"{name}_ask")
        self._previous = ArrowButton(f"{name}_previous", Icon.BACK, look)
        self._next = ArrowButton(f"{name}_next", Icon.ON, look)
        self.grid = MonthGrid(f"{name}_grid", look, today)
        self._usual = [Button(f"{name}_usual_{place}") for place in range(_USUAL)]
        self._arrange()
        self._previous.clicked.connect(lambda: self.grid.step_month(-1))
        self._next.clicked.connect(lambda: self.grid.step_month(1))
        self.grid.moved.connect(lambda day: self._title.setText(month_words(day)))
        self.grid.chosen.connect(self._take)
        for place, button in enumerate(self._usual):
            button.clicked.connect(lambda _=False, place=place: self._choose_usual(place))
        self.retranslate()

    def open_below(self, button: QWidget, period: Period, today: date) -> None:
        """Opens with this period marked, and the focus on its first day."""
        self._today, self._period, self._from = today, period, None
        self.grid.set_last(today)
        self.grid.mark(period.start, period.end)
        self.grid.go_to(period.start or today)
        self.retranslate()
        self.adjustSize()
        corner = button.mapToGlobal(button.rect().bottomRight())
        place_popup(self, QPoint(corner.x() - self.width(), corner.y() + Space.TIGHT), button)
        self.show()
        self.grid.setFocus()

    def retranslate(self) -> None:
        self._previous.set_text("", self.tr("Previous month"))
        self._next.set_text("", self.tr("Next month"))
        for button, (words, _) in zip(self._usual, self._offered(), strict=True):
            button.set_text(words)
        self._title.setText(month_words(self.grid.cursor_day))
        if self._compares:
            self._ask.setText(self.tr("Choose the first of the other days"))
        elif self._from is None:
            self._ask.setText(self.tr("Choose the first day"))
        else:
            self._ask.setText(filled(self.tr("From {0}: choose the last day"), _short(self._from)))

    # --- inside -----------------------------------------------------------------------------------

    def _offered(self) -> Sequence[tuple[str, Period]]:
        """Returns the usual periods, each with its words."""
        if not self._compares:
            return (
                (self.tr("Last week"), last_week(self._today)),
                (self.tr("Last month"), last_month(self._today)),
                self._longest(),
            )
        start = self._period.start or self._today
        return (
            (self.tr("The days before"), self._period.before() or self._period),
            (self.tr("A week before"), self._period.beginning(start - timedelta(days=7))),
            (self.tr("A year before"), self._period.beginning(start - timedelta(days=364))),
        )

    def _longest(self) -> tuple[str, Period]:
        if not self._needs_first_day:
            return self.tr("All days"), Period.chosen(None, None)
        start = self._today - timedelta(days=_QUARTER - 1)
        return filled(self.tr("{0} days"), _QUARTER), Period.chosen(start, self._today)

    def _choose_usual(self, place: int) -> None:
        self._choose(self._offered()[place][1])

    def _take(self, day: date) -> None:
        if self._compares:
            self._choose(self._period.beginning(day))
        elif self._from is None:
            self._from = day
            self.grid.mark(day, day)
            self.retranslate()
        else:
            self._choose(Period.chosen(min(self._from, day), max(self._from, day)))

    def _choose(self, period: Period) -> None:
        self.hide()
        self.chosen.emit(period)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._previous)
        head.addStretch(1)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._next)
        usual = QVBoxLayout()
        usual.setSpacing(Space.SMALL)
        for button in self._usual:
            usual.addWidget(button)
        usual.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(Space.SMALL)
        left.addLayout(head)
        left.addWidget(self.grid)
        left.addWidget(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        row.setSpacing(Space.WIDE)
        row.addLayout(left)
        row.addLayout(usual)


def last_week(today: date) -> Period:
    """Returns the week before this one, from Monday to Sunday."""
    monday = today - timedelta(days=today.weekday() + 7)
    return Period.chosen(monday, monday + timedelta(days=6))


def last_month(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period.chosen(last.replace(day=1), last)


def _short(day: date) -> str:
    return f"{day:%d/%m}"
