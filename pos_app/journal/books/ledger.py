"""The ledger: a row for each movement of money, as the events give it.

A row is written in the transaction of its event. Like the rows of `sales`, rows of the ledger are
no truth of their own: `verify` holds them against the events, and `rebuild` makes them again.

There is no ledger before the first shop clock: a journal of an earlier version gets its ledger, for
all that came before, with the note of that clock.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pos_app.domain.audit_notes import DayClosed, PaymentTaken
from pos_app.domain.books.closings import UNDOCUMENTED, Closing, Closings
from pos_app.domain.books.moved_money import MOVES_MONEY, movement_of, movement_of_taken
from pos_app.domain.books.movements import Movement, MovementKind
from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.domain.events import Created, Event
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal.codec import event_from_text, instant_text, note_from_text, word_for
from pos_app.journal.disk_failures import UNREADABLE, as_we_wrote_it
from pos_app.journal.sqlite_library import Database

Row = tuple[Any, ...]

COLUMNS = (
    "seq",
    "day",
    "sold_on",
    "at",
    "local",
    "kind",
    "sale",
    "method",
    "amount",
    "currency",
    "cashier",
    "allowed_by",
    "fee",
    "provider_at",
    "period",
    "close",
)
_SHOP_CLOCK = word_for(ShopClock)
_DAY_CLOSED = word_for(DayClosed)
_PAYMENT_TAKEN = word_for(PaymentTaken)
_INSERT = f"INSERT INTO ledger VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - of this file
# Sales without any of these moved no money, and need no fold.
_MONEY_WORDS = tuple(sorted(map(word_for, MOVES_MONEY)))


def row_of(movement: Movement) -> Row:
    """Returns the row of `ledger`, in the order of its columns."""
    return (
        movement.seq,
        movement.day.isoformat(),
        movement.sold_on.isoformat(),
        instant_text(movement.at),
        movement.local,
        movement.kind.value,
        movement.sale,
        movement.method,
        movement.amount.minor,
        movement.amount.currency.code,
        movement.cashier,
        movement.allowed_by,
        movement.fee.minor if movement.fee else None,
        instant_text(movement.provider_at) if movement.provider_at else None,
        movement.period,
        movement.close,
    )


def counted_row(movement: Movement, closings: Closings) -> Row:
    """Returns the row of a movement on the close that counts it."""
    *row, _ = row_of(movement)
    return *row, closings.close_of(movement.seq, movement.day)


def movement_from_row(row: Mapping[str, Any]) -> Movement:
    """Parses a row of `ledger`."""
    currency = Currency[row["currency"]]
    there = row["provider_at"]
    return Movement(
        seq=row["seq"],
        day=date.fromisoformat(row["day"]),
        sold_on=date.fromisoformat(row["sold_on"]),
        at=datetime.fromisoformat(row["at"]),
        local=row["local"],
        kind=MovementKind(row["kind"]),
        sale=row["sale"],
        method=row["method"],
        amount=Money(row["amount"], currency),
        cashier=row["cashier"],
        allowed_by=row["allowed_by"],
        fee=Money(row["fee"], currency) if row["fee"] is not None else None,
        provider_at=datetime.fromisoformat(there) if there else None,
        period=row["period"],
        close=row["close"],
    )


def write(db: Database, movements: Iterable[Movement]) -> None:
    """Adds movements; the caller has the transaction."""
    db.conn.executemany(_INSERT, [row_of(movement) for movement in movements])


def clocks_in(db: Database) -> Clocks:
    """Returns the shop clocks of a journal; leaves out what cannot be read, as the chain reports
    it."""
    query = "SELECT seq, data FROM events WHERE sale = '' AND kind = ? ORDER BY seq"
    found = []
    for seq, data in db.conn.execute(query, [_SHOP_CLOCK]):
        with suppress(*UNREADABLE):
            note = note_from_text(_SHOP_CLOCK, data)
            if isinstance(note, ShopClock):
                note.day_of(_ANY_INSTANT)
                found.append((seq, note))
    return Clocks.of(found)


def closings_in(db: Database) -> Closings:
    """Returns the closes of a journal; leaves out what cannot be read, as the chain reports it."""
    query = "SELECT seq, data FROM events WHERE sale = '' AND kind = ? ORDER BY seq"
    found = []
    for seq, data in db.conn.execute(query, [_DAY_CLOSED]):
        with suppress(*UNREADABLE):
            note = note_from_text(_DAY_CLOSED, data)
            if isinstance(note, DayClosed):
                found.append(closing_of(seq, note))
    return Closings(found)


def closing_of(seq: int, note: DayClosed) -> Closing:
    """Returns what the journal has of a close. Its document names each day but its own."""
    if note.document is None:
        return Closing(seq, UNDOCUMENTED, note.day)
    until = max([note.day, *(one.day for one in note.document.days)])
    return Closing(seq, note.document.number, until)


def close(db: Database, closing: Closing) -> None:
    """Counts on this close whatever it counts; the caller has the transaction."""
    db.conn.execute(
        "UPDATE ledger SET close = ? WHERE close IS NULL AND day <= ?",
        [closing.number, closing.until.isoformat()],
    )


_ANY_INSTANT = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def refill(db: Database) -> None:
    """Makes the whole ledger again from the events; the caller has the transaction. Raises Strange
    where an event makes no sense."""
    db.conn.execute("DELETE FROM ledger")
    clocks, closings = clocks_in(db), closings_in(db)
    if clocks.known:
        with as_we_wrote_it():
            write(db, (_counted(movement, closings) for movement in _movements(db, clocks)))


def _counted(movement: Movement, closings: Closings) -> Movement:
    return replace(movement, close=closings.close_of(movement.seq, movement.day))


def _movements(db: Database, clocks: Clocks) -> Iterator[Movement]:
    words = ", ".join(f"'{word}'" for word in _MONEY_WORDS)
    query = (
        "SELECT seq, till, sale, at, kind, data FROM events WHERE sale IN "  # noqa: S608 - of this file
        f"(SELECT sale FROM events WHERE kind IN ({words})) OR kind = ? ORDER BY seq"
    )
    sales: dict[str, Sale] = {}
    for seq, till, sale_id, at, kind, data in db.conn.execute(query, [_PAYMENT_TAKEN]):
        clock, instant = clocks.at(seq), datetime.fromisoformat(at)
        if clock is None:
            continue
        if kind == _PAYMENT_TAKEN:
            note = note_from_text(kind, data)
            moved = (
                movement_of_taken(seq, instant, clock, note)
                if isinstance(note, PaymentTaken)
                else None
            )
        else:
            before, event = sales.get(sale_id), event_from_text(kind, data)
            sales[sale_id] = after = _next(before, sale_id, till, event, instant)
            moved = movement_of(seq, instant, clock, before, event, after) if before else None
        if moved:
            yield moved


def _next(before: Sale | None, sale_id: str, till: str, event: Event, at: datetime) -> Sale:
    if before is not None:
        return apply(before, event, at)
    if not isinstance(event, Created):
        raise sqlite3.DatabaseError(f"an event of a sale that was never made: {sale_id}")
    return open_sale(sale_id, till, event, at)
