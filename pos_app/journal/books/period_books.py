"""The books of a period, for the accountant: movements, days, closes, fees and exceptions."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pos_app.domain.books.day_close import CloseDocument
from pos_app.domain.books.movements import Movement, MovementKind
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.books.ledger import movement_from_row
from pos_app.journal.books.sums import apart, together
from pos_app.journal.books.takings import closes_in, groups, period
from pos_app.journal.codec import sale_from_row
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database
from pos_app.ports.ledger import Dimension

DayLineOfBooks = tuple[date, str, Money, Money, int, int]


class FeeSum(NamedTuple):
    """Fees that a provider keeps of a method's money, as far as it says so."""

    method: str
    movements: int
    with_fee: int  # movements whose fee is known
    amount: Money  # of these
    fee: Money


class PeriodBooks:
    """The books of the days from `start` to `end`, both included; None leaves that end open."""

    def __init__(self, db: Database, start: date | None, end: date | None) -> None:
        self._db = db
        self._start, self._end = start, end

    def count(self) -> int:
        """Returns the number of movements."""
        where, values = self._in("day")
        query = f"SELECT COUNT(*) FROM ledger {where}"  # noqa: S608 - of this room
        (count,) = self._db.conn.execute(query, values).fetchone()
        return int(count)

    def movements(self) -> Iterator[tuple[Movement, Sale | None, int | None]]:
        """Yields each movement of money, as it came, with its sale and the number of its close."""
        where, values = self._in("day")
        query = f"SELECT * FROM ledger {where} ORDER BY seq"  # noqa: S608 - of this room
        with as_we_wrote_it():
            for row in self._db.query(query, values):
                yield movement_from_row(row), self._sale(row["sale"]), row["close"]

    def _sale(self, sale_id: str) -> Sale | None:
        found = self._db.query("SELECT * FROM sales WHERE id = ?", [sale_id])
        return next(map(sale_from_row, found), None)

    def days(self) -> Iterator[DayLineOfBooks]:
        """Yields day, method, received, given back, and how many movements of each."""
        by = (Dimension.DAY, Dimension.METHOD)
        for group in groups(self._db, *self._in("day"), by):
            day, method = group.key
            yield (
                date.fromisoformat(day),
                method,
                group.received,
                group.given_back,
                group.payments,
                group.refunds,
            )

    def closes(self) -> Sequence[tuple[CloseDocument, str]]:
        """Returns the closes of these days, oldest first, each with the journal's check code."""
        found = closes_in(self._db, self._start, self._end)
        return [(one.document, f"{one.hash}@{one.seq}") for one in reversed(found)]

    def fees(self) -> Sequence[FeeSum]:
        where, values = self._in("day")
        known = "CASE WHEN fee IS NOT NULL THEN amount ELSE 0 END"
        query = f"""
            SELECT method, currency, COUNT(*), COUNT(fee), {apart(known)}, {apart("fee")}
            FROM ledger {where} GROUP BY method, currency ORDER BY method, currency
        """  # noqa: S608 - of this room
        return [
            FeeSum(
                method,
                count,
                with_fee,
                Money(together(*sums[:2]), Currency[code]),
                Money(together(*sums[2:]), Currency[code]),
            )
            for method, code, count, with_fee, *sums in self._db.conn.execute(query, values)
        ]

    def odd_sales(self) -> Iterator[Sale]:
        """Yields the sales of these days that a person had to look at, or still has to."""
        where, values = self._in("business_day")
        odd = "(state = 'unknown' OR flags <> '' OR cleared <> '' OR reason = ?)"
        query = f"""
            SELECT * FROM sales {where} {"AND" if where else "WHERE"} {odd} ORDER BY number
        """  # noqa: S608 - of this room
        with as_we_wrote_it():
            yield from map(
                sale_from_row, self._db.query(query, [*values, Reason.SETTLED_BY_HAND.value])
            )

    def unmatched(self) -> Iterator[Movement]:
        """Yields the payments of no sale that a manager took."""
        where, values = self._in("day")
        kind = f"kind = '{MovementKind.UNMATCHED.value}'"
        query = f"""
            SELECT * FROM ledger {where} {"AND" if where else "WHERE"} {kind} ORDER BY seq
        """  # noqa: S608 - of this room
        with as_we_wrote_it():
            yield from map(movement_from_row, self._db.query(query, values))

    def _in(self, column: str) -> tuple[str, list[str]]:
        return period(column, self._start, self._end)
