"""Shifts and the drawer as the office reads them (the port `ReadsShifts`)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from pos_app.domain.books.drawer import CashDrawer
from pos_app.domain.books.shift import Shift, ShiftDocument, ShiftOrder
from pos_app.domain.money import Currency
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.drawer import drawer_of, drawers_of
from pos_app.journal.books.shifts import closes, open_shifts, shift_document
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database


class ShiftReader:
    """Reads shifts and the drawer on the books' thread. `day_of` gives the business day of an
    instant."""

    def __init__(
        self,
        reader: BooksReader,
        now: Callable[[], datetime],
        day_of: Callable[[datetime], date],
        cash_methods: Sequence[str],
    ) -> None:
        self._reader = reader
        self._now = now
        self._day_of = day_of
        self.cash_methods = tuple(cash_methods)

    async def open_shifts(self) -> Sequence[Shift]:
        return await self._reader.read(open_shifts)

    async def closed_shifts(self, start: date, end: date) -> Sequence[ShiftDocument]:
        return await self._reader.read(lambda db: list(self._closed(db, start, end)))

    async def shift_so_far(self, shift: Shift) -> ShiftDocument:
        order = ShiftOrder(shift=shift)
        return await self._reader.read(lambda db: shift_document(db, order, self._now()))

    async def drawer(self, currency: Currency) -> CashDrawer:
        return await self._reader.read(lambda db: drawer_of(db, currency, self.cash_methods))

    async def drawers(self, currency: Currency) -> Sequence[CashDrawer]:
        return await self._reader.read(lambda db: drawers_of(db, currency, self.cash_methods))

    def _closed(self, db: Database, start: date, end: date) -> Iterator[ShiftDocument]:
        with as_we_wrote_it():
            for at, note in closes(db):
                if self._day_of(at) < start:
                    return  # all others were closed, and so began, before
                if start <= self._day_of(note.document.opened_at) <= end:
                    yield note.document
