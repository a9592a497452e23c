"""The takings of this moment, by shop and till."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.office.database.connections import Connection
from pos_app.office.reading.asking import Row, ask, by_currency, summed
from pos_app.office.reading.till_list import SeenTill, keys
from pos_app.office.reading.views import CurrencyNow, HourMoney, Now, ShopNow, TillNow

_A_DAY = timedelta(days=1)
LEAST_HOURS = 8  # that a chart shows
BACK = sorted(kind.value for kind in GIVEN_BACK)
HOURS = b"""
    SELECT h.till, h.hour, h.currency, h.n, h.amount
    FROM unnest(%s::bigint[], %s::int[], %s::date[]) AS w(shop, till, day)
    JOIN hour_money h ON h.shop = w.shop AND h.day = w.day AND h.till = w.till
    WHERE h.n <> 0 OR h.amount <> 0
"""
RETURNED = b"""
    SELECT m.till, m.currency, sum(m.amount) AS amount
    FROM unnest(%s::bigint[], %s::int[], %s::date[]) AS w(shop, till, day)
    JOIN day_money m ON m.shop = w.shop AND m.day = w.day AND m.till = w.till
    WHERE m.kind = ANY(%s) GROUP BY m.till, m.currency
"""
_SHOPS = b"SELECT shop, name, zone, country FROM shop ORDER BY name, shop"
_YESTERDAY = b"""
    SELECT count(*) AS n
    FROM (SELECT DISTINCT * FROM unnest(%s::bigint[], %s::date[])) AS w(shop, day)
    JOIN movement m ON m.shop = w.shop AND m.day = w.day AND m.at <= %s
    WHERE m.counts AND m.kind <> ALL(%s)
"""


async def takings_now(connection: Connection, seen: Sequence[SeenTill], at: datetime) -> Now:
    """A till that signed out today still brought what it brought; then it is a till no more."""
    today = keys(seen, at)
    hours: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in await ask(connection, HOURS, today):
        hours[row["till"]].append(row)
    returned: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in await ask(connection, RETURNED, [*today, BACK]):
        returned[row["till"]].append(row)
    shops, _, days = keys(seen, at, _A_DAY)
    before = await ask(connection, _YESTERDAY, [shops, days, at - _A_DAY, BACK])
    tills = [one for one in seen if one.is_active or hours[one.till] or returned[one.till]]
    active = [one for one in tills if one.is_active]
    shown = [_till_now(one, at, hours[one.till], returned[one.till]) for one in tills]
    return Now(
        at=at,
        takings=_takings(tills, shown),
        returned=by_currency(one for till in shown for one in till.returned),
        payments=sum(one.payments for one in shown),
        payments_yesterday=before[0]["n"],
        tills=len(active),
        talking=sum(not one.is_silent(at) for one in active),
        hours=_span(tills, shown, at),
        shops=_shops(await ask(connection, _SHOPS), tills, shown),
    )


def _till_now(
    till: SeenTill,
    at: datetime,
    hours: Sequence[dict[str, Any]],
    returned: Sequence[dict[str, Any]],
) -> TillNow:
    return TillNow(
        till=till.till,
        name=till.name,
        day=till.today(at),
        heard_at=till.heard_at,
        is_silent=till.is_silent(at),
        has_left=not till.is_active,
        cashier=till.last_cashier if till.has_sold_today(at) else "",
        last_sale_at=till.last_sale_at if till.has_sold_today(at) else None,
        payments=sum(row["n"] for row in hours),
        hours=hours_of(till, hours),
        received=summed(hours),
        returned=summed(returned),
    )


def hours_of(till: SeenTill, rows: Iterable[dict[str, Any]]) -> Sequence[HourMoney]:
    """Returns the hours with money, as the business day has them."""
    starts = first_hour(till)
    hours: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        hours[row["hour"]].append(row)
    return [
        HourMoney(hour=hour, received=summed(own), payments=sum(row["n"] for row in own))
        for hour, own in sorted(hours.items(), key=lambda one: (one[0] - starts) % 24)
    ]


def first_hour(till: SeenTill) -> int:
    """Returns the hour with which its business day begins, which may go on after midnight."""
    return int(till.clock.starts_at[:2])


def place_of(till: SeenTill, hour: int) -> int:
    """Returns the place of an hour in the till's business day."""
    return (hour - first_hour(till)) % 24


def _span(tills: Sequence[SeenTill], shown: Sequence[TillNow], at: datetime) -> Sequence[int]:
    """Returns every hour from the first one with money to this one, or to the last one with any:
    of a few hours a chart says nothing, so there are some more."""
    if not tills:
        return []
    first = tills[0]
    places = {
        place_of(till, hour.hour)
        for till, now in zip(tills, shown, strict=True)
        for hour in now.hours
    }
    places.add(place_of(first, int(first.clock.local(at)[11:13])))
    starts = int(first.clock.starts_at[:2])
    return [(starts + place) % 24 for place in widened(min(places), max(places))]


def widened(first: int, last: int) -> range:
    """Returns the places of a day's hours that a chart shows: later ones, too, if they are few."""
    if last - first + 1 >= LEAST_HOURS:
        return range(first, last + 1)
    start = min(first, max(24, last + 1) - LEAST_HOURS)
    return range(start, start + LEAST_HOURS)


def _takings(tills: Sequence[SeenTill], shown: Sequence[TillNow]) -> Sequence[CurrencyNow]:
    total = by_currency(one for till in shown for one in till.received)
    found = []
    for received in total:
        zones: dict[str, int] = {}
        for till, now in zip(tills, shown, strict=True):
            if any(one.currency is received.currency for one in now.received):
                zones[till.zone] = zones.get(till.zone, 0) + 1
        found.append(CurrencyNow(received=received, tills=[*zones.items()]))
    return found


def _shops(
    shops: Sequence[Row], tills: Sequence[SeenTill], shown: Sequence[TillNow]
) -> Sequence[ShopNow]:
    of_shop: dict[int, list[TillNow]] = defaultdict(list)
    for till, now in zip(tills, shown, strict=True):
        of_shop[till.shop].append(now)
    return [_shop(row, of_shop[row["shop"]]) for row in shops]


def _shop(row: Row, tills: Sequence[TillNow]) -> ShopNow:
    return ShopNow(
        shop=row["shop"],
        name=row["name"],
        zone=row["zone"],
        country=row["country"],
        tills=tills,
        payments=sum(one.payments for one in tills),
        received=by_currency(one for now in tills for one in now.received),
        returned=by_currency(one for now in tills for one in now.returned),
    )
