"""The pages of business days: all tills' days, and one till's day with its closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from pos_app.domain.books.takings import summed
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.office.pages.addresses import with_query
from pos_app.office.pages.asked import day_of, day_typed
from pos_app.office.pages.frame import frame, zones_of
from pos_app.office.pages.now_page import panel_values
from pos_app.office.pages.places import ChosenPlace, place_choices
from pos_app.office.pages.rendering import page
from pos_app.office.pages.sales_page import last_day_of, today_of
from pos_app.words.books.close_sections import close_sections, exception_lines
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.domain.money import Money
    from pos_app.office.pages.parts import PageParts
    from pos_app.office.reading.views import Close, TillDayLine
    from pos_app.words.books.close_sections import CloseSection

_USUAL = 7
_MOST = 92  # days at once: a quarter


@dataclass(frozen=True)
class DaysAsked:
    """Which days, of which tills; both ends are included."""

    start: date
    end: date
    place: ChosenPlace

    @classmethod
    def of(cls, request: Request, last: date) -> DaysAsked:
        end = day_of(request, "end") or last
        start = day_of(request, "start") or end - timedelta(days=_USUAL - 1)
        start = min(max(start, end - timedelta(days=_MOST - 1)), end)
        return cls(start, end, ChosenPlace.of(request.query_params.get("place", "")))

    def moved(self, steps: int, path: str = "/days") -> str:
        """Returns the address of as many days before or after these."""
        move = steps * (self.end - self.start + timedelta(days=1))
        return with_query(path, start=self.start + move, end=self.end + move, place=self.place.word)


@dataclass(frozen=True)
class DayGroup:
    """A business day of all tills: what came in each currency, and its lines by shop and till."""

    day: date
    received: Sequence[Money]
    returned: Sequence[Money]
    payments: int
    lines: Sequence[TillDayLine]


def groups_of(lines: Sequence[TillDayLine]) -> list[DayGroup]:
    return [_group(day, list(found)) for day, found in groupby(lines, key=lambda line: line.day)]


def _group(day: date, lines: Sequence[TillDayLine]) -> DayGroup:
    return DayGroup(
        day,
        summed(money for line in lines for money in line.received),
        summed(money for line in lines for money in line.returned if money.minor),
        sum(line.payments for line in lines),
        lines,
    )


@dataclass(frozen=True)
class CloseShown:
    """A close in the words that stand on its paper."""

    close: Close
    sections: Sequence[CloseSection]
    exceptions: Sequence[str]


def method_names() -> Mapping[str, str]:
    return {method.id: method_name(method) for method in ALL_METHODS.values()}


def close_shown(close: Close) -> CloseShown:
    document, names = close.note.document, method_names()
    if document is None:
        return CloseShown(close, (), ())
    return CloseShown(close, close_sections(document, names), exception_lines(document, names))


class DaysPages:
    """Answers with both pages."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def all_tills(self, request: Request) -> Response:
        reader, at = await self._parts.reader(request), self._parts.clock()
        async with self._parts.asking(request) as office:
            now = await office.now(at)
            today, last = today_of(now, at), last_day_of(now, at)
            asked = DaysAsked.of(request, last)
            place = asked.place
            lines = await office.days(
                asked.start, asked.end, at, shops=place.shops, tills=place.tills
            )
        values = frame(request, reader, at, now, "days") | {
            "asked": asked,
            "today": today,
            "groups": groups_of(lines),
            "choices": place_choices(now),
            "later": asked.moved(1) if asked.end < last else "",
        }
        return page("days/list.html", values)

    async def one_till(self, request: Request) -> Response:
        reader, at = await self._parts.reader(request), self._parts.clock()
        till, day = request.path_params["till"], day_typed(request.path_params["day"])
        async with self._parts.asking(request) as office:
            now = await office.now(at)
            found = await office.till_day(till, at, day) if day else None
        if found is None:
            raise HTTPException(404)
        zone = zones_of(now).get(found.shop, "UTC")
        values: dict[str, Any] = frame(request, reader, at, now, "days")
        values |= panel_values(found, now, zone, at)
        values |= {
            "closes": [close_shown(close) for close in found.closes],
            "before": found.day - timedelta(days=1),
            "after": None if found.is_today else found.day + timedelta(days=1),
        }
        return page("days/till_day.html", values)
