"""A till's business day, the list of days, and the closes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.domain.money import Currency, Money
from pos_app.journal.codec import note_from_text
from pos_app.office.database.connections import Connection
from pos_app.office.reading.asking import Row, ask, money, summed, utc
from pos_app.office.reading.sale_list import sales_page
from pos_app.office.reading.takings_now import BACK, HOURS, hours_of
from pos_app.office.reading.till_list import SeenTill
from pos_app.office.reading.views import (
    Close,
    DayStanding,
    MethodMoney,
    SalesQuestion,
    TillDay,
    TillDayLine,
    Verified,
)

_LAST_SALES = 7
_METHODS = b"""
    SELECT method, kind, currency, n, amount FROM day_money
    WHERE shop = %s AND till = %s AND day = %s AND (n <> 0 OR amount <> 0)
"""
_FIRST_SALE = b"""
    SELECT created_at, cashier FROM sale WHERE shop = %s AND till = %s AND day = %s
    ORDER BY created_at LIMIT 1
"""
_CLOSES = b"""
    SELECT shop, till, seq, at, alone, encode(hash, 'hex') AS proof, data FROM till_close_seen
    WHERE shop = ANY(%(shops)s) AND (%(all)s OR till = ANY(%(tills)s))
        AND day BETWEEN %(start)s AND %(end)s
    ORDER BY day DESC, at DESC
"""
_DAYS = b"""
    SELECT till, day, currency,
        coalesce(sum(n) FILTER (WHERE kind <> ALL(%(back)s)), 0)::bigint AS n,
        coalesce(sum(amount) FILTER (WHERE kind <> ALL(%(back)s)), 0) AS received,
        coalesce(sum(amount) FILTER (WHERE kind = ANY(%(back)s)), 0) AS returned
    FROM day_money
    WHERE shop = ANY(%(shops)s) AND (%(all)s OR till = ANY(%(tills)s))
        AND day BETWEEN %(start)s AND %(end)s AND (n <> 0 OR amount <> 0)
    GROUP BY till, day, currency
"""
_OPEN = b"""
    SELECT till, day, currency, amount FROM day_open
    WHERE shop = ANY(%(shops)s) AND (%(all)s OR till = ANY(%(tills)s))
        AND day BETWEEN %(start)s AND %(end)s AND n <> 0
"""
_NUMBERS = b"""
    SELECT till, day, number FROM till_close
    WHERE shop = ANY(%(shops)s) AND (%(all)s OR till = ANY(%(tills)s))
        AND day BETWEEN %(start)s AND %(end)s ORDER BY seq
"""
# Closed days for which, or on which, money came after their last close. The nothing that is added
# keeps the planner to the index by day, of which few rows are looked at.
_CHANGED = b"""
    SELECT w.till, w.day FROM (
        SELECT shop, till, day, max(seq) AS seq, max(at) AS at, max(until) AS until
        FROM till_close
        WHERE shop = ANY(%(shops)s) AND (%(all)s OR till = ANY(%(tills)s))
            AND day BETWEEN %(start)s AND %(end)s GROUP BY shop, till, day
    ) w
    WHERE EXISTS (
        SELECT 1 FROM movement m WHERE m.shop = w.shop AND m.day = w.day AND m.at >= w.at
            AND m.till + 0 = w.till AND m.seq + 0 > w.seq AND m.counts
    ) OR EXISTS (
        SELECT 1 FROM movement m WHERE m.shop = w.shop AND m.sold_on = w.day
            AND m.sold_on <> m.day AND m.till = w.till AND m.counts
            AND (m.seq > w.seq OR m.day > w.until)
    )
"""


async def day_of_till(
    connection: Connection, tills: Sequence[SeenTill], till: int, at: datetime, day: date | None
) -> TillDay | None:
    seen = next((one for one in tills if one.till == till), None)
    if seen is None:
        return None
    today = seen.today(at)
    this = day or today
    key = [seen.shop, till, this]
    lines = await ask(connection, _METHODS, key)
    first = await ask(connection, _FIRST_SALE, key)
    hours = await ask(connection, HOURS, [[seen.shop], [till], [this]])
    last = SalesQuestion(start=this, end=this, shops=(seen.shop,), tills=(till,), limit=_LAST_SALES)
    came = [row for row in lines if not _is_back(row)]
    return TillDay(
        shop=seen.shop,
        shop_name=seen.shop_name,
        till=till,
        till_name=seen.name,
        day=this,
        is_today=this == today,
        opened_at=utc(first[0]["created_at"]) if first else None,
        opened_by=first[0]["cashier"] if first else "",
        heard_at=seen.heard_at,
        is_silent=seen.is_silent(at),
        received=summed(came),
        returned=summed(row for row in lines if _is_back(row)),
        payments=sum(row["n"] for row in came),
        methods=_methods(lines),
        hours=hours_of(seen, hours),
        last_sales=(await sales_page(connection, tills, last)).rows,
        closes=await closes_of(connection, tills, this, this, [till]),
        verified=Verified(seq=seen.head_seq, at=seen.heard_at),
    )


def _is_back(row: Mapping[str, Any]) -> bool:
    return MovementKind(row["kind"]) in GIVEN_BACK


def _methods(lines: Iterable[Mapping[str, Any]]) -> Sequence[MethodMoney]:
    groups: dict[tuple[str, Currency], list[Mapping[str, Any]]] = defaultdict(list)
    for row in lines:
        groups[row["method"], Currency[row["currency"]]].append(row)
    found = []
    for (method, currency), rows in groups.items():
        nothing = Money(0, currency)
        back = [row for row in rows if _is_back(row)]
        came = [row for row in rows if not _is_back(row)]
        found.append(
            MethodMoney(
                method=method,
                received=sum(map(money, came), nothing),
                returned=sum(map(money, back), nothing),
                payments=sum(row["n"] for row in came),
                refunds=sum(row["n"] for row in back),
            )
        )
    order = [*Currency]
    return sorted(
        found, key=lambda one: (order.index(one.received.currency), -one.received.minor, one.method)
    )


async def closes_of(
    connection: Connection, every: Sequence[SeenTill], start: date, end: date, tills: Sequence[int]
) -> Sequence[Close]:
    seen = {one.till: one for one in every}
    found = await ask(connection, _CLOSES, _period(seen.values(), start, end, tills=tills))
    return [close for row in found if (close := _close(row, seen[row["till"]]))]


def _close(row: Mapping[str, Any], till: SeenTill) -> Close | None:
    note = note_from_text("dayclosed", row["data"])
    if not isinstance(note, DayClosed):
        return None
    return Close(
        till=till.till,
        till_name=till.name,
        shop=row["shop"],
        shop_name=till.shop_name,
        seq=row["seq"],
        at=row["at"],
        note=note,
        proof=row["proof"],
        office_alone=row["alone"],
    )


def _period(
    seen: Iterable[SeenTill],
    start: date,
    end: date,
    *,
    shops: Sequence[int] = (),
    tills: Sequence[int] = (),
) -> dict[str, Any]:
    """Returns the values that the queries above name."""
    return {
        "shops": sorted({one.shop for one in seen if not shops or one.shop in shops}),
        "all": not tills,
        "tills": [*tills],
        "back": BACK,
        "start": start,
        "end": end,
    }


async def day_lines(
    connection: Connection,
    seen: Sequence[SeenTill],
    start: date,
    end: date,
    at: datetime,
    *,
    shops: Sequence[int],
    tills: Sequence[int],
) -> Sequence[TillDayLine]:
    asked = _period(seen, start, end, shops=shops, tills=tills)
    money_of: dict[tuple[date, int], list[dict[str, Any]]] = defaultdict(list)
    for row in await ask(connection, _DAYS, asked):
        money_of[row["day"], row["till"]].append(row)
    left: dict[tuple[date, int], list[Row]] = defaultdict(list)
    for row in await ask(connection, _OPEN, asked):
        left[row["day"], row["till"]].append(row)
    numbers: dict[tuple[date, int], list[int]] = defaultdict(list)
    for row in await ask(connection, _NUMBERS, asked):
        numbers[row["day"], row["till"]].append(row["number"])
    changed = {(row["day"], row["till"]) for row in await ask(connection, _CHANGED, asked)}
    order = {one.till: place for place, one in enumerate(seen)}
    known = sorted(money_of, key=lambda key: (-key[0].toordinal(), order[key[1]]))
    by_till = {one.till: one for one in seen}
    return [
        _line(
            by_till[till],
            day,
            standing_of(
                day,
                by_till[till].today(at),
                is_left=bool(left[day, till]),
                is_closed=bool(numbers[day, till]),
                has_changed=(day, till) in changed,
            ),
            money_of[day, till],
            left[day, till],
            numbers[day, till],
        )
        for day, till in known
    ]


def _line(
    till: SeenTill,
    day: date,
    standing: DayStanding,
    rows: Sequence[Mapping[str, Any]],
    left: Sequence[Row],
    numbers: Sequence[int],
) -> TillDayLine:
    return TillDayLine(
        day=day,
        shop=till.shop,
        shop_name=till.shop_name,
        till=till.till,
        till_name=till.name,
        standing=standing,
        received=summed(rows, "received"),
        returned=summed(rows, "returned"),
        payments=sum(row["n"] for row in rows),
        unclosed=summed(left),
        closes=[number for number in numbers if number],
    )


def standing_of(
    day: date, today: date, *, is_left: bool, is_closed: bool, has_changed: bool
) -> DayStanding:
    """A day that nobody closed is closed with a later one, if that counts its money."""
    if is_closed:
        return DayStanding.CHANGED if has_changed else DayStanding.CLOSED
    if day >= today:
        return DayStanding.OPEN
    return DayStanding.FORGOTTEN if is_left else DayStanding.CLOSED
