"""One moment of a journal: what an export reads, while the till goes on writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from pos_app.journal.books.period_books import PeriodBooks
from pos_app.journal.database_file import read_journal
from pos_app.journal.disk_failures import problem_of_reading
from pos_app.journal.sale_rows import FoundSales
from pos_app.journal.sqlite_library import Database
from pos_app.ports.sale_filter import SaleFilter


class JournalMoment:
    """A journal as it was when it was opened, however long it is read."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def sales(self, wanted: SaleFilter) -> FoundSales:
        return FoundSales(self._db, wanted)

    def books(self, start: date | None, end: date | None) -> PeriodBooks:
        return PeriodBooks(self._db, start, end)


@contextmanager
def moment_of(journal: Path) -> Iterator[JournalMoment]:
    """Opens the journal to read. Raises JournalUnavailable, JournalDamaged, also for what is read
    within."""
    try:
        with closing(read_journal(journal)) as db:
            db.conn.execute("BEGIN")
            yield JournalMoment(db)
    except sqlite3.DatabaseError as error:
        raise problem_of_reading(error) from error
