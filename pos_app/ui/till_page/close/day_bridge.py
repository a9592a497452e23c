"""Box that leads from what a day sold to what it received, where the two differ, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.books.takings import net
from pos_app.domain.money import Money
from pos_app.domain.sale import sale_number
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import RowList, figures, row, text
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pos_app.domain.books.takings import TakingsLine
    from pos_app.domain.money import Currency
    from pos_app.ports.ledger import Bridge, DayBooks


class DayBridgeBox(QWidget):
    """Box that is there only where a day's sales and its money are not the same."""

    def __init__(self, method_names: Mapping[str, str], currency: Currency) -> None:
        super().__init__()
        self._names = method_names
        self._currency = currency
        self._title = wrapped(label(Size.LABEL, strong=True))
        self._rows = RowList(spacing=4)
        frame = box("sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(Space.NORMAL, Space.NORMAL, Space.NORMAL, Space.NORMAL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)
        self.hide()

    def show_books(self, books: DayBooks) -> None:
        self._rows.show_rows([books], self._lines(books))
        self.setVisible(bool(books.for_earlier or books.came_later))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Sold and received"))
        self._rows.forget()

    def _lines(self, books: DayBooks) -> Iterator[QWidget]:
        day = f"{books.day:%d/%m}"
        yield self._sums(filled(self.tr("Sold on {0}"), day), books.sold)
        for one in books.came_later:
            yield self._row(one, self.tr("received on {0}"), one.movement.day, -one.movement.amount)
        for one in books.for_earlier:
            yield self._row(one, self.tr("sold on {0}"), one.movement.sold_on, one.movement.amount)
        yield self._sums(filled(self.tr("Received on {0}"), day), books.received)

    def _row(self, one: Bridge, said: str, day: date, amount: Money) -> QWidget:
        number = "" if one.number is None else sale_number(one.number)
        method = self._names.get(one.movement.method, one.movement.method)
        words = joined(number, filled(said, f"{day:%d/%m}"), method)
        value = f"+{amount}" if amount.minor > 0 else str(amount)
        return row((text(words, tone="muted", size=Size.SMALL), 1), figures(value))

    def _sums(self, words: str, lines: Sequence[TakingsLine]) -> QWidget:
        sums = net(lines) or [Money(0, self._currency)]
        value = figures("\n".join(map(str, sums)), strong=True)
        return row((text(words, strong=True), 1), value)
