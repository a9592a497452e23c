"""Writes what the fold found, in the transaction that moves its cursor on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date

from psycopg import Connection
from psycopg.rows import TupleRow

from pos_app.domain.books.movements import Movement
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.office.folding.differences import TOTALS, Differences, key_of, sums_of
from pos_app.office.folding.history import ClosedDay, ToldPayment
from pos_app.office.folding.sale_row import SALE_OWN, Kept, Row, row_of, storable
from pos_app.office.folding.stored import StoredEvent

_KEYS: Mapping[str, tuple[str, ...]] = {
    "sale": ("shop", "till", "sale"),
    "movement": ("shop", "till", "branch", "seq"),
    "till_close": ("shop", "till", "branch", "seq"),
    "till_clock": ("shop", "till", "branch", "seq"),
    "told_payment": ("shop", "provider", "payment", "till", "sale"),
}
_CHANGE: Mapping[str, tuple[str, ...]] = {
    "sale": SALE_OWN,
    "movement": ("day", "sold_on", "local", "counts"),
    "till_close": ("alone",),
    "till_clock": (),
    "told_payment": ("lost",),
}


@dataclass
class Changes:
    """What one transaction writes, of however many tills."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in _KEYS})
    totals: Differences = field(default_factory=Differences)
    closed: dict[int, date] = field(default_factory=dict)  # by till: up to which day

    def sale(self, till: int, kept: Kept) -> None:
        self.rows["sale"].append(row_of(till, kept))

    def movement(
        self, shop: int, till: int, branch: int, moved: Movement, *, counts: bool = True
    ) -> None:
        at = moved.provider_at
        self.rows["movement"].append(
            {
                "shop": shop,
                "till": till,
                "branch": branch,
                "seq": moved.seq,
                "day": moved.day.isoformat(),
                "sold_on": moved.sold_on.isoformat(),
                "at": moved.at.isoformat(),
                "local": moved.local,
                "kind": moved.kind.value,
                "sale": moved.sale,
                "method": storable(moved.method),
                "amount": moved.amount.minor,
                "currency": moved.amount.currency.code,
                "cashier": storable(moved.cashier),
                "allowed_by": storable(moved.allowed_by),
                "fee": moved.fee.minor if moved.fee else None,
                "provider_at": at.isoformat() if at else None,
                "period": storable(moved.period),
                "counts": counts,
            }
        )

    def close(self, shop: int, till: int, closed: ClosedDay, *, alone: bool = False) -> None:
        stored, closing = closed.stored, closed.closing
        self.rows["till_close"].append(
            {
                **_place(shop, till, stored),
                "number": closing.number,
                "day": closed.note.day.isoformat(),
                "until": closing.until.isoformat(),
                "at": stored.instant.isoformat(),
                "alone": alone,
                "hash": f"\\x{stored.hash.hex()}",
                "data": stored.data,
            }
        )

    def clock(self, shop: int, till: int, stored: StoredEvent, clock: ShopClock) -> None:
        row = {**_place(shop, till, stored), "zone": clock.zone, "starts_at": clock.starts_at}
        self.rows["till_clock"].append(row)

    def payment(self, shop: int, till: int, told: ToldPayment) -> None:
        row = {"shop": shop, "till": till, "sale": told.sale, "provider": storable(told.provider)}
        at = told.at.astimezone(UTC).isoformat()
        row |= {"payment": storable(told.payment), "at": at, "lost": False}
        self.rows["told_payment"].append(row)

    def write(self, connection: Connection[TupleRow]) -> None:
        for table, rows in self.rows.items():
            if rows:
                connection.execute(_UPSERTS[table], [_unique(table, rows)])
        for till, until in self.closed.items():
            connection.execute(_CLOSE, [till, till, until])
        for table in TOTALS:
            if differences := [*self.totals.rows(table)]:
                connection.execute(_UPSERTS[table], [json.dumps(differences)])


def _place(shop: int, till: int, stored: StoredEvent) -> Row:
    return {"shop": shop, "till": till, "branch": stored.branch, "seq": stored.seq}


def _unique(table: str, rows: Sequence[Row]) -> str:
    """Returns the last row of each key, in their order: so no two transactions wait for each
    other."""
    key = _KEYS[table]
    last = {tuple(row[name] for name in key): row for row in rows}
    return json.dumps([last[place] for place in sorted(last)])


def _upsert(table: str, key: Sequence[str], changes: Sequence[str]) -> bytes:
    what = f"DO UPDATE SET {', '.join(changes)}" if changes else "DO NOTHING"
    return (
        f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json) "  # noqa: S608 - of this room
        f"ON CONFLICT ({', '.join(key)}) {what}"
    ).encode()


def _all_upserts() -> dict[str, bytes]:
    told = {
        table: _upsert(table, key, [f"{name} = excluded.{name}" for name in _CHANGE[table]])
        for table, key in _KEYS.items()
    }
    sums = {
        table: _upsert(
            table,
            key_of(table),
            [f"{name} = {table}.{name} + excluded.{name}" for name in sums_of(table)],
        )
        for table in TOTALS
    }
    return told | sums


_UPSERTS: Mapping[str, bytes] = _all_upserts()
_CLOSE = b"""
    UPDATE day_open SET n = 0, amount = 0
    WHERE shop IN (SELECT b.shop FROM branch b WHERE b.till = %s) AND till = %s AND day <= %s
        AND n <> 0
"""
