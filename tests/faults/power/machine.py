"""A PC whose disk forgets, with a journal on it that is kept by the journal's own code."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, cast

from faults.power.connection import Connection
from faults.power.disk import Disk, Watch
from faults.power.vfs import PowerVFS
from sqlite_utils import Database

from pos_app.journal.checks.verify import verify
from pos_app.journal.thread import JournalThread
from pos_app.journal.transaction import BUSY_TIMEOUT

JOURNAL = "journal.sqlite3"
# Pages of the log. The till's is SQLite's own, 1000: a day. Here one comes every few sales.
CHECKPOINT_EVERY = 30

Rows = Mapping[str, list[tuple[Any, ...]]]

_numbers = count()


class Machine:
    """Used on one thread. `at` is what the clock says, `folder` where the real, empty files are
    that SQLite locks: one machine at a time."""

    def __init__(
        self,
        folder: Path,
        found: Mapping[str, bytes],
        watch: Watch,
        connection: type[Connection] = Connection,
    ) -> None:
        self.at = datetime(2026, 11, 20, 10, tzinfo=UTC)
        self.disk = Disk(found, watch)
        self._path = folder / JOURNAL
        self._name = f"power-{next(_numbers)}"
        self._vfs = PowerVFS(self._name, self.disk)  # there for as long as somebody holds it
        self._connection = connection
        self._journal: JournalThread | None = None

    @property
    def journal(self) -> JournalThread:
        """Open."""
        assert self._journal
        return self._journal

    @property
    def is_open(self) -> bool:
        return self._journal is not None

    async def open(self) -> None:
        """Again, where it is open. Raises what a till's start does."""
        await self.close()
        self._journal = await JournalThread.open(
            self._path, "till-1", lambda: self.at, self._connect
        )

    async def close(self) -> None:
        if journal := self._journal:
            self._journal = None
            await journal.close()

    async def rows(self) -> Rows:
        """All that the journal holds."""
        journal = self.journal
        return await journal._do(lambda: rows_of(journal._db))

    async def problems(self) -> list[str]:
        """What `verify` finds, and whether the journal is kept as it is to be."""
        db = self.journal._db
        problems = await self.journal._do(lambda: verify(db).problems)
        mode = await self.journal._do(lambda: db.journal_mode)
        return problems if mode == "wal" else [*problems, f"journal_mode is {mode}"]

    def _connect(self, path: Path) -> sqlite3.Connection:
        connection = self._connection(
            str(path),
            self._name,
            busy_timeout=BUSY_TIMEOUT,
            checkpoint_every=CHECKPOINT_EVERY,
        )
        return cast("sqlite3.Connection", connection)


def rows_of(db: Database) -> Rows:
    """Every row of every table of the journal, byte for byte."""
    tables = ("events", "sales", "payments", "strays")
    return {
        table: [tuple(row.values()) for row in db.query(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
        for table in tables
    }
