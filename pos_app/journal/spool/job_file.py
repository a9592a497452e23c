"""The spool's SQLite file: opens it, or makes it anew beside one that cannot be used."""

import logging
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pos_app.journal.connection_owner import closed_on_failure

_LOG = logging.getLogger(__name__)
_VERSION = 1  # of the tables below
_BESIDE = ("", "-wal", "-shm")  # what SQLite keeps of one file
_BUSY_TIMEOUT = 5.0  # seconds that another program, such as a virus scanner, may hold the file

_TABLES = """
CREATE TABLE jobs (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    printer TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    number INTEGER NOT NULL,
    subject TEXT NOT NULL,
    sale_number INTEGER,
    asked_by TEXT NOT NULL,
    hitch TEXT NOT NULL,
    detail TEXT NOT NULL,
    tries INTEGER NOT NULL,
    document TEXT
);
CREATE INDEX jobs_by_state ON jobs (state);
CREATE INDEX jobs_by_subject ON jobs (subject);
CREATE TABLE marks (name TEXT PRIMARY KEY, event INTEGER NOT NULL);
"""


def open_jobs(path: Path, now: Callable[[], datetime]) -> tuple[sqlite3.Connection, str]:
    """Opens the file, or makes it. One that is damaged, or of another version, is put aside, and a
    new one begins: jobs are lost with it, and no sale. Returns its new name too. Raises
    sqlite3.Error and OSError where the disk takes no file at all."""
    try:
        return _opened(path), ""
    except (sqlite3.DatabaseError, UnicodeDecodeError) as damage:
        if _is_of_the_moment(damage):
            raise
        aside = _put_aside(path, now())
        _LOG.warning("the print jobs cannot be read (%s) and were put aside: %s", damage, aside)
        return _opened(path), aside


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None)
    with closed_on_failure(connection):
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        if connection.execute("PRAGMA journal_mode=wal").fetchall() != [("wal",)]:
            raise sqlite3.OperationalError("no write-ahead log can be kept on this disk")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # what is over names customers
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            _make(connection)
        _check(connection)
    return connection


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version={_VERSION}; COMMIT;")


def _check(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError for a file that is not as this version makes it. It holds a
    month of jobs: all of it is read."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:
        raise sqlite3.DatabaseError(f"it is of version {version}")
    if told := [row for row in connection.execute("PRAGMA quick_check(1)") if row != ("ok",)]:
        raise sqlite3.DatabaseError(str(told[0][0]))
    connection.execute("SELECT id, document FROM jobs LIMIT 1").fetchall()
    connection.execute("SELECT name, event FROM marks LIMIT 1").fetchall()


def _is_of_the_moment(error: Exception) -> bool:
    """Returns whether the file may be sound: it is held, or its disk is full or out of reach."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    held = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
    return code in (*held, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM)


def _put_aside(path: Path, now: datetime) -> str:
    """Renames the file with its log. Returns the new name. Raises OSError."""
    aside = f"{path.stem}-put-aside-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}"
    for ending in _BESIDE:
        beside = path.with_name(f"{path.name}{ending}")
        if beside.exists():
            beside.rename(path.with_name(f"{aside}{ending}"))
    return aside
