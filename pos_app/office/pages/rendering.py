"""Makes a page from its template: everything in it is escaped, and a name it lacks is an error."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pos_app.domain.countries import city_of
from pos_app.domain.phone import in_threes
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.office.pages.addresses import sale_address, till_day_address, with_query
from pos_app.office.pages.said import counted_text, text
from pos_app.office.pages.serving.assets import asset_address
from pos_app.office.pages.serving.languages import LANGUAGES, spoken
from pos_app.office.pages.showing import charts, states, times
from pos_app.office.pages.texts.days import STANDINGS
from pos_app.words.percent import percent_words
from pos_app.words.translate import joined, say_in
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template

    from pos_app.office.reading.views import DayStanding

THEMES = ("", "light", "dark")  # empty for as the device has it


@cache
def environment() -> Environment:
    """Reads each template once. What they call has to say its words now, not when it was made."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(_GLOBALS)
    return made


def template(name: str) -> Template:
    return environment().get_template(name)


def page(name: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    return HTMLResponse(template(name).render(values), status_code=status)


def standing_words(standing: DayStanding) -> str:
    return say_in("office", STANDINGS[standing])


_GLOBALS: Mapping[str, Callable[..., Any] | tuple[str, ...]] = {
    "t": text,
    "n": counted_text,
    "asset": asset_address,
    "spoken": spoken,
    "badge": states.badge,
    "method": states.method_words,
    "brand": states.brand_of,
    "title_of": states.title_of,
    "sale_no": sale_number,
    "clock": times.clock,
    "local_clock": times.local_clock,
    "day_text": times.day_text,
    "day_words": times.day_words,
    "moment": times.moment,
    "ago": times.ago,
    "span": times.span,
    "hour_chart": charts.hour_chart,
    "figure_chart": charts.figure_chart,
    "share": charts.share,
    "percent": percent_words,
    "city": city_of,
    "flag": flag_words,
    "joined": joined,
    "readable": readable,
    "in_threes": in_threes,
    "standing": standing_words,
    "sale_address": sale_address,
    "till_day_address": till_day_address,
    "with_query": with_query,
    "LANGUAGES": LANGUAGES,
    "THEMES": THEMES,
}
