"""Figures of a period, counted by SQL over the ledger and the sales. Amounts are minor units."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.events import BUYS, State
from pos_app.domain.figures.outcomes import AnswerTime, Ended
from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.takings import DayTaking, Slice
from pos_app.domain.money import Currency
from pos_app.domain.reasons import Reason
from pos_app.journal.books.sums import apart, together
from pos_app.journal.disk_failures import as_we_wrote_it

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

    from pos_app.domain.figures.spans import DaySpan, FiguresQuestion
    from pos_app.journal.books.office_reader import OfficeReader

# A sale becomes paid by one of these, once; what else comes for it is money, but no sale.
_BECAME_PAID = tuple(
    str(kind)
    for kind in (
        MovementKind.PAID,
        MovementKind.BY_HAND,
        MovementKind.CAPTURED,
        MovementKind.SETTLED,
    )
)
_SLICES = f"""
    SELECT currency, CAST(substr(local, 12, 2) AS INTEGER), method, cashier,
           {apart("max(amount, 0)")}, {apart("min(amount, 0)")},
           SUM(amount > 0 AND kind IN ({", ".join(f"'{kind}'" for kind in _BECAME_PAID)}))
    FROM ledger
    WHERE day BETWEEN :first AND :last AND (day < :last OR local <= :ends_at)
    GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - of this file
_DAYS = f"""
    SELECT day, currency, {apart("amount")}
    FROM ledger
    WHERE day BETWEEN ? AND ? AND amount > 0
    GROUP BY 1, 2
"""  # noqa: S608 - of this file
# Nobody could have refused what the cashier took by hand. A refund by hand tells nothing about its
# method.
_BY_HAND = f"""
    SELECT DISTINCT method FROM ledger
    WHERE day BETWEEN ? AND ? AND kind = '{MovementKind.BY_HAND}' AND amount > 0
"""  # noqa: S608 - of this file
_BUYS = ", ".join(f"'{purpose}'" for purpose in sorted(BUYS))
_ENDED = f"""
    SELECT method, state, reason, COUNT(*)
    FROM sales
    WHERE business_day BETWEEN ? AND ? AND purpose IN ({_BUYS})
    GROUP BY 1, 2, 3
"""  # noqa: S608 - of this file
# A hold is answered long before its money is taken, which the row of its sale does not tell.
_ANSWERED = ", ".join(f"'{state}'" for state in (State.PAID, State.AUTHORIZED, State.DECLINED))
_MS_A_DAY = 86_400_000
_ANSWERS = f"""
    WITH answered AS (
        SELECT method, first_sent_at AS sent, CASE purpose
            WHEN 'authorization' THEN (
                SELECT MIN(at) FROM events WHERE events.sale = sales.id
                AND kind IN ('authorized', 'paid', 'declined')
            ) ELSE settled_at END AS heard
        FROM sales
        WHERE business_day BETWEEN ? AND ? AND purpose IN ({_BUYS})
        AND state IN ({_ANSWERED}) AND reason IS NOT '{Reason.SETTLED_BY_HAND}'
    ), taken AS (
        SELECT method,
            CAST(ROUND((julianday(heard) - julianday(sent)) * {_MS_A_DAY}) AS INTEGER) AS ms
        FROM answered WHERE sent IS NOT NULL AND heard >= sent
    ), ranked AS (
        SELECT method, ms, ROW_NUMBER() OVER (PARTITION BY method ORDER BY ms) AS place,
            COUNT(*) OVER (PARTITION BY method) AS many
        FROM taken
    )
    SELECT method, MAX(CASE place WHEN (many + 1) / 2 THEN ms END),
        MAX(CASE place WHEN (9 * many + 9) / 10 THEN ms END)
    FROM ranked GROUP BY method
"""  # noqa: S608 - of this file


class JournalFigures:
    """Figures counted by a reader of their own, since half a year of a large shop takes seconds. A
    new question ends the one before, whose answer nobody waits for any more."""

    def __init__(self, reader: OfficeReader) -> None:
        self._reader = reader

    async def figures(self, question: FiguresQuestion) -> Figures:
        self._reader.interrupt()
        return await self._reader.read(lambda db: count_figures(db, question))


def count_figures(db: Database, question: FiguresQuestion) -> Figures:
    span = question.span
    with as_we_wrote_it():
        by_hand = frozenset(method for (method,) in db.conn.execute(_BY_HAND, _window(question)))
        return Figures(
            question=question,
            slices=_slices(db, span),
            before=[_slices(db, one) for one in question.against.spans],
            days=_days(db, question),
            ended=[one for one in _ended(db, question) if one.method not in by_hand],
            answers=_answers(db, question, by_hand),
            by_hand=by_hand,
        )


def _slices(db: Database, span: DaySpan) -> Sequence[Slice]:
    # A letter is greater than every digit, so that a whole day has no end.
    ends_at = span.ends_at.isoformat(timespec="seconds") if span.ends_at else "end"
    known = {"first": span.first.isoformat(), "last": span.last.isoformat(), "ends_at": ends_at}
    return [
        Slice(
            currency=Currency[currency],
            hour=hour,
            method=method,
            cashier=cashier,
            received=together(*sums[:2]) or 0,
            refunded=together(*sums[2:]) or 0,
            paid=paid,
        )
        for currency, hour, method, cashier, *sums, paid in db.conn.execute(_SLICES, known)
    ]


def _days(db: Database, question: FiguresQuestion) -> Sequence[DayTaking]:
    found = db.conn.execute(_DAYS, _window(question))
    return [
        DayTaking(date.fromisoformat(day), Currency[currency], together(*sums) or 0)
        for day, currency, *sums in found
    ]


def _ended(db: Database, question: FiguresQuestion) -> Sequence[Ended]:
    return [
        Ended(method, State(state), Reason(reason) if reason else None, charges)
        for method, state, reason, charges in db.conn.execute(_ENDED, _between(question))
    ]


def _answers(
    db: Database, question: FiguresQuestion, left_out: frozenset[str]
) -> Mapping[str, AnswerTime]:
    return {
        method: AnswerTime(median, p90)
        for method, median, p90 in db.conn.execute(_ANSWERS, _between(question))
        if method not in left_out
    }


def _window(question: FiguresQuestion) -> list[str]:
    """Returns the first and the last day that the question asks for anything of."""
    spans = (question.strip, question.weeks_before, *question.against.spans)
    first = min(span.first for span in spans)
    return [first.isoformat(), question.span.last.isoformat()]


def _between(question: FiguresQuestion) -> list[str]:
    return [question.span.first.isoformat(), question.span.last.isoformat()]
