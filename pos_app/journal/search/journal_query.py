"""Questions to the journal itself, about what the index does not have yet."""

from collections.abc import Iterator
from datetime import date

from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.domain.events import State
from pos_app.journal.books.sums import apart
from pos_app.journal.search.lines import Line
from pos_app.journal.search.places import ALL, Range, as_in_journal, place_of
from pos_app.journal.search.sql import Condition, condition
from pos_app.journal.sqlite_library import Database
from pos_app.ports.sale_filter import SaleFilter

_LEFT = ", ".join(f"'{kind.value}'" for kind in sorted(GIVEN_BACK))


def places_in(
    journal: Database, wanted: SaleFilter, span: Range, among: Condition | None
) -> Iterator[int]:
    """Yields the places of the sales of this range that are wanted, newest first. `among` narrows
    them further."""
    if span.first > span.last:
        return
    where = both(condition(wanted), within(span), among)
    query = f"""
        SELECT business_day, number FROM sales WHERE {where.sql}
        ORDER BY business_day DESC, number DESC
    """  # noqa: S608 - of this room
    for day, number in journal.conn.execute(query, where.values):
        yield place_of(date.fromisoformat(day), number)


def lines_in(
    journal: Database, wanted: SaleFilter, span: Range, among: Condition | None, *, by_day: bool
) -> Iterator[Line]:
    """Adds up the same sales: lines of their counts, and lines of their money."""
    if span.first > span.last:
        return
    where = both(condition(wanted), within(span), among)
    key = f"{'sales.business_day' if by_day else 'NULL'}, sales.method, sales.currency"
    counts = f"""
        SELECT {key}, COUNT(*), SUM(state = '{State.PAID.value}'), 0, 0, 0, 0, 0, 0
        FROM sales WHERE {where.sql} GROUP BY 1, 2, 3
    """  # noqa: S608 - of this room
    came = f"kind NOT IN ({_LEFT})"
    money = f"""
        SELECT {key}, 0, 0,
               {apart(f"CASE WHEN {came} THEN ledger.amount ELSE 0 END")},
               {apart(f"CASE WHEN {came} THEN 0 ELSE ledger.amount END")},
               SUM({came}), SUM(NOT {came})
        FROM sales JOIN ledger ON ledger.sale <> '' AND ledger.sale = sales.id
        WHERE {where.sql} GROUP BY 1, 2, 3
    """  # noqa: S608 - of this room
    for query in (counts, money):
        for day, method, currency, *sums in journal.conn.execute(query, where.values):
            yield Line.of(
                date.fromisoformat(day).toordinal() if day else 0, method, currency, *sums
            )


def within(span: Range) -> Condition:
    """Returns the condition that a sale is in this range, for the index by day and number."""
    parts = list[tuple[str, int]]()
    if span.first > ALL.first:
        parts.append((">=", span.first))
    if span.last < ALL.last:
        parts.append(("<=", span.last))
    sql = " AND ".join(f"(business_day, number) {sign} (?, ?)" for sign, _ in parts)
    return Condition(
        sql or "1", tuple(value for _, place in parts for value in as_in_journal(place))
    )


def both(*conditions: Condition | None) -> Condition:
    parts = [one for one in conditions if one]
    sql = " AND ".join(f"({one.sql})" for one in parts)
    return Condition(sql, tuple(value for one in parts for value in one.values))
