"""The books' reader: a thread and a read-only connection of its own.

A manager's search, figures and closes read here. They never wait on the journal's thread, so that
no report delays a payment; in SQLite's WAL mode a reader does not hold up the writer either.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pos_app.domain.errors import JournalUnavailable
from pos_app.journal.database_file import read_journal
from pos_app.journal.in_thread import in_thread
from pos_app.journal.sqlite_library import Database

T = TypeVar("T")

_PAGES_AT_HAND = 64_000  # KiB: a period's rows are looked up here and there


class BooksReader:
    """Reads a journal that its till has open. The file is opened at the first read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="books")
        self._db: Database | None = None
        self._is_closed = False

    async def read(self, work: Callable[[Database], T]) -> T:
        """Runs the work on the reader's thread, at one moment of the journal. Raises
        JournalUnavailable, JournalDamaged."""
        if self._is_closed:
            raise JournalUnavailable("the journal is closed")
        return await in_thread(self._executor, lambda: self._read(work))

    def _read(self, work: Callable[[Database], T]) -> T:
        db = self._opened()
        db.conn.execute("BEGIN")
        try:
            return work(db)
        finally:
            db.conn.rollback()

    def _opened(self) -> Database:
        if self._db is None:
            self._db = read_journal(self._path)
            self._db.conn.execute(f"PRAGMA cache_size=-{_PAGES_AT_HAND}")
        return self._db

    def interrupt(self) -> None:
        """Ends a read under way, whose answer nobody waits for any more: it raises
        JournalUnavailable."""
        if self._db is not None:
            self._db.conn.interrupt()

    async def close(self) -> None:
        self._is_closed = True
        self.interrupt()
        await in_thread(self._executor, self.let_go)
        self._executor.shutdown()

    def let_go(self) -> None:
        """Closes the file. Only the reader's own thread may call this."""
        if self._db is not None:
            self._db.close()
