"""Reads a till's own events for its office (the port `ReadsEvents`), on a thread and a read-only
connection of its own.

A read transaction that stays open keeps the log from being checkpointed, and the disk fills. So
each call reads one slice and ends its transaction, however much there is left to read.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pos_app.domain.errors import JournalUnavailable
from pos_app.journal.database_file import read_journal
from pos_app.journal.in_thread import in_thread
from pos_app.journal.sqlite_library import Database
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow

T = TypeVar("T")

_BESIDES = 300  # bytes of an event besides its data, as it is sent
_HEAD = "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1"
_HASH = "SELECT hash FROM events WHERE seq = ?"
_SLICE = """
    SELECT seq, sale, at, kind, data, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?
"""


class ShippingReader:
    """Reads a journal that its till has open. The file is opened at the first read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shipping")
        self._db: Database | None = None
        self._is_closed = False

    async def head(self) -> Head:
        return await self._read(_head)

    async def hash_at(self, seq: int) -> str:
        return await self._read(lambda db: _hash_at(db, seq))

    async def slice(self, after: int, most_rows: int, most_bytes: int) -> Sequence[EventRow]:
        return await self._read(lambda db: _slice(db, after, most_rows, most_bytes))

    async def close(self) -> None:
        self._is_closed = True
        await in_thread(self._executor, self._let_go)
        self._executor.shutdown()

    # --- inside -----------------------------------------------------------------------------------

    async def _read(self, work: Callable[[Database], T]) -> T:
        if self._is_closed:
            raise JournalUnavailable("the journal is closed")
        return await in_thread(self._executor, lambda: self._once(work))

    def _once(self, work: Callable[[Database], T]) -> T:
        """Each of these is one statement that is read to its end, and so a transaction of its own.
        After a failure the file is opened anew: there may be another at its path."""
        if self._db is None:
            self._db = read_journal(self._path)
        try:
            return work(self._db)
        except BaseException:
            self._let_go()
            raise

    def _let_go(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            db.close()


def _head(db: Database) -> Head:
    found = db.conn.execute(_HEAD).fetchall()
    return Head(*found[0]) if found else BEGINNING


def _hash_at(db: Database, seq: int) -> str:
    found = db.conn.execute(_HASH, (seq,)).fetchall()
    return str(found[0][0]) if found else ""


def _slice(db: Database, after: int, most_rows: int, most_bytes: int) -> Sequence[EventRow]:
    rows = list[EventRow]()
    room = most_bytes
    cursor = db.conn.execute(_SLICE, (after, most_rows))
    try:
        for values in cursor:
            row = EventRow(*values)
            room -= len(row.data.encode()) + _BESIDES
            if rows and room < 0:
                break
            rows.append(row)
    finally:
        cursor.close()  # before its end: this ends the transaction
    return rows
