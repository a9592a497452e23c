"""The journal for coroutines: one thread owns the file, nobody else ever waits for the disk."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from pos_app.domain.errors import JournalDamaged, JournalUnavailable
from pos_app.domain.events import Created, Event
from pos_app.domain.notes import Note
from pos_app.domain.sale import Sale
from pos_app.journal import reports
from pos_app.journal.schema import Connect, open_journal
from pos_app.journal.start import open_soundly
from pos_app.journal.store import Store
from pos_app.journal.trouble import Spell
from pos_app.ports.journal import Day, Head, Noted, Recorded, Stray

T = TypeVar("T")

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class JournalThread:
    """The till's journal (the port `Journal`)."""

    def __init__(self, executor: ThreadPoolExecutor, db: Database, store: Store) -> None:
        self._executor = executor
        self._db = db
        self._store = store
        self._unread, self._unwritten = Spell("read"), Spell("written")

    @classmethod
    async def open(
        cls,
        path: Path,
        till: str,
        now: Callable[[], datetime],
        connect: Connect | None = None,
    ) -> "JournalThread":
        """Raises JournalUnavailable or JournalDamaged; a damaged file is never replaced, nor one
        that is gone. `connect` is for a disk of another kind, whose files cannot be looked at."""
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        try:
            db = await _in(executor, lambda: _opened(path, connect))
        except BaseException:
            executor.shutdown(wait=False)
            raise
        return cls(executor, db, Store(db, till, now))

    async def close(self) -> None:
        await _in(self._executor, self._db.close)
        self._executor.shutdown(wait=True)

    async def create(
        self,
        sale_id: str,
        make: Callable[[int], Created],
        then: Callable[[Sale], Event],
        *,
        meant: bool = True,
    ) -> Sale:
        return await self._write(lambda: self._store.create(sale_id, make, then, meant=meant))

    async def append(self, sale_id: str, *events: Event) -> Sale:
        return await self._write(lambda: self._store.append(sale_id, *events))

    async def sale(self, sale_id: str) -> Sale | None:
        return await self._do(lambda: self._store.sale(sale_id))

    async def open_sales(self) -> Sequence[Sale]:
        return await self._do(self._store.open_sales)

    async def flagged_sales(self) -> Sequence[Sale]:
        return await self._do(self._store.flagged_sales)

    async def sales_ended_unpaid(self, limit: int) -> Sequence[Sale]:
        return await self._do(lambda: self._store.sales_ended_unpaid(limit))

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        return await self._do(lambda: self._store.last_sales(limit))

    async def last_sales_by(self, method: str, limit: int) -> Sequence[Sale]:
        return await self._do(lambda: self._store.last_sales_by(method, limit))

    async def sale_with_reference(self, method: str, reference: str) -> Sale | None:
        return await self._do(lambda: self._store.sale_with_reference(method, reference))

    async def knows_payment(self, sale_id: str, payment: str) -> bool:
        return await self._do(lambda: self._store.knows_payment(sale_id, payment))

    async def sale_of_payment(self, method: str, payment: str) -> Sale | None:
        return await self._do(lambda: self._store.sale_of_payment(method, payment))

    async def operations_of(self, sale_id: str) -> Sequence[Sale]:
        return await self._do(lambda: self._store.operations_of(sale_id))

    async def see_strays(self, method: str, seen: Sequence[Stray], *, whole: bool) -> None:
        await self._write(lambda: self._store.see_strays(method, seen, whole=whole), proves=False)

    async def strays(self) -> Sequence[Stray]:
        return await self._do(self._store.strays)

    async def take_stray(
        self, method: str, payment: str, reference: str, by: str, why: str
    ) -> Stray:
        def take() -> Stray:
            return self._store.take_stray(method, payment, reference, by, why)

        return await self._write(take)

    async def taken_strays(self) -> Sequence[Stray]:
        return await self._do(self._store.taken_strays)

    async def note(self, note: Note) -> Head:
        return await self._write(lambda: self._store.note(note))

    async def notes(self, *kinds: type[Note]) -> Sequence[Noted]:
        return await self._do(lambda: self._store.notes(*kinds))

    async def events_of(self, sale_id: str) -> Sequence[Recorded]:
        return await self._do(lambda: self._store.events_of(sale_id))

    async def day(self, day: date) -> Day:
        return await self._do(lambda: reports.day(self._db, day))

    async def _do(self, work: Callable[[], T]) -> T:
        try:
            answer = await _in(self._executor, work)
        except (JournalUnavailable, JournalDamaged) as error:
            self._unread.fails(error)
            raise
        self._unread.is_over()
        return answer

    async def _write(self, work: Callable[[], T], *, proves: bool = True) -> T:
        """`proves` where it always writes: only that shows that the disk takes something again."""
        try:
            answer = await _in(self._executor, work)
        except (JournalUnavailable, JournalDamaged) as error:
            self._unwritten.fails(error)
            raise
        if proves:
            self._unwritten.is_over()
        return answer


def _opened(path: Path, connect: Connect | None) -> Database:
    return open_journal(path, connect) if connect else open_soundly(path)


async def _in(executor: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, work)
    except sqlite3.DatabaseError as error:
        # Errors that Python raises before it asks SQLite carry no code.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
            raise JournalDamaged(str(error)) from error
        if isinstance(error, sqlite3.OperationalError):
            raise JournalUnavailable(str(error)) from error
        raise
    except OSError as error:
        raise JournalUnavailable(str(error)) from error
