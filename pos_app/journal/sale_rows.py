"""The sales that a filter finds, one after the other, and never all of them at once."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from pos_app.domain.day_totals import Total
from pos_app.domain.events import Purpose, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal.books.sums import apart, together
from pos_app.journal.codec import sale_from_row
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.search.sql import condition, teach
from pos_app.journal.sqlite_library import Database
from pos_app.ports.sale_filter import SaleFilter


class FoundSales:
    """The sales of a filter, oldest first."""

    def __init__(self, db: Database, wanted: SaleFilter) -> None:
        self._db = db
        self._where = condition(wanted)
        teach(db)

    @cached_property
    def day_counts(self) -> Sequence[int]:
        """The number of sales of each business day that has any, in the order of `sales`."""
        query = f"""
            SELECT COUNT(*) FROM sales WHERE {self._where.sql}
            GROUP BY business_day ORDER BY business_day
        """  # noqa: S608 - of this room
        return [count for (count,) in self._db.conn.execute(query, self._where.values)]

    @property
    def count(self) -> int:
        return sum(self.day_counts)

    def sales(self) -> Iterator[tuple[Sale, int | None]]:
        """Yields each sale, with the number of the sale that it belongs to."""
        query = f"""
            SELECT *, (SELECT number FROM sales AS parent WHERE parent.id = sales.parent) AS of_sale
            FROM sales WHERE {self._where.sql} ORDER BY business_day, number
        """  # noqa: S608 - of this room
        with as_we_wrote_it():
            for row in self._db.query(query, self._where.values):
                parent = row.pop("of_sale")
                yield sale_from_row(row), parent

    def totals(self) -> Sequence[Total]:
        """Sums the sales up by method, purpose, state and currency. Millions and the rest apart: a
        sum of SQLite's ends at 64 bits, and one absurd payment would take the file with it."""
        key = "method, purpose, state, currency"
        sums = f"{apart('amount')}, {apart('beside')}"
        query = f"""
            SELECT {key}, COUNT(*), {sums} FROM sales WHERE {self._where.sql}
            GROUP BY {key} ORDER BY {key}
        """  # noqa: S608 - of this room
        with as_we_wrote_it():
            return [_total(row) for row in self._db.conn.execute(query, self._where.values)]


def last_found(db: Database, wanted: SaleFilter, limit: int) -> Sequence[Sale]:
    """Returns the newest sales of the filter, newest first."""
    where = condition(wanted)
    teach(db)
    query = f"SELECT * FROM sales WHERE {where.sql} ORDER BY business_day DESC, number DESC LIMIT ?"  # noqa: S608 - of this room
    with as_we_wrote_it():
        return [sale_from_row(row) for row in db.query(query, [*where.values, limit])]


def _total(row: Sequence[Any]) -> Total:
    method, purpose, state, code, count, millions, rest, odd_millions, odd_rest = row
    return Total(
        method=method,
        purpose=Purpose(purpose),
        state=State(state),
        count=count,
        amount=Money(together(millions, rest), Currency[code]),
        unexpected_minor=together(odd_millions, odd_rest),
    )
