"""A connection of the standard library's kind, over apsw: what sqlite_utils and the journal use.

The standard library's SQLite takes no file system of ours, and apsw's connections behave in other
ways: no implicit transactions, errors of their own, no description of a result without rows.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import apsw

Parameters = Sequence[Any] | Mapping[str, Any]

# As the standard library has it; what is not here is a DatabaseError.
_ERRORS: Mapping[int, type[sqlite3.Error]] = {
    sqlite3.SQLITE_INTERNAL: sqlite3.InternalError,
    sqlite3.SQLITE_NOTFOUND: sqlite3.InternalError,
    sqlite3.SQLITE_ERROR: sqlite3.OperationalError,
    sqlite3.SQLITE_PERM: sqlite3.OperationalError,
    sqlite3.SQLITE_ABORT: sqlite3.OperationalError,
    sqlite3.SQLITE_BUSY: sqlite3.OperationalError,
    sqlite3.SQLITE_LOCKED: sqlite3.OperationalError,
    sqlite3.SQLITE_READONLY: sqlite3.OperationalError,
    sqlite3.SQLITE_INTERRUPT: sqlite3.OperationalError,
    sqlite3.SQLITE_IOERR: sqlite3.OperationalError,
    sqlite3.SQLITE_FULL: sqlite3.OperationalError,
    sqlite3.SQLITE_CANTOPEN: sqlite3.OperationalError,
    sqlite3.SQLITE_PROTOCOL: sqlite3.OperationalError,
    sqlite3.SQLITE_EMPTY: sqlite3.OperationalError,
    sqlite3.SQLITE_SCHEMA: sqlite3.OperationalError,
    sqlite3.SQLITE_TOOBIG: sqlite3.DataError,
    sqlite3.SQLITE_CONSTRAINT: sqlite3.IntegrityError,
    sqlite3.SQLITE_MISMATCH: sqlite3.IntegrityError,
    sqlite3.SQLITE_MISUSE: sqlite3.InterfaceError,
    sqlite3.SQLITE_RANGE: sqlite3.InterfaceError,
}
_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class _Description:
    """The columns of the statement that began last: apsw forgets them at the end of its rows,
    which may be at once. The cursor must not hold itself: it ends with its last reference."""

    def __init__(self) -> None:
        self.columns: tuple[tuple[Any, ...], ...] | None = None

    def __call__(self, cursor: apsw.Cursor, _: str, __: Any) -> bool:
        names = cursor.get_description()
        self.columns = tuple((name, *[None] * 6) for name, _ in names) or None
        return True


class Cursor:
    """What one statement came to."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    def execute(self, sql: str, parameters: Parameters = ()) -> "Cursor":
        self._cursor.exec_trace = description = _Description()
        with _as_sqlite3():
            self._cursor.execute(sql, parameters or None)
        self.description = description.columns
        if _is_change(sql):
            self.rowcount = self._connection.changes()
            self.lastrowid = self._connection.last_insert_rowid()
        return self

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        with _as_sqlite3():
            yield from self._cursor

    def fetchone(self) -> tuple[Any, ...] | None:
        return next(iter(self), None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self)

    def __del__(self) -> None:
        """How a statement ends that nobody reads to its end is nobody's news, as in sqlite3."""
        with suppress(apsw.Error):
            self._cursor.close()


class Connection:
    """With transactions as the standard library begins them. `checkpoint_every` is in pages of the
    log; what fails there fails silently, as in SQLite: the commit before it is durable."""

    def __init__(
        self, path: str, vfs: str, *, busy_timeout: float, checkpoint_every: int = 1000
    ) -> None:
        self.isolation_level: str | None = ""
        self._checkpoint_every = checkpoint_every
        with _as_sqlite3():
            self._connection = apsw.Connection(path, vfs=vfs)
        self._connection.set_busy_timeout(round(busy_timeout * 1000))
        # SQLite's own hook, written anew: errors of a VFS would come out of apsw at the commit.
        self._connection.set_wal_hook(self._committed)

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def cursor(self) -> Cursor:
        return Cursor(self._connection)

    def execute(self, sql: str, parameters: Parameters = ()) -> Cursor:
        if self.isolation_level is not None and _is_change(sql) and not self.in_transaction:
            self.cursor().execute("BEGIN")
        return self.cursor().execute(sql, parameters)

    def commit(self) -> None:
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """What SQLite cannot do any more is left for whoever opens the file next."""
        with suppress(apsw.Error):
            self._connection.close()

    def _committed(self, connection: apsw.Connection, name: str, pages: int) -> int:
        if pages >= self._checkpoint_every:
            with suppress(apsw.Error):
                connection.wal_checkpoint(name)
        return apsw.SQLITE_OK


def _is_change(sql: str) -> bool:
    return sql.lstrip().upper().startswith(_CHANGES)


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        code: int = getattr(error, "extendedresult", 0)
        kind = _ERRORS.get(code & 0xFF, sqlite3.DatabaseError)
        translated = kind(str(error))
        translated.sqlite_errorcode = code
        raise translated from error
