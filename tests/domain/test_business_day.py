"""To which day a shop counts an instant: by its own clock, and by when its day begins."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.business_day import WALL_CLOCK, business_day
from pos_app.domain.money import Currency

LUANDA, MAPUTO = ZoneInfo("Africa/Luanda"), ZoneInfo("Africa/Maputo")
PORT_OF_SPAIN, LISBON = ZoneInfo("America/Port_of_Spain"), ZoneInfo("Europe/Lisbon")
NINETEENTH, TWENTIETH = date(2026, 11, 19), date(2026, 11, 20)


def utc(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "last_of_the_day"),
    [
        (LUANDA, utc(19, 22, 59, 59)),
        (MAPUTO, utc(19, 21, 59, 59)),
        (PORT_OF_SPAIN, utc(20, 3, 59, 59)),
        (LISBON, utc(19, 23, 59, 59)),
    ],
)
def test_a_day_ends_at_midnight_on_the_shops_own_wall(
    zone: ZoneInfo, last_of_the_day: datetime
) -> None:
    assert business_day(last_of_the_day, zone) == NINETEENTH
    assert business_day(last_of_the_day + timedelta(seconds=1), zone) == TWENTIETH


@pytest.mark.parametrize(
    ("starts_at", "last_of_the_day"),
    [
        (time(0, 1), utc(19, 23, 0, 59)),
        (time(6), utc(20, 4, 59, 59)),
        (time(4, 30), utc(20, 3, 29, 59)),
        (time(23, 59), utc(20, 22, 58, 59)),
    ],
)
def test_a_sale_before_the_shops_day_begins_is_yesterdays(
    starts_at: time, last_of_the_day: datetime
) -> None:
    assert business_day(last_of_the_day, LUANDA, starts_at) == NINETEENTH
    assert business_day(last_of_the_day + timedelta(seconds=1), LUANDA, starts_at) == TWENTIETH


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1)))  # noqa: DTZ001 - given one
def test_an_instant_is_of_the_same_day_however_it_is_written(at: datetime) -> None:
    for zone in (LUANDA, PORT_OF_SPAIN, LISBON):
        assert business_day(at.astimezone(MAPUTO), zone) == business_day(at, zone)


def test_an_instant_without_a_zone_belongs_to_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        business_day(utc(19, 12).replace(tzinfo=None), LUANDA)


@pytest.mark.parametrize(
    ("currency", "zone", "name"),
    [
        (Currency.AOA, LUANDA, "Luanda"),
        (Currency.MZN, MAPUTO, "Maputo"),
        (Currency.TTD, PORT_OF_SPAIN, "Port of Spain"),
    ],
)
def test_the_end_of_a_reference_is_told_by_the_clock_where_it_is_paid(
    currency: Currency, zone: ZoneInfo, name: str
) -> None:
    assert WALL_CLOCK[currency].tzname(None) == name
    for month in range(1, 13):  # none of them saves daylight
        at = datetime(2026, month, 15, 12, tzinfo=UTC)
        assert at.astimezone(WALL_CLOCK[currency]).utcoffset() == at.astimezone(zone).utcoffset()
