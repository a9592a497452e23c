"""A line of what needs somebody: what it is, where, what to do and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from pos_app.domain.sale import sale_number
from pos_app.office.pages.said import CONTEXT, counted_text, text
from pos_app.office.pages.showing.states import brand_of, method_words
from pos_app.office.pages.showing.times import day_text, moment, span
from pos_app.office.pages.texts.needs import ADVICE
from pos_app.office.reading.views import NeedKind
from pos_app.words.durations import span_words
from pos_app.words.translate import joined, say_in
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pos_app.domain.money import Money
    from pos_app.office.reading.views import Need


@dataclass(frozen=True)
class NeedLine:
    """A need in words. `key` tells it from the others; `act` is what its link says."""

    key: str
    look: str
    icon: str
    title: str
    short: str  # for a narrow screen
    where: str
    facts: str
    advice: str
    amount: Money | None
    address: str
    act: str


_LOOKS: Mapping[NeedKind, tuple[str, str]] = {
    NeedKind.FORK: ("fail", "fork"),
    NeedKind.CLONE: ("fail", "fork"),
    NeedKind.UNKNOWN: ("doubt", "doubt"),
    NeedKind.UNDELIVERED: ("doubt", "doubt"),
    NeedKind.FLAGGED: ("wait", "alert"),
    NeedKind.SILENT: ("off", "off"),
    NeedKind.STUCK: ("off", "alert"),
    NeedKind.CLOCK: ("wait", "clock"),
    NeedKind.UNCLOSED: ("wait", "alert"),
    NeedKind.OFFICE_ALONE: ("wait", "alert"),
}

_WAITS: Mapping[NeedKind, str] = {
    NeedKind.UNKNOWN: "unknown_for",
    NeedKind.SILENT: "silent_for_long",
    NeedKind.UNDELIVERED: "undelivered_for",
}


def need_line(need: Need, zones: Mapping[int, str], now: datetime) -> NeedLine:
    """Makes the line. `zones` are those of the shops."""
    look, icon = _LOOKS[need.kind]
    title = _title(need, now)
    return NeedLine(
        key=f"{need.kind}-{need.till}-{need.sale or need.mark.hex()[:16] or need.day or need.seq}",
        look=look,
        icon=icon,
        title=title,
        short=_short(need, now) or title,
        where=", ".join(part for part in (need.shop_name, need.till_name) if part),
        facts=_facts(need, zones, now),
        advice=say_in(CONTEXT, ADVICE[need.kind]),
        amount=need.amount,
        address=_address(need),
        act=text("take" if need.kind is NeedKind.UNDELIVERED else "see"),
    )


def _title(need: Need, now: datetime) -> str:
    waited = span(need.since, now) if need.since else ""
    if need.kind in _WAITS:
        return text(_WAITS[need.kind], waited)
    match need.kind:
        case NeedKind.FLAGGED:
            said = joined(*(flag_words(flag) for flag in sorted(need.flags)))
        case NeedKind.UNCLOSED if need.day:
            said = text("unclosed", day_text(need.day, now.date()))
        case NeedKind.CLOCK:
            name = "clock_ahead" if need.clock_off > 0 else "clock_behind"
            said = text(name, span_words(abs(need.clock_off)))
        case NeedKind.OFFICE_ALONE:
            said = text("office_alone", counted_text("sales_count", need.count))
        case _:
            said = text(need.kind.value)
    return said


def _short(need: Need, now: datetime) -> str:
    if need.kind is not NeedKind.UNKNOWN or need.since is None:
        return ""
    return text("unknown_short", span(need.since, now))


def _facts(need: Need, zones: Mapping[int, str], now: datetime) -> str:
    """Returns by what a person finds it again."""
    last = need.last_sale_at
    return joined(
        sale_number(need.number) if need.number is not None else "",
        brand_of(need.method) or (method_words(need.method) if need.method else ""),
        need.provider,
        need.reference,
        text("last_sale", moment(last, zones.get(need.shop, "UTC"), now)) if last else "",
        text("record", need.seq) if need.seq is not None else "",
    )


def _address(need: Need) -> str:
    if need.kind is NeedKind.UNDELIVERED:
        return f"/calls/{need.account}/{need.mark.hex()}"
    if need.kind in (NeedKind.FORK, NeedKind.OFFICE_ALONE):
        return f"/tills/{need.till}/fork"
    if need.sale and need.till is not None:
        return f"/sales/{need.till}/{quote(need.sale, safe='')}"
    if need.till is not None and need.day is not None:
        return f"/days/{need.till}/{need.day.isoformat()}"
    return f"/?till={need.till}" if need.till is not None else "/"
