"""The finder: what the index knows, and the rest from the journal, as one answer.

The index is always behind. Sales that changed since its last event, and those that it has not come
to yet, are looked up in the journal by the same filter (`sql.py`), so that no answer misses or
repeats a sale, whatever the index has.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import islice

from sqlite_utils import Database

from pos_app.domain.books.takings import GIVEN_BACK, summed
from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal.books.sums import apart, together
from pos_app.journal.codec import sale_from_row
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.search.filling import belongs, split
from pos_app.journal.search.index_file import (
    LAST_OF_DAY,
    LAST_PLACE,
    extent_of,
    number_at,
    place_of,
)
from pos_app.journal.search.index_query import IndexQuery, Line, Range
from pos_app.journal.search.sale_text import matches_of, searched
from pos_app.journal.search.sql import Condition, condition, teach
from pos_app.journal.search.terms import terms_of
from pos_app.ports.sale_filter import SaleFilter
from pos_app.ports.sale_search import (
    Cursor,
    DayLine,
    Direction,
    FoundSale,
    MethodTotal,
    SalePage,
    SearchTotals,
)

_LEFT = ", ".join(f"'{kind.value}'" for kind in sorted(GIVEN_BACK))
_ALL = Range(0, LAST_PLACE)


class Finder:
    """Answers at one moment of the journal. The index, where there is one, was opened before it."""

    def __init__(self, index: sqlite3.Connection | None, journal: Database) -> None:
        extent = extent_of(index) if index else None
        self._index = index if extent and belongs(extent, journal) else None
        self._journal = journal
        self._extent = extent
        teach(journal)

    # --- pages ------------------------------------------------------------------------------------

    def page(
        self, wanted: SaleFilter, beside: Cursor | None, direction: Direction, limit: int
    ) -> SalePage:
        newest_first = direction is Direction.OLDER
        span = _beside(_period(wanted), beside, newest_first=newest_first)
        places = list(islice(self._places(wanted, span, newest_first=newest_first), limit + 1))
        kept = places[:limit] if newest_first else places[:limit][::-1]
        terms = terms_of(wanted.text)
        found = [FoundSale(sale, matches_of(searched(sale), terms)) for sale in self._sales(kept)]
        return SalePage(found, more=len(places) > limit)

    def _places(self, wanted: SaleFilter, span: Range, *, newest_first: bool) -> Iterator[int]:
        """Yields places in order: of the index and of what is new, and of what is below the
        index."""
        above, below = self._parts(span)
        fresh = self._of_journal(wanted, above, self._changed, newest_first=newest_first)
        known = self._of_index(wanted, above, newest_first=newest_first)
        whole = merge(fresh, known, reverse=newest_first)
        rest = self._of_journal(wanted, below, None, newest_first=newest_first)
        for part in (whole, rest) if newest_first else (rest, whole):
            yield from part

    def _parts(self, span: Range) -> tuple[Range, Range]:
        """Returns the places that the index has come to, and those that it has not."""
        floor = self._floor
        return (
            Range(max(span.first, floor), span.last),
            Range(span.first, min(span.last, floor - 1)),
        )

    @property
    def _floor(self) -> int:
        return self._extent.floor if self._index and self._extent else LAST_PLACE + 1

    @cached_property
    def _changed(self) -> Condition:
        """The condition that a sale has changed since the index last looked."""
        seq = self._extent.seq if self._extent else 0
        return Condition("sales.id IN (SELECT sale FROM events WHERE seq > ?)", (seq,))

    @cached_property
    def _old(self) -> Sequence[int]:
        """The places of which the index may have something old."""
        query = f"SELECT business_day, number FROM sales WHERE {self._changed.sql}"  # noqa: S608 - of this file
        rows = self._journal.conn.execute(query, self._changed.values)
        return [place_of(date.fromisoformat(day), number) for day, number in rows]

    def _of_index(self, wanted: SaleFilter, span: Range, *, newest_first: bool) -> Iterator[int]:
        if self._index and span.first <= span.last:
            query = IndexQuery(self._index, wanted, span, self._old)
            yield from query.places(newest_first=newest_first)

    def _of_journal(
        self, wanted: SaleFilter, span: Range, among: Condition | None, *, newest_first: bool
    ) -> Iterator[int]:
        if span.first > span.last:
            return
        where = _both(condition(wanted), _within(span), among)
        order = "DESC" if newest_first else "ASC"
        query = f"""
            SELECT business_day, number FROM sales WHERE {where.sql}
            ORDER BY business_day {order}, number {order}
        """  # noqa: S608 - of this room
        for day, number in self._journal.conn.execute(query, where.values):
            yield place_of(date.fromisoformat(day), number)

    def _sales(self, places: Sequence[int]) -> Iterator[Sale]:
        numbers = [number_at(place) for place in places]
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT * FROM sales WHERE number IN ({marks})"  # noqa: S608 - marks are question marks
        rows = {row["number"]: row for row in self._journal.query(query, numbers)}
        with as_we_wrote_it():
            for number in numbers:
                yield sale_from_row(rows[number])

    # --- totals -----------------------------------------------------------------------------------

    def totals(self, wanted: SaleFilter) -> SearchTotals:
        lines = list(self._lines(wanted, _period(wanted), by_day=False))
        return SearchTotals(
            sales=sum(line.sales for line in lines),
            paid=sum(line.paid for line in lines),
            methods=_methods(lines),
        )

    def day_lines(self, wanted: SaleFilter, first: date, last: date) -> Sequence[DayLine]:
        whole = _period(wanted)
        span = Range(
            max(whole.first, place_of(first, 0)), min(whole.last, place_of(last, LAST_OF_DAY))
        )
        days: dict[int, list[Line]] = {}
        for line in self._lines(wanted, span, by_day=True):
            days.setdefault(line.day, []).append(line)
        return [_day_line(day, days[day]) for day in sorted(days, reverse=True)]

    def _lines(self, wanted: SaleFilter, span: Range, *, by_day: bool) -> Iterator[Line]:
        above, below = self._parts(span)
        if self._index and above.first <= above.last:
            yield from IndexQuery(self._index, wanted, above, self._old).lines(by_day=by_day)
        yield from self._lines_of_journal(wanted, above, self._changed, by_day=by_day)
        yield from self._lines_of_journal(wanted, below, None, by_day=by_day)

    def _lines_of_journal(
        self, wanted: SaleFilter, span: Range, among: Condition | None, *, by_day: bool
    ) -> Iterator[Line]:
        if span.first > span.last:
            return
        where = _both(condition(wanted), _within(span), among)
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
            for day, method, currency, *sums in self._journal.conn.execute(query, where.values):
                ordinal = date.fromisoformat(day).toordinal() if day else 0
                sales, paid, came_a, came_b, left_a, left_b, payments, refunds = sums
                yield Line(
                    day=ordinal,
                    method=method,
                    currency=currency,
                    sales=sales,
                    paid=paid,
                    received=(came_a, came_b),
                    given_back=(left_a, left_b),
                    payments=payments,
                    refunds=refunds,
                )

    # --- names and days ---------------------------------------------------------------------------

    def cashiers(self) -> Sequence[str]:
        known: set[str] = set()
        if self._index:
            rows = self._index.execute("SELECT name FROM names WHERE kind = 'cashier'")
            known.update(name for (name,) in rows)
        above, below = self._parts(_ALL)
        for span, among in ((above, self._changed), (below, None)):
            if span.first <= span.last:
                where = _both(_within(span), among)
                query = f"SELECT DISTINCT cashier FROM sales WHERE {where.sql}"  # noqa: S608 - of this file
                known.update(name for (name,) in self._journal.conn.execute(query, where.values))
        return sorted(known - {""})

    def earliest_day(self) -> date | None:
        (day,) = self._journal.conn.execute("SELECT MIN(business_day) FROM sales").fetchone()
        return date.fromisoformat(day) if day else None


def _period(wanted: SaleFilter) -> Range:
    first = place_of(wanted.start, 0) if wanted.start else _ALL.first
    last = place_of(wanted.end, LAST_OF_DAY) if wanted.end else _ALL.last
    return Range(first, last)


def _beside(span: Range, cursor: Cursor | None, *, newest_first: bool) -> Range:
    if cursor is None:
        return span
    place = place_of(cursor.day, cursor.number)
    if newest_first:
        return Range(span.first, min(span.last, place - 1))
    return Range(max(span.first, place + 1), span.last)


def _within(span: Range) -> Condition:
    """Returns the condition that a sale is in this range, for the index by day and number."""
    parts = list[tuple[str, int]]()
    if span.first > _ALL.first:
        parts.append((">=", span.first))
    if span.last < _ALL.last:
        parts.append(("<=", span.last))
    sql = " AND ".join(f"(business_day, number) {sign} (?, ?)" for sign, _ in parts)
    return Condition(sql or "1", tuple(value for _, place in parts for value in split(place)))


def _both(*conditions: Condition | None) -> Condition:
    parts = [one for one in conditions if one]
    sql = " AND ".join(f"({one.sql})" for one in parts)
    return Condition(sql, tuple(value for one in parts for value in one.values))


def _methods(lines: Iterable[Line]) -> Sequence[MethodTotal]:
    """Adds up lines, one for each method and currency that money moved by."""
    totals: dict[tuple[str, str], MethodTotal] = {}
    for line in lines:
        if not line.payments and not line.refunds:
            continue
        key, one = (line.method, line.currency), _method(line)
        old = totals.get(key)
        totals[key] = _added(old, one) if old else one
    return [totals[key] for key in sorted(totals)]


def _method(line: Line) -> MethodTotal:
    currency = Currency[line.currency]
    return MethodTotal(
        method=line.method,
        received=Money(together(*line.received) or 0, currency),
        given_back=Money(together(*line.given_back) or 0, currency),
        payments=line.payments,
        refunds=line.refunds,
    )


def _added(one: MethodTotal, other: MethodTotal) -> MethodTotal:
    return MethodTotal(
        method=one.method,
        received=one.received + other.received,
        given_back=one.given_back + other.given_back,
        payments=one.payments + other.payments,
        refunds=one.refunds + other.refunds,
    )


def _day_line(ordinal: int, lines: Sequence[Line]) -> DayLine:
    methods = sorted(_methods(lines), key=lambda one: one.received.currency.code)
    return DayLine(
        day=date.fromordinal(ordinal),
        sales=sum(line.sales for line in lines),
        received=[money for money in summed(one.received for one in methods) if money.minor],
    )
