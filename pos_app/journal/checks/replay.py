"""Replay of the events: computes every sale and payment again, and compares the file's rows."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pos_app.domain.audit_notes import DayClosed, PaymentTaken, Rebuilt, Restored
from pos_app.domain.books.closings import Closings
from pos_app.domain.books.moved_money import MOVES_MONEY, movement_of, movement_of_taken
from pos_app.domain.books.movements import Movement
from pos_app.domain.books.shop_clock import Clocks
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Created, Event
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.movement_identity import identities_of, provider_of
from pos_app.domain.sale import Sale
from pos_app.journal.books.ledger import Row as LedgerRow
from pos_app.journal.books.ledger import counted_row
from pos_app.journal.books.sums import Sums, sums_by_close, sums_in
from pos_app.journal.chain import Row
from pos_app.journal.codec import (
    SALE_COLUMNS,
    event_from_text,
    note_from_text,
    sale_values,
)
from pos_app.journal.disk_failures import UNREADABLE
from pos_app.journal.sqlite_library import Database
from pos_app.journal.store import NO_SALE, payment_in, tells_of


@dataclass(frozen=True)
class Partition:
    """The sales whose ids lie from `first` up to `end`, where there is an end. Notes, whose sale is
    the empty text, are of the first share."""

    first: str = ""
    end: str | None = None

    def has(self, sale_id: str) -> bool:
        return self.first <= sale_id and (self.end is None or sale_id < self.end)

    def where(self, column: str) -> tuple[str, list[str]]:
        """Returns the condition in SQL, without an index, and its values."""
        if self.end is None:
            return f"WHERE +{column} >= ?", [self.first]
        return f"WHERE +{column} >= ? AND +{column} < ?", [self.first, self.end]


@dataclass(frozen=True)
class Chosen:
    """Sales that are named one by one, and all notes."""

    ids: frozenset[str]

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Chosen":
        return cls(frozenset({NO_SALE, *ids}))

    def has(self, sale_id: str) -> bool:
        return sale_id in self.ids

    def where(self, column: str) -> tuple[str, list[str]]:
        """Returns the condition in SQL, by an index where there is one, and its values."""
        named = "(SELECT value FROM json_each(?))"
        return f"WHERE {column} IN {named}", [json.dumps([*self.ids])]


Share = Partition | Chosen
WHOLE = Partition()

_Taken = tuple[PaymentTaken, datetime]


class Replay:
    """Every sale, payment and unmatched payment of a share, computed from the events."""

    def __init__(
        self,
        share: Share = WHOLE,
        clocks: Clocks | None = None,
        closings: Closings | None = None,
    ) -> None:
        """`clocks` and `closings` are the whole journal's: without a clock there is no ledger."""
        self._share = share
        self._clocks = clocks or Clocks()
        self._closings = closings or Closings()
        self._closes: list[tuple[int, Counter[Sums]]] = []
        self._ledger: dict[int, LedgerRow] = {}
        self._sales: dict[str, Sale] = {}
        self._given_up: set[str] = set()
        self._payments: set[tuple[str, str, str]] = set()
        self._identities: set[tuple[str, str, str]] = set()
        self._not_owned: set[tuple[str, str, str]] = set()  # of these, in no row of their sale
        self._taken: dict[tuple[str, str, str], _Taken] = {}
        self.restored: list[Restored] = []
        self.rebuilt: list[Rebuilt] = []

    @property
    def sales(self) -> int:
        return len(self._sales)

    def sale(self, sale_id: str) -> Sale:
        """Raises KeyError."""
        return self._sales[sale_id]

    def take(self, row: Row) -> None:
        """Adds an event. Raises any of UNREADABLE, and then ignores the rest of that sale."""
        seq, till, sale_id, at, kind, data, _ = row
        if not self._share.has(sale_id):
            return
        if sale_id == NO_SALE:
            self._take_note(seq, datetime.fromisoformat(at), kind, data)
        elif sale_id not in self._given_up:
            try:
                event = event_from_text(kind, data)
                before, instant = self._sales.get(sale_id), datetime.fromisoformat(at)
                self._sales[sale_id] = after = self._fold(before, sale_id, till, event, instant)
                if before is not None and type(event) in MOVES_MONEY:
                    self._count(seq, instant, before, event, after)
            except UNREADABLE:
                self._given_up.add(sale_id)
                raise

    def _count(self, seq: int, at: datetime, before: Sale, event: Event, after: Sale) -> None:
        if clock := self._clocks.at(seq):
            self._keep(movement_of(seq, at, clock, before, event, after))

    def _keep(self, movement: Movement | None) -> None:
        if movement:
            self._ledger[movement.seq] = counted_row(movement, self._closings)

    def _take_note(self, seq: int, at: datetime, kind: str, data: str) -> None:
        note = note_from_text(kind, data)
        if isinstance(note, Rebuilt):
            self.rebuilt.append(note)
        if isinstance(note, PaymentTaken):
            self._taken[note.method, note.payment, note.reference] = note, at
            if clock := self._clocks.at(seq):
                self._keep(movement_of_taken(seq, at, clock, note))
        elif isinstance(note, DayClosed) and note.document:
            told = Counter(map(sums_in, note.document.takings))
            self._closes.append((note.document.number, told))
        elif isinstance(note, Restored):
            self.restored.append(note)

    def _fold(
        self, before: Sale | None, sale_id: str, till: str, event: Event, at: datetime
    ) -> Sale:
        if isinstance(event, Created) and before is None:
            return open_sale(sale_id, till, event, at)
        if before is None:
            raise NotAllowed("nobody has created its sale")
        if payment := payment_in(event):
            self._payments.add((before.method, payment, sale_id))
        for name in identities_of(event):
            self._identities.add((provider_of(before.method), name, sale_id))
        return apply(before, event, at)

    def problems(self, db: Database) -> Iterator[str]:
        """Reports rows that differ from the events."""
        yield from self._sale_problems(db)
        yield from self._payment_problems(db)
        yield from self._identity_problems(db)
        yield from self._ledger_problems(db)
        if self._share.has(NO_SALE):
            yield from self._stray_problems(db)
            yield from self._close_problems(db)

    def _sale_problems(self, db: Database) -> Iterator[str]:
        seen = set()
        where, values = self._share.where("id")
        columns = ", ".join(SALE_COLUMNS)
        query = f"SELECT id, number, {columns} FROM sales {where}"  # noqa: S608 - of this file
        for sale_id, number, *row in db.conn.execute(query, values):
            seen.add(sale_id)
            if sale_id in self._given_up:
                continue
            sale = self._sales.get(sale_id)
            if sale is None:
                yield f"sale {number} has a row and no events"
                continue
            try:
                expected = sale_values(sale)
            except UNREADABLE as error:  # somebody made it up, with hashes that are right
                yield f"what the events of sale {number} come to is no sale: {error!r}"
                continue
            if expected != row:
                yield f"sale {number} is not what its events say: {_differing(expected, row)}"
        for sale_id in self._sales.keys() - seen - self._given_up:
            yield f"sale {self._sales[sale_id].number} has events and no row"

    def _payment_problems(self, db: Database) -> Iterator[str]:
        """Compares known payments with the events: the till acknowledges a known payment without
        writing it again, so that an event has to have it."""
        where, values = self._share.where("sale")
        query = f"SELECT method, payment, sale FROM payments {where}"  # noqa: S608 - of this file
        rows = set(db.conn.execute(query, values))
        known = {row for row in rows if row[2] not in self._given_up}
        for method, payment, _ in sorted(known - self._payments, key=repr):
            yield f"payment {payment} of {method} is called known, and no event tells of it"
        for method, payment, _ in sorted(self._payments - rows):
            yield f"payment {payment} of {method} has an event, and is not known"

    def _identity_problems(self, db: Database) -> Iterator[str]:
        """Compares the owner of each movement's id with the events."""
        where, values = self._share.where("sale")
        query = f"SELECT provider, identity, sale FROM identities {where}"  # noqa: S608 - of this file
        rows = {row for row in db.conn.execute(query, values) if row[2] not in self._given_up}
        self._not_owned = self._identities - rows
        for provider, name, _ in sorted(rows - self._identities, key=repr):
            yield f"{name} of {provider} is called a sale's, and no event says so"
        for claimed in sorted(self._not_owned):
            if _owner(db, claimed) is None:
                provider, name, _ = claimed
                yield f"{name} of {provider} has an event, and is called no sale's"

    def _ledger_problems(self, db: Database) -> Iterator[str]:
        """Compares each movement of money with the event that told of it."""
        where, values = self._share.where("sale")
        rest = dict(self._ledger)
        query = f"SELECT * FROM ledger {where} ORDER BY seq"  # noqa: S608 - of this file
        for row in db.conn.execute(query, values):
            if rest.pop(row[0], None) != row and row[6] not in self._given_up:
                yield f"the ledger's movement {row[0]} is not what event {row[0]} says"
        for seq, row in rest.items():
            if row[6] not in self._given_up:
                yield f"event {seq} moved money, and the ledger does not have it"

    def _close_problems(self, db: Database) -> Iterator[str]:
        """Compares each close with the movements that it counts."""
        numbers = Counter(number for number, _ in self._closes)
        counted = sums_by_close(db) if self._closes else {}
        for number, told in self._closes:
            if Counter(counted.get(number, ())) != told or numbers[number] > 1:
                yield f"close {number} is not the sum of the movements that it counts"

    def doubles(self, db: Database) -> Iterator[str]:
        """Reports movements that two sales were given, as an earlier version allowed, after
        `problems`."""
        for claimed in sorted(self._not_owned):
            provider, name, sale_id = claimed
            if (owner := _owner(db, claimed)) not in (None, sale_id):
                first, second = _number(db, owner), self._sales[sale_id].number
                yield f"{name} of {provider} is sale {first}'s, and sale {second} was given it too"

    def _stray_problems(self, db: Database) -> Iterator[str]:
        """Compares who took an unmatched payment, when and why, in its row and in the chain."""
        rest = dict(self._taken)
        order = "ORDER BY method, payment, reference"
        for row in _rows(db, f"SELECT * FROM strays WHERE taken_at IS NOT NULL {order}"):  # noqa: S608 - of this file
            key = (row["method"], row["payment"], row["reference"])
            if not _is_told(row, rest.pop(key, None)):
                yield f"payment {key[1]} of {key[0]} was not taken as its row says"
        for method, payment, _ in rest:
            yield f"payment {payment} of {method} was taken, and its row does not say so"


def _owner(db: Database, claimed: tuple[str, str, str]) -> str | None:
    query = "SELECT sale FROM identities WHERE provider = ? AND identity = ?"
    try:
        (owner,) = db.conn.execute(query, claimed[:2]).fetchone() or (None,)
    except UnicodeEncodeError:  # letters that no file can hold: the event was changed
        return None
    return owner


def _number(db: Database, sale_id: str | None) -> int | None:
    query = "SELECT number FROM sales WHERE id = ?"
    (number,) = db.conn.execute(query, [sale_id]).fetchone() or (None,)
    return number


def _rows(db: Database, query: str, values: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Returns rows by the names of columns, in whatever letters the schema has them now."""
    rows = db.conn.execute(query, values)
    names = [column.lower() for column, *_ in rows.description]
    return (dict(zip(names, row, strict=True)) for row in rows)


def _is_told(row: dict[str, Any], told: _Taken | None) -> bool:
    """Returns whether there is an event about the payment, and it agrees with the row."""
    try:
        return told is not None and tells_of(row, *told)
    except UNREADABLE:
        return False


def _differing(expected: Sequence[object], row: Sequence[object]) -> str:
    pairs = zip(SALE_COLUMNS, expected, row, strict=True)
    return ", ".join(name for name, one, other in pairs if one != other)
