"""Sums of the ledger, exact whatever they come to."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.money import Currency, Money

# SQLite's sums end at 64 bits, and one absurd payment would take the day: millions and the rest are
# summed apart, and Python, whose numbers have no end, puts them together.
MILLION = 1_000_000


def apart(column: str) -> str:
    """Returns the SQL of two sums that `together` makes one of."""
    return f"SUM({column} / {MILLION}), SUM({column} % {MILLION})"


def together(millions: int | None, rest: int | None) -> int | None:
    """Returns the sum, or None of nothing."""
    return None if millions is None or rest is None else millions * MILLION + rest


def sums_of(db: Database, where: str, values: Sequence[Any]) -> Iterator[TakingsLine]:
    """Sums up movements, one line for each method, cashier, kind and currency."""
    query = f"""
        SELECT method, cashier, kind, currency, COUNT(*), {apart("amount")}, {apart("fee")}
        FROM ledger {where}
        GROUP BY method, cashier, kind, currency ORDER BY method, cashier, kind, currency
    """  # noqa: S608 - of this room
    for method, cashier, kind, code, count, millions, rest, *fees in db.conn.execute(query, values):
        currency = Currency[code]
        fee = together(*fees)
        yield TakingsLine(
            method=method,
            cashier=cashier,
            kind=MovementKind(kind),
            count=count,
            amount=Money(together(millions, rest) or 0, currency),
            fee=None if fee is None else Money(fee, currency),
        )
