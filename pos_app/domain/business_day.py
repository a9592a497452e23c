"""The shop's business day: its time zone and its cut-off hour. Instants are UTC everywhere else."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from pos_app.domain.countries import COUNTRIES, city_of
from pos_app.domain.money import Currency

# The local time where this currency is paid, as an offset from UTC.
WALL_CLOCK: Mapping[Currency, timezone] = {
    country.currency: timezone(timedelta(hours=country.hours), city_of(country.zone))
    for country in COUNTRIES.values()
}


def business_day(at: datetime, zone: ZoneInfo, starts_at: time = time()) -> date:
    """Returns the day to which a shop counts this instant: a sale at 01:00 may belong to
    yesterday."""
    if at.tzinfo is None:
        raise ValueError("an instant without a zone belongs to no day")
    return (at.astimezone(zone) - _since_midnight(starts_at)).date()


@cache
def _since_midnight(starts_at: time) -> timedelta:
    return timedelta(hours=starts_at.hour, minutes=starts_at.minute)
