"""Whether the journal still says what it once said: the file, the chain, and every fold."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Created
from pos_app.domain.sale import Sale, apply, open_sale
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import sale_to_row
from pos_app.journal.store import recorded


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
    try:
        verdict.problems += _file_problems(db)
        db.conn.execute("BEGIN")  # one moment for events and rows, while the till goes on selling
        try:
            verdict.problems += _chain_problems(db, verdict, folds)
            verdict.problems += _row_problems(db, folds)
        finally:
            db.conn.rollback()
        verdict.sales = len(folds)
    except sqlite3.DatabaseError as error:
        verdict.problems.append(f"the file cannot be read on: {error}")
    return verdict


def _file_problems(db: Database) -> list[str]:
    answers = [row["quick_check"] for row in db.query("PRAGMA quick_check")]
    return [f"the file is damaged: {answer}" for answer in answers if answer != "ok"]


def _chain_problems(db: Database, verdict: Verdict, folds: dict[str, Sale]) -> Iterator[str]:
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
            _fold(row, folds)
        except (NotAllowed, KeyError, TypeError, ValueError) as error:
            yield f"event {row['seq']} cannot be understood: {error!r}"


def _link(before: str, row: dict[str, Any]) -> str:
    columns = ("seq", "till", "sale", "at", "kind", "data")
    return link(before, *(row[column] for column in columns))


def _fold(row: dict[str, Any], folds: dict[str, Sale]) -> None:
    sale_id = row["sale"]
    event = recorded(row).event
    at = datetime.fromisoformat(row["at"])
    if isinstance(event, Created):
        if sale_id in folds:
            raise NotAllowed("the sale exists already")
        folds[sale_id] = open_sale(sale_id, row["till"], event, at)
    else:
        folds[sale_id] = apply(folds[sale_id], event, at)


def _row_problems(db: Database, folds: dict[str, Sale]) -> Iterator[str]:
    seen = set()
    for row in db.query("SELECT * FROM sales"):
        seen.add(row["id"])
        fold = folds.get(row["id"])
        if fold is None or sale_to_row(fold) != row:
            yield f"sale {row['number']} is not what its events say"
    for sale_id in folds.keys() - seen:
        yield f"sale {folds[sale_id].number} has events and no row"
