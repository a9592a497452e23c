"""Holds the books against the journal by plain SQL: a movement is one sale's, and on one close."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

_NO_MONEY_OF_THEIR_OWN = ("capture", "release", "split")
_GOES_OUT = ("refund", "payout")
_Sums = Mapping[tuple[str, str, str, str], tuple[int, int]]


def books_problems(journal: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield from _sales_without_their_money(db)
        yield from _closes_that_do_not_add_up(db)
        yield from _movements_that_a_close_forgot(db)


def _sales_without_their_money(db: sqlite3.Connection) -> Iterator[str]:
    moved = Counter[str]()
    for row in db.execute("SELECT sale, amount FROM ledger"):
        moved[row["sale"]] += row["amount"]
    for row in db.execute("SELECT * FROM sales"):
        if moved[row["id"]] != taken(row):
            yield f"sale {row['number']} took {taken(row)}, and the ledger has {moved[row['id']]}"


def taken(row: sqlite3.Row | Mapping[str, Any]) -> int:
    if row["purpose"] in _NO_MONEY_OF_THEIR_OWN:
        return 0
    came: int = row["beside"] + (row["amount"] if row["state"] == "paid" else 0)
    return -came if row["purpose"] in _GOES_OUT else came


def _closes_that_do_not_add_up(db: sqlite3.Connection) -> Iterator[str]:
    last = 0
    for close in _closes(db):
        number = close["number"]
        if number <= last:
            yield f"close {number} comes after close {last}"
        last = number
        if said(close) != _counted(db, number):
            yield f"close {number} says {said(close)}, and the ledger {_counted(db, number)}"


def _closes(db: sqlite3.Connection) -> Iterator[Mapping[str, Any]]:
    for row in db.execute("SELECT data FROM events WHERE kind = 'dayclosed' ORDER BY seq"):
        if document := json.loads(row["data"]).get("document"):
            yield document


def said(close: Mapping[str, Any]) -> _Sums:
    return {
        (line.get("method", ""), line.get("cashier", ""), line["kind"], line["amount"][1]): (
            line["count"],
            line["amount"][0],
        )
        for line in close.get("takings", ())
    }


def _counted(db: sqlite3.Connection, number: int) -> _Sums:
    found: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    query = "SELECT method, cashier, kind, currency, amount FROM ledger WHERE close = ?"
    for *key, amount in db.execute(query, [number]):
        count, total = found.get((key[0], key[1], key[2], key[3]), (0, 0))
        found[key[0], key[1], key[2], key[3]] = count + 1, total + amount
    return found


def _movements_that_a_close_forgot(db: sqlite3.Connection) -> Iterator[str]:
    query = """
        SELECT ledger.seq FROM ledger, events
        WHERE ledger.close IS NULL AND events.kind = 'dayclosed' AND events.seq > ledger.seq
        AND json_extract(events.data, '$.day') >= ledger.day
    """
    for row in db.execute(query):
        yield f"movement {row['seq']} was there when its day was closed, and is on no close"
