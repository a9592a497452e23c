"""Copies of a journal: made while the till sells, verified, and rotated.

A copy is one file that needs no other beside it. It has its name only once it has been verified,
so that whatever bears such a name was good when it was made.

Which copy is the later one is told by what is in it: the numbers of its sales, which only grow,
also where a journal went on from an older copy, and the number of its last event. The instant in
its name is that of a clock which may have been wrong; it only tells days apart.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from pos_app.domain.errors import (
    BackupFailed,
    BackupFolderMissing,
    CopyUnderWay,
    CopyUnusable,
    JournalUnsound,
)
from pos_app.journal.chain import BEGINNING
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.checks.schema_check import check_tables
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import connect_to_read, read_journal
from pos_app.journal.store import Reader
from pos_app.ports.backups import Copy
from pos_app.ports.journal import Head
from pos_app.system.private_files import sync_folder

# What is kept: the last ones, whatever their names say, and the latest of each of so many days and
# months. A fortnight reaches behind a holiday after which somebody finds that something is wrong; a
# year is what an accountant asks for.
LAST = 7
KEPT = (("%Y-%m-%d", 14), ("%Y-%m", 12))

_STEP = 256  # pages that are copied between two looks whether it is to go on: a megabyte
_INSTANT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"journal-(?P<till>\w+)-(?P<at>\d{8}T\d{6}Z)\.sqlite3")
_TILL = 8  # characters of the till's own name: enough to tell those of one shop apart


@dataclass(frozen=True)
class Named:
    """A copy as its name tells of it."""

    path: Path
    till: str
    at: datetime


@dataclass(frozen=True, order=True)
class Place:
    """Where a journal stands among all that a till ever had: of two the later one has more."""

    number: int  # up to which numbers of sales were given
    events: int


def back_up(
    journal: Path, folder: Path, till: str, now: datetime, halt: Halt | None = None
) -> Copy:
    """A copy of the journal as it is at one moment, verified; those too old are removed after it.

    The till may go on writing. Raises BackupFolderMissing, JournalUnsound where the copy does not
    verify, CopyUnderWay while another is made of it, CopyAbandoned where `halt` was asked to,
    BackupFailed; in each case the folder is as it was.
    """
    with _alone(journal):
        sweep(folder, till)
        return _kept(folder, till, now, halt, lambda draft: copy_pages(journal, draft, halt))


def back_up_open(db: Database, folder: Path, till: str, now: datetime) -> Copy:
    """Of a journal whose file is gone from its path: whoever has it open can still read all of it,
    and is the last who can. Raises as `back_up` does."""
    halt = Halt()
    return _kept(folder, till, now, halt, lambda draft: _copy_from(db.conn, draft, halt))


def sweep_alone(journal: Path, folder: Path, till: str) -> None:
    """What a copy left that was killed, unless one is being made now."""
    with suppress(BackupFailed), _alone(journal):
        sweep(folder, till)


def sweep(folder: Path, till: str) -> None:
    """Nothing half made stays of a till of which nothing is being made now. One that was killed
    left a file as large as the journal."""
    ours = re.compile(rf"journal-{_short(till)}-\d{{8}}T\d{{6}}Z\.part(-journal|-wal|-shm)?")
    with suppress(OSError):  # a stick that is not there, or takes nothing: said when a copy is made
        for path in folder.iterdir():
            if ours.fullmatch(path.name):
                path.unlink()


@contextmanager
def _alone(journal: Path) -> Iterator[None]:
    """One copy of a journal at a time, whoever makes it. The system lets go of the lock with its
    holder. Raises CopyUnderWay, BackupFailed."""
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
    folder: Path, till: str, now: datetime, halt: Halt | None, copy_to: Callable[[Path], None]
) -> Copy:
    if not folder.is_dir():
        raise BackupFolderMissing(str(folder))
    target = _free_name(folder, till, now)
    draft = target.with_suffix(".part")
    try:
        copy_to(draft)
        copy = checked(draft, halt)
        draft.replace(target)
        sync(folder)
    except CopyUnusable as unsound:
        raise JournalUnsound(str(unsound)) from unsound
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(f"{folder}: {error}") from error
    finally:
        _clear_away(draft)
    with suppress(OSError):  # what could not be removed is tried again after the next copy
        for old in too_many(latest_first(folder, till)):
            old.path.unlink()
    return Copy(target, copy.till, copy.head, copy.sales, copy.until)


def copy_pages(source: Path, target: Path, halt: Halt | None = None) -> None:
    """By SQLite's own interface: one moment of the source, durable in the target when this
    returns. Raises sqlite3.Error, OSError, CopyAbandoned."""
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


def named_copies(folder: Path, till: str = "") -> Sequence[Named]:
    """Of this till, or of any, by the instants in their names, newest first. Raises
    BackupFolderMissing, BackupFailed."""
    try:
        paths = [*folder.iterdir()]
    except FileNotFoundError as missing:
        raise BackupFolderMissing(str(folder)) from missing
    except OSError as error:
        raise BackupFailed(str(error)) from error
    found = [one for path in paths if (one := _named(path))]
    mine = [one for one in found if till in ("", one.till) or one.till == _short(till)]
    return sorted(mine, key=lambda one: one.at, reverse=True)


def latest_first(folder: Path, till: str = "") -> Sequence[Named]:
    """Those that can be opened, by what is in them. Raises as `named_copies`."""
    places = {one: place for one in named_copies(folder, till) if (place := place_of(one.path))}
    return sorted(places, key=lambda one: (places[one], one.at), reverse=True)


def too_many(latest: Sequence[Named]) -> Sequence[Named]:
    """Those, of copies with the latest first, that have no place any more. The latest stays."""
    kept = {copy.path for copy in latest[:LAST]}
    for period, count in KEPT:
        latest_of: dict[str, Path] = {}
        for copy in latest:
            latest_of.setdefault(f"{copy.at:{period}}", copy.path)
        kept.update(list(latest_of.values())[:count])
    return [copy for copy in latest if copy.path not in kept]


def place_of(path: Path) -> Place | None:
    """None for what cannot be opened."""
    try:
        with closing(read_journal(path)) as db:
            reader = Reader(db)
            return Place(reader.highest_number(), reader.head()[0])
    except (sqlite3.Error, OSError, KeyError, ValueError):
        return None


def last_event(path: Path) -> tuple[str, Head]:
    """Of a file, whichever version wrote it: its till and its head, without looking at the rest.
    Raises CopyUnusable."""
    query = "SELECT till, seq, hash FROM events ORDER BY seq DESC"
    try:
        with closing(connect_to_read(path)) as reading:
            check_tables(reading, "events")
            till, number, hash_ = reading.execute(query).fetchone() or ("", 0, BEGINNING)
    except sqlite3.Error as error:
        raise CopyUnusable(f"{path.name}: {error}") from error
    return till, Head(number, hash_)


def looked_at(path: Path) -> Copy:
    """What a copy says of itself, at once and unverified. Raises CopyUnusable."""
    try:
        with closing(read_journal(path)) as db:
            return _described(path, db)
    except (sqlite3.Error, OSError, KeyError, ValueError) as error:
        raise CopyUnusable(f"{path.name}: {error}") from error


def checked(path: Path, halt: Halt | None = None) -> Copy:
    """What a copy says of itself, verified from the first event to the last. Raises
    CopyUnusable, CopyAbandoned."""
    try:
        with closing(read_journal(path)) as db:
            with (halt or Halt()).over(db.conn):
                verdict = verify(db)
            if not verdict.sound:
                raise CopyUnusable(f"{path.name}: {verdict.problems[0]}")
            return _described(path, db)
    except (sqlite3.Error, OSError) as error:
        raise CopyUnusable(f"{path.name}: {error}") from error


def sync(path: Path) -> None:
    """What a file or a folder says is on the disk when this returns. Raises OSError."""
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


def _named(path: Path) -> Named | None:
    told = _NAME.fullmatch(path.name)
    if told is None:
        return None
    try:
        at = datetime.strptime(told["at"], _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None  # figures that are no instant: not a name of ours
    return Named(path, told["till"], at)


def _free_name(folder: Path, till: str, now: datetime) -> Path:
    """By a clock that was set back there may be a copy of this very second."""
    while True:
        name = f"journal-{_short(till)}-{now.astimezone(UTC).strftime(_INSTANT)}.sqlite3"
        if not (folder / name).exists():
            return folder / name
        now += timedelta(seconds=1)


def _short(till: str) -> str:
    return re.sub(r"\W", "", till)[:_TILL] or "till"


def _clear_away(draft: Path) -> None:
    """Nothing half made stays, nor what SQLite keeps beside a file while it writes."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):  # a stick that was pulled out
            draft.with_name(draft.name + ending).unlink()
