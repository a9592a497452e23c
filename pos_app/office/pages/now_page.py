"""The page of this moment: takings, what needs somebody, shops and tills, and one till beside it.

It is made of fragments, which a stream replaces one by one (`live_stream`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pos_app.domain.countries import COUNTRIES
from pos_app.domain.money import Money
from pos_app.office.pages.asked import number_of
from pos_app.office.pages.frame import frame, zones_of
from pos_app.office.pages.rendering import page, template
from pos_app.office.pages.said import text
from pos_app.office.pages.showing.charts import hour_chart, hours_between
from pos_app.office.pages.showing.needs import need_line
from pos_app.words.durations import counting_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.domain.money import Currency
    from pos_app.office.pages.parts import PageParts
    from pos_app.office.reading.questions import AsksOffice
    from pos_app.office.reading.views import Needs, Now, ShopNow, TillDay, TillNow

FEW_NEEDS = 4
MOST_NEEDS = 200


@dataclass(frozen=True)
class NowAsked:
    """What the page was asked to show: a till beside the list, or every need."""

    till: int | None
    all_needs: bool

    @classmethod
    def of(cls, request: Request) -> NowAsked:
        return cls(number_of(request, "till"), "all" in request.query_params)


@dataclass(frozen=True)
class NowSeen:
    """What the office answered."""

    at: datetime
    now: Now
    needs: Needs
    day: TillDay | None


async def look(office: AsksOffice, at: datetime, asked: NowAsked) -> NowSeen:
    now = await office.now(at)
    needs = await office.needs(at, MOST_NEEDS if asked.all_needs else FEW_NEEDS)
    till = asked.till or _first_till(now)
    day = await office.till_day(till, at) if till is not None else None
    return NowSeen(at, now, needs, day)


def _first_till(now: Now) -> int | None:
    return next((till.till for shop in now.shops for till in shop.tills), None)


def fragments(seen: NowSeen, asked: NowAsked) -> Mapping[str, str]:
    """Returns the parts of the page by their ids, as a stream replaces them."""
    zones = zones_of(seen.now)
    made = {
        "totals": template("now/totals.html").render(now_=seen.now),
        "needs": template("now/needs.html").render(
            lines=[need_line(need, zones, seen.at) for need in seen.needs.shown],
            needs_count=seen.needs.count,
            all_needs=asked.all_needs,
        ),
        "panel": _panel(seen, asked, zones) if seen.day else "",
    }
    for shop in seen.now.shops:
        made[f"shop-{shop.shop}"] = template("now/shop_row.html").render(
            shop=shop, symbol=main_currency(shop.received, shop.country).symbol
        )
        for till in shop.tills:
            made[f"till-{till.till}"] = _till_row(seen, shop, till)
    return made


def _till_row(seen: NowSeen, shop: ShopNow, till: TillNow) -> str:
    currency = main_currency(till.received, shop.country)
    hour = seen.at.astimezone(ZoneInfo(shop.zone)).hour
    return template("now/till_row.html").render(
        till=till,
        chart=hour_chart(till.hours, seen.now.hours, currency, hour),
        chosen=seen.day.till if seen.day else None,
        now=seen.at,
    )


def _panel(seen: NowSeen, asked: NowAsked, zones: Mapping[int, str]) -> str:
    day = seen.day
    assert day is not None  # noqa: S101 - the caller has looked
    return template("now/panel.html").render(
        panel_values(day, seen.now, zones.get(day.shop, "UTC"), seen.at), asked=asked.till
    )


def panel_values(day: TillDay, now: Now, zone: str, at: datetime) -> dict[str, Any]:
    """Returns what a till's day is shown with."""
    local = at.astimezone(ZoneInfo(zone))
    country = next((shop.country for shop in now.shops if shop.shop == day.shop), "")
    currency = main_currency(day.received, country)
    hours = now.hours if day.is_today else hours_between([one.hour for one in day.hours])
    chart = hour_chart(day.hours, hours, currency, local.hour if day.is_today else None)
    return {
        "day": day,
        "zone": zone,
        "now": at,
        "today": local.date(),
        "chart": chart if chart.most else None,
        "totals": method_totals(day),
    }


def method_totals(day: TillDay) -> Mapping[Currency, Money]:
    """Returns the received money of each currency: a method's share is within its own."""
    sums: dict[Currency, Money] = {}
    for one in day.methods:
        currency = one.received.currency
        sums[currency] = sums.get(currency, Money(0, currency)) + one.received
    return sums


def main_currency(received: Sequence[Money], country: str) -> Currency:
    """Returns the currency of a small chart: the one that comes first, else the country's."""
    if received:
        return received[0].currency
    return COUNTRIES[country if country in COUNTRIES else "AO"].currency


def _span_words(hours: Sequence[int]) -> str:
    """Names the hours of the small charts."""
    return text("hours_span", hours[0], hours[-1]) if len(hours) > 1 else text("by_hour")


class NowPage:
    """Answers with the page."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        reader = await self._parts.reader(request)
        asked, at = NowAsked.of(request), self._parts.clock()
        async with self._parts.asking(request) as office:
            seen = await look(office, at, asked)
        hours = seen.now.hours
        values = frame(request, reader, at, seen.now, "now") | {
            "parts": fragments(seen, asked),
            "shops": seen.now.shops,
            "has_no_till": not any(shop.tills for shop in seen.now.shops),
            "asked": asked.till if seen.day else None,
            "all_needs": "1" if asked.all_needs else "",
            "span_words": _span_words(hours),
            "units": json.dumps(counting_words()),
        }
        return page("now/page.html", values)
