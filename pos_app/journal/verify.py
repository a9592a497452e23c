"""Whether the journal still says what it once said: the file, its guards, the chain, every fold,
and which payments are known."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Created, Event
from pos_app.domain.sale import Sale, apply, open_sale
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import note_from_text, sale_to_row
from pos_app.journal.schema import GUARDS
from pos_app.journal.store import NO_SALE, payment_in, recorded


@dataclass
class Verdict:
    """What was looked at and what is wrong. `head` is the hash of the last event."""

    events: int = 0
    sales: int = 0
    head: str = BEGINNING
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.problems


def verify(db: Database) -> Verdict:
    """Reads every event once and compares what it finds with what the rows say."""
    verdict = Verdict()
    folds: dict[str, Sale] = {}
    payments: set[tuple[str, str, str]] = set()
    try:
        verdict.problems += _file_problems(db)
        db.conn.execute("BEGIN")  # one moment for events and rows, while the till goes on selling
        try:
            verdict.problems += _chain_problems(db, verdict, folds, payments)
            verdict.problems += _row_problems(db, folds)
            verdict.problems += _payment_problems(db, payments)
        finally:
            db.conn.rollback()
        verdict.sales = len(folds)
    except sqlite3.DatabaseError as error:
        verdict.problems.append(f"the file cannot be read on: {error}")
    return verdict


def _file_problems(db: Database) -> list[str]:
    answers = [row["quick_check"] for row in db.query("PRAGMA quick_check")]
    problems = [f"the file is damaged: {answer}" for answer in answers if answer != "ok"]
    triggers = db.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = {row["name"]: _plain(row["sql"]) for row in triggers}
    lost = [name for name, statement in GUARDS.items() if kept.get(name) != _plain(statement)]
    return problems + [f"the file is not guarded any more: {name}" for name in lost]


def _plain(statement: str) -> str:
    return " ".join(statement.split())


def _chain_problems(
    db: Database, verdict: Verdict, folds: dict[str, Sale], payments: set[tuple[str, str, str]]
) -> Iterator[str]:
    expected = 0
    for row in db.query("SELECT * FROM events ORDER BY seq"):
        expected += 1
        verdict.events += 1
        if row["seq"] != expected:
            yield f"event {expected} is missing"
            expected = row["seq"]
        if row["hash"] != _link(verdict.head, row):
            yield f"event {row['seq']} was changed, or one before it is gone"
        verdict.head = row["hash"]
        try:
            if row["sale"] == NO_SALE:
                note_from_text(row["kind"], row["data"])
                continue
            sale, event = _fold(row, folds)
            if payment := payment_in(event):
                payments.add((sale.method, payment, sale.id))
        except (NotAllowed, KeyError, TypeError, ValueError) as error:
            yield f"event {row['seq']} cannot be understood: {error!r}"


def _link(before: str, row: dict[str, Any]) -> str:
    columns = ("seq", "till", "sale", "at", "kind", "data")
    return link(before, *(row[column] for column in columns))


def _fold(row: dict[str, Any], folds: dict[str, Sale]) -> tuple[Sale, Event]:
    sale_id = row["sale"]
    event = recorded(row).event
    at = datetime.fromisoformat(row["at"])
    if isinstance(event, Created):
        if sale_id in folds:
            raise NotAllowed("the sale exists already")
        folds[sale_id] = open_sale(sale_id, row["till"], event, at)
    else:
        folds[sale_id] = apply(folds[sale_id], event, at)
    return folds[sale_id], event


def _payment_problems(db: Database, expected: set[tuple[str, str, str]]) -> Iterator[str]:
    """What is known is acknowledged without being written down: it has to have been once."""
    rows = db.query("SELECT method, payment, sale FROM payments")
    known = {(row["method"], row["payment"], row["sale"]) for row in rows}
    for method, payment, _ in sorted(known - expected):
        yield f"payment {payment} of {method} is called known, and no event tells of it"
    for method, payment, _ in sorted(expected - known):
        yield f"payment {payment} of {method} has an event, and is not known"


def _row_problems(db: Database, folds: dict[str, Sale]) -> Iterator[str]:
    seen = set()
    for row in db.query("SELECT * FROM sales"):
        seen.add(row["id"])
        fold = folds.get(row["id"])
        if fold is None or sale_to_row(fold) != row:
            yield f"sale {row['number']} is not what its events say"
    for sale_id in folds.keys() - seen:
        yield f"sale {folds[sale_id].number} has events and no row"
