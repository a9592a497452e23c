"""The window onto the found sales: whatever is read, let go, renewed or scrolled to, its rows are
the sales in their order with a line above each day."""

from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, timedelta
from functools import cache
from random import Random

import pytest
from PySide6.QtCore import QModelIndex
from ui.sell.sales.test_verdict import item
from ui.standin import TODAY

from pos_app.domain.events import Purpose, State
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.sale_search import Cursor, FoundSale, SalePage
from pos_app.ui.journal.columns import ColumnTexts
from pos_app.ui.journal.sale_rows import FOUND, MOST_PAGES, PAGE_SIZE, SaleRows

PAID = item(Purpose.PAYMENT, State.PAID)


@cache
def sold(number: int) -> Sale:
    """Seven sales a day."""
    day = TODAY + timedelta(days=number // 7)
    return replace(PAID, id=f"s{number}", number=number, business_day=day)


class Shelf:
    """Sales, and the pages that a search would give of them."""

    def __init__(self, rows: SaleRows) -> None:
        self.rows = rows
        self.numbers = list(range(1500))
        rows.older_wanted.connect(lambda beside: rows.append(beside, self.page(beside)))
        rows.page_wanted.connect(lambda beside: rows.fill(beside, self.page(beside)))

    def page(self, beside: Cursor | None) -> SalePage:
        end = len(self.numbers) if beside is None else bisect_left(self.numbers, beside.number)
        numbers = self.numbers[max(0, end - PAGE_SIZE) : end]
        return SalePage([FoundSale(sold(one)) for one in reversed(numbers)], end > PAGE_SIZE)

    def expected(self, count: int) -> list[object]:
        told: list[object] = []
        day = None
        for number in reversed(self.numbers):
            sale = sold(number)
            if sale.business_day != day:
                day = sale.business_day
                told.append(day)
            told.append(number)
        return told[:count]


def seen(rows: SaleRows) -> list[object]:
    """Every row, asked for twice: the first time its page may have been let go."""
    told: list[object] = []
    for row in range(rows.rowCount()):
        index = rows.index(row, 0)
        found = index.data(FOUND) or index.data(FOUND)
        told.append(found.sale.number if found else rows.row_at(index.row()))
    return told


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("seed", range(2))
def test_the_rows_are_the_sales_whatever_was_let_go(seed: int) -> None:
    chance = Random(seed)
    rows = SaleRows(ColumnTexts(METHODS, UTC, lambda: TODAY))
    shelf = Shelf(rows)
    rows.begin(shelf.page(None))
    for _ in range(16):
        match chance.randrange(4):
            case 0:
                shelf.numbers.append(shelf.numbers[-1] + 1)  # a sale more, at the top
                rows.renew(shelf.page(None))
            case 1 if len(shelf.numbers) > 20:
                shelf.numbers.remove(chance.choice(shelf.numbers[-20:]))  # it matches no longer
                rows.renew(shelf.page(None))
            case 2:
                number = chance.choice(shelf.numbers)
                rows.put(replace(sold(number), state=State.UNKNOWN))
            case _:
                for _ in range(chance.randrange(2 * MOST_PAGES)):
                    if rows.canFetchMore(QModelIndex()):
                        rows.fetchMore(QModelIndex())
        assert seen(rows) == shelf.expected(rows.rowCount())
    kept = sum(rows._kept(row) is not None for row in range(rows.rowCount()))
    assert kept <= MOST_PAGES * (PAGE_SIZE + PAGE_SIZE // 7 + 2)
