"""What stands around every page: whose office it is, what was typed, how it is to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pos_app.office.pages.rendering import THEMES
from pos_app.office.pages.said import counted_text
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.requests import Request

    from pos_app.office.pages.parts import PageReader
    from pos_app.office.reading.views import Now

THEME_COOKIE = "theme"


def theme_of(request: Request) -> str:
    chosen = request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def zone_of(now: Now | None) -> str:
    """Returns the zone whose time the page itself tells: that of the first shop."""
    return now.shops[0].zone if now and now.shops else "UTC"


def zones_of(now: Now) -> Mapping[int, str]:
    return {shop.shop: shop.zone for shop in now.shops}


def frame(
    request: Request, reader: PageReader, at: datetime, seen: Now | None, place: str
) -> dict[str, Any]:
    """Returns the values that every page has. `seen` are the shops that the reader sees."""
    shops = len(seen.shops) if seen else 0
    counts = ", ".join(
        (counted_text("shops", shops), counted_text("tills", seen.tills if seen else 0))
    )
    return {
        "reader": reader,
        "now": at,
        "zone": zone_of(seen),
        "theme": theme_of(request),
        "place": place,
        "path": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "firm_line": joined(reader.firm, counts),
        "typed": request.query_params.get("q", "") if place == "sales" else "",
    }
