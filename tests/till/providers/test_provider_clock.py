"""What time it is at a provider, and how old a thing is, whatever the clock on the wall says."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.sale_age import least_age, most_age
from pos_app.domain.text.http_date import date_of
from pos_app.till.providers.provider_clock import (
    BELIEVED_FOR,
    MOST_APART,
    ClockOff,
    ProviderClocks,
)

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
        {"date": "Tue, 31 Dec 2019 23:59:59 GMT"},
        {"date": "Thu, 01 Jan 2201 00:00:00 GMT"},
        {"date": "Fri, 20 Nov 9999 10:00:00 GMT"},
        {"date": "Fri, 20 Nov 99999 10:00:00 GMT"},
        {"date": "Fri, 20 Nov 2026 10:00:00 GMT", "age": "30"},  # out of a cache
        {"date": "Fri, 20 Nov 2026 10:00:00 GMT, Fri, 20 Nov 2026 11:00:00 GMT"},
        {"date": "٢٠ Nov 2026 10:00:00 GMT"},
    ],
)
def test_nonsense_is_no_date(headers: dict[str, str]) -> None:
    assert date_of(headers) is None


@pytest.mark.parametrize(
    ("headers", "year"),
    [
        ({"date": "Wed, 01 Jan 2020 00:00:00 GMT"}, 2020),
        ({"date": "Wed, 31 Dec 2200 23:59:59 GMT"}, 2200),
        ({"date": "Fri, 20 Nov 2026 10:00:00 GMT", "age": "0"}, 2026),
        ({"date": "Fri, 20 Nov 2026 10:00:00 GMT", "age": " 0 "}, 2026),
    ],
)
def test_a_date_of_these_two_centuries_that_is_not_out_of_a_cache_is_one(
    headers: dict[str, str], year: int
) -> None:
    told = date_of(headers)
    assert told
    assert told.year == year


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


@pytest.mark.parametrize("way", [-1, 1], ids=["slow", "fast"])
def test_two_minutes_are_as_far_apart_as_clocks_may_be(way: int) -> None:
    assert timedelta(minutes=2) == MOST_APART
    for seconds, is_off in ((119, False), (120, False), (121, True)):
        wall = AT + way * timedelta(seconds=seconds)
        clocks = ProviderClocks()
        clocks.hear("vpos", AT, 0.0, wall)
        assert (clocks.off(0.0, wall) is not None) is is_off


def test_the_provider_that_differs_most_is_named_with_both_times() -> None:
    clocks = ProviderClocks()
    for name, hours in (("wipay", 1), ("vpos", 3), ("proxypay", 2)):
        clocks.hear(name, AT - timedelta(hours=hours), 0.0, AT)
    wall = AT + timedelta(seconds=30)
    there = AT - timedelta(hours=3) + timedelta(seconds=30)
    assert clocks.off(30.0, wall) == ClockOff("vpos", wall, there)


def test_what_a_provider_said_before_stands_where_it_says_nothing() -> None:
    clocks = ProviderClocks()
    clocks.hear("vpos", AT, 0.0, AT)
    clocks.hear("vpos", None, 60.0, AT)
    assert clocks.time_at("vpos", 60.0) == AT + timedelta(seconds=60)


def test_the_time_at_a_provider_never_goes_back() -> None:
    """Where two clocks that nobody sets disagree by a moment."""
    clocks = ProviderClocks()
    clocks.hear("vpos", AT, 10.0, AT)
    assert clocks.time_at("vpos", 9.0) == AT


def test_a_provider_whose_own_clock_is_wrong_makes_ours_none_the_worse() -> None:
    clocks = ProviderClocks()
    clocks.hear("vpos", AT + timedelta(hours=1), 0.0, AT)
    assert clocks.off(0.0, AT)
    clocks.hear("proxypay", AT, 0.0, AT)
    assert clocks.off(0.0, AT) is None


def test_a_clock_that_was_wrong_an_hour_ago_is_not_known_to_be_wrong() -> None:
    """Nobody has asked that provider since, whose own clock may have been the wrong one."""
    clocks = ProviderClocks()
    clocks.hear("wipay", AT + timedelta(hours=1), 0.0, AT)
    for seconds, is_off in ((BELIEVED_FOR, True), (BELIEVED_FOR + 1, False)):
        wall = AT + timedelta(seconds=seconds)
        assert (clocks.off(seconds, wall) is not None) is is_off
    assert clocks.time_at("wipay", 7200.0) == AT + timedelta(hours=3)  # deadlines still go by it


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
