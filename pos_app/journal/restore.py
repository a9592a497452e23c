"""Going on from a copy: the journal that is there is put aside, and nothing of it is thrown away.

What was written after the copy is read from it as far as the chain proves it. What cannot be read
may still have happened: what was open then is in doubt, and no number is given a second time.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pos_app.domain.errors import CopyUnusable
from pos_app.domain.events import Created, Lost
from pos_app.domain.notes import Restored
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale, apply, open_sale
from pos_app.journal.backup import checked, copy_pages, sync
from pos_app.journal.chain import link_or_none
from pos_app.journal.codec import note_from_text, sale_to_row
from pos_app.journal.failures import problem_of
from pos_app.journal.folds import NONSENSE
from pos_app.journal.schema import looked_into, open_journal
from pos_app.journal.shown import Shown
from pos_app.journal.start import remember
from pos_app.journal.store import NO_SALE, Reader, Store, recorded
from pos_app.ports.copies import Copy, Restoration
from pos_app.ports.journal import Head

_A_DAYS_SALES = 1000  # numbers that are left out for each day that may be missing
_BESIDE = ("", "-wal", "-shm")  # what SQLite keeps under a journal's name

Row = dict[str, Any]


def restore(
    file: Path, journal: Path, till: str, by: str, now: datetime, copies: Path | None = None
) -> Restoration:
    """The journal is this copy from now on, and what the old file proves to have followed it.
    `copies` is the folder of this till's: what only they have is given up.

    The new one is whole and durable before the old one is put aside. Only for whoever owns the
    journal. Raises CopyUnusable, JournalUnavailable; then all is as it was.
    """
    copy = checked(file)
    _is_of(copy, journal, till)
    aside = _name_aside(journal, now)
    draft = journal.with_suffix(".restoring")
    shown = Shown(journal, copies, till)
    try:
        copy_pages(file, draft)
        with closing(open_journal(draft)) as db:
            store = Store(db, till, lambda: now)
            restoration = _go_on(db, store, copy, journal, shown, aside, by, now)
            db.execute("PRAGMA journal_mode=DELETE").fetchall()
        sync(draft)
        remember(journal)  # from here on no other one is begun here
        _change_places(draft, journal, aside)
        with looked_into(journal) as db:
            shown.begin_anew(Head(*Reader(db).head()), restoration.next_number - 1, db)
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error) from error
    return restoration


def _is_of(copy: Copy, journal: Path, till: str) -> None:
    """Another till's journal is gone on from only where this one has sold nothing yet."""
    if copy.till in ("", till) or not journal.exists():
        return
    if any(_read(journal, "SELECT 1 FROM events WHERE sale <> '' LIMIT 1")):
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
    try:
        rescued = _take_over(db, store, list(_proved(journal, copy)))
    except NONSENSE:  # of a newer version of the program, perhaps: the copy alone, then
        rescued = []
    doubtful = store.open_sales()
    events, head = store.head()
    until = datetime.fromisoformat(rescued[-1]["at"]) if rescued else copy.until
    number = _number_above(_highest_number(journal, store, shown), until, now)
    store.note(Restored(head=head, events=events, put_aside=aside, by=by, number=number))
    for sale in doubtful:
        store.append(sale.id, Lost(reason=Reason.JOURNAL_RESTORED))
    return Restoration(copy, len(rescued), until, aside, number + 1, len(doubtful))


def _proved(journal: Path, copy: Copy) -> Iterator[Row]:
    """The old file's events after the copy, for as long as each follows from the one before.

    Of a transaction that cannot be read to its end nothing is taken.
    """
    number, before = copy.head.number, copy.head.hash
    rows: list[Row] = []
    for row in _read(journal, "SELECT * FROM events WHERE seq > ? ORDER BY seq", number):
        number += 1
        columns = ("seq", "till", "sale", "at", "kind", "data")
        proof = link_or_none(before, *(row[name] for name in columns))
        if row["seq"] != number or row["hash"] != proof:
            break
        before = row["hash"]
        if rows and rows[0]["at"] != row["at"]:
            yield from rows
            rows = []
        rows.append(row)
    else:
        if _reads_to_the_end(journal, number):
            yield from rows


def _reads_to_the_end(journal: Path, number: int) -> bool:
    return [row["n"] for row in _read(journal, "SELECT MAX(seq) AS n FROM events")] == [number]


def _take_over(db: Database, store: Store, rows: Sequence[Row]) -> Sequence[Row]:
    """Writes them as they are, with what they come to."""
    sales: dict[str, Sale] = {}
    with db.atomic():
        for row in rows:
            db.table("events").insert(row)
            if row["sale"] == NO_SALE:
                note_from_text(row["kind"], row["data"])
                continue
            known = sales.get(row["sale"]) or store.sale(row["sale"])
            event, at = recorded(row).event, datetime.fromisoformat(row["at"])
            if isinstance(event, Created):
                sale = open_sale(row["sale"], row["till"], event, at)
            else:
                assert known is not None  # noqa: S101 - its first event is in the chain before it
                sale = apply(known, event, at)
            sales[sale.id] = sale
            store.remember(sale, (event,))
        db.table("sales").upsert_all([sale_to_row(sale) for sale in sales.values()], pk="id")
    return rows


def _highest_number(journal: Path, store: Store, shown: Shown) -> int:
    """That any file has or any restore has left out, and one more for each event that was shown and
    is in none of them."""
    last = store.last_sales(1)
    files = [journal, *(path for path, _ in shown.copies())]
    numbers = [row["n"] for file in files for row in _read(file, _LAST_NUMBER)]
    known = max(last[0].number if last else 0, *(number or 0 for number in numbers), shown.numbers)
    lost = shown.highest.number - store.head()[0] if shown.highest else 0
    return known + max(lost, 0)


_LAST_NUMBER = "SELECT MAX(number) AS n FROM sales"


def _number_above(highest: int, until: datetime | None, now: datetime) -> int:
    """Above whatever can have been sold since the last instant that is known, and round."""
    days = max((now - until).days, 0) + 1 if until else 1
    return ceil(highest / _A_DAYS_SALES + days) * _A_DAYS_SALES


def _read(journal: Path, query: str, *values: object) -> Iterator[Row]:
    """As far as a file that may be damaged can be read."""
    if not journal.exists():
        return
    # Where there is an error, what can be read ends.
    with suppress(sqlite3.Error), looked_into(journal) as db:
        yield from db.query(query, list(values))


def put_aside(journal: Path, now: datetime) -> str:
    """The file under another name, with its log, and none in its place: the name, empty where
    there was nothing. Only for whoever owns the journal. Raises OSError."""
    aside = _name_aside(journal, now)
    _clear(journal, aside)
    sync(journal.parent)
    return aside


def _name_aside(journal: Path, now: datetime) -> str:
    """Empty where there is nothing to put aside."""
    if not any(_beside(journal, ending, holds=True) for ending in _BESIDE[:2]):
        return ""
    return f"{journal.stem}-put-aside-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{journal.suffix}"


def _change_places(draft: Path, journal: Path, aside: str) -> None:
    """The journal goes first: where this stops midway, it is missing, and that is said."""
    _clear(journal, aside)
    draft.replace(journal)
    sync(journal.parent)


def _clear(journal: Path, aside: str) -> None:
    for ending in _BESIDE:
        if old := _beside(journal, ending):
            if aside:
                old.rename(journal.with_name(aside + ending))
            else:
                old.unlink()  # an empty log, and the index of it


def _beside(journal: Path, ending: str, *, holds: bool = False) -> Path | None:
    """The file, if it is there and, where that is asked for, holds anything."""
    file = journal.with_name(journal.name + ending)
    return file if file.exists() and (not holds or file.stat().st_size) else None
