"""The journal's SQLite file: opens it to write (WAL, synchronous=FULL) or to read."""

import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pos_app.domain.errors import JournalFull, JournalOutOfReach, JournalReadOnly
from pos_app.journal.checks.format_stamp import number_today, refuse_newer
from pos_app.journal.checks.schema_check import check_readable, check_schema, known_migrations
from pos_app.journal.connection_owner import closed_on_failure
from pos_app.journal.disk_failures import Strange, as_we_wrote_it, is_of_the_disk, problem_of
from pos_app.journal.migrations import migrations
from pos_app.journal.rows import insert
from pos_app.journal.sqlite_library import Database
from pos_app.journal.transaction import BUSY_TIMEOUT

Connect = Callable[[Path], sqlite3.Connection]


class _Connection(sqlite3.Connection):
    """A connection that reports all damage alike: Python calls names in a schema that are no text a
    mistake of the caller's."""

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        try:
            return super().execute(*statement)
        except UnicodeDecodeError as no_text:
            damage = sqlite3.DatabaseError(f"a name in the file is no text: {no_text}")
            damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damage from no_text


def connect_to_file(path: Path) -> sqlite3.Connection:
    """Connects to the file to write. Raises sqlite3.Error."""
    _check_is_file(path)
    return _untrusting(sqlite3.connect(path, timeout=BUSY_TIMEOUT, factory=_Connection))


def _check_is_file(path: Path) -> None:
    """Raises an error for a pipe, at which the till would wait, or a folder, which SQLite would
    call a disk out of reach."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # SQLite raises its own error
    if not stat.S_ISREG(mode):
        raise Strange(f"{path.name} is no file")


def _untrusting(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Restricts a connection so that nothing in a schema may reach outside of the file
    (sqlite.org/security.html). `checks/schema_check.py` checks the rest of the schema before
    anything is asked."""
    with closed_on_failure(connection):
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
    return connection


def open_journal(path: Path, connect: Connect = connect_to_file) -> Database:
    """Opens the journal for its one owner; makes it, or brings it up to date.

    WAL with synchronous=FULL: a commit that has returned survives a power cut. NORMAL does not.
    Raises sqlite3.Error; Strange where the file is not one of ours, and then it is as it was.
    """
    check_not_newer(path)
    with closed_on_failure(connect(path)) as connection:
        check_schema(connection)
        db = Database(connection)
        _keep_a_log(db)
        db.execute("PRAGMA synchronous=FULL")
        _bring_up_to_date(db)
    return db


def check_not_newer(path: Path) -> None:
    """Checks that no newer version of this program has written the file, without opening it: SQLite
    would leave its own files beside it. Raises Newer, OSError."""
    refuse_newer(path, known_migrations())


def _bring_up_to_date(db: Database) -> None:
    """Makes a new journal, or runs the migrations that an old one lacks. Raises Strange where the
    file's content makes no sense to one."""
    if db.table_names():
        _run_migrations(db)
    else:
        _make_new(db)


def _make_new(db: Database) -> None:
    """Makes what all migrations together make, in one transaction: the disk is waited for once, and
    not for each of them, and nobody ever finds half of a new journal."""
    with db.atomic():
        for statement in _statements():
            db.execute(statement)
        at = str(datetime.now(UTC))
        for one in migrations.pending(db):
            applied = {"migration_set": migrations.name, "name": one.name, "applied_at": at}
            insert(db, migrations.migrations_table, applied)
        _stamp(db)


@cache
def _statements() -> Sequence[str]:
    """Returns the statements of the schema that the migrations come to, in their order."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _run_migrations(Database(connection))
        query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        return [statement for (statement,) in connection.execute(query)]


def _run_migrations(db: Database) -> None:
    """Runs what is pending in one transaction: wherever the till is killed, or the disk is full,
    the file is as it was, and the version before still opens it."""
    with db.atomic():  # a table of migrations is never without its index
        migrations.ensure_migrations_table(db)
        columns = ["migration_set", "name"]
        db.table(migrations.migrations_table).create_index(columns, unique=True, if_not_exists=True)
    if not migrations.pending(db):
        return
    try:
        with as_we_wrote_it(), db.atomic():
            migrations.apply(db)
            _stamp(db)
    except sqlite3.DatabaseError as error:
        if is_of_the_disk(error):
            raise
        raise Strange(f"the file cannot be brought up to date: {error}") from error


def _stamp(db: Database) -> None:
    """Writes which version has brought the file up to date: an older one reads it before it opens
    the file, and tells the person which to install."""
    db.execute(f"PRAGMA user_version={number_today(known_migrations())}")


def _keep_a_log(db: Database) -> None:
    """Sets WAL mode and reads the answer to its end, after the row that says "wal": only there
    SQLite reports that the disk did not take it, and it would go on in a mode in which a power cut
    can take acknowledged events."""
    if db.execute("PRAGMA journal_mode=wal").fetchall() != [("wal",)]:
        raise sqlite3.OperationalError("no write-ahead log can be kept on this disk")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connects read-only to a file as it is, which may be anybody's: see `checks/schema_check.py`.
    Raises sqlite3.Error."""
    _check_is_file(path)
    address = f"{path.resolve().as_uri()}?mode=ro"
    return _untrusting(
        sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT, factory=_Connection)
    )


@contextmanager
def looked_into(path: Path) -> Iterator[Database]:
    """Opens a file as it is, of any version, while the caller reads it. Raises sqlite3.Error,
    Strange."""
    check_not_newer(path)
    with closing(connect_to_read(path)) as connection:
        check_schema(connection)
        yield Database(connection)


def read_journal(
    path: Path, aside: Callable[[], None] = lambda: None, *, as_found: bool = False
) -> Database:
    """Opens the journal for a reader, while its owner may be writing.

    A journal of an older version is read in a copy, in memory, that is brought up to date: the file
    stays as it is until a till opens it. `aside` is called if the disk cannot be written and the
    file is read as it lies there. `as_found` is for a caller that reports problems of the file: it
    may have, or lack, objects that harm no reader. Raises sqlite3.Error, Strange, OSError.
    """
    check_not_newer(path)
    with closed_on_failure(_connect_to_look(path, aside)) as connection:
        if as_found:
            check_readable(connection)
        else:
            check_schema(connection)
        db = Database(connection)
        if "sales" not in db.table_names() or not migrations.pending(db):
            return db
        check_schema(connection)
    with closing(connection), closed_on_failure(connect_to_file(Path(":memory:"))) as copy:
        connection.backup(copy)
        newer = Database(copy)
        _bring_up_to_date(newer)
        newer.execute("PRAGMA query_only=ON")
    return newer


def _connect_to_look(path: Path, aside: Callable[[], None]) -> sqlite3.Connection:
    looking = connect_to_read(path)
    try:
        with closed_on_failure(looking):
            looking.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if not _lacks_an_index(error):
            raise
        looking = _as_it_lies(path)
        with closed_on_failure(looking):
            aside()
    return looking


def _lacks_an_index(error: sqlite3.Error) -> bool:
    """Returns whether SQLite may not make the index of a log, which a reader needs as well
    (sqlite.org/wal.html, "Read-Only Databases"), or has no room for it."""
    return isinstance(problem_of(error), JournalFull | JournalOutOfReach | JournalReadOnly)


def _as_it_lies(path: Path) -> sqlite3.Connection:
    """Reads a file on a disk that nobody can write: a copy of it if it has a log; else the file
    itself, which does not change. Raises sqlite3.Error, OSError."""
    path.open("rb").close()  # the system's own error about an unreadable file is clearer
    log = path.with_name(f"{path.name}-wal")
    if not (log.exists() and log.stat().st_size):
        address = f"{path.resolve().as_uri()}?immutable=1"
        return _untrusting(sqlite3.connect(address, uri=True, factory=_Connection))
    with TemporaryDirectory() as folder:
        for file in (path, log):
            shutil.copyfile(file, Path(folder) / file.name)
        with (
            closing(connect_to_file(Path(folder) / path.name)) as lying,
            closed_on_failure(connect_to_file(Path(":memory:"))) as copy,
        ):
            lying.backup(copy)
            copy.execute("PRAGMA query_only=ON")
            return copy
