"""The ledger as it is read beside the till."""

import asyncio
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlite_utils import Database

from pos_app.domain.errors import JournalUnavailable
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.books.takings import LedgerReader
from pos_app.journal.database_file import open_journal


async def test_the_counters_total_waits_for_no_report(tmp_path: Path) -> None:
    path, is_done = tmp_path / "journal.sqlite3", Event()
    with closing(open_journal(path)):
        office, counter = BooksReader(path), BooksReader(path)
        report = asyncio.ensure_future(office.read(lambda _: is_done.wait()))
        try:
            assert await LedgerReader(office, counter).takings(None, None) == []
            assert not report.done()
        finally:
            is_done.set()
            await report
            await office.close()
            await counter.close()


async def test_a_read_that_nobody_waits_for_is_ended_and_the_next_is_read(tmp_path: Path) -> None:
    path, has_begun = tmp_path / "journal.sqlite3", Event()

    def for_ever(db: Database) -> None:
        has_begun.set()
        for _ in count():
            db.execute("SELECT COUNT(*) FROM events").fetchone()

    with closing(open_journal(path)):
        office = BooksReader(path)
        office.interrupt()  # there is nothing to end yet
        report = asyncio.ensure_future(office.read(for_ever))
        await asyncio.to_thread(has_begun.wait)
        while not report.done():
            office.interrupt()
            await asyncio.sleep(0)
        with pytest.raises(JournalUnavailable):
            await report
        assert await LedgerReader(office, office).takings(None, None) == []
        await office.close()
        with pytest.raises(JournalUnavailable):
            await office.read(lambda _: None)
