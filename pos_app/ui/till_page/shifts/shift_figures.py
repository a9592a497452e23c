"""Outcomes of a shift's sales: paid and not, and what has no end yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.books.shares import average, by_first
from pos_app.domain.events import OPEN, State
from pos_app.domain.money import Money
from pos_app.ui.theme.status_style import ICONS, tone_of_state
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import PlainIcon, RowList, figure_row, figures, row, text
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.words.states import state_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pos_app.domain.books.shift import ShiftDocument, StateCount
    from pos_app.domain.books.takings import TakingsLine
    from pos_app.domain.money import Currency
    from pos_app.ui.theme.theme import CurrentTheme

_REFUSED = frozenset({State.DECLINED, State.EXPIRED, State.NOT_SENT})


class ShiftFigures(QWidget):
    """Two columns: the sales by how they ended, and those that have not ended."""

    def __init__(self, currency: Currency, look: CurrentTheme) -> None:
        super().__init__()
        self._currency = currency
        self._look = look
        self._titles = [wrapped(label(Size.LABEL, strong=True, tone="muted")) for _ in range(2)]
        self._ended, self._open = RowList(), RowList()
        self._goes_on = wrapped(label(Size.SMALL, tone="muted"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.EDGE)
        grid.setVerticalSpacing(Space.SMALL)
        for place, (title, rows) in enumerate(
            zip(self._titles, (self._ended, self._open), strict=True)
        ):
            column = QVBoxLayout()
            column.addLayout(rows)
            if rows is self._open:
                column.addSpacing(Space.SMALL)
                column.addWidget(self._goes_on)
            column.addStretch(1)
            grid.addWidget(title, 0, place)
            grid.addLayout(column, 1, place)
            grid.setColumnStretch(place, 1)

    def show_shift(self, document: ShiftDocument) -> None:
        sales, takings = document.sales, document.takings
        self._ended.show_rows([document], self._ended_rows(sales, takings))
        waiting = [line for line in sales if line.state in OPEN]
        self._open.show_rows(waiting or [None], map(self._open_row, waiting))
        self._goes_on.setVisible(bool(waiting))
        self._titles[1].setVisible(bool(waiting))

    def retranslate(self) -> None:
        self._titles[0].setText(self.tr("Sales"))
        self._titles[1].setText(self.tr("Not ended yet"))
        self._goes_on.setText(
            self.tr("They continue after the shift. The next cashier sees them under Sell.")
        )
        self._ended.forget()
        self._open.forget()

    def _ended_rows(
        self, sales: Sequence[StateCount], takings: Sequence[TakingsLine]
    ) -> Iterable[QWidget]:
        for words, states in (
            (self.tr("Paid"), {State.PAID}),
            (self.tr("Declined or expired"), _REFUSED),
            (self.tr("Cancelled"), {State.CANCELLED}),
        ):
            count = sum(line.count for line in sales if line.state in states)
            yield figure_row(words, str(count))
        came = [line for line in takings if not line.is_given_back]
        for currency in by_first({line.amount.currency for line in came}, self._currency):
            own = [line for line in came if line.amount.currency is currency]
            whole = Money(sum(line.amount.minor for line in own), currency)
            middle = average(whole, sum(line.count for line in own))
            yield figure_row(filled(self.tr("Average in {0}"), currency.symbol), middle.figures)

    def _open_row(self, line: StateCount) -> QWidget:
        tone = tone_of_state(line.state)
        words = text(state_words(line.state), tone=tone)
        amount = figures(f"{line.count} · {line.amount}")
        return row(PlainIcon(ICONS[tone], tone, self._look), (words, 1), amount)
