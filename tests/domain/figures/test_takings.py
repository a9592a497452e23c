"""Sums and averages of a period's takings, beside the same made by hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.figures.spans import DaySpan
from pos_app.domain.figures.takings import (
    DayTaking,
    PeriodTakings,
    Slice,
    average_of,
    by_day,
    permille_change,
    takings_of,
    weekday_averages,
)
from pos_app.domain.money import Currency

KWANZA = Currency.AOA
CURRENCIES = st.sampled_from([KWANZA, Currency.MZN])
SLICES = st.lists(
    st.builds(
        Slice, CURRENCIES, st.integers(8, 10), st.sampled_from(["vpos", "wipay"]),
        st.sampled_from(["Ana", ""]), st.integers(0, 999), st.integers(-99, 0), st.integers(0, 9),
    ),
    max_size=9,
)  # fmt: skip
MONDAY = date(2026, 11, 2)
DAYS = st.dictionaries(
    st.tuples(st.integers(-8, 20).map(lambda place: MONDAY + timedelta(days=place)), CURRENCIES),
    st.integers(0, 999),
).map(lambda known: [DayTaking(day, currency, minor) for (day, currency), minor in known.items()])
SPAN = DaySpan(MONDAY, MONDAY + timedelta(days=13))
SUMS = ("received", "refunded", "paid")
# What a slice bears, and where a period's takings have it.
KEYS = {"hour": "by_hour", "method": "by_method", "cashier": "by_cashier"}


def is_near(minor: int, exact: Fraction) -> bool:
    """Which way a half goes, `divided` says."""
    return abs(minor - exact) <= Fraction(1, 2)


@settings(max_examples=40)
@given(SLICES)
def test_every_part_of_the_takings_is_the_sum_of_its_slices(slices: list[Slice]) -> None:
    own = [one for one in slices if one.currency is KWANZA]
    found = takings_of(slices, KWANZA)
    sums = tuple(
        sum(getattr(one, name) for one in own) for name in ("received", "refunded", "paid")
    )
    assert (found.received, found.refunded, found.paid) == sums
    assert found.net == sums[0] + sums[1]
    for key, part in KEYS.items():
        values = {getattr(one, key) for one in own if one.received}
        assert getattr(found, part) == {
            value: sum(one.received for one in own if getattr(one, key) == value)
            for value in values
        }
    average = found.average_sale
    assert (average is None) is (sums[2] == 0)
    assert average is None or is_near(average, Fraction(sums[0], sums[2]))


@settings(max_examples=30)
@given(st.lists(SLICES, max_size=4), st.integers(1, 5))
def test_an_average_is_of_so_many_periods_however_many_of_them_took_anything(
    periods: list[Sequence[Slice]], count: int
) -> None:
    taken = [takings_of(slices, KWANZA) for slices in periods]
    found = average_of(taken, count)
    assert found is not None
    for name in SUMS:
        total = sum(getattr(one, name) for one in taken)
        assert is_near(getattr(found, name), Fraction(total, count))
    for part in KEYS.values():
        keys = {key for one in taken for key in getattr(one, part)}
        assert getattr(found, part).keys() == keys
        for key, minor in getattr(found, part).items():
            total = sum(getattr(one, part).get(key, 0) for one in taken)
            assert is_near(minor, Fraction(total, count))


@settings(max_examples=40)
@given(DAYS)
def test_a_weekday_is_averaged_over_the_days_on_which_anything_came(days: list[DayTaking]) -> None:
    own = {one.day: one.received for one in days if one.currency is KWANZA}
    averages = weekday_averages(days, KWANZA, SPAN)
    for weekday in range(7):
        both = (MONDAY + timedelta(days=weekday), MONDAY + timedelta(days=weekday + 7))
        came = [own[day] for day in both if own.get(day)]
        assert (weekday in averages) is bool(came)
        assert not came or is_near(averages[weekday], Fraction(sum(came), len(came)))
    assert by_day(days, KWANZA, SPAN) == {day: own.get(day, 0) for day in SPAN.days()}


def test_there_is_no_comparison_with_nothing() -> None:
    assert average_of([PeriodTakings(received=7)], 0) is None
    assert permille_change(5, 0) is None
    assert [permille_change(now, 200) for now in (0, 200, 201, 500)] == [-1000, 0, 5, 1500]
    assert permille_change(5, 1) == 4000
