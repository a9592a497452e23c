"""Events written in bulk, with the rows and movements that follow from them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pos_app.domain.audit_notes import Note
from pos_app.domain.books.moved_money import MOVES_MONEY, movement_of
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Created, Event
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.movement_identity import identities_of, provider_of
from pos_app.domain.sale import Sale
from pos_app.journal.books.ledger import row_of
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import event_to_text, instant_text, sale_to_row, word_of
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import NO_SALE, payment_in

TILL = "till-1"
_AT_ONCE = 5_000  # rows of a table


class Bulk:
    """A new journal that is being written. A sale that nobody holds any more is written as it is
    then."""

    def __init__(self, db: Database, clock: ShopClock) -> None:
        self._db = db
        self._clock = clock
        self._seq, self._head = 0, BEGINNING
        self._sales: dict[str, Sale] = {}
        self._holders: Counter[str] = Counter()
        self._rows: dict[str, list[tuple[Any, ...]]] = {
            table: [] for table in ("events", "sales", "ledger", "payments", "identities")
        }
        self._columns: tuple[str, ...] = ()

    @classmethod
    @contextmanager
    def opened(cls, path: Path, clock: ShopClock, at: datetime) -> Iterator["Bulk"]:
        with closing(open_journal(path)) as db:
            db.execute("PRAGMA synchronous=OFF")  # nobody waits for this one's power cut
            db.execute("PRAGMA cache_size=-200000")
            with db.atomic():
                bulk = cls(db, clock)
                bulk._write(NO_SALE, at, clock)
                yield bulk
                for sale_id in list(bulk._sales):
                    bulk._finish(sale_id)
                for table in bulk._rows:
                    bulk._flush(table)

    def sale(self, sale_id: str) -> Sale:
        return self._sales[sale_id]

    def append(self, sale_id: str, at: datetime, event: Event) -> None:
        self._write(sale_id, at, event)
        if isinstance(event, Created):
            self._sales[sale_id] = open_sale(sale_id, TILL, event, at)
            return
        before = self._sales[sale_id]
        self._sales[sale_id] = after = apply(before, event, at)
        if type(event) in MOVES_MONEY:
            if moved := movement_of(self._seq, at, self._clock, before, event, after):
                self._add("ledger", row_of(moved))
            if payment := payment_in(event):
                self._add("payments", (after.method, payment, sale_id))
        for identity in identities_of(event):
            self._add("identities", (provider_of(after.method), identity, sale_id))

    def hold(self, sale_id: str) -> None:
        """Something will happen to this sale."""
        self._holders[sale_id] += 1

    def let_go(self, sale_id: str) -> None:
        self._holders[sale_id] -= 1
        if not self._holders[sale_id]:
            del self._holders[sale_id]
            self._finish(sale_id)

    def _finish(self, sale_id: str) -> None:
        row = sale_to_row(self._sales.pop(sale_id))
        self._columns = tuple(row)
        self._add("sales", tuple(row.values()))

    def _write(self, sale_id: str, at: datetime, event: Event | Note) -> None:
        self._seq += 1
        moment, kind, data = instant_text(at), word_of(event), event_to_text(event)
        self._head = link(self._head, self._seq, TILL, sale_id, moment, kind, data)
        self._add("events", (self._seq, TILL, sale_id, moment, kind, data, self._head))

    def _add(self, table: str, row: tuple[Any, ...]) -> None:
        self._rows[table].append(row)
        if len(self._rows[table]) >= _AT_ONCE:
            self._flush(table)

    def _flush(self, table: str) -> None:
        if rows := self._rows[table]:
            columns = f"({', '.join(self._columns)})" if table == "sales" else ""
            known = "OR IGNORE " if table in ("payments", "identities") else ""
            marks = ", ".join("?" * len(rows[0]))
            statement = f"INSERT {known}INTO {table} {columns} VALUES ({marks})"
            self._db.conn.executemany(statement, rows)
            rows.clear()
