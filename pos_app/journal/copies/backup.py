"""Backups of a journal: copies it while the till sells, and verifies the copy.

A copy is one file that needs no other beside it. It gets its name only once it is verified, so that
any file of such a name was good when it was made.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from pos_app.domain.errors import (
    BackupFailed,
    BackupFolderMissing,
    CopyNewer,
    CopyUnderWay,
    CopyUnusable,
    JournalUnsound,
)
from pos_app.journal.chain import BEGINNING
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.checks.schema_check import check_tables
from pos_app.journal.checks.verify import Verification, verify
from pos_app.journal.copies.last_verified import LastVerified
from pos_app.journal.copies.latest_copy import free_name, latest_first, short_name, too_many
from pos_app.journal.copies.room import most_bytes, room_in
from pos_app.journal.database_file import check_not_newer, connect_to_read, read_journal
from pos_app.journal.disk_failures import Newer
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import Reader
from pos_app.ports.backups import Copy
from pos_app.ports.journal import Head
from pos_app.system.atomic import sync_folder

_STEP = 256  # pages (a megabyte) that are copied between two checks for an interruption


def back_up(
    journal: Path, folder: Path, till: str, now: datetime, halt: Halt | None = None
) -> Copy:
    """Copies the journal as it is at one moment, verifies the copy, and then removes copies that
    are too old, or too many for their disk.

    The till may go on writing. Raises BackupFolderMissing, JournalUnsound where the copy does not
    verify, CopyUnderWay while another is made of it, CopyAbandoned where `halt` was asked to,
    BackupFailed; in each case the folder is as it was.
    """
    with _alone(journal):
        sweep(folder, till)
        seen = LastVerified(journal, now)
        copy_to = partial(copy_pages, journal, halt=halt)
        return _kept(folder, till, now, halt, copy_to, seen.verify)


def back_up_open(db: Database, folder: Path, till: str, now: datetime) -> Copy:
    """Copies an open journal whose file is gone from its path: its owner can still read all of it,
    and is the last who can. Raises as `back_up` does."""
    halt = Halt()
    return _kept(folder, till, now, halt, lambda draft: _copy_from(db.conn, draft, halt))


def sweep_alone(journal: Path, folder: Path, till: str) -> None:
    """Deletes the rest of a copy that was killed, unless one is being made now."""
    with suppress(BackupFailed), _alone(journal):
        sweep(folder, till)


def sweep(folder: Path, till: str) -> None:
    """Deletes unfinished copies of a till that makes none now. A copy that was killed left a file
    as large as the journal."""
    ours = re.compile(rf"journal-{short_name(till)}-\d{{8}}T\d{{6}}Z\.part(-journal|-wal|-shm)?")
    with suppress(OSError):  # a stick that is missing or read-only: the next copy reports it
        for path in folder.iterdir():
            if ours.fullmatch(path.name):
                path.unlink()


@contextmanager
def _alone(journal: Path) -> Iterator[None]:
    """Allows one copy of a journal at a time, in any process. The system releases the lock if its
    holder dies. Raises CopyUnderWay, BackupFailed."""
    lock = FileLock(journal.with_name(f"{journal.stem}.copying"), blocking=False)
    try:
        lock.acquire()
    except Timeout as taken:
        raise CopyUnderWay("another copy is being made") from taken
    except OSError as error:
        raise BackupFailed(str(error)) from error
    try:
        yield
    finally:
        lock.release()


def _kept(
    folder: Path,
    till: str,
    now: datetime,
    halt: Halt | None,
    copy_to: Callable[[Path], None],
    verifies: Callable[[Database], Verification] = verify,
) -> Copy:
    if not folder.is_dir():
        raise BackupFolderMissing(str(folder))
    target = free_name(folder, till, now)
    draft = target.with_suffix(".part")
    try:
        copy_to(draft)
        copy = checked(draft, halt, verifies)
        draft.replace(target)
        sync(folder)
    except CopyUnusable as unsound:
        raise JournalUnsound(str(unsound)) from unsound
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(f"{folder}: {error}") from error
    finally:
        _clear_away(draft)
    with suppress(OSError, BackupFailed):  # the next copy tries again to remove them
        most = most_bytes(room_in(folder, till, target))
        for old in too_many(latest_first(folder, till), most):
            old.path.unlink()
    return Copy(target, copy.till, copy.head, copy.sales, copy.until)


def copy_pages(source: Path, target: Path, halt: Halt | None = None) -> None:
    """Copies by SQLite's own interface: one moment of the source, durable in the target on return.
    Raises sqlite3.Error, OSError, CopyAbandoned."""
    check_not_newer(source)
    with closing(connect_to_read(source)) as reading:
        # Of this moment, however many steps it takes: else SQLite begins anew whenever the till
        # has written something.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _copy_from(reading, target, halt or Halt())


def _copy_from(reading: sqlite3.Connection, target: Path, halt: Halt) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=_STEP, progress=lambda *_: halt.look())
        writing.execute("PRAGMA journal_mode=DELETE")  # so that the file stands alone
    sync(target)


def last_event(path: Path) -> tuple[str, Head]:
    """Returns the till and the head of a file of any version, without checking the rest. Raises
    CopyUnusable."""
    query = "SELECT till, seq, hash FROM events ORDER BY seq DESC"
    try:
        with closing(connect_to_read(path)) as reading:
            check_tables(reading, "events")
            till, number, hash_ = reading.execute(query).fetchone() or ("", 0, BEGINNING)
    except sqlite3.Error as error:
        raise CopyUnusable(f"{path.name}: {error}") from error
    return till, Head(number, hash_)


def looked_at(path: Path) -> Copy:
    """Describes a copy, at once and unverified. Raises CopyUnusable."""
    try:
        with closing(read_journal(path)) as db:
            return _described(path, db)
    except Newer as newer:
        raise CopyNewer(str(newer)) from newer
    except (sqlite3.Error, OSError, KeyError, ValueError) as error:
        raise CopyUnusable(f"{path.name}: {error}") from error


def checked(
    path: Path, halt: Halt | None = None, verifies: Callable[[Database], Verification] = verify
) -> Copy:
    """Describes a copy after verifying it, from the first event to the last unless `verifies` knows
    better. Raises CopyUnusable, CopyAbandoned."""
    try:
        with closing(read_journal(path)) as db:
            with (halt or Halt()).over(db.conn):
                verdict = verifies(db)
            if not verdict.sound:
                raise CopyUnusable(f"{path.name}: {verdict.problems[0]}")
            return _described(path, db)
    except Newer as newer:
        raise CopyNewer(str(newer)) from newer
    except (sqlite3.Error, OSError) as error:
        raise CopyUnusable(f"{path.name}: {error}") from error


def sync(path: Path) -> None:
    """Makes a file or a folder durable on the disk. Raises OSError."""
    if path.is_dir():
        sync_folder(path)
        return
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _described(path: Path, db: Database) -> Copy:
    if "events" not in db.table_names():
        raise CopyUnusable(f"{path.name}: it is no journal")
    last = db.conn.execute("SELECT till, at FROM events ORDER BY seq DESC").fetchone()
    till, at = last or ("", None)
    return Copy(
        path=path,
        till=till,
        head=Head(*Reader(db).head()),
        sales=db.table("sales").count,
        until=datetime.fromisoformat(at) if at else None,
    )


def _clear_away(draft: Path) -> None:
    """Deletes an unfinished copy, and SQLite's files beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):  # a stick that was pulled out
            draft.with_name(draft.name + ending).unlink()
