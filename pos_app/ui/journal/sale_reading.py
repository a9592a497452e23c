"""Reading for the journal page: a search at once, what has changed once a second at most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.ports.sale_filter import SaleFilter
from pos_app.ui.journal.sale_rows import PAGE_SIZE
from pos_app.ui.qt.spaced_calls import SpacedCalls

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine
    from typing import Any

    from pos_app.domain.sale import Sale
    from pos_app.ports.sale_search import Cursor, FindsSales, SearchTotals
    from pos_app.ui.journal.sale_rows import SaleRows
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.widgets.choices.period import Period

_PATIENCE = 300  # milliseconds in which nobody is told that something is being read


class SaleReading(QObject):
    """Reader that fills the rows. A search that another one has followed is given up.

    A changed sale costs no reading where its row is kept. New rows and the totals are read again
    for all changes of a second together, the rows only while the newest are in sight.
    """

    found = Signal()  # the first page of a search is there
    page_awaited = Signal()  # what is shown is of an earlier search, and the page takes its time
    totals_awaited = Signal()  # the same of the totals
    totals_read = Signal(object, object)  # SearchTotals; those of another period, or None
    failed = Signal(object)  # PosError

    def __init__(
        self,
        finds: FindsSales,
        rows: SaleRows,
        tasks: GuiTasks,
        at_top: Callable[[], bool],
        page: QObject,
    ) -> None:
        super().__init__(page)  # which it does not outlive
        self._finds = finds
        self._rows = rows
        self._tasks = tasks
        self._at_top = at_top
        self._wanted = SaleFilter()
        self._against: Period | None = None
        self._past: SearchTotals | None = None
        self._running: list[asyncio.Task[None]] = []
        self._has_page = self._has_totals = True  # of this search, and not of an earlier one
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._admit)
        self._looks = SpacedCalls(self)
        self._looks.due.connect(self._renew)
        rows.older_wanted.connect(lambda beside: self._ask(beside, self._read_older(beside)))
        rows.page_wanted.connect(lambda beside: self._ask(beside, self._read_again(beside)))

    @property
    def wanted(self) -> SaleFilter:
        return self._wanted

    @property
    def has_totals(self) -> bool:
        """Whether the totals are those of this search."""
        return self._has_totals

    def look_for(self, wanted: SaleFilter, against: Period | None = None) -> None:
        """Searches anew. `against` is another period whose totals are wanted beside."""
        for task in self._running:
            task.cancel()
        self._running = []
        self._looks.count_one()
        self._wanted, self._against, self._past = wanted, against, None
        self._has_page = self._has_totals = False
        self._patience.start()
        self._start(self._read_first(wanted))
        self._start(self._read_totals(wanted))

    def compare(self, against: Period | None) -> None:
        """Reads the totals of another period too, or leaves it."""
        self._against, self._past = against, None
        self._start(self._read_totals(self._wanted))

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state. The first after a quiet second is looked at at once."""
        self._rows.put(sale)
        self._looks.ask()

    # --- inside -----------------------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._tasks.start(work, or_else=self.failed.emit)
        self._running = [*(one for one in self._running if not one.done()), task]
        return task

    def _ask(self, beside: Cursor | None, work: Coroutine[Any, Any, None]) -> None:
        """Reads a page that the rows ask for, who may ask again however the reading ends."""
        self._start(work).add_done_callback(lambda _: self._rows.give_up(beside))

    def _admit(self) -> None:
        """Lets go of what an earlier search found: nobody takes it for the answer."""
        if not self._has_page:
            self.page_awaited.emit()
        if not self._has_totals:
            self.totals_awaited.emit()

    def _renew(self) -> None:
        """Looks at what has changed; later, while the last look still reads."""
        if any(not task.done() for task in self._running):
            self._looks.ask()
        else:
            self._start(self._read_news(self._wanted))

    async def _read_first(self, wanted: SaleFilter) -> None:
        page = await self._finds.page(wanted, limit=PAGE_SIZE)
        self._has_page = True
        self._rows.begin(page)
        self.found.emit()
        await self._read_lines(wanted)

    async def _read_news(self, wanted: SaleFilter) -> None:
        if self._at_top():
            page = await self._finds.page(wanted, limit=PAGE_SIZE)
            if self._at_top():  # else somebody has scrolled away meanwhile
                self._rows.renew(page)
                self.found.emit()
        await self._read_lines(wanted)
        await self._read_totals(wanted)

    async def _read_older(self, beside: Cursor) -> None:
        page = await self._finds.page(self._wanted, beside, limit=PAGE_SIZE)
        self._rows.append(beside, page)
        await self._read_lines(self._wanted)

    async def _read_again(self, beside: Cursor | None) -> None:
        page = await self._finds.page(self._wanted, beside, limit=PAGE_SIZE)
        self._rows.fill(beside, page)

    async def _read_lines(self, wanted: SaleFilter) -> None:
        """Reads the lines of the days in the rows that lack one, and of the newest day, which
        grows."""
        days = self._rows.days_to_tell()
        if days:
            self._rows.show_lines(await self._finds.day_lines(wanted, min(days), max(days)))

    async def _read_totals(self, wanted: SaleFilter) -> None:
        totals = await self._finds.totals(wanted)
        if self._against is not None and self._past is None:
            then = replace(wanted, start=self._against.start, end=self._against.end)
            self._past = await self._finds.totals(then)
        self._has_totals = True
        self.totals_read.emit(totals, self._past)
