"""Reading for the journal page from a search that fails: nothing stays unread for good."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, QObject
from ui.counter import until
from ui.journal.test_sale_rows import sold
from ui.standin import TODAY

from pos_app.domain.errors import JournalUnavailable, PosError
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.sale_filter import SaleFilter
from pos_app.ports.sale_search import Cursor, DayLine, FindsSales, FoundSale, SalePage, SearchTotals
from pos_app.ui.journal.columns import ColumnTexts
from pos_app.ui.journal.sale_reading import SaleReading
from pos_app.ui.journal.sale_rows import FOUND, MOST_PAGES, PAGE_SIZE, SaleRows
from pos_app.ui.qt.coroutines import GuiTasks

SALES = (MOST_PAGES + 2) * PAGE_SIZE  # more than are kept: the first are let go


class FalteringSearch:
    """Gives a page when it is asked for again. The newest is there at once."""

    def __init__(self) -> None:
        self.failed: set[Cursor | None] = {None}

    async def page(
        self, _: SaleFilter, beside: Cursor | None = None, *, limit: int = 0
    ) -> SalePage:
        if beside not in self.failed:
            self.failed.add(beside)
            raise JournalUnavailable("the disk is away")
        end = SALES if beside is None else beside.number
        numbers = range(max(0, end - limit), end)
        return SalePage([FoundSale(sold(one)) for one in reversed(numbers)], end > limit)

    async def totals(self, _: SaleFilter) -> SearchTotals:
        return SearchTotals()

    async def day_lines(self, _: SaleFilter, __: date, ___: date) -> Sequence[DayLine]:
        return []


@pytest.mark.usefixtures("application")
async def test_a_page_that_could_not_be_read_is_asked_for_again() -> None:
    search, failures = FalteringSearch(), list[PosError]()
    rows = SaleRows(ColumnTexts(METHODS, UTC, lambda: TODAY + timedelta(days=SALES)))
    page = QObject()
    reading = SaleReading(cast("FindsSales", search), rows, GuiTasks(), lambda: True, page)
    reading.failed.connect(failures.append)
    reading.look_for(SaleFilter())
    await until(rows.rowCount)

    def asks_for_older() -> bool:
        if rows.canFetchMore(QModelIndex()):
            rows.fetchMore(QModelIndex())
        return rows.is_whole

    await until(asks_for_older)
    assert len(failures) == len(search.failed) - 1
    search.failed.clear()
    top = rows.index(1, 0)
    assert top.data(FOUND) is None
    await until(lambda: top.data(FOUND))
    assert top.data(FOUND).sale.number == SALES - 1
