"""Restore from a backup: puts the present journal aside and continues from the copy. Deletes
nothing.

The events after the copy are read from the old file as far as the chain proves them. An event that
cannot be read may still have happened: sales that were open then are in doubt, and no number is
given a second time.
"""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from pos_app.domain.audit_notes import Restored
from pos_app.domain.errors import CopyUnusable
from pos_app.domain.events import OutcomeUnknown
from pos_app.domain.reasons import Reason
from pos_app.journal.checks.last_shown import MOST_NUMBER, Shown
from pos_app.journal.checks.opening_checks import remember
from pos_app.journal.codec import note_from_text
from pos_app.journal.copies.backup import checked, copy_pages, sync
from pos_app.journal.copies.salvage import rows_in, take_over
from pos_app.journal.database_file import (
    check_not_newer,
    looked_into,
    open_journal,
    read_journal,
)
from pos_app.journal.disk_failures import UNREADABLE, problem_of
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import Reader, Store
from pos_app.ports.backups import Copy, Restoration
from pos_app.ports.journal import Head

_A_DAYS_SALES = 1000  # numbers that are skipped for each day that may be missing
_BESIDE = ("", "-wal", "-shm")  # endings of SQLite's files under a journal's name


def restore(
    file: Path, journal: Path, till: str, by: str, now: datetime, copies: Path | None = None
) -> Restoration:
    """Replaces the journal by this copy, and by the events that the old file proves to have
    followed it. `copies` is the folder of this till's copies: events that only they have are given
    up.

    The new journal is whole and durable before the old one is put aside. Only the journal's owner
    may call this. Raises CopyUnusable, JournalUnavailable, JournalNewer where a newer version
    of the program has written the journal; then all is as it was.
    """
    try:
        check_not_newer(journal)
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error
    copy = checked(file)
    draft = journal.with_suffix(".restoring")
    shown = Shown(journal, copies, till)
    try:
        _end_what_was_cut_short(draft, journal)
        _is_of(copy, journal, till)
        aside = name_aside(journal, now)
        copy_pages(file, draft)
        with closing(open_journal(draft)) as db:
            store = Store(db, till, lambda: now)
            restoration = _go_on(db, store, copy, journal, shown, aside, by, now)
            db.execute("PRAGMA journal_mode=DELETE").fetchall()
        sync(draft)
        remember(journal)  # from here on the till begins no new journal here
        _change_places(draft, journal, aside)
        with looked_into(journal) as db:
            shown.begin_anew(Head(*Reader(db).head()), restoration.next_number - 1, db)
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error
    return restoration


def _is_of(copy: Copy, journal: Path, till: str) -> None:
    """Raises CopyUnusable for another till's journal, unless this one has sold nothing yet."""
    if copy.till in ("", till):
        return
    if any(rows_in(journal, "events", "SELECT 1 FROM events WHERE sale <> ''")):
        raise CopyUnusable(f"{copy.path.name}: it is another till's")


def _go_on(
    db: Database,
    store: Store,
    copy: Copy,
    journal: Path,
    shown: Shown,
    aside: str,
    by: str,
    now: datetime,
) -> Restoration:
    rescued = take_over(db, store, journal, copy.head)
    doubtful = store.open_sales()
    events, head = store.head()
    until = datetime.fromisoformat(rescued[-1]["at"]) if rescued else copy.until
    number = _number_above(_highest_number(journal, store, shown), until, now)
    store.note(Restored(head=head, events=events, put_aside=aside, by=by, number=number))
    for sale in doubtful:
        store.append(sale.id, OutcomeUnknown(reason=Reason.JOURNAL_RESTORED))
    return Restoration(copy, len(rescued), until, aside, number + 1, len(doubtful))


def _highest_number(journal: Path, store: Store, shown: Shown) -> int:
    """Returns the highest number that any file has or any restore has left out, and one more for
    each event that was shown and is in none of them."""
    files = [journal, *(path for path, _ in shown.copies())]
    known = max(store.highest_number(), shown.numbers, *map(_highest_in, files))
    lost = shown.highest.number - store.head()[0] if shown.highest else 0
    return known + max(lost, 0)


def _highest_in(file: Path) -> int:
    most = "SELECT COALESCE(MAX(number), 0) AS n FROM sales WHERE number <= ?"
    known = [row["n"] for row in rows_in(file, "sales", most, MOST_NUMBER)]
    for row in rows_in(file, "events", "SELECT kind, data FROM events WHERE sale = ''"):
        with suppress(*UNREADABLE):
            note = note_from_text(row["kind"], row["data"])
            if isinstance(note, Restored) and note.number <= MOST_NUMBER:
                known.append(note.number)
    return max(known, default=0)


def _number_above(highest: int, until: datetime | None, now: datetime) -> int:
    """Returns a round number above any sale since the last known instant. A clock behind that
    instant is wrong, or was: it counts as many days all the same."""
    days = abs(now - until).days + 1 if until else 1
    return ceil(highest / _A_DAYS_SALES + days) * _A_DAYS_SALES


def put_aside(journal: Path, now: datetime) -> str:
    """Renames the file, with its log, and leaves none in its place; returns the new name, empty
    where there was no file. Only the journal's owner may call this. Raises OSError."""
    aside = name_aside(journal, now)
    _clear(journal, aside)
    return aside


def name_aside(journal: Path, now: datetime) -> str:
    """Returns the name for putting it aside; empty where there is no file."""
    if not any(_beside(journal, ending, holds=True) for ending in _BESIDE[:2]):
        return ""
    return f"{journal.stem}-put-aside-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{journal.suffix}"


def _change_places(draft: Path, journal: Path, aside: str) -> None:
    """Moves the old journal aside first: if this stops midway, the journal is missing, and the till
    says so."""
    _clear(journal, aside)
    draft.replace(journal)
    sync(journal.parent)


def _end_what_was_cut_short(draft: Path, journal: Path) -> None:
    """Completes a restore that died between putting the old file aside and taking its place. All
    that could be proved of the old file is in its draft, which was durable before: nothing else
    would look for it there."""
    if journal.exists() or not draft.exists():
        return
    aside = _put_aside_for(draft)
    if aside and any(journal.with_name(aside + ending).exists() for ending in _BESIDE[:2]):
        _change_places(draft, journal, aside)


def _put_aside_for(draft: Path) -> str:
    """Returns the name that the old file was to have; empty if this is no whole draft."""
    try:
        checked(draft)
        with closing(read_journal(draft)) as db:
            notes = [noted.note for noted in Reader(db).notes(Restored)]
    except (CopyUnusable, sqlite3.Error, ValueError):
        return ""
    names = [note.put_aside for note in notes if isinstance(note, Restored)]
    return names[-1] if names else ""


def _clear(journal: Path, aside: str) -> None:
    """Moves the old file away durably, before another takes its place: else a power cut could leave
    only the other."""
    for ending in _BESIDE:
        if old := _beside(journal, ending):
            if aside:
                old.rename(journal.with_name(aside + ending))
            else:
                old.unlink()  # an empty log, and the index of it
    sync(journal.parent)


def _beside(journal: Path, ending: str, *, holds: bool = False) -> Path | None:
    """Returns the file, if it exists and, where `holds` is set, is not empty."""
    file = journal.with_name(journal.name + ending)
    return file if file.exists() and (not holds or file.stat().st_size) else None
