"""Card of the totals: what they are of, the figures, and a comparison with another period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.ports.sale_search import SearchTotals
from pos_app.ui.journal.totals import Totals
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.choices.day_chooser import DayChooser
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pos_app.domain.method import Method
    from pos_app.ui.theme.theme import CurrentTheme
    from pos_app.ui.widgets.choices.period import Period


_LINK = Space.SMALL + 2  # what a link has around its words, which stand in line with the others


class TotalsCard(QFrame):
    """Card that tells the totals of all that was found, on the screen or not."""

    compared = Signal(object)  # Period, or None: no comparison any more

    def __init__(self, methods: Mapping[str, Method], look: CurrentTheme, today: date) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._today = today
        self._period: Period | None = None
        self._against: Period | None = None
        self.totals = SearchTotals()
        self._past: SearchTotals | None = None
        self._title = wrapped(label(Size.SMALL, strong=True, tone="muted"))
        self._count = label(Size.SMALL, tone="muted", name="journal_count")
        self.figures = Totals(methods, look)
        self._compare = Button("journal_compare", "link")
        self._chooser = DayChooser("compare_days", look, today, self, compares=True)
        head = QHBoxLayout()
        head.setContentsMargins(_LINK, 0, _LINK, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        edge = Space.WIDE - _LINK
        column.setContentsMargins(edge, Space.NORMAL, edge, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self._compare)
        figures = QHBoxLayout()
        figures.setContentsMargins(_LINK, 0, _LINK, 0)
        figures.addWidget(self.figures)
        column.addLayout(figures)
        self._compare.clicked.connect(self.turn_comparison)
        self._chooser.chosen.connect(self._compare_with)

    @property
    def against(self) -> Period | None:
        return self._against

    def use_period(self, period: Period, today: date) -> None:
        """Takes another period: what it was compared with is no longer meant."""
        self._period, self._today = period, today
        self._against = None
        self._past = None
        self.retranslate()

    def show_totals(self, totals: SearchTotals, past: SearchTotals | None) -> None:
        self.totals, self._past = totals, past if self._against else None
        self.retranslate()

    def wait(self) -> None:
        """Shows no figures while those of another search are still being added up."""
        self.totals, self._past = SearchTotals(), None
        self.retranslate()
        self._count.setText(self.tr("Adding up…"))

    def turn_comparison(self) -> None:
        """Asks what to compare with, or ends the comparison."""
        if self._against is not None:
            self._compare_with(None)
        elif self._period is not None and self._period.before() is not None:
            self._chooser.open_below(self._compare, self._period, self._today)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Totals of what is shown"))
        paid, sales = self.totals.paid, self.totals.sales
        words = self.tr("{0} paid of {1}", "", paid)
        self._count.setText(filled(words, f"{paid:,}", f"{sales:,}").replace(",", "\u202f"))
        can = self._period is not None and self._period.before() is not None
        self._compare.setVisible(can)
        if self._against is None:
            self._compare.set_text(self.tr("Compare with other days…"))
        else:
            self._compare.set_text(self.tr("End the comparison"))
        words = self._against.short_words if self._against else ""
        self.figures.show_totals(self.totals, self._past, words)
        self._chooser.retranslate()

    def _compare_with(self, against: Period | None) -> None:
        self._against = against
        self._past = None
        self.retranslate()
        self.compared.emit(against)
