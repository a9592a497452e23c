"""Sums of the ledger, exact whatever they come to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.money import Currency, Money
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database

# SQLite's sums end at 64 bits, and one absurd payment would take the day: millions and the rest are
# summed apart, and Python, whose numbers have no end, puts them together.
MILLION = 1_000_000


def apart(column: str) -> str:
    """Returns the SQL of two sums that `together` makes one of."""
    return f"SUM({column} / {MILLION}), SUM({column} % {MILLION})"


def together(millions: int | None, rest: int | None) -> int:
    """Returns the sum; 0 of nothing."""
    return (millions or 0) * MILLION + (rest or 0)


# Method, cashier, kind and currency; the count of the movements, and the sums of amounts and fees.
Sums = tuple[str, str, str, str, int, int, int | None]
_ALIKE = "method, cashier, kind, currency"
_SUMS = f"{_ALIKE}, COUNT(*), {apart('amount')}, {apart('fee')}"


def sums_of(db: Database, where: str, values: Sequence[Any]) -> Iterator[TakingsLine]:
    """Sums up movements, one line for each method, cashier, kind and currency."""
    query = f"SELECT {_SUMS} FROM ledger {where} GROUP BY {_ALIKE} ORDER BY {_ALIKE}"  # noqa: S608 - of this room
    with as_we_wrote_it():
        for row in db.conn.execute(query, values):
            method, cashier, kind, code, count, amount, fee = _sums(row)
            currency = Currency[code]
            yield TakingsLine(
                method=method,
                cashier=cashier,
                kind=MovementKind(kind),
                count=count,
                amount=Money(amount, currency),
                fee=None if fee is None else Money(fee, currency),
            )


def sums_by_close(db: Database) -> Mapping[int, Sequence[Sums]]:
    """Sums up the movements of every close at once, whatever somebody has made of the ledger."""
    query = f"SELECT close, {_SUMS} FROM ledger WHERE close > 0 GROUP BY close, {_ALIKE}"  # noqa: S608 - of this room
    found: dict[int, list[Sums]] = {}
    for close, *row in db.conn.execute(query):
        found.setdefault(close, []).append(_sums(row))
    return found


def sums_in(line: TakingsLine) -> Sums:
    """Returns a line as `sums_by_close` does."""
    code, fee = line.amount.currency.code, line.fee.minor if line.fee else None
    return line.method, line.cashier, line.kind.value, code, line.count, line.amount.minor, fee


def _sums(row: Sequence[Any]) -> Sums:
    method, cashier, kind, code, count, millions, rest, *fees = row
    fee = None if None in fees else together(*fees)
    return method, cashier, kind, code, count, together(millions, rest), fee
