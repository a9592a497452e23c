"""The list of sales of all tills, with its filters and what they find in all; and the search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pos_app.domain.events import State
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.office.pages.addresses import with_query
from pos_app.office.pages.asked import day_of, day_typed, instant_typed, text_of, whole_number
from pos_app.office.pages.frame import frame, zone_of
from pos_app.office.pages.places import ANYWHERE, ChosenPlace, place_choices
from pos_app.office.pages.rendering import page
from pos_app.office.reading.views import SalesCursor, SalesQuestion
from pos_app.words.states import state_words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.office.pages.parts import PageParts
    from pos_app.office.reading.views import Now, SalesPage

SHOWN = 50
_HITS = 5
_USUAL_DAYS = 7
_STATES = {state.value: state for state in State}


@dataclass(frozen=True)
class SalesAsked:
    """The filters, as a form sends them and links carry them along."""

    text: str = ""
    start: date | None = None
    end: date | None = None
    place: ChosenPlace = ANYWHERE
    method: str = ""
    state: State | None = None
    any_flag: bool = False
    after: SalesCursor | None = None

    @classmethod
    def of(cls, request: Request, today: date) -> SalesAsked:
        """Without days: all of them for a search, else the last week."""
        asked = request.query_params
        typed = text_of(request, "q")
        start, end = day_of(request, "start"), day_of(request, "end")
        if "start" not in asked and not typed:
            start = today - timedelta(days=_USUAL_DAYS - 1)
        method = asked.get("method", "")
        return cls(
            text=typed,
            start=start,
            end=end,
            place=ChosenPlace.of(asked.get("place", "")),
            method=method if method in ALL_METHODS else "",
            state=_STATES.get(asked.get("state", "")),
            any_flag="flag" in asked,
            after=_cursor(asked.get("after", "")),
        )

    @property
    def question(self) -> SalesQuestion:
        return SalesQuestion(
            text=self.text,
            start=self.start,
            end=self.end,
            shops=self.place.shops,
            tills=self.place.tills,
            methods=(self.method,) if self.method else (),
            states=(self.state,) if self.state else (),
            any_flag=self.any_flag,
            after=self.after,
            limit=SHOWN,
        )

    def address(self, path: str = "/sales", **changes: Any) -> str:
        """Returns where this question, changed so, is answered."""
        new = replace(self, **changes)
        address = with_query(
            path,
            q=new.text,
            place=new.place.word,
            method=new.method,
            state=new.state.value if new.state else "",
            flag="1" if new.any_flag else "",
            end=new.end or "",
            after=cursor_text(new.after) if new.after else "",
        )
        return f"{address}{'&' if '?' in address else '?'}start={new.start or ''}"


def cursor_text(cursor: SalesCursor) -> str:
    parts = (cursor.day.isoformat(), cursor.at.isoformat(), cursor.till, cursor.number)
    return "~".join(str(part) for part in parts)


def _cursor(typed: str) -> SalesCursor | None:
    """Returns the place that `cursor_text` wrote, None for any other text."""
    day, _, rest = typed.partition("~")
    at, _, rest = rest.partition("~")
    till, _, number = rest.partition("~")
    found = day_typed(day), instant_typed(at), whole_number(till), whole_number(number)
    match found:
        case (date() as day_of_it, datetime() as instant, int() as one, int() as other):
            return SalesCursor(day_of_it, instant, one, other)
        case _:
            return None


def today_of(now: Now, at: datetime) -> date:
    return at.astimezone(ZoneInfo(zone_of(now))).date()


def last_day_of(now: Now, at: datetime) -> date:
    """Returns the last day that any of the shops is in: with it none of their money is left out."""
    zones = {shop.zone for shop in now.shops} or {zone_of(now)}
    return max(at.astimezone(ZoneInfo(zone)).date() for zone in zones)


class OfficeSalesPage:
    """Answers with the list, and with what the search finds while it is typed."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        reader, at = await self._parts.reader(request), self._parts.clock()
        async with self._parts.asking(request) as office:
            now = await office.now(at)
            asked = SalesAsked.of(request, today_of(now, at))
            found = await office.sales(asked.question)
            totals = await office.totals(replace(asked.question, after=None))
        values = frame(request, reader, at, now, "sales") | {
            "asked": asked,
            "today": today_of(now, at),
            "days": days_of(found),
            "totals": totals,
            "next": asked.address(after=found.next) if found.next else "",
            "choices": place_choices(now),
            "methods": list(ALL_METHODS),
            "states": [(state.value, state_words(state)) for state in State],
        }
        return page("sales/list.html", values)

    async def search(self, request: Request) -> Response:
        """Answers with a few lines to stand below the field; the whole list is a page."""
        await self._parts.reader(request)
        at, typed = self._parts.clock(), text_of(request, "q")
        question = SalesQuestion(text=typed, limit=_HITS)
        async with self._parts.asking(request) as office:
            now = await office.now(at)
            found = await office.sales(question)
            totals = await office.totals(question)
        values = {
            "typed": typed,
            "rows": found.rows,
            "totals": totals,
            "today": today_of(now, at),
            "address": with_query("/sales", q=typed),
        }
        return page("sales/found.html", values)


def days_of(found: SalesPage) -> list[tuple[date, list[Any]]]:
    """Returns the sales of a page under their days."""
    return [(day, list(rows)) for day, rows in groupby(found.rows, key=lambda row: row.day)]
