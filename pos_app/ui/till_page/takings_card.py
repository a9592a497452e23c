"""Card of what came in: the sum first and largest, then each method with its share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.books.shares import ShareLine, average, by_first, shares
from pos_app.domain.books.takings import given_back, net, received
from pos_app.domain.money import Money
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import RowList, figure_row, figures, row, text
from pos_app.ui.till_page.shifts.shift_lines import cashier_name
from pos_app.ui.till_page.sum_line import SumLine
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.ui.widgets.shares.share_bar import ShareBar
from pos_app.words.percent import percent_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pos_app.domain.books.takings import TakingsLine
    from pos_app.domain.money import Currency
    from pos_app.ui.theme.theme import CurrentTheme

_COUNT, _SHARE, _AMOUNT = 40, 48, 118
_BAR, _BAR_WIDE = 6, 104


class TakingsCard(QWidget):
    """Card of takings. `currency` is the shop's own, which comes before others."""

    def __init__(
        self, name: str, method_names: Mapping[str, str], currency: Currency, look: CurrentTheme
    ) -> None:
        super().__init__()
        self._names = method_names
        self._currency = currency
        self._look = look
        self._title = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self._aside = label(Size.SMALL, tone="muted")
        self._sum = SumLine(f"{name}_sum", look)
        self._back = wrapped(label(Size.LABEL, tone="muted", name=f"{name}_back"))
        self._by_method = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self._shares = label(Size.SMALL, tone="muted")
        self._methods = RowList()
        self.foot = QVBoxLayout()  # for what only one of the pages has
        self.foot.setSpacing(Space.NORMAL)
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.TIGHT)
        column.addWidget(row((self._title, 1), self._aside))
        column.addWidget(self._sum)
        column.addWidget(self._back)
        column.addSpacing(Space.SMALL)
        column.addWidget(row((self._by_method, 1), self._shares))
        column.addSpacing(Space.TIGHT)
        column.addLayout(self._methods)
        column.addSpacing(Space.NORMAL)
        column.addLayout(self.foot)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def show_takings(self, title: str, aside: str, takings: Sequence[TakingsLine]) -> None:
        self._title.setText(title)
        self._aside.setText(aside)
        sums = {money.currency: money for money in received(takings)}
        known = [sums[currency] for currency in by_first(sums, self._currency)]
        self._sum.show()
        self._sum.show_sums(known or [Money(0, self._currency)])
        self._show_back(takings)
        lines = shares(takings, lambda line: line.method, self._currency)
        self._methods.show_rows(lines, map(self._method_row, lines))
        self._by_method.setVisible(bool(lines))
        self._shares.setVisible(bool(lines))

    def show_nothing(self, words: str) -> None:
        """Says why there is no money to show."""
        self.show_takings(words, "", ())
        self._sum.hide()

    def retranslate(self) -> None:
        self._by_method.setText(self.tr("By payment method"))
        self._shares.setText(self.tr("share within the currency"))
        self._methods.forget()

    def _show_back(self, takings: Sequence[TakingsLine]) -> None:
        back = ", ".join(map(str, given_back(takings)))
        left = ", ".join(map(str, net(takings)))
        self._back.setText(filled(self.tr("refunded {0} · net {1}"), back, left) if back else "")
        self._back.setVisible(bool(back))

    def _method_row(self, line: ShareLine) -> QWidget:
        count, share = figures(str(line.count)), figures(percent_words(line.percent))
        for made, wide in ((count, _COUNT), (share, _SHARE)):
            made.setMinimumWidth(wide)
            made.setProperty("tone", "muted")
        amount = figures(str(line.amount), strong=True)
        amount.setMinimumWidth(_AMOUNT)
        name = text(self._names.get(line.key, line.key))
        bar = ShareBar(self._look, line.percent, 100, tall=_BAR)
        bar.setMaximumWidth(_BAR_WIDE)
        return row((name, 3), (bar, 2), count, amount, share)


class PeopleAndCurrencies(QWidget):
    """Takings of each cashier, beside those of each currency."""

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self._currency = currency
        self._titles = [wrapped(label(Size.LABEL, strong=True, tone="muted")) for _ in range(2)]
        self._people, self._currencies = RowList(), RowList()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.EDGE)
        grid.setVerticalSpacing(Space.SMALL)
        for place, (title, rows) in enumerate(
            zip(self._titles, (self._people, self._currencies), strict=True)
        ):
            column = QVBoxLayout()
            column.addLayout(rows)
            column.addStretch(1)
            grid.addWidget(title, 0, place)
            grid.addLayout(column, 1, place)
            grid.setColumnStretch(place, 1)

    def show_takings(self, takings: Sequence[TakingsLine]) -> None:
        people = shares(takings, lambda line: line.cashier, self._currency)
        if {line.key for line in people} == {""}:  # nobody signs in here
            people = []
        together = sorted(people, key=lambda one: _first_of(one.key, people))
        self._people.show_rows(together, self._person_rows(together))
        self._titles[0].setVisible(bool(people))
        sums = shares(takings, lambda line: line.amount.currency.code, self._currency)
        rows = [made for line in sums for made in self._currency_rows(line)]
        self._currencies.show_rows(sums, rows)
        self.setVisible(bool(sums))

    def retranslate(self) -> None:
        self._titles[0].setText(self.tr("By cashier"))
        self._titles[1].setText(self.tr("By currency"))
        self._people.forget()
        self._currencies.forget()

    def _person_rows(self, lines: Sequence[ShareLine]) -> Iterator[QWidget]:
        """Makes a row for each person, and below it one for each other currency."""
        last: str | None = None
        for line in lines:
            if line.key == last:
                words = filled(self.tr("in {0}"), line.amount.currency.symbol)
                yield figure_row(f"{words} · {line.count}", str(line.amount), strong=False)
            else:
                yield figure_row(f"{cashier_name(line.key)} · {line.count}", str(line.amount))
            last = line.key

    def _currency_rows(self, line: ShareLine) -> list[QWidget]:
        symbol = line.amount.currency.symbol
        middle = average(line.amount, line.count)
        return [
            figure_row(f"{symbol} · {line.count}", str(line.amount)),
            figure_row(self.tr("average"), str(middle), strong=False),
        ]


def _first_of(key: str, lines: Sequence[ShareLine]) -> int:
    """Returns the place of the first line of this key."""
    return next(place for place, line in enumerate(lines) if line.key == key)
