"""The spool's SQLite file: opens it, or makes it anew beside one that cannot be used."""

import logging
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import JournalDamaged, JournalRewritten
from pos_app.journal.connection_owner import closed_on_failure
from pos_app.journal.database_file import connect_to_file
from pos_app.journal.disk_failures import is_of_the_disk, problem_of
from pos_app.journal.spool.job_rows import has_strange_jobs

_LOG = logging.getLogger(__name__)
PUT_ASIDE = "put aside"  # the mark of a file that begins anew: of no event
_VERSION = 1  # of the tables below
_DAMAGE = (JournalDamaged, JournalRewritten)
_BESIDE = ("", "-wal", "-shm")  # what SQLite keeps of one file

# Another program may be making them at the same time.
_TABLES = """
CREATE TABLE IF NOT EXISTS jobs (
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
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state);
CREATE INDEX IF NOT EXISTS jobs_by_subject ON jobs (subject);
CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, event INTEGER NOT NULL);
"""


def open_jobs(
    path: Path, now: Callable[[], datetime], *, is_owner: bool = True
) -> sqlite3.Connection:
    """Opens the file, or makes it. One that is damaged, or of another version, is put aside by its
    owner, and a new one begins, with a mark: jobs are lost with it, and no sale. Raises
    sqlite3.Error and OSError where the disk takes no file at all."""
    try:
        return _opened(path)
    except sqlite3.DatabaseError as damage:
        if _is_of_the_moment(damage) or not is_owner:
            raise
        aside = _put_aside(path, now())
        _LOG.warning("the print jobs cannot be read (%s) and were put aside: %s", damage, aside)
        connection = _opened(path)
        with closed_on_failure(connection):
            connection.execute("INSERT OR REPLACE INTO marks VALUES (?, 0)", [PUT_ASIDE])
        return connection


def _opened(path: Path) -> sqlite3.Connection:
    connection = connect_to_file(path)
    with closed_on_failure(connection):
        connection.isolation_level = None
        if connection.execute("PRAGMA journal_mode=wal").fetchall() != [("wal",)]:
            refused = sqlite3.OperationalError("no write-ahead log can be kept on this disk")
            refused.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise refused
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # what is over names customers
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            make_tables(connection)
        _check(connection)
    return connection


def make_tables(connection: sqlite3.Connection) -> None:
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
    if has_strange_jobs(connection):
        raise sqlite3.DatabaseError("it has a job that makes no sense")
    connection.execute("SELECT name, event FROM marks LIMIT 1").fetchall()


def _is_of_the_moment(error: sqlite3.DatabaseError) -> bool:
    """Returns whether the file may be sound: it is held, or out of reach, or its disk is full, or
    this process has too many files open."""
    return is_of_the_disk(error) and not isinstance(problem_of(error), _DAMAGE)


def _put_aside(path: Path, now: datetime) -> str:
    """Renames the file with its log. Returns the new name. Raises OSError."""
    aside = f"{path.stem}-put-aside-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}"
    for ending in _BESIDE:
        beside = path.with_name(f"{path.name}{ending}")
        if beside.exists():
            beside.rename(path.with_name(f"{aside}{ending}"))
    return aside
