"""The ledger as it is read beside the till."""

import asyncio
from contextlib import closing
from pathlib import Path
from threading import Event

from pos_app.journal.books.office_reader import OfficeReader
from pos_app.journal.books.takings import LedgerReader
from pos_app.journal.database_file import open_journal


async def test_the_counters_total_waits_for_no_report(tmp_path: Path) -> None:
    path, is_done = tmp_path / "journal.sqlite3", Event()
    with closing(open_journal(path)):
        office, counter = OfficeReader(path), OfficeReader(path)
        report = asyncio.ensure_future(office.read(lambda _: is_done.wait()))
        try:
            assert await LedgerReader(office, counter).takings(None, None) == []
            assert not report.done()
        finally:
            is_done.set()
            await report
            await office.close()
            await counter.close()
