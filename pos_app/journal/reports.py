"""Reports from the journal: the sales and totals of a business day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database

from pos_app.domain.day_totals import Total
from pos_app.domain.events import Purpose, State
from pos_app.domain.money import Currency, Money
from pos_app.journal.codec import sale_from_row
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.ports.journal import Day


def day(db: Database, day: date) -> Day:
    """Returns a business day: its sales, newest first, and its totals per method and state."""
    query = "SELECT * FROM sales WHERE business_day = ? ORDER BY number DESC"
    rows = list(db.query(query, [day.isoformat()]))
    with as_we_wrote_it():
        return Day(day=day, sales=[sale_from_row(row) for row in rows], totals=_totals(rows))


def _totals(rows: Iterable[Mapping[str, Any]]) -> Sequence[Total]:
    """Sums up in Python: SQLite's sums end at 64 bits, and one absurd payment would take the
    day."""
    totals: dict[tuple[str, str, str, str], Total] = {}
    for row in rows:
        key = (row["method"], row["purpose"], row["state"], row["currency"])
        amount = Money(row["amount"], Currency[row["currency"]])
        old = totals.get(key)
        totals[key] = Total(
            method=row["method"],
            purpose=Purpose(row["purpose"]),
            state=State(row["state"]),
            count=(old.count if old else 0) + 1,
            amount=old.amount + amount if old else amount,
            unexpected_minor=(old.unexpected_minor if old else 0) + row["beside"],
        )
    return [totals[key] for key in sorted(totals)]
