"""Checks at opening: before the till writes, the journal must be there, whole, and sound at its
end.

This is quick, whatever the journal's size. Backups verify the rest (`copies/last_verified.py`).
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from pos_app.domain.errors import JournalDamaged, JournalMissing
from pos_app.journal.chain import link
from pos_app.journal.checks import wal_check
from pos_app.journal.connection_owner import closed_on_failure
from pos_app.journal.copies.backup import sync
from pos_app.journal.copies.before_upgrade import keep_before_upgrade
from pos_app.journal.database_file import looked_into, open_journal
from pos_app.journal.sqlite_library import Database

_ENDINGS = ("", "-wal", "-shm", "-journal")  # of SQLite's files under a draft's name
_LAST = 200  # events whose chain is checked: a crash harms the last writes first


Look = Callable[[Database], None]


def open_soundly(path: Path, look: Look | None = None) -> Database:
    """Opens the journal for its one owner, as `open_journal` does, after checking it.

    One of an older version is copied before it is brought up to date. It makes a new one only where
    there never was one. `look` is a further check of an existing journal. Raises JournalMissing,
    JournalDamaged, JournalNotCopied, sqlite3.Error, OSError; then the files are as they were.
    """
    check(path, look)
    keep_before_upgrade(path)
    with closed_on_failure(open_journal(path)) as db:
        _empty_the_log(path, db)
        sweep(path)
        return db


def _empty_the_log(path: Path, db: Database) -> None:
    """Moves a killed till's log into the journal and empties it: the next check could take a stale
    log for a lost transaction."""
    with suppress(sqlite3.OperationalError, OSError):  # a full disk: at the next start, then
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        remember(path)


def check(path: Path, look: Look | None = None) -> None:
    """Checks an existing journal. Raises JournalMissing, JournalDamaged, sqlite3.Error, OSError."""
    there = path.exists() and path.stat().st_size > 0
    if not there:
        if was_made(path) or _size(_log(path)):
            raise JournalMissing(str(path))
        return
    if has_damaged_log(path):
        raise JournalDamaged(f"{_log(path).name}: what was written last cannot be read")
    with looked_into(path) as db:
        if "events" in db.table_names():
            follow_the_end(db)
            _measure(path, db)
            if look:
                look(db)
        elif was_made(path):
            raise JournalMissing(str(path))


def has_damaged_log(path: Path) -> bool:
    if _log(path).exists() and not _log(path).is_file():
        return True
    try:
        return wal_check.is_damaged(path)
    except MemoryError:  # longer than any journal that a till has written
        return True


def draft_of(journal: Path) -> Path:
    """Returns the path at which a journal is rebuilt (`copies/rebuild.py`)."""
    return journal.with_suffix(".rebuilding")


def sweep(journal: Path) -> None:
    """Deletes the rest of a rebuild that was cut short: it was never the journal."""
    for ending in _ENDINGS:
        draft = draft_of(journal)
        with suppress(OSError):  # it is not there, or does no harm
            draft.with_name(draft.name + ending).unlink()


def was_made(path: Path) -> bool:
    """Returns whether there has been a journal here: only an installation that never had one begins
    one."""
    return _mark(path).exists() or head_file(path).exists()


def head_file(path: Path) -> Path:
    """Returns the path of the file with the last event that was shown (see `last_shown.py`)."""
    return path.with_suffix(".head")


def remember(path: Path) -> None:
    """Records that there is a journal here. Raises OSError."""
    mark = _mark(path)
    if not mark.exists():
        mark.write_text("There is a journal here. Where it is lost, none is begun in its place.\n")
        sync(mark)
        sync(mark.parent)


def follow_the_end(db: Database) -> None:
    columns = ("seq", "till", "sale", "at", "kind", "data")
    query = "SELECT * FROM events ORDER BY seq DESC LIMIT ?"
    rows = list(db.query(query, [_LAST]))[::-1]
    for before, row in pairwise(rows):
        follows = link(before["hash"], *(row[column] for column in columns))
        if row["seq"] != before["seq"] + 1 or row["hash"] != follows:
            raise JournalDamaged(f"event {row['seq']} does not follow from the one before it")


def _measure(path: Path, db: Database) -> None:
    """Compares the file's length with its pages: SQLite notices missing pages by itself, but not a
    missing part of one."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    if not _size(_log(path)) and path.stat().st_size < pages * size:
        raise JournalDamaged(f"{path.name} is shorter than it was")


def _mark(path: Path) -> Path:
    return path.with_suffix(".made")


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
