"""The filling of the index, behind the payments: all sales, newest first, then what changes, and at
leisure the figures of days that are over.

Each step is a transaction of its own, so that readers see the index grow. A sale's row is made from
the sale as it is in the journal now; the index then says up to which event it knows the journal.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import add
from typing import Any

from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.domain.events import Flag
from pos_app.journal.books.sums import MILLION
from pos_app.journal.chain_heads import last_number
from pos_app.journal.search.index_file import (
    BITS,
    BLOCK_BITS,
    MARKS,
    Extent,
    empty,
    extent_of,
    keep_extent,
    transaction,
)
from pos_app.journal.search.kept_days import changed_days, forget_days, keep_a_day
from pos_app.journal.search.packed import packed
from pos_app.journal.search.places import as_in_journal, ordinal_at, place_of
from pos_app.journal.search.sale_text import COLUMNS, searched_in, text_of
from pos_app.journal.search.sql import STATUSES
from pos_app.journal.sqlite_library import Database
from pos_app.ports.sale_filter import SaleStatus

EVENTS_AT_ONCE = 2_000
SALES_AT_ONCE = 1_000
_LEFT = ", ".join(f"'{kind.value}'" for kind in sorted(GIVEN_BACK))
_OF_MONEY = "FROM ledger WHERE sale <> '' AND sale = sales.id AND kind"
_SUMS = ", ".join(
    f"(SELECT {what} {_OF_MONEY} {among} ({_LEFT}))"
    for what in ("COALESCE(SUM(amount), 0)", "COUNT(*)")
    for among in ("NOT IN", "IN")
)


def _is_marked(mark: SaleStatus | Flag) -> str:
    if isinstance(mark, Flag):
        return f"(instr(' ' || sales.flags || ' ', ' {mark.value} ') > 0)"
    return f"({STATUSES[mark]})"


_MARKS = " | ".join(f"{_is_marked(mark)} * {BITS[mark]}" for mark in MARKS)
_ROWS = (
    f"SELECT business_day, method, cashier, currency, {_MARKS}, {_SUMS}, "  # noqa: S608 - of this room
    f"{', '.join(COLUMNS)} FROM sales"
)
# Marks that most sales have: no list of them is short.
_COMMON = BITS[SaleStatus.PAID]

SUMMED = (
    "sales",
    "paid",
    "received",
    "received_rest",
    "given_back",
    "given_back_rest",
    "payments",
    "refunds",
)
_ADD_SUMS = f"""
    INSERT INTO sums VALUES (?, ?, ?, ?, {", ".join("?" * len(SUMMED))}) ON CONFLICT DO UPDATE
    SET {", ".join(f"{column} = {column} + excluded.{column}" for column in SUMMED)}
"""  # noqa: S608 - of this file


@dataclass(frozen=True)
class Doc:
    """A row of the index."""

    place: int
    method: int
    cashier: int
    currency: int
    marks: int
    received: int
    given_back: int
    payments: int
    refunds: int
    text: str

    @property
    def row(self) -> tuple[Any, ...]:
        return tuple(vars(self).values())

    @property
    def found_by(self) -> str:
        return f"{self.text}\n{packed(self.text)}"

    @property
    def lists(self) -> set[int]:
        """The lists of `marked` that it is on."""
        bits = self.marks & ~_COMMON
        return {self.method, self.cashier, *(-bit for bit in BITS.values() if bits & bit)}


def _sums(docs: Iterable[Doc], sign: int) -> Iterator[tuple[int, ...]]:
    """Returns the rows of `sums` that these add, or take away where the sign is -1."""
    days: dict[tuple[int, ...], list[int]] = {}
    for doc in docs:
        key = (ordinal_at(doc.place), doc.method, doc.cashier, doc.currency)
        money = (*divmod(doc.received, MILLION), *divmod(doc.given_back, MILLION))
        paid = bool(doc.marks & BITS[SaleStatus.PAID])
        one = (1, paid, *money, doc.payments, doc.refunds)
        days[key] = list(map(add, days.get(key, [0] * len(one)), one))
    return ((*key, *(sign * value for value in sums)) for key, sums in days.items())


def _pairs(docs: Iterable[Doc]) -> Sequence[tuple[str, int]]:
    """Returns each letter and each pair of letters with each block that has it, in order."""
    blocks: dict[int, set[str]] = {}
    for doc in docs:
        text = doc.text
        blocks.setdefault(doc.place >> BLOCK_BITS, set()).update(text, map(add, text, text[1:]))
    return sorted((pair, block) for block, pairs in blocks.items() for pair in pairs)


class Filling:
    """Fills an index from a journal; both connections are of the caller's thread."""

    def __init__(self, index: sqlite3.Connection, journal: Database) -> None:
        self._index = index
        self._journal = journal
        self._names: dict[tuple[str, str], int] = {}

    def step(self) -> bool:
        """Does a small part of what is to be done; returns whether there may be more."""
        self._journal.conn.execute("BEGIN")
        try:
            with transaction(self._index):
                return self._step()
        except BaseException:
            self._names.clear()
            raise
        finally:
            self._journal.conn.rollback()

    def _step(self) -> bool:
        extent, last = extent_of(self._index), last_number(self._journal)
        if not belongs(extent, self._journal):
            self._names.clear()
            begins = self._above_all()
            empty(self._index, Extent(last, self._hash(last), begins))
            return last > 0
        if extent.floor:
            return self._go_back(extent)
        return self._catch_up(extent, last)

    def _hash(self, seq: int) -> str:
        query = "SELECT hash FROM events WHERE seq = ?"
        (found,) = self._journal.conn.execute(query, [seq]).fetchone() or ("",)
        return str(found)

    def _above_all(self) -> int:
        query = "SELECT business_day, number FROM sales ORDER BY business_day DESC, number DESC"
        newest = self._journal.conn.execute(f"{query} LIMIT 1").fetchone()
        return place_of(date.fromisoformat(newest[0]), newest[1]) + 1 if newest else 0

    def _go_back(self, extent: Extent) -> bool:
        """Adds the newest sales below the floor."""
        below = "WHERE (business_day, number) < (?, ?) ORDER BY business_day DESC, number DESC"
        floor = as_in_journal(extent.floor)
        docs = list(self._docs(f"{below} LIMIT {SALES_AT_ONCE}", floor))
        self._insert(reversed(docs))
        lowest = docs[-1].place if len(docs) == SALES_AT_ONCE else 0
        keep_extent(self._index, replace(extent, floor=lowest))
        return True

    def _catch_up(self, extent: Extent, last: int) -> bool:
        until = min(last, extent.seq + EVENTS_AT_ONCE)
        if until == extent.seq:
            return keep_a_day(self._index, self._journal)
        changed = "WHERE id IN (SELECT sale FROM events WHERE seq > ? AND seq <= ?)"
        docs = sorted(self._docs(changed, [extent.seq, until]), key=lambda doc: doc.place)
        self._forget([doc.place for doc in docs])
        self._insert(docs)
        forget_days(self._index, changed_days(self._journal, extent.seq, until))
        keep_extent(self._index, Extent(until, self._hash(until), 0))
        return True

    def _docs(self, where: str, values: Sequence[Any]) -> Iterator[Doc]:
        for row in self._journal.conn.execute(f"{_ROWS} {where}", values):
            day, method, cashier, currency, marks, received, given, payments, refunds, *known = row
            yield Doc(
                place=place_of(date.fromisoformat(day), known[0]),
                method=self._name("method", method),
                cashier=self._name("cashier", cashier),
                currency=self._name("currency", currency),
                marks=marks,
                received=received,
                given_back=given,
                payments=payments,
                refunds=refunds,
                text=text_of(searched_in(*known)),
            )

    def _name(self, kind: str, name: str) -> int:
        if (kind, name) not in self._names:
            self._index.execute(
                "INSERT OR IGNORE INTO names (kind, name) VALUES (?, ?)", [kind, name]
            )
            query = "SELECT id FROM names WHERE kind = ? AND name = ?"
            (self._names[kind, name],) = self._index.execute(query, [kind, name]).fetchone()
        return self._names[kind, name]

    def _forget(self, places: Sequence[int]) -> None:
        """Takes rows out. Their pairs stay: a block may have a pair too many."""
        one = "SELECT * FROM docs WHERE place = ?"
        rows = (self._index.execute(one, [place]).fetchone() for place in places)
        docs = [Doc(*row) for row in rows if row]
        lists = [(mark, doc.place) for doc in docs for mark in doc.lists]
        texts = [(doc.place, doc.found_by) for doc in docs]
        old = "INSERT INTO found (found, rowid, text) VALUES ('delete', ?, ?)"
        self._index.executemany(old, texts)
        self._index.executemany("DELETE FROM docs WHERE place = ?", [(doc.place,) for doc in docs])
        self._index.executemany("DELETE FROM marked WHERE mark = ? AND place = ?", lists)
        self._index.executemany(_ADD_SUMS, _sums(docs, -1))

    def _insert(self, docs: Iterable[Doc]) -> None:
        """Adds rows, in the order of their places."""
        many = list(docs)
        lists = sorted((mark, doc.place) for doc in many for mark in doc.lists)
        texts = [(doc.place, doc.found_by) for doc in many]
        marks = ", ".join("?" * len(Doc.__dataclass_fields__))
        self._index.executemany(f"INSERT INTO docs VALUES ({marks})", [doc.row for doc in many])  # noqa: S608 - marks are question marks
        self._index.executemany("INSERT INTO found (rowid, text) VALUES (?, ?)", texts)
        self._index.executemany("INSERT INTO marked VALUES (?, ?)", lists)
        self._index.executemany("INSERT OR IGNORE INTO pairs VALUES (?, ?)", _pairs(many))
        self._index.executemany(_ADD_SUMS, _sums(many, 1))


def belongs(extent: Extent, journal: Database) -> bool:
    """Returns whether the index is of this journal, and of nothing that the journal lost."""
    query = "SELECT hash FROM events WHERE seq = ?"
    found = journal.conn.execute(query, [extent.seq]).fetchone()
    return found is not None and found[0] == extent.hash
