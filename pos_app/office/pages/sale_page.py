"""The page of one sale: what it is, what was done with it, and its life step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from pos_app.domain import events
from pos_app.domain.phone import in_threes
from pos_app.domain.text.foreign_text import readable
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.office.pages.frame import frame, zones_of
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text
from pos_app.office.pages.showing.states import service_words
from pos_app.office.pages.showing.times import day_text, local_clock
from pos_app.words.sale_view import sale_view
from pos_app.words.timeline import event_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.office.pages.parts import PageParts, PageReader
    from pos_app.office.reading.views import SaleEvent, SaleStory

_GOOD = (events.Paid, events.ReceivedByHand, events.Captured, events.SettledAsPaid)


@dataclass(frozen=True)
class SaleStep:
    """One step of a sale in words."""

    at: str  # by the clock on the shop's wall
    iso: str
    words: str
    detail: str
    is_good: bool


def steps_of(life: SaleStory) -> Sequence[SaleStep]:
    return [_step(one, life) for one in life.events]


def _step(one: SaleEvent, life: SaleStory) -> SaleStep:
    if one.event is None:
        words, detail = text("unknown_step", one.kind), ""
    else:
        service = service_words(life.sale.method)
        words, detail = event_words(one.event, life.sale.purpose, service)
    same_day = one.local[:10] == life.row.created_local[:10]
    return SaleStep(
        at=local_clock(one.local, "%H:%M:%S" if same_day else "%d/%m %H:%M"),
        iso=one.at.isoformat(),
        words=words,
        detail=detail,
        is_good=isinstance(one.event, _GOOD),
    )


def facts_of(life: SaleStory, reader: PageReader, today: date) -> Sequence[tuple[str, str]]:
    """Returns names and values by which people find the sale again."""
    row, sale = life.row, life.sale
    phone = (row.phone.grouped if reader.sees_phones else row.phone.masked) if row.phone else ""
    reference = readable(row.reference)
    known = (
        ("business_day", day_text(row.day, today)),
        ("phone", phone),
        ("entity", readable(row.entity)),
        ("reference", in_threes(reference) if reference.isdigit() else reference),
        ("description", readable(row.description)),
        ("cashier", row.cashier),
        ("approved_by", sale.by),
        ("invoice", sale.invoice),
    )
    return [(text(name), value) for name, value in known if value]


class OfficeSalePage:
    """Answers with the page."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        reader, at = await self._parts.reader(request), self._parts.clock()
        async with self._parts.asking(request) as office:
            now = await office.now(at)
            path = request.path_params
            life = await office.sale(path["till"], path["sale"])
        if life is None:
            raise HTTPException(404)
        zone = zones_of(now).get(life.row.shop, "UTC")
        values = frame(request, reader, at, now, "sales")
        today = at.date()
        values |= {
            "life": life,
            "row": life.row,
            "sale_zone": zone,
            "today": today,
            "view": sale_view(life.sale, ALL_METHODS.get(life.sale.method), at),
            "steps": steps_of(life),
            "known": facts_of(life, reader, today),
        }
        return page("sales/sale.html", values)
