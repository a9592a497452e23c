"""The search over all days (the port `FindsSales`), the figures (the port `ReadsFigures`), and the
thread that fills the index of both.

Every till has one, and most tills are asked nothing: what finds, counts and fills is loaded when it
is first needed.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from functools import cached_property
from threading import Event, Thread
from typing import TYPE_CHECKING

from pos_app.domain.errors import JournalUnavailable
from pos_app.journal.database_file import read_journal
from pos_app.journal.outage_log import OutageLog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from pos_app.domain.figures.report import Figures
    from pos_app.domain.figures.spans import FiguresQuestion
    from pos_app.journal.search.indexed_reader import IndexedReader
    from pos_app.ports.sale_filter import SaleFilter
    from pos_app.ports.sale_search import Cursor, DayLine, SalePage, SearchTotals

_BEGINS_AFTER = 5.0  # seconds, in which the till opens
_AGAIN_AFTER = 20.0  # seconds: what came meanwhile is read from the journal
_RESTS_FOR = 2.0  # times as long as it worked


class SaleSearch:
    """Pages, totals beside them, and figures, each on a thread of its own: a page never waits for a
    total, and neither for half a year of figures.

    The index is filled in the background from `start` on, in small steps, and rests for longer
    than it works: a payment comes first.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._readers: list[IndexedReader] = []
        self._is_damaged = Event()
        self._is_over = Event()
        self._filler = Thread(target=self._keep_filled, name="search index", daemon=True)

    def start(self) -> None:
        self._filler.start()

    async def close(self) -> None:
        self._is_over.set()
        for reader in self._readers:
            await reader.close()
        if self._filler.is_alive():
            await asyncio.to_thread(self._filler.join)

    async def page(
        self,
        wanted: SaleFilter,
        beside: Cursor | None = None,
        limit: int = 100,
    ) -> SalePage:
        return await self._pages.ask(lambda finder: finder.page(wanted, beside, limit))

    async def totals(self, wanted: SaleFilter) -> SearchTotals:
        return await self._sums.ask(lambda finder: finder.totals(wanted))

    async def day_lines(self, wanted: SaleFilter, first: date, last: date) -> Sequence[DayLine]:
        return await self._sums.ask(lambda finder: finder.day_lines(wanted, first, last))

    async def cashiers(self) -> Sequence[str]:
        return await self._pages.ask(lambda finder: finder.cashiers())

    async def earliest_day(self) -> date | None:
        return await self._pages.ask(lambda finder: finder.earliest_day())

    async def figures(self, question: FiguresQuestion) -> Figures:
        self._figures.give_up()
        return await self._figures.ask(lambda finder: finder.figures(question))

    @cached_property
    def _pages(self) -> IndexedReader:
        return self._reader()

    @cached_property
    def _sums(self) -> IndexedReader:
        return self._reader()

    @cached_property
    def _figures(self) -> IndexedReader:
        return self._reader()

    def _reader(self) -> IndexedReader:
        """Raises JournalUnavailable once the search is closed."""
        if self._is_over.is_set():
            raise JournalUnavailable("the journal is closed")
        from pos_app.journal.search.index_file import path_beside  # noqa: PLC0415 - as above
        from pos_app.journal.search.indexed_reader import IndexedReader  # noqa: PLC0415 - as above

        reader = IndexedReader(self._journal, path_beside(self._journal), self._make_anew)
        self._readers.append(reader)
        return reader

    # --- the filler's thread ----------------------------------------------------------------------

    def _make_anew(self) -> None:
        self._is_damaged.set()

    def _keep_filled(self) -> None:
        trouble = OutageLog("indexed")
        self._is_over.wait(_BEGINS_AFTER)
        while not self._is_over.is_set():
            try:
                self._fill()
            except (sqlite3.Error, OSError) as error:  # the journal answers in its place
                trouble.fails(error)
            else:
                trouble.is_over()
            self._is_over.wait(_AGAIN_AFTER)

    def _fill(self) -> None:
        from pos_app.journal.search.filling import Filling  # noqa: PLC0415 - as above
        from pos_app.journal.search.index_file import (  # noqa: PLC0415 - as above
            open_to_fill,
            path_beside,
            remove,
        )

        path = path_beside(self._journal)
        if self._is_damaged.is_set():
            remove(path)
            self._is_damaged.clear()
        with (
            closing(read_journal(self._journal)) as journal,
            closing(open_to_fill(path)) as index,
        ):
            filling = Filling(index, journal)
            while not self._is_over.is_set():
                began = time.monotonic()
                if not filling.step():
                    return
                self._is_over.wait(_RESTS_FOR * (time.monotonic() - began))
