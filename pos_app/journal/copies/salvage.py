"""Salvage of later events: reads the events after a backup from a journal that was put aside.

Each event has to follow from the one before. Events that were written together are taken together:
a sale that was made and asked for nothing, or a refund without its event in the parent sale, was
never in a journal. A provider's evidence is taken word by word. The kinds of the events show where
such a group ends: their instants are a clock's, which may have stood still all day.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pos_app.domain.audit_notes import Note, PaymentTaken
from pos_app.domain.errors import JournalFull, JournalHeld, JournalReadOnly
from pos_app.domain.events import Created, Event, OperationStarted, PartStarted
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import told_to_parent
from pos_app.journal.chain import link_or_none
from pos_app.journal.checks.schema_check import check_tables
from pos_app.journal.codec import event_to_text, note_from_text, sale_to_row, stray_to_row
from pos_app.journal.database_file import connect_to_read
from pos_app.journal.disk_failures import UNREADABLE, problem_of
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import NO_SALE, Reader, Store, recorded, tells_of
from pos_app.ports.journal import Head, UnmatchedPayment

Row = dict[str, Any]


@dataclass(frozen=True)
class _Step:
    """An event as it stands in the file, with the sale after it."""

    row: Row
    what: Event | Note
    sale: Sale | None = None  # after the event; a note is no sale's
    is_last: bool = True  # it completes its group


def take_over(db: Database, store: Store, journal: Path, after: Head) -> Sequence[Row]:
    """Appends the events of this file to the copy, as they are, with their folds. Raises
    sqlite3.Error, OSError."""
    rows, to_the_end = _proved(journal, after)
    with db.atomic():
        taken = append_whole(db, store, rows, journal, to_the_end=to_the_end)
        store.refill_ledger()
    return taken


def append_whole(
    db: Database, store: Store, rows: Iterable[Row], journal: Path, *, to_the_end: bool
) -> Sequence[Row]:
    """Appends these events, as they are, with their folds, up to the last group that is complete.
    The caller has the transaction, and fills the ledger. Returns those that it took."""
    steps = _whole(_steps(store, rows), to_the_end=to_the_end)
    sales = {step.sale.id: step.sale for step in steps if step.sale}
    for step in steps:
        db.table("events").insert(step.row)
        if step.sale and not isinstance(step.what, Note):
            store.remember(step.sale, (step.what,))
        if isinstance(step.what, PaymentTaken):
            row = _row_of(step.what, step.row["at"], journal)
            db.table("strays").upsert(row)
    db.table("sales").upsert_all([sale_to_row(sale) for sale in sales.values()])
    return [step.row for step in steps]


def _row_of(note: PaymentTaken, at: str, journal: Path) -> Row:
    """Returns the row of a payment that a manager took, without which the journal's rows would not
    match its events. Only the file's own row has the provider's text, and counts if it agrees."""
    instant = datetime.fromisoformat(at)
    for row in rows_in(journal, "strays", "SELECT * FROM strays WHERE payment = ?", note.payment):
        with suppress(*UNREADABLE):
            if tells_of(row, note, instant):
                return row
    stray = UnmatchedPayment(
        method=note.method,
        payment=note.payment,
        reference=note.reference,
        sale="",
        amount=note.amount,
        raw="",
        first_seen=instant,
        last_seen=instant,
        queued=False,
        taken_at=instant,
        taken_by=note.by,
        why=note.why,
        provider_at=note.provider_at,
        period=note.period,
        fee=note.fee,
    )
    return {**stray_to_row(stray), "gone_at": at}


def rows_in(journal: Path, table: str, query: str, *values: object) -> Iterator[Row]:
    """Returns rows of this table, as far as a file that may be damaged can be read: the first
    damage ends them. A table that is not ours gives none.

    A file that another program holds, or that may not be read, is not damaged: going on without it
    would give up sales that are there. Raises sqlite3.Error, OSError.
    """
    if journal.is_file():
        journal.open("rb").close()  # the system's own error is clearer
    try:
        with closing(connect_to_read(journal)) as connection:
            check_tables(connection, table)
            yield from Database(connection).query(query, list(values))
    except sqlite3.Error as error:
        if isinstance(problem_of(error), JournalHeld | JournalReadOnly | JournalFull):
            raise


def _proved(journal: Path, after: Head) -> tuple[Sequence[Row], bool]:
    """Returns the file's events after that one, for as long as each follows from the one before;
    and whether those are all that it has."""
    number, before = after.number, after.hash
    rows: list[Row] = []
    for row in rows_in(
        journal, "events", "SELECT * FROM events WHERE seq > ? ORDER BY seq", number
    ):
        columns = ("seq", "till", "sale", "at", "kind", "data")
        proof = link_or_none(before, *(row[name] for name in columns))
        if row["seq"] != number + 1 or row["hash"] != proof:
            break
        number, before = row["seq"], row["hash"]
        rows.append(row)
    last = [row["n"] for row in rows_in(journal, "events", "SELECT MAX(seq) AS n FROM events")]
    return rows, last == [number]


def _whole(steps: Iterable[_Step], *, to_the_end: bool) -> Sequence[_Step]:
    """Returns the steps up to the last complete group. An unreadable one, perhaps of a newer
    version of the program, ends them."""
    taken: list[_Step] = []
    begun: list[_Step] = []
    try:
        for step in steps:
            begun.append(step)
            if step.is_last:
                taken += begun
                begun = []
    except UNREADABLE:
        return taken
    return [*taken, *begun] if to_the_end else taken


def _steps(reader: Reader, rows: Iterable[Row]) -> Iterator[_Step]:
    """Folds the events one by one. Raises any of UNREADABLE."""
    sales: dict[str, Sale] = {}
    untold = ""  # the refund, capture or release whose parent lacks the event of its end
    for row in rows:
        sale_id = row["sale"]
        if sale_id == NO_SALE:
            note = note_from_text(row["kind"], row["data"])
            _check_can_be_kept(note, vars(note))
            yield _Step(row, note)
            continue
        known = sales.get(sale_id) or reader.sale(sale_id)
        event, at = recorded(row).event, datetime.fromisoformat(row["at"])
        sale = sales[sale_id] = _folded(row, known, event, at)
        _check_can_be_kept(event, sale_to_row(sale))
        if known is not None and told_to_parent(known, sale):
            untold = sale_id
        elif sale_id != untold:
            untold = ""
        is_last = not isinstance(event, Created | OperationStarted | PartStarted) and not untold
        yield _Step(row, event, sale, is_last)


def _check_can_be_kept(what: Event | Note, values: Mapping[str, object]) -> None:
    """Raises any of UNREADABLE for a value that no file can hold, whatever the chain says: half a
    letter, or a number of more than 64 bits."""
    event_to_text(what).encode()
    for value in values.values():
        number = value.minor if isinstance(value, Money) else value
        if isinstance(number, int):
            number.to_bytes(8, "big", signed=True)


def _folded(row: Row, known: Sale | None, event: Event, at: datetime) -> Sale:
    if isinstance(event, Created):
        return open_sale(row["sale"], row["till"], event, at)
    if known is None:
        raise LookupError(f"event {row['seq']} is of a sale that was never made")
    return apply(known, event, at)
