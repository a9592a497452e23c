"""Staff read from a journal that no till has open, and that may be damaged or gone."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from pos_app.domain.errors import BackupFailed
from pos_app.domain.people.staff import NOTES_OF_STAFF, Staff, staff_of
from pos_app.journal.copies.latest_copy import latest_first
from pos_app.journal.database_file import read_journal
from pos_app.journal.disk_failures import UNREADABLE
from pos_app.journal.store import Reader


def known_staff(journal: Path, copies: Path, till: str) -> Staff:
    """Returns the staff by the latest change, from the journal or this till's newest copy: deleting
    the journal decides nothing. Empty if neither can be read."""
    files = [journal]
    with suppress(BackupFailed):  # no folder: no copy
        files += [named.path for named in latest_first(copies, till)[:1]]
    known = [_staff_in(file) for file in files if file.exists()]
    return max(known, key=lambda staff: (staff.has_people, staff.mark.version), default=Staff())


def _staff_in(file: Path) -> Staff:
    try:
        with closing(read_journal(file)) as db:
            return staff_of(one.note for one in Reader(db).notes(*NOTES_OF_STAFF))
    except (sqlite3.Error, OSError, *UNREADABLE):
        return Staff()
