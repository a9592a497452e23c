"""What time it is at a provider, and how old a thing is, whatever the clock on the wall says."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.till.ages import least_age, most_age
from pos_app.till.provider_clock import MOST_APART, ProviderClocks, date_of

AT = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)
ERRORS = st.timedeltas(min_value=timedelta(days=-3650), max_value=timedelta(days=3650))
SECONDS = st.floats(0, 10**6)


@given(st.datetimes(datetime(2020, 1, 2), datetime(2199, 12, 30)), st.integers(-12, 12))  # noqa: DTZ001
def test_a_date_is_read_in_whatever_zone_it_is_written(at: datetime, hours: int) -> None:
    whole = at.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert date_of({"date": format_datetime(whole)}) == whole


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"date": ""},
        {"date": "soon"},
        {"date": "2026-11-20T10:00:00Z"},
        {"date": "Fri, 31 Feb 2026 10:00:00 GMT"},
        {"date": "Fri, 20 Nov 2026 10:00:00 -0000"},  # of no zone that anybody knows
        {"date": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"date": "Fri, 20 Nov 9999 10:00:00 GMT"},
        {"date": "Fri, 20 Nov 99999 10:00:00 GMT"},
        {"date": "Fri, 20 Nov 2026 10:00:00 GMT", "age": "30"},  # out of a cache
        {"date": "Fri, 20 Nov 2026 10:00:00 GMT, Fri, 20 Nov 2026 11:00:00 GMT"},
        {"date": "٢٠ Nov 2026 10:00:00 GMT"},
    ],
)
def test_nonsense_is_no_date(headers: dict[str, str]) -> None:
    assert date_of(headers) is None


@given(st.text(max_size=60))
def test_any_header_is_read_or_is_none(text: str) -> None:
    told = date_of({"date": text})
    assert told is None or told.tzinfo is UTC


@given(ERRORS, SECONDS)
def test_the_time_at_a_provider_is_told_whatever_is_done_to_the_clock(
    error: timedelta, passed: float
) -> None:
    clocks = ProviderClocks()
    clocks.hear("vpos", AT, 100.0, AT + error)
    assert clocks.time_at("vpos", 100.0 + passed) == AT + timedelta(seconds=passed)
    assert clocks.time_at("wipay", 100.0) is None


@given(ERRORS)
def test_a_clock_is_off_beyond_two_minutes_and_until_it_is_put_right(error: timedelta) -> None:
    clocks = ProviderClocks()
    assert clocks.off(0.0, AT + error) is None
    clocks.hear("vpos", AT, 0.0, AT + error)
    assert (clocks.off(0.0, AT + error) is not None) is (abs(error) > MOST_APART)
    assert clocks.off(60.0, AT + timedelta(seconds=60)) is None


def test_a_provider_whose_own_clock_is_wrong_makes_ours_none_the_worse() -> None:
    clocks = ProviderClocks()
    clocks.hear("vpos", AT + timedelta(hours=1), 0.0, AT)
    assert clocks.off(0.0, AT)
    clocks.hear("proxypay", AT, 0.0, AT)
    assert clocks.off(0.0, AT) is None


def test_a_computer_that_slept_has_no_wrong_clock() -> None:
    """The clock that nobody sets stood still meanwhile."""
    clocks = ProviderClocks()
    clocks.hear("vpos", AT, 0.0, AT)
    assert clocks.off(1.0, AT + timedelta(hours=8)) is None


@given(ERRORS, SECONDS, SECONDS)
def test_a_wrong_clock_makes_nothing_older_for_asking_nor_younger_for_doubting(
    error: timedelta, age: float, known_for: float
) -> None:
    """The true age by the provider's clock, and what is known of it by one that nobody sets."""
    there = AT + timedelta(seconds=age)
    wall = there + error
    true = max(age, known_for)
    assert least_age(AT, known_for, wall, there) <= true + 1e-3
    assert most_age(AT, known_for, wall, there) >= true - 1e-3
    assert least_age(AT, known_for, wall, None) == known_for
    assert most_age(AT, known_for, wall, None) >= known_for
