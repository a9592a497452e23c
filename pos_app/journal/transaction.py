"""SQLite write transactions: a commit that returns is durable, one that raises never happened."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from pos_app.journal.sqlite_library import Database

BUSY_TIMEOUT = 5.0  # seconds that another program may hold the journal before a write is refused
_LATE = 0.25  # seconds: a write that starts later has waited behind others


class Writing:
    """The right to write in an open journal, which one program has at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._asked_at: float | None = None
        # By the clock of `monotonic`, while another program holds the file; read on other threads.
        self.waits_since: float | None = None

    @contextmanager
    def asked_at(self, instant: float) -> Iterator[None]:
        """Counts the wait of a write from when it was asked for, behind other writes: else a
        cashier would wait for as many limits as there are writes in front."""
        self._asked_at = instant
        try:
            yield
        finally:
            self._asked_at = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Runs its body in one transaction. Raises what the body does, and sqlite3.Error where the
        disk does not take it."""
        self._begin()
        try:
            yield
        except BaseException:
            self._end_with("ROLLBACK")
            raise
        try:
            self._db.conn.execute("COMMIT")
        except sqlite3.Error:
            self._end_with("ROLLBACK")
            self._take_back()
            raise

    def _begin(self) -> None:
        """Begins with IMMEDIATE. SQLite refuses a transaction at once that reads first and then
        cannot write, since it never waits for a lock after a read
        (sqlite.org/lang_transaction.html)."""
        self.waits_since = now = monotonic()
        late = now - self._asked_at if self._asked_at is not None else 0.0
        try:
            if late < _LATE:
                self._db.conn.execute("BEGIN IMMEDIATE")
                return
            self._wait_for(max(BUSY_TIMEOUT - late, 0.0))
            try:
                self._db.conn.execute("BEGIN IMMEDIATE")
            finally:
                self._wait_for(BUSY_TIMEOUT)
        finally:
            self.waits_since = None

    def _wait_for(self, seconds: float) -> None:
        self._db.conn.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}").fetchall()

    def _end_with(self, statement: str) -> None:
        """Ends the transaction, unless SQLite has ended it already."""
        if self._db.conn.in_transaction:
            self._db.conn.execute(statement)

    def _take_back(self) -> None:
        """Overwrites a failed commit. A commit whose sync fails may stand whole in the log: after a
        crash, the next start would find events that this till was told had not happened, and sent
        nothing for. The next commit is written over it: this one, which changes nothing. If the
        disk does not take that either, the log stays as it is until it takes something."""
        with suppress(sqlite3.Error), self._db.atomic():
            self._db.execute("PRAGMA user_version = 0")
