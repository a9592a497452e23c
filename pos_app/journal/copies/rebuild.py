"""Rebuild of the journal's file from its events, after another program has written in it.

The events hold what happened, and the chain proves them. Everything else in the file (the rows of
sales, payments, identities and unmatched payments, its indexes and its guards) follows from them,
and is made once more in a new file beside the old one. The new one is whole and durable before it
takes the place, in one step, and the old file is kept under another name: a till that is killed
meanwhile has the old one or the new one.
"""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from pos_app.domain.audit_notes import Rebuilt
from pos_app.domain.errors import JournalDamaged, JournalHeld, JournalMissing
from pos_app.journal.chain import BEGINNING
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.opening_checks import draft_of, has_damaged_log, remember, sweep
from pos_app.journal.checks.schema_check import check_tables
from pos_app.journal.checks.verify import verify
from pos_app.journal.codec import stray_from_row
from pos_app.journal.copies.backup import sync
from pos_app.journal.copies.restore import name_aside
from pos_app.journal.copies.salvage import rows_in, take_over
from pos_app.journal.database_file import (
    connect_to_file,
    connect_to_read,
    open_journal,
    read_journal,
)
from pos_app.journal.disk_failures import UNREADABLE, problem_of
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import Store
from pos_app.ports.backups import Rebuilding
from pos_app.ports.journal import Head


def rebuild(journal: Path, till: str, by: str, now: datetime, shown: Shown) -> Rebuilding:
    """Rebuilds the journal from its events. Only the journal's owner may call this.

    A journal without problems stays as it is. Raises JournalDamaged if its events are not sound, or
    some that were shown are missing, and JournalUnavailable; then all is as it was.
    """
    draft = draft_of(journal)
    try:
        if not journal.exists() or not journal.stat().st_size:
            raise JournalMissing(str(journal))
        if not (found := _problems(journal)):
            return Rebuilding((), 0, 0, "")
        sweep(journal)
        aside = name_aside(journal, now)
        with closing(open_journal(draft)) as db:
            store = Store(db, till, lambda: now)
            events = _make_again(db, store, journal)
            shown.check(db)
            store.note(Rebuilt(put_aside=aside, events=events, by=by))
            verdict = verify(db)
            if not verdict.sound:
                raise JournalDamaged(verdict.problems[0])
            db.execute("PRAGMA journal_mode=DELETE").fetchall()
        sync(draft)
        _change_places(draft, journal, aside)
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error
    finally:
        sweep(journal)
    return Rebuilding(tuple(found), events, verdict.sales, aside)


def _problems(journal: Path) -> list[str]:
    """Returns the journal's problems, as `verify` reports them."""
    try:
        with closing(read_journal(journal, as_found=True)) as db:
            return verify(db).problems
    except sqlite3.DatabaseError as error:
        return [str(error)]


def _make_again(db: Database, store: Store, journal: Path) -> int:
    """Writes the new file and returns its number of events. Raises JournalDamaged where one of them
    cannot be proved."""
    if has_damaged_log(journal):
        raise JournalDamaged(f"{journal.name}: what was written last cannot be read")
    with closing(connect_to_read(journal)) as looking:
        check_tables(looking, "events")
        query = "SELECT COUNT(*), COALESCE(MAX(seq), 0) FROM events"
        there, last = looking.execute(query).fetchone()
    taken = take_over(db, store, journal, Head(0, BEGINNING))
    if not len(taken) == there == last:
        raise JournalDamaged(f"event {len(taken) + 1} of {there} cannot be proved")
    strays = "SELECT * FROM strays WHERE taken_at IS NULL"
    with db.atomic():
        for row in rows_in(journal, "strays", strays):
            with suppress(*UNREADABLE):  # the provider's queue shows the payment again
                stray_from_row(row)
                db.table("strays").insert(row, ignore=True)
    return len(taken)


def _change_places(draft: Path, journal: Path, aside: str) -> None:
    """Puts the old file aside, with its log; then removes the rest of that log, as SQLite would add
    it to the new file."""
    for ending in ("-wal", ""):
        there = journal.with_name(journal.name + ending)
        if there.exists():
            kept = journal.with_name(aside + ending)
            shutil.copyfile(there, kept)
            sync(kept)
    with closing(connect_to_file(journal)) as old:
        if old.execute("PRAGMA journal_mode=DELETE").fetchall() != [("delete",)]:
            raise JournalHeld("another program has the journal open")
    remember(journal)
    draft.replace(journal)
    sync(journal.parent)
