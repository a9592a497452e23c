"""Figures of a period, counted by SQL over the ledger and the sales. Amounts are minor units.

A day is counted quickly, half a year of a large shop is not. So each source counts the days that it
has: the journal has all of them, and the index of the search those that are over (see
`journal/search/kept_days.py`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.events import BUYS, State
from pos_app.domain.figures.outcomes import AnswerTime, Ended
from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import DaySpan
from pos_app.domain.figures.takings import DayTaking, Slice
from pos_app.domain.money import Currency
from pos_app.domain.reasons import Reason
from pos_app.journal.books.sums import apart, together
from pos_app.journal.disk_failures import as_we_wrote_it

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pos_app.domain.figures.spans import FiguresQuestion

ALL_DAY = "end"  # later than any time: a letter is greater than every digit
_SECOND = 1000  # milliseconds
_AMONG = "IN (SELECT value FROM json_each(:days))"


@dataclass(frozen=True)
class DayQueries:
    """Queries of a source about `:days`, dates as a list in JSON."""

    hours: str  # of each hour, method and cashier: see `Slice`; `:until` a time of the last day
    received: str  # of each day
    by_hand: str  # the methods by which money was taken by hand
    ended: str  # how many charges of the sales of these days are in which state
    answers: str  # after how many seconds how many of them were answered; 0 for less than one


# A sale becomes paid by one of these, once; what else comes for it is money, but no sale.
_BECAME_PAID = ", ".join(
    f"'{kind}'"
    for kind in (
        MovementKind.PAID,
        MovementKind.BY_HAND,
        MovementKind.CAPTURED,
        MovementKind.SETTLED,
    )
)
_BUYS = ", ".join(f"'{purpose}'" for purpose in sorted(BUYS))
# A hold is answered long before its money is taken, which the row of its sale does not tell.
_ANSWERED = ", ".join(f"'{state}'" for state in (State.PAID, State.AUTHORIZED, State.DECLINED))
_MS_A_DAY = 86_400_000
# Nobody could have refused what the cashier took by hand. A refund by hand tells nothing about its
# method.
_IS_BY_HAND = f"amount > 0 AND kind = '{MovementKind.BY_HAND}'"

OF_JOURNAL = DayQueries(
    hours=f"""
        SELECT currency, CAST(substr(local, 12, 2) AS INTEGER), method, cashier,
               {apart("max(amount, 0)")}, {apart("min(amount, 0)")},
               SUM(amount > 0 AND kind IN ({_BECAME_PAID})), SUM({_IS_BY_HAND})
        FROM ledger WHERE day {_AMONG} AND local <= :until
        GROUP BY 1, 2, 3, 4
    """,  # noqa: S608 - of this file, as all below
    received=f"""
        SELECT day, currency, {apart("amount")}
        FROM ledger WHERE day {_AMONG} AND amount > 0 GROUP BY 1, 2
    """,  # noqa: S608
    by_hand=f"SELECT DISTINCT method FROM ledger WHERE day {_AMONG} AND {_IS_BY_HAND}",  # noqa: S608
    ended=f"""
        SELECT method, state, COALESCE(reason, ''), COUNT(*)
        FROM sales WHERE business_day {_AMONG} AND purpose IN ({_BUYS})
        GROUP BY 1, 2, 3
    """,  # noqa: S608
    answers=f"""
        WITH answered AS (
            SELECT method, first_sent_at AS sent, CASE purpose
                WHEN 'authorization' THEN (
                    SELECT MIN(at) FROM events WHERE events.sale = sales.id
                    AND kind IN ('authorized', 'paid', 'declined')
                ) ELSE settled_at END AS heard
            FROM sales
            WHERE business_day {_AMONG} AND purpose IN ({_BUYS})
            AND state IN ({_ANSWERED}) AND reason IS NOT '{Reason.SETTLED_BY_HAND}'
        ), taken AS (
            SELECT method,
                CAST(ROUND((julianday(heard) - julianday(sent)) * {_MS_A_DAY}) AS INTEGER) AS ms
            FROM answered WHERE sent IS NOT NULL AND heard >= sent
        )
        SELECT method, IIF(ms < {_SECOND}, 0, (ms + {_SECOND // 2}) / {_SECOND}), COUNT(*)
        FROM taken GROUP BY 1, 2
    """,  # noqa: S608
)


@dataclass(frozen=True)
class DaySource:
    """A connection that knows some days, each as a date in ISO's form; None for all of them."""

    connection: sqlite3.Connection
    queries: DayQueries
    days: Collection[str] | None = None

    def has(self, day: str) -> bool:
        return self.days is None or day in self.days

    def rows(
        self, query: str, days: Sequence[str], until: str = ALL_DAY
    ) -> Iterator[Sequence[Any]]:
        if days:
            known = {"days": json.dumps(days), "until": until}
            yield from self.connection.execute(query, known)


def count_figures(question: FiguresQuestion, *sources: DaySource) -> Figures:
    """Counts with the first source that has a day; the last one is the journal."""
    with as_we_wrote_it():
        return _Count(question, sources).figures()


class _Count:
    def __init__(self, question: FiguresQuestion, sources: Sequence[DaySource]) -> None:
        self._question = question
        self._sources = sources

    def figures(self) -> Figures:
        question = self._question
        by_hand = frozenset(
            method for (method,) in self._rows(lambda one: one.by_hand, self._window)
        )
        return Figures(
            question=question,
            slices=self._slices(question.span),
            before=[self._slices(one) for one in question.against.spans],
            days=self._days(),
            ended=[one for one in self._ended() if one.method not in by_hand],
            answers={
                method: time for method, time in self._answers().items() if method not in by_hand
            },
            by_hand=by_hand,
        )

    def _rows(
        self, of: Callable[[DayQueries], str], days: Iterable[str]
    ) -> Iterator[Sequence[Any]]:
        rest = list(days)
        for source in self._sources:
            known = [day for day in rest if source.has(day)]
            rest = [day for day in rest if not source.has(day)]
            yield from source.rows(of(source.queries), known)

    def _slices(self, span: DaySpan) -> Sequence[Slice]:
        sums: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
        for row in self._hours(span):
            key, (came, came_rest, left, left_rest, paid, _) = tuple(row[:4]), row[4:]
            one = sums[key]
            one[0] += together(came, came_rest)
            one[1] += together(left, left_rest)
            one[2] += paid
        return [Slice(Currency[code], *key, *sums[code, *key]) for code, *key in sorted(sums)]

    def _hours(self, span: DaySpan) -> Iterator[Sequence[Any]]:
        """Yields rows of the hours. Of a day that has not ended, only the journal knows a part."""
        whole = [day.isoformat() for day in span.days()]
        if span.ends_at:
            cut = [whole.pop()]
            until = span.ends_at.isoformat(timespec="seconds")
            journal = self._sources[-1]
            yield from journal.rows(journal.queries.hours, cut, until)
        yield from self._rows(lambda one: one.hours, whole)

    def _days(self) -> Sequence[DayTaking]:
        return [
            DayTaking(date.fromisoformat(day), Currency[code], together(*sums))
            for day, code, *sums in self._rows(lambda one: one.received, self._window)
        ]

    def _ended(self) -> Sequence[Ended]:
        counts: Counter[tuple[str, str, str]] = Counter()
        for method, state, reason, charges in self._rows(lambda one: one.ended, self._of_span):
            counts[method, state, reason] += charges
        return [
            Ended(method, State(state), Reason(reason) if reason else None, charges)
            for (method, state, reason), charges in counts.items()
        ]

    def _answers(self) -> Mapping[str, AnswerTime]:
        counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for method, seconds, charges in self._rows(lambda one: one.answers, self._of_span):
            counts[method][seconds] += charges
        return {method: _answer_time(charges) for method, charges in counts.items()}

    @property
    def _of_span(self) -> Iterator[str]:
        return (day.isoformat() for day in self._question.span.days())

    @property
    def _window(self) -> Iterator[str]:
        """Yields the days from the first to the last that the question asks for anything of."""
        question = self._question
        spans = (question.strip, question.weeks_before, *question.against.spans)
        first = min(span.first for span in spans)
        return (day.isoformat() for day in DaySpan(first, question.span.last).days())


def _answer_time(charges: Counter[int]) -> AnswerTime:
    """Returns in how much time one half of the charges were answered, and nine in ten of them."""
    many = charges.total()
    median, p90 = (_at_place(charges, place) for place in ((many + 1) // 2, (9 * many + 9) // 10))
    return AnswerTime(median * _SECOND, p90 * _SECOND)


def _at_place(charges: Counter[int], place: int) -> int:
    for seconds in sorted(charges):
        place -= charges[seconds]
        if place <= 0:
            return seconds
    raise ValueError(place)
