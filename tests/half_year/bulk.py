"""Events written in bulk, with the rows and movements that follow from them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pos_app.domain.audit_notes import DayClosed, Note
from pos_app.domain.books.day_close import CloseOrder
from pos_app.domain.books.moved_money import MOVES_MONEY, movement_of, movement_of_taken
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Created, Event
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.movement_identity import identities_of, provider_of
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import told_to_parent
from pos_app.journal.books import ledger
from pos_app.journal.books.closing import document
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import event_to_text, instant_text, sale_to_row, stray_to_row, word_of
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import NO_SALE, _begun, payment_in, taken
from pos_app.ports.journal import UnmatchedPayment

TILL = "till-1"
_AT_ONCE = 5_000  # rows of a table
# What becomes of a row that is there: the first owner stays, a sale is written anew.
_KNOWN = {"payments": "OR IGNORE ", "identities": "OR IGNORE ", "sales": "OR REPLACE "}


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
                for sale in bulk._sales.values():
                    bulk._add_sale(sale)
                bulk._flush_all()

    def sale(self, sale_id: str) -> Sale:
        return self._sales[sale_id]

    def append(self, sale_id: str, at: datetime, event: Event) -> None:
        if isinstance(event, Created) and event.parent:
            self.hold(event.parent)
            self.append(event.parent, at, _begun(sale_id, event))
        self._write(sale_id, at, event)
        if isinstance(event, Created):
            self._sales[sale_id] = open_sale(sale_id, TILL, event, at)
            return
        before = self._sales[sale_id]
        self._sales[sale_id] = after = apply(before, event, at)
        if type(event) in MOVES_MONEY:
            if moved := movement_of(self._seq, at, self._clock, before, event, after):
                self._add("ledger", ledger.row_of(moved))
            if payment := payment_in(event):
                self._add("payments", (after.method, payment, sale_id))
        for identity in identities_of(event):
            self._add("identities", (provider_of(after.method), identity, sale_id))
        if after.parent and (told := told_to_parent(before, after)):
            self.append(after.parent, at, told)

    def take(self, payment: UnmatchedPayment, at: datetime) -> None:
        """A manager takes a payment that is no sale's out of its queue."""
        note = taken(payment)
        self._write(NO_SALE, at, note)
        if moved := movement_of_taken(self._seq, at, self._clock, note):
            self._add("ledger", ledger.row_of(moved))
        row = {**stray_to_row(payment), "gone_at": instant_text(at)}
        self._db.table("strays").insert(row)

    def close_day(self, order: CloseOrder, at: datetime) -> None:
        for sale in self._sales.values():
            self._add_sale(sale)
        self._flush_all()
        note = DayClosed(day=order.day, by=order.by, document=document(self._db, order, at))
        self._write(NO_SALE, at, note)
        ledger.close(self._db, ledger.closing_of(self._seq, note))

    def hold(self, sale_id: str) -> None:
        """Something will happen to this sale."""
        self._holders[sale_id] += 1

    def let_go(self, sale_id: str) -> None:
        self._holders[sale_id] -= 1
        if not self._holders[sale_id]:
            del self._holders[sale_id]
            self._finish(sale_id)

    def _finish(self, sale_id: str) -> None:
        sale = self._sales.pop(sale_id)
        self._add_sale(sale)
        if sale.parent:
            self.let_go(sale.parent)

    def _add_sale(self, sale: Sale) -> None:
        row = sale_to_row(sale)
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

    def _flush_all(self) -> None:
        for table in self._rows:
            self._flush(table)

    def _flush(self, table: str) -> None:
        if rows := self._rows[table]:
            columns = f"({', '.join(self._columns)})" if table == "sales" else ""
            known = _KNOWN.get(table, "")
            marks = ", ".join("?" * len(rows[0]))
            statement = f"INSERT {known}INTO {table} {columns} VALUES ({marks})"
            self._db.conn.executemany(statement, rows)
            rows.clear()
