"""`make books-check`: writes a shop of a hundred thousand sales, and holds every total that the
till tells of it against plain SQL over the events alone, to the cent and in every currency."""

import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from half_year.plain_sql import accountant
from half_year.shop import CASHIERS, DAYS, FIRST_DAY, write_shop
from half_year.told import Row, Till

from pos_app.domain.events import Flag
from pos_app.domain.figures.spans import DaySpan
from pos_app.ports.ledger import Dimension
from pos_app.ports.sale_filter import SaleFilter, SaleStatus

_LINE = "method, cashier, kind, COUNT(*), currency, SUM(amount), SUM(fee)"
_ALIKE = "method, cashier, kind, currency"
_CAME, _LEFT = "SUM(amount * NOT goes_out)", "SUM(amount * goes_out)"
_COUNTS = "SUM(NOT goes_out), SUM(goes_out)"
_MADE_PAID = "kind IN ('paid', 'by_hand', 'captured', 'settled') AND amount > 0"
_FIRST = FIRST_DAY.date()


@dataclass(frozen=True)
class Claim:
    """What the till tells, and the query that has to come to the same rows, in any order."""

    name: str
    told: Callable[[Till], Iterable[Row]]
    query: str


def differences(till: Till, books: sqlite3.Connection, days: int) -> Iterator[str]:
    """Yields what the till and the events say differently of a shop of so many days."""
    (phone,) = books.execute(_A_CUSTOMER).fetchone()
    for claim in _claims(days, phone):
        yield from _compared(till, books, claim)


_A_CUSTOMER = "SELECT phone FROM s WHERE phone <> '' AND is_paid ORDER BY number LIMIT 1"


def _compared(till: Till, books: sqlite3.Connection, claim: Claim) -> Iterator[str]:
    """Compares the rows. A query's row may end in noughts that fill it up."""
    told = Counter(map(_bare, claim.told(till)))
    true = Counter(map(_bare, books.execute(claim.query)))
    if not true:
        yield f"{claim.name}: there is nothing to compare"
    yield from (f"{claim.name}: only the till says {row}" for row in told - true)
    yield from (f"{claim.name}: only the events say {row}" for row in true - told)


def _bare(row: Row) -> Row:
    end = len(row)
    while end and row[end - 1] in (0, None):
        end -= 1
    return tuple(row[:end])


def _claims(days: int, phone: str) -> Iterator[Claim]:
    middle = DaySpan(_day(days // 3), _day(days // 2))
    yield from _sums(middle)
    yield from _days()
    yield from _closes()
    for indexed in (False, True):
        yield from _searches(middle, phone, indexed=indexed)
        for span in (middle, DaySpan(_FIRST, _day(days)), DaySpan(_day(1), _day(1))):
            yield from _figures(span, indexed=indexed)
    yield from _files()
    yield from _views()


def _day(place: int) -> date:
    return date.fromordinal(_FIRST.toordinal() + place)


def _in(span: DaySpan, column: str = "day") -> str:
    return f"{column} BETWEEN '{span.first}' AND '{span.last}'"


def _sums(span: DaySpan) -> Iterator[Claim]:
    yield Claim(
        "takings of all days",
        lambda till: till.takings(None, None),
        f"SELECT {_LINE} FROM m GROUP BY {_ALIKE}",
    )
    yield Claim(
        "takings of some days",
        lambda till: till.takings(span.first, span.last),
        f"SELECT {_LINE} FROM m WHERE {_in(span)} GROUP BY {_ALIKE}",
    )
    every = (Dimension.DAY, Dimension.HOUR, Dimension.METHOD, Dimension.CASHIER)
    for by in (*((one,) for one in every), every):
        key = ", ".join([*by, "currency"])
        yield Claim(
            f"totals by {', '.join(by)}",
            partial(Till.groups, by=by),
            f"SELECT {key}, {_CAME}, {_LEFT}, {_COUNTS} FROM m GROUP BY {key}",
        )


def _days() -> Iterator[Claim]:
    yield Claim(
        "a day, sold and received, and the bridge",
        Till.days,
        f"""
        SELECT of_day, 'sold', {_LINE} FROM m GROUP BY of_day, {_ALIKE}
        UNION ALL SELECT day, 'received', {_LINE} FROM m GROUP BY day, {_ALIKE}
        UNION ALL SELECT day, 'earlier', seq, amount, 0, 0, 0, 0, 0 FROM m WHERE of_day <> day
        UNION ALL SELECT of_day, 'later', seq, amount, 0, 0, 0, 0, 0 FROM m WHERE of_day <> day
        """,
    )
    yield Claim(
        "days of the journal",
        Till.day_statuses,
        """
        SELECT day, 'closed by', number, 0 FROM closes
        UNION ALL SELECT day, 'received', currency, SUM(amount) FROM m WHERE NOT goes_out
            GROUP BY day, currency
        UNION ALL SELECT of.day, 'changed by', currency, SUM(amount)
            FROM (SELECT DISTINCT day FROM closes) AS of JOIN m ON of.day IN (m.day, m.of_day)
            WHERE NOT EXISTS (SELECT 1 FROM closes WHERE closes.day = of.day AND number = m.close)
            GROUP BY of.day, currency
        """,
    )


def _closes() -> Iterator[Claim]:
    yield Claim(
        "takings of each close",
        Till.closes,
        f"SELECT close, {_LINE} FROM m WHERE close IS NOT NULL GROUP BY close, {_ALIKE}",
    )
    yield Claim(
        "what each close says besides",
        Till.what_closes_say,
        """
        SELECT close, 'day', day, currency, SUM(amount), 0 FROM m
            WHERE close IN (SELECT close FROM m GROUP BY close HAVING COUNT(DISTINCT day) > 1)
            GROUP BY close, day, currency
        UNION ALL SELECT close, 'earlier', number, m.kind, m.currency, m.amount
            FROM m JOIN asked USING (sale) WHERE close IS NOT NULL AND of_day < m.day
        UNION ALL SELECT closes.number, 'settled', asked.number, e.data ->> '$.by',
                e.data ->> '$.why', COALESCE(e.data ->> '$.flag', e.kind = 'settledaspaid')
            FROM e JOIN asked USING (sale) JOIN closes ON closes.seq =
                (SELECT MIN(seq) FROM closes WHERE seq > e.seq)
            WHERE e.kind IN ('settledaspaid', 'settledasunpaid', 'flagcleared')
        UNION ALL SELECT number, 'drawer', 'AOA', COALESCE(began, 0) + (
                SELECT TOTAL(amount) FROM m WHERE m.method = 'cash.ao' AND m.currency = 'AOA'
                AND m.seq > COALESCE(since, 0) AND m.seq < counts.seq
            ), counted, 0
            FROM (
                SELECT *, LAG(seq) OVER (ORDER BY seq) AS since,
                    LAG(counted) OVER (ORDER BY seq) AS began
                FROM (
                    SELECT seq, number, drawer ->> '$[0].counted[0]' AS counted FROM closes
                    WHERE drawer IS NOT NULL
                )
            ) AS counts
        """,
    )


def _searches(span: DaySpan, phone: str, *, indexed: bool) -> Iterator[Claim]:
    flag = Flag.PAID_AFTER_END
    wanted = {
        "everything": (SaleFilter(), "1"),
        "some days": (SaleFilter(start=span.first, end=span.last), _in(span, "s.day")),
        "a cashier's sales by two methods": (
            SaleFilter(cashiers=frozenset({CASHIERS[2]}), methods=frozenset({"vpos", "wipay"})),
            f"s.cashier = '{CASHIERS[2]}' AND s.method IN ('vpos', 'wipay')",
        ),
        "OLEO in some days": (
            SaleFilter(text="OLEO", start=span.first, end=span.last),
            f"instr(description, 'Óleo') AND {_in(span, 's.day')}",
        ),
        "a customer": (SaleFilter(text=phone), f"phone = '{phone}'"),
        "what is flagged": (SaleFilter(any_flag=True), "flags IS NOT NULL"),
        "one flag": (SaleFilter(flags=frozenset({flag})), f"instr(flags, ' {flag.value} ')"),
        **{
            f"what is {state.value}": (SaleFilter(states=frozenset({state})), f"s.{column}")
            for state, column in _STATES.items()
        },
    }
    for name, (asked, condition) in wanted.items():
        yield Claim(
            f"search for {name}, {'with' if indexed else 'without'} an index",
            partial(Till.found, wanted=asked, indexed=indexed),
            _FOUND.format(found=condition),
        )


_STATES = {
    SaleStatus.PAID: "is_paid",
    SaleStatus.GIVEN_BACK: "is_given_back",
    SaleStatus.SETTLED_BY_HAND: "is_settled",
    SaleStatus.BY_HAND: "is_by_hand",
    SaleStatus.UNKNOWN: "is_unknown",
}
_FOUND = f"""
    WITH f AS (SELECT s.* FROM s WHERE {{found}}),
        of_found AS (SELECT m.*, f.day AS sale_day FROM f JOIN m USING (sale))
    SELECT 'sales', COUNT(*) AS sales, SUM(is_paid), 0, 0, 0 FROM f HAVING sales
    UNION ALL SELECT method, currency, {_CAME}, {_LEFT}, {_COUNTS} FROM of_found
        GROUP BY method, currency
    UNION ALL SELECT day, COUNT(*), 0, 0, 0, 0 FROM f GROUP BY day
    UNION ALL SELECT sale_day, currency, SUM(amount), 0, 0, 0 FROM of_found WHERE NOT goes_out
        GROUP BY sale_day, currency
"""


def _figures(span: DaySpan, *, indexed: bool) -> Iterator[Claim]:
    name = f"figures of {span.first} to {span.last}, {'with' if indexed else 'without'} an index"
    yield Claim(
        f"{name}: takings",
        partial(Till.slices, span=span, indexed=indexed),
        f"""
        SELECT currency, CAST(hour AS INTEGER), method, cashier, {_CAME}, {_LEFT},
            SUM({_MADE_PAID})
        FROM m WHERE {_in(span)} GROUP BY currency, hour, method, cashier
        """,
    )
    yield Claim(
        f"{name}: days",
        partial(Till.received_by_day, span=span, indexed=indexed),
        f"""
        SELECT day, currency, {_CAME} AS came FROM m WHERE {_in(span)}
        GROUP BY day, currency HAVING came
        """,
    )
    yield Claim(
        f"{name}: paid",
        partial(Till.paid_by_method, span=span, indexed=indexed),
        f"""
        SELECT method, COUNT(*) FROM s WHERE {_in(span)} AND is_paid
        AND purpose IN ('payment', 'authorization') AND NOT is_by_hand GROUP BY method
        """,
    )


def _files() -> Iterator[Claim]:
    yield Claim(
        "the file of sales",
        Till.sales_file,
        """
        SELECT s.day, s.method, s.cashier, s.currency, SUM(m.amount) AS came
        FROM s JOIN m USING (sale)
        GROUP BY 1, 2, 3, 4 HAVING came <> 0
        """,
    )
    yield Claim(
        "the totals of the file of sales",
        Till.totals_of_file,
        """
        SELECT s.method, s.currency, SUM(m.amount * NOT goes_out), SUM(m.amount * goes_out)
        FROM s LEFT JOIN m USING (sale) GROUP BY s.method, s.currency
        """,
    )
    yield Claim(
        "the accountant's workbook",
        Till.month_file,
        f"""
        SELECT 'movement', seq, amount, currency, COALESCE(fee, 0), close, 0, 0 FROM m
        UNION ALL SELECT 'day', day, method, currency, SUM(NOT goes_out), {_CAME}, SUM(goes_out),
            {_LEFT} FROM m GROUP BY day, method, currency
        UNION ALL SELECT 'close', close, currency, {_CAME}, {_LEFT}, SUM(amount),
            COALESCE(SUM(fee), 0), SUM(amount * (of_day < day)) FROM m WHERE close IS NOT NULL
            GROUP BY close, currency
        UNION ALL SELECT 'fee', method, currency, COUNT(*), COUNT(fee),
            SUM(IIF(fee IS NULL, 0, amount)), COALESCE(SUM(fee), 0), 0 FROM m
            GROUP BY method, currency
        """,
    )


_MOVEMENT = (
    "movement, day, day_of_sale, local_time, kind, cashier, amount, fee, close_number,"
    " provider_period, provider_time"
)


def _views() -> Iterator[Claim]:
    decimal = "printf('%s%d.%02d', IIF({0} < 0, '-', ''), abs({0}) / 100, abs({0}) % 100)"
    came, left, net = map(decimal.format, (_CAME, _LEFT, "SUM(amount)"))
    yield Claim(
        "the view takings_by_day",
        partial(Till.view, query="SELECT * FROM takings_by_day"),
        f"""
        SELECT day, method, currency, COUNT(*), {came}, {left}, {net} FROM m
        GROUP BY day, method, currency
        """,
    )
    yield Claim(
        "the view movements",
        partial(Till.view, query=f"SELECT {_MOVEMENT} FROM movements"),
        f"""
        SELECT seq, day, of_day, replace(wall, ' ', 'T'), kind, cashier,
            {decimal.format("amount")}, IIF(fee IS NULL, NULL, {decimal.format("fee")}),
            close, period, provider_at
        FROM m
        """,
    )
    yield Claim(
        "the view sale_lines",
        partial(Till.view, query="SELECT sale_number, received FROM sale_lines"),
        f"""
        SELECT number, {decimal.format("came")} FROM (
            SELECT s.number, COALESCE(SUM(m.amount), 0) AS came FROM s LEFT JOIN m USING (sale)
            GROUP BY s.sale
        )
        """,
    )


_COUNTED = "SELECT (SELECT COUNT(*) FROM e), (SELECT COUNT(*) FROM s), (SELECT COUNT(*) FROM m)"


def main() -> int:
    sales = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.sqlite3"
        write_shop(journal, sales, closes=True)
        with Till.reading(journal, Path(folder)) as till, accountant(journal) as books:
            wrong = list(differences(till, books, DAYS))
            counts = books.execute(_COUNTED).fetchone()
    _say("{} events, {} sales, {} movements: {} differences".format(*counts, len(wrong)))
    for one in wrong[:100]:
        _say(one)
    return 1 if wrong else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
