"""Figures of a period: what came, by day, hour, shop, till or method; and the movements one by
one, for an export."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, date
from typing import Any

from psycopg.rows import dict_row

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.office.database.connections import Connection
from pos_app.office.reading.asking import ask
from pos_app.office.reading.takings_now import BACK
from pos_app.office.reading.till_list import SeenTill
from pos_app.office.reading.views import FigureBy, GroupMoney, MethodOutcomes, MoneyMoved

_SIDES: Mapping[FigureBy, bytes] = {
    FigureBy.DAY: b"m.day::text",
    FigureBy.SHOP: b"m.shop::text",
    FigureBy.TILL: b"m.till::text",
    FigureBy.METHOD: b"m.method",
}
_WHERE = b"""
    WHERE m.day BETWEEN %(start)s AND %(end)s AND m.shop IN (SELECT shop FROM shop)
        AND (%(all_shops)s OR m.shop = ANY(%(shops)s))
        AND (%(all_tills)s OR m.till = ANY(%(tills)s))
"""
_SUMS = b"""
    SELECT %s AS key, m.currency,
        coalesce(sum(m.amount) FILTER (WHERE m.kind <> ALL(%%(back)s)), 0) AS received,
        coalesce(sum(m.amount) FILTER (WHERE m.kind = ANY(%%(back)s)), 0) AS returned,
        coalesce(sum(m.n) FILTER (WHERE m.kind <> ALL(%%(back)s)), 0) AS payments,
        coalesce(sum(m.n) FILTER (WHERE m.kind = ANY(%%(back)s)), 0) AS refunds
    FROM day_money m
"""
_HOURS = b"""
    SELECT to_char(m.hour, 'FM00') AS key, m.currency, sum(m.amount) AS received, 0 AS returned,
        sum(m.n) AS payments, 0 AS refunds
    FROM hour_money m
"""
_GROUP = b" GROUP BY 1, 2 HAVING sum(m.n) <> 0 ORDER BY 1, 2"
_OUTCOMES = b"""
    SELECT m.method, m.state, sum(m.n) AS n FROM day_total m
    WHERE m.day BETWEEN %(start)s AND %(end)s AND m.shop IN (SELECT shop FROM shop)
        AND (%(all_shops)s OR m.shop = ANY(%(shops)s))
        AND (%(all_tills)s OR m.till = ANY(%(tills)s))
        AND m.purpose IN ('payment', 'authorization')
    GROUP BY m.method, m.state HAVING sum(m.n) <> 0 ORDER BY m.method, m.state
"""
_MOVEMENTS = (
    b"""
    SELECT m.*, s.number FROM movement m
    LEFT JOIN sale s ON s.shop = m.shop AND s.till = m.till AND s.sale = m.sale AND m.sale <> ''
"""
    + _WHERE
    + b" AND m.counts ORDER BY m.shop, m.till, m.day, m.at, m.seq"
)


def _asked(start: date, end: date, shops: Sequence[int], tills: Sequence[int]) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "all_shops": not shops,
        "shops": [*shops],
        "all_tills": not tills,
        "tills": [*tills],
        "back": BACK,
    }


async def figures_of(
    connection: Connection,
    seen: Sequence[SeenTill],
    by: FigureBy,
    start: date,
    end: date,
    shops: Sequence[int],
    tills: Sequence[int],
) -> Sequence[GroupMoney]:
    query = _HOURS if by is FigureBy.HOUR else _SUMS % _SIDES[by]
    rows = await ask(connection, query + _WHERE + _GROUP, _asked(start, end, shops, tills))
    names = _names(seen, by)
    return [
        GroupMoney(
            key=row["key"],
            name=names.get(row["key"], ""),
            received=Money(int(row["received"]), Currency[row["currency"]]),
            returned=Money(int(row["returned"]), Currency[row["currency"]]),
            payments=int(row["payments"]),
            refunds=int(row["refunds"]),
        )
        for row in rows
    ]


def _names(tills: Sequence[SeenTill], by: FigureBy) -> Mapping[str, str]:
    if by not in (FigureBy.SHOP, FigureBy.TILL):
        return {}
    if by is FigureBy.SHOP:
        return {str(one.shop): one.shop_name for one in tills}
    return {str(one.till): f"{one.shop_name}, {one.name}" for one in tills}


async def outcomes_of(
    connection: Connection, start: date, end: date, shops: Sequence[int], tills: Sequence[int]
) -> Sequence[MethodOutcomes]:
    rows = await ask(connection, _OUTCOMES, _asked(start, end, shops, tills))
    methods: dict[str, list[tuple[State, int]]] = {}
    for row in rows:
        methods.setdefault(row["method"], []).append((State(row["state"]), int(row["n"])))
    return [MethodOutcomes(method=method, counts=counts) for method, counts in methods.items()]


async def movements_of(
    connection: Connection,
    seen: Sequence[SeenTill],
    start: date,
    end: date,
    shops: Sequence[int],
    tills: Sequence[int],
) -> AsyncIterator[MoneyMoved]:
    tills_by = {one.till: one for one in seen}
    async with connection.cursor("movements", row_factory=dict_row) as cursor:
        await cursor.execute(_MOVEMENTS, _asked(start, end, shops, tills))
        async for row in cursor:
            till, currency = tills_by[row["till"]], Currency[row["currency"]]
            yield MoneyMoved(
                shop=row["shop"],
                shop_name=till.shop_name,
                till=row["till"],
                till_name=till.name,
                seq=row["seq"],
                day=row["day"],
                sold_on=row["sold_on"],
                at=row["at"].astimezone(UTC),
                local=row["local"].isoformat(timespec="seconds"),
                kind=MovementKind(row["kind"]),
                number=row["number"],
                method=row["method"],
                amount=Money(row["amount"], currency),
                cashier=row["cashier"],
                allowed_by=row["allowed_by"],
                fee=Money(row["fee"], currency) if row["fee"] is not None else None,
            )
