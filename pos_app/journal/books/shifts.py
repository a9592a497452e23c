"""Shifts in the journal: which are open, and what one took, sold and counted."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pos_app.domain.audit_notes import ShiftClosed, ShiftOpened
from pos_app.domain.books.shift import Shift, ShiftDocument, ShiftOrder, StateCount, kept_of
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.journal.books.drawer import drawer_of
from pos_app.journal.books.sums import apart, sums_of, together
from pos_app.journal.chain_heads import last_number
from pos_app.journal.codec import note_from_text, word_for
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database

_OPENED, _CLOSED = word_for(ShiftOpened), word_for(ShiftClosed)


def open_shifts(db: Database) -> Sequence[Shift]:
    """Returns the shifts that nobody has closed, oldest first."""
    query = """
        SELECT seq, at, data FROM events WHERE sale = '' AND kind = ? AND seq NOT IN (
            SELECT json_extract(data, '$.document.since') FROM events
            WHERE sale = '' AND kind = ?
        ) ORDER BY seq
    """
    found = []
    with as_we_wrote_it():
        for seq, at, data in db.conn.execute(query, [_OPENED, _CLOSED]):
            note = note_from_text(_OPENED, data)
            if isinstance(note, ShiftOpened):
                opened_at = datetime.fromisoformat(at)
                found.append(Shift(since=seq, cashier=note.cashier, opened_at=opened_at))
    return found


def opening(
    db: Database, cashier: str, floats: Sequence[Money], cash_methods: Sequence[str]
) -> ShiftOpened:
    """Returns the note of a shift that is opened now. While another one is open the drawer is its
    drawer. Raises NotAllowed where this person's shift is open."""
    there = open_shifts(db)
    if any(shift.cashier == cashier for shift in there):
        raise NotAllowed("this person's shift is open")
    counts = [
        drawer_of(db, money.currency, cash_methods).counted(money)
        for money in (() if there else floats)
    ]
    return ShiftOpened(cashier=cashier, floats=tuple(counts))


def shift_document(db: Database, order: ShiftOrder, at: datetime) -> ShiftDocument:
    """Returns what the close of a shift says that is made now. Writes nothing. Raises NotAllowed
    where the shift is not open."""
    shift = order.shift
    if shift not in open_shifts(db):
        raise NotAllowed("this shift is not open")
    with as_we_wrote_it():
        counts = [
            drawer_of(db, money.currency, order.cash_methods).counted(money)
            for money in order.counted
        ]
        return ShiftDocument(
            cashier=shift.cashier,
            since=shift.since,
            opened_at=shift.opened_at,
            until=last_number(db),
            at=at,
            by=order.by,
            takings=tuple(_takings(db, shift)),
            sales=tuple(_sales(db, shift)),
            drawer=tuple(counts),
            kept=kept_of(order.counted, order.leaves),
        )


def _takings(db: Database, shift: Shift) -> Iterator[TakingsLine]:
    yield from sums_of(db, "WHERE seq > ? AND cashier = ?", [shift.since, shift.cashier])


def _sales(db: Database, shift: Shift) -> Iterator[StateCount]:
    query = f"""
        SELECT state, currency, COUNT(*), {apart("amount")} FROM sales
        WHERE id IN (SELECT sale FROM events WHERE seq > ? AND kind = 'created')
            AND cashier = ? AND purpose IN ('payment', 'authorization')
        GROUP BY state, currency ORDER BY state, currency
    """  # noqa: S608 - of this file
    for state, code, count, *sums in db.conn.execute(query, [shift.since, shift.cashier]):
        amount = Money(together(*sums), Currency[code])
        yield StateCount(state=State(state), count=count, amount=amount)


def closes(db: Database) -> Iterator[tuple[datetime, ShiftClosed]]:
    """Reads the closes of shifts, newest first."""
    query = "SELECT at, data FROM events WHERE sale = '' AND kind = ? ORDER BY seq DESC"
    for at, data in db.conn.execute(query, [_CLOSED]):
        note = note_from_text(_CLOSED, data)
        if isinstance(note, ShiftClosed):
            yield datetime.fromisoformat(at), note
