"""Dates and times as text, by the shop's time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.words.durations import ago_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from datetime import tzinfo

    from pos_app.domain.money import Currency
    from pos_app.ports.shop import Shop


def now() -> datetime:
    return datetime.now(UTC)


def wall_of(shop: Shop) -> tzinfo:
    """Returns the shop's time zone, whatever country the method belongs to."""
    return ZoneInfo(shop.zone_name)  # the till does not start with an unknown zone name


def where_paid(currency: Currency) -> tzinfo:
    """Returns the time zone of the place where a reference is paid; its slip shows its end by
    it."""
    return WALL_CLOCK[currency]


def clock(at: datetime, zone: tzinfo) -> str:
    """Returns the time of day: `10:42:17`."""
    return f"{at.astimezone(zone):%H:%M:%S}"


def when(at: datetime, reference: datetime, zone: tzinfo) -> str:
    """Returns `today 23:59`, or the date where it is another day."""
    local, today = at.astimezone(zone), reference.astimezone(zone).date()
    if local.date() == today:
        return filled(QCoreApplication.translate("times", "today {0}"), f"{local:%H:%M}")
    return f"{local:%d/%m/%Y %H:%M}"


def in_short(at: datetime, reference: datetime, zone: tzinfo) -> str:
    """Returns `23:59`, with the day where it is another one."""
    local, today = at.astimezone(zone), reference.astimezone(zone).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%d/%m %H:%M}"


def since(at: datetime, reference: datetime) -> str:
    """Returns the age: `4 s ago`."""
    return ago_words((reference - at).total_seconds())
