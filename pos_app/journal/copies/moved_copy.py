"""The journal of a till that moves to another computer: a verified copy, and where it goes on."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pos_app.domain.audit_notes import Note
from pos_app.domain.errors import BackupFailed, CopyUnusable, JournalUnsound
from pos_app.journal.copies.backup import checked, copy_pages, last_event, sync
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.store import Reader, Store
from pos_app.ports.backups import Copy

_SALES = "SELECT 1 FROM events WHERE sale <> '' LIMIT 1"


def copy_to_move(journal: Path, target: Path) -> Copy:
    """Copies the journal and verifies the copy from its first event to its last. Raises
    JournalUnsound, BackupFailed."""
    try:
        copy_pages(journal, target)
        return checked(target)
    except CopyUnusable as unsound:
        raise JournalUnsound(str(unsound)) from unsound
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(str(error)) from error


def has_sales(journal: Path) -> bool:
    """Tells whether anything was ever sold here. Raises JournalUnavailable, JournalDamaged."""
    if not journal.exists():
        return False
    try:
        with closing(read_journal(journal)) as db:
            return db.execute(_SALES).fetchone() is not None
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error


def goes_on_from(copy: Path, journal: Path) -> bool:
    """Tells whether the copy has the last event of that journal. Raises CopyUnusable."""
    _, head = last_event(journal)
    try:
        with closing(read_journal(copy)) as db:
            found = db.execute("SELECT hash FROM events WHERE seq = ?", [head.number]).fetchall()
    except (sqlite3.Error, OSError) as error:
        raise CopyUnusable(str(error)) from error
    return found == [(head.hash,)]


def open_sales_in(journal: Path) -> int:
    """Returns how many sales wait for their result. Raises JournalUnavailable."""
    try:
        with closing(read_journal(journal)) as db:
            return len(Reader(db).open_sales())
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error


def note_in(journal: Path, till: str, note: Note, now: Callable[[], datetime]) -> None:
    """Writes a note into a journal that no till has open, durably, and leaves it as one file.
    Raises JournalUnavailable, JournalDamaged."""
    try:
        with closing(open_journal(journal)) as db:
            Store(db, till, now).note(note)
            db.execute("PRAGMA journal_mode=DELETE").fetchall()
        sync(journal)
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error
