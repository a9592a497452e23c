"""Questions to the index: the places of the sales that a filter asks for, and what they come to.

A question starts from the shortest list that leads to its answer: sales with a rare text, or with a
rare mark; else it goes along all places in order, and its caller stops when it has enough.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import groupby
from typing import Any

from pos_app.journal.books.sums import apart
from pos_app.journal.search.filling import SUMMED
from pos_app.journal.search.index_file import BITS, BLOCK_BITS, FLAGGED
from pos_app.journal.search.lines import Line
from pos_app.journal.search.packed import packed_needles
from pos_app.journal.search.places import DAY_OF_PLACE, Range, ordinal_at
from pos_app.journal.search.terms import Term, terms_of
from pos_app.ports.sale_filter import SaleFilter, SaleStatus

_TRIGRAM = 3
# Places of a list: so few are looked at one by one at once, and so many are not any more.
_FEW, _MANY = 2_000, 20_000
_AT_ONCE = 500
_LISTED = "docs.place IN (SELECT value FROM json_each(?))"
_ON_A_LIST = "FROM marked WHERE mark = ? AND place BETWEEN ? AND ?"
_PAID = BITS[SaleStatus.PAID]


@dataclass(frozen=True)
class _Part:
    """A condition on `docs` in SQL, with its values."""

    sql: str
    values: Sequence[Any]


@dataclass(frozen=True)
class _Source:
    """A `FROM` and its condition: rows of `docs` in the order of places."""

    tables: str
    part: _Part
    place: str = "docs.place"


class IndexQuery:
    """One filter, asked of an index at one moment. Places in `without` are left out: what the
    index has of them is old."""

    def __init__(
        self,
        index: sqlite3.Connection,
        wanted: SaleFilter,
        span: Range,
        without: Iterable[int] = (),
    ) -> None:
        self._index = index
        self._wanted = wanted
        self._span = span
        self._without = json.dumps(list(without))
        terms = terms_of(wanted.text)
        self._long = [term for term in terms if all(map(_has_trigrams, term.needles))]
        self._short = [term for term in terms if term not in self._long]

    def places(self) -> Iterator[int]:
        """Yields the places, newest first, as far as the caller goes on."""
        if self._rare is not None:
            yield from self._places_on_list(self._rare)
        elif self._short and not self._long:
            yield from self._places_in_blocks()
        else:
            source = self._source
            query = f"SELECT {source.place} FROM {source.tables} WHERE {source.part.sql}"  # noqa: S608 - of this file
            ordered = f"{query} ORDER BY {source.place} DESC"
            yield from (place for (place,) in self._index.execute(ordered, source.part.values))

    def _places_on_list(self, places: Sequence[int]) -> Iterator[int]:
        ordered = sorted(places, reverse=True)
        rest = _all_of(*self._conditions(), *_texts(self._terms))
        query = f"SELECT place FROM docs WHERE {_LISTED} AND {rest.sql}"  # noqa: S608 - of this file
        for at in range(0, len(ordered), _AT_ONCE):
            values = [json.dumps(ordered[at : at + _AT_ONCE]), *rest.values]
            found = self._index.execute(query, values).fetchall()
            yield from sorted((place for (place,) in found), reverse=True)

    def lines(self, *, by_day: bool = False) -> Sequence[Line]:
        """Adds up what is found, for each method and currency."""
        if self._is_summed:
            return [*self._summed_lines(by_day=by_day), *self._old_lines(by_day=by_day)]
        return self._added(self._source, by_day=by_day)

    @property
    def _is_summed(self) -> bool:
        """Whether the table of sums tells apart all that is asked for."""
        wanted = self._wanted
        narrows = wanted.states or wanted.flags or wanted.any_flag
        return not (self._long or self._short or narrows)

    def _summed_lines(self, *, by_day: bool) -> Sequence[Line]:
        days = [ordinal_at(self._span.first), ordinal_at(self._span.last)]
        part = _all_of(_Part("day BETWEEN ? AND ?", days), *self._named())
        sums = ", ".join(f"SUM({column})" for column in SUMMED)
        query = f"""
            SELECT {"day" if by_day else "0"}, method, currency, {sums}
            FROM sums WHERE {part.sql} GROUP BY 1, 2, 3
        """  # noqa: S608 - of this file
        return [self._line(*row) for row in self._index.execute(query, part.values).fetchall()]

    def _old_lines(self, *, by_day: bool) -> Sequence[Line]:
        """Takes out of the sums what they have of places that are left out."""
        part = _all_of(_Part(_LISTED, [self._without]), self._within("place"), *self._named())
        return [line.taken_away for line in self._added(_Source("docs", part), by_day=by_day)]

    def _added(self, source: _Source, *, by_day: bool) -> Sequence[Line]:
        day = DAY_OF_PLACE.replace("place", "docs.place") if by_day else "0"
        query = f"""
            SELECT {day}, method, currency, COUNT(*), SUM(marks & {_PAID} <> 0),
                   {apart("received")}, {apart("given_back")}, SUM(payments), SUM(refunds)
            FROM {source.tables} WHERE {source.part.sql} GROUP BY 1, 2, 3
        """  # noqa: S608 - of this file
        rows = self._index.execute(query, source.part.values).fetchall()
        return [self._line(*row) for row in rows]

    def _line(self, day: int, method: int, currency: int, *sums: int) -> Line:
        return Line.of(day, self._names[method], self._names[currency], *sums)

    @cached_property
    def _names(self) -> dict[int, str]:
        return dict(self._index.execute("SELECT id, name FROM names"))

    # --- where to start from ----------------------------------------------------------------------

    @cached_property
    def _source(self) -> _Source:
        if self._rare is not None:
            listed = _Part(_LISTED, [json.dumps(self._rare)])
            return _Source("docs", _all_of(listed, *self._conditions(), *_texts(self._terms)))
        if not self._long:
            return _Source(
                "docs",
                _all_of(self._within("docs.place"), *self._conditions(), *_texts(self._short)),
            )
        matching = _Part("found MATCH ?", [_expression(self._long)])
        within = self._within("found.rowid")
        rest = [*self._conditions(), *_texts(self._terms)]
        return _Source(
            "found CROSS JOIN docs ON docs.place = found.rowid",
            _all_of(matching, within, *rest),
            "found.rowid",
        )

    @property
    def _terms(self) -> Sequence[Term]:
        return [*self._long, *self._short]

    @cached_property
    def _rare(self) -> list[int] | None:
        """The places of the shortest list that has all that is wanted, if that one is short."""
        groups = list(self._groups())
        sizes = [(self._size(marks), marks) for marks in groups]
        size, marks = min(sizes, default=(_MANY, []))
        if groups and self._long and size > _FEW:
            query = "SELECT rowid FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
            values = [_expression(self._long), self._span.first, self._span.last, _FEW + 1]
            found = [place for (place,) in self._index.execute(query, values)]
            if len(found) <= _FEW:
                return found
        return self._marked(marks) if size < _MANY else None

    def _groups(self) -> Iterator[Sequence[int]]:
        """Yields the lists of `marked` for each kind of filter: a sale is on one of each."""
        if self._wanted.methods:
            yield self._ids("method", self._wanted.methods)
        if self._wanted.cashiers:
            yield self._ids("cashier", self._wanted.cashiers)
        if self._wanted.states and SaleStatus.PAID not in self._wanted.states:
            yield [-BITS[state] for state in self._wanted.states]
        if self._wanted.flags:
            yield [-BITS[flag] for flag in self._wanted.flags]
        elif self._wanted.any_flag:
            yield [-bit for bit in BITS.values() if bit & FLAGGED]

    def _size(self, marks: Sequence[int]) -> int:
        """Returns how many places these lists have, as far as it is worth counting."""
        query = f"SELECT COUNT(*) FROM (SELECT 1 {_ON_A_LIST} LIMIT {_MANY})"  # noqa: S608 - of this file
        values = [self._span.first, self._span.last]
        return sum(self._index.execute(query, [mark, *values]).fetchone()[0] for mark in marks)

    def _marked(self, marks: Sequence[int]) -> list[int]:
        query = f"SELECT place {_ON_A_LIST}"
        values = [self._span.first, self._span.last]
        lists = (self._index.execute(query, [mark, *values]) for mark in marks)
        return list({place for one in lists for (place,) in one})

    # --- conditions -------------------------------------------------------------------------------

    def _within(self, place: str) -> _Part:
        return _Part(f"{place} BETWEEN ? AND ?", [self._span.first, self._span.last])

    def _conditions(self) -> Iterator[_Part]:
        wanted = self._wanted
        if self._without != "[]":
            yield _Part("docs.place NOT IN (SELECT value FROM json_each(?))", [self._without])
        yield from self._named()
        masks = [
            sum(BITS[state] for state in wanted.states),
            sum(BITS[flag] for flag in wanted.flags),
            FLAGGED if wanted.any_flag else 0,
        ]
        for mask in filter(None, masks):
            yield _Part("docs.marks & ?", [mask])

    def _named(self) -> Iterator[_Part]:
        wanted = self._wanted
        for kind, names in (("method", wanted.methods), ("cashier", wanted.cashiers)):
            if names:
                ids = self._ids(kind, names)
                yield _Part(f"{kind} IN ({', '.join('?' * len(ids))})", ids)

    def _ids(self, kind: str, names: Iterable[str]) -> list[int]:
        query = "SELECT id FROM names WHERE kind = ? AND name = ?"
        rows = (self._index.execute(query, [kind, name]).fetchone() for name in sorted(names))
        return [row[0] for row in rows if row]

    # --- texts of one and two letters -------------------------------------------------------------

    def _places_in_blocks(self) -> Iterator[int]:
        """Goes along the blocks that have what the first short term looks for."""
        conditions = _all_of(
            self._within("docs.place"),
            _Part("docs.place BETWEEN ? AND ?", []),
            *self._conditions(),
            *_texts(self._short),
        )
        query = f"SELECT place FROM docs WHERE {conditions.sql} ORDER BY place DESC"  # noqa: S608 - of this file
        span = [self._span.first, self._span.last]
        for block in self._blocks():
            first = block << BLOCK_BITS
            bounds = [first, first + (1 << BLOCK_BITS) - 1]
            values = [*span, *bounds, *conditions.values[len(span) :]]
            yield from (place for (place,) in self._index.execute(query, values))

    def _blocks(self) -> Iterator[int]:
        first, last = self._span.first >> BLOCK_BITS, self._span.last >> BLOCK_BITS
        query = """
            SELECT block FROM pairs WHERE pair = ? AND block BETWEEN ? AND ? ORDER BY block DESC
        """
        pairs = {needle[:2] for needle in self._short[0].needles}
        rows = [self._index.execute(query, [pair, first, last]) for pair in sorted(pairs)]
        blocks = merge(*((block for (block,) in one) for one in rows), reverse=True)
        yield from (block for block, _ in groupby(blocks))


def _has_trigrams(needle: str) -> bool:
    return len(needle) >= _TRIGRAM


def _expression(terms: Sequence[Term]) -> str:
    """Returns the terms in the language of FTS5: a phrase for each needle, or two for a packed one,
    which find a few sales more than the needle."""
    return " AND ".join(f"({' OR '.join(_phrases(term))})" for term in terms)


def _phrases(term: Term) -> Iterator[str]:
    for needle in term.needles:
        for one in packed_needles(needle) or [needle]:
            doubled = one.replace('"', '""')
            yield f'"{doubled}"'


def _texts(terms: Sequence[Term]) -> Iterator[_Part]:
    for term in terms:
        sql = " OR ".join(["instr(docs.text, ?)"] * len(term.needles))
        yield _Part(f"({sql})", term.needles)


def _all_of(*parts: _Part) -> _Part:
    sql = " AND ".join(part.sql for part in parts) or "1"
    return _Part(sql, [value for part in parts for value in part.values])
