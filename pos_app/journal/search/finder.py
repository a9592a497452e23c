"""The finder: what the index knows, and the rest from the journal, as one answer.

The index is always behind. Sales that changed since its last event, and those that it has not come
to yet, are looked up in the journal by the same filter (`sql.py`), so that no answer misses or
repeats a sale, whatever the index has.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import islice

from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import FiguresQuestion
from pos_app.domain.sale import Sale
from pos_app.journal.books.figures import OF_JOURNAL, DaySource, count_figures
from pos_app.journal.codec import sale_from_row
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.search.filling import belongs
from pos_app.journal.search.index_file import extent_of
from pos_app.journal.search.index_query import IndexQuery
from pos_app.journal.search.journal_query import both, lines_in, places_in, within
from pos_app.journal.search.kept_days import changed_days, kept_days
from pos_app.journal.search.lines import Line, day_line, methods_of
from pos_app.journal.search.places import (
    ALL,
    LAST_OF_DAY,
    LAST_PLACE,
    Range,
    before_cursor,
    number_at,
    period_of,
    place_of,
)
from pos_app.journal.search.sale_text import matches_of, searched
from pos_app.journal.search.sql import Condition
from pos_app.journal.search.terms import terms_of
from pos_app.journal.sqlite_library import Database
from pos_app.ports.sale_filter import SaleFilter
from pos_app.ports.sale_search import (
    Cursor,
    DayLine,
    FoundSale,
    SalePage,
    SearchTotals,
)

_LEFT = ", ".join(f"'{kind.value}'" for kind in sorted(GIVEN_BACK))
_ALL = Range(0, LAST_PLACE)


class Finder:
    """Answers at one moment of the journal, whose connection knows `sql.teach`. The index, where
    there is one, was opened before it."""

    def __init__(self, index: sqlite3.Connection | None, journal: Database) -> None:
        extent = extent_of(index) if index else None
        self._index = index if extent and belongs(extent, journal) else None
        self._journal = journal
        self._extent = extent

    # --- pages ------------------------------------------------------------------------------------

    def page(self, wanted: SaleFilter, beside: Cursor | None, limit: int) -> SalePage:
        span = before_cursor(period_of(wanted), beside)
        places = list(islice(self._places(wanted, span), limit + 1))
        sales = self._sales(places[:limit])
        terms = terms_of(wanted.text)
        found = [FoundSale(sale, matches_of(searched(sale), terms)) for sale in sales]
        return SalePage(found, more=len(places) > limit)

    def _places(self, wanted: SaleFilter, span: Range) -> Iterator[int]:
        """Yields places, newest first: of the index and of what is new, and of what is below the
        index."""
        above, below = self._parts(span)
        fresh = places_in(self._journal, wanted, above, self._changed)
        yield from merge(fresh, self._of_index(wanted, above), reverse=True)
        yield from places_in(self._journal, wanted, below, None)

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

    def _of_index(self, wanted: SaleFilter, span: Range) -> Iterator[int]:
        if self._index and span.first <= span.last:
            yield from IndexQuery(self._index, wanted, span, self._old).places()

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
        lines = list(self._lines(wanted, period_of(wanted), by_day=False))
        return SearchTotals(
            sales=sum(line.sales for line in lines),
            paid=sum(line.paid for line in lines),
            methods=methods_of(lines),
        )

    def day_lines(self, wanted: SaleFilter, first: date, last: date) -> Sequence[DayLine]:
        whole = period_of(wanted)
        span = Range(
            max(whole.first, place_of(first, 0)), min(whole.last, place_of(last, LAST_OF_DAY))
        )
        days: dict[int, list[Line]] = {}
        for line in self._lines(wanted, span, by_day=True):
            days.setdefault(line.day, []).append(line)
        told = (day_line(day, days[day]) for day in sorted(days, reverse=True))
        return [line for line in told if line.sales]

    def _lines(self, wanted: SaleFilter, span: Range, *, by_day: bool) -> Iterator[Line]:
        above, below = self._parts(span)
        if self._index and above.first <= above.last:
            yield from IndexQuery(self._index, wanted, above, self._old).lines(by_day=by_day)
        yield from lines_in(self._journal, wanted, above, self._changed, by_day=by_day)
        yield from lines_in(self._journal, wanted, below, None, by_day=by_day)

    # --- figures ----------------------------------------------------------------------------------

    def figures(self, question: FiguresQuestion) -> Figures:
        journal = DaySource(self._journal.conn, OF_JOURNAL)
        if not self._index or not self._extent:
            return count_figures(question, journal)
        changed = changed_days(self._journal, self._extent.seq)
        return count_figures(question, kept_days(self._index, changed), journal)

    # --- names and days ---------------------------------------------------------------------------

    def cashiers(self) -> Sequence[str]:
        known: set[str] = set()
        if self._index:
            rows = self._index.execute("SELECT name FROM names WHERE kind = 'cashier'")
            known.update(name for (name,) in rows)
        above, below = self._parts(ALL)
        for span, among in ((above, self._changed), (below, None)):
            if span.first <= span.last:
                where = both(within(span), among)
                query = f"SELECT DISTINCT cashier FROM sales WHERE {where.sql}"  # noqa: S608 - of this file
                known.update(name for (name,) in self._journal.conn.execute(query, where.values))
        return sorted(known - {""})

    def earliest_day(self) -> date | None:
        (day,) = self._journal.conn.execute("SELECT MIN(business_day) FROM sales").fetchone()
        return date.fromisoformat(day) if day else None
