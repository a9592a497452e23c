"""The same days before, whatever the period is."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.figures.spans import ComparedWith, DaySpan, question_of, span_to_now

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 400), st.none() | st.times())
def test_a_span_is_compared_with_days_like_its_own_that_are_over(
    last: date, more: int, clock: time | None
) -> None:
    wall = datetime.combine(last, clock) if clock else None
    span = DaySpan(last - timedelta(days=more), last, wall)
    asked = question_of(span)
    against = asked.against
    for place, before in enumerate(against.spans, 1):
        assert before.last < span.first
        if against.basis is ComparedWith.SAME_WEEKDAY:
            assert before == span.earlier(timedelta(weeks=place))
        elif against.basis is ComparedWith.DAYS_BEFORE:
            assert before.count == span.count
            assert before.last == span.first - timedelta(days=1)
        if before.ends_at and wall:
            assert before.ends_at.time() == wall.time()
            assert before.ends_at.date() == before.last
    if span.count == 1:
        assert (against.basis, len(against.spans)) == (ComparedWith.SAME_WEEKDAY, 8)
    else:
        begins_month = span.first.day == 1 and (span.first.month, span.first.year) == (
            last.month,
            last.year,
        )
        assert (against.basis is ComparedWith.MONTH_BEFORE) is begins_month
        assert len(against.spans) == 1
    # What is averaged by weekdays is over, and so is what it is compared with.
    assert asked.weeks.last == (last - timedelta(days=1) if wall else last)
    over = span.count - bool(wall)
    assert asked.weeks.count == (over if over >= 14 else 8 * 7)
    assert asked.weeks_before == asked.weeks.earlier(timedelta(days=asked.weeks.count))
    assert asked.strip == DaySpan(min(span.first, last - timedelta(days=29)), last)


@pytest.mark.parametrize(
    ("first", "last", "goes_on", "before"),
    [
        ("2026-11-01", "2026-11-27", True, ("2026-10-01", "2026-10-27")),
        ("2026-11-01", "2026-11-30", False, ("2026-10-01", "2026-10-31")),  # the whole month
        ("2026-10-01", "2026-10-31", True, ("2026-09-01", "2026-09-30")),  # has no 31st
        ("2026-11-01", "2026-11-30", True, ("2026-10-01", "2026-10-30")),  # not over yet
        ("2026-10-01", "2026-10-30", True, ("2026-09-01", "2026-09-30")),
        ("2026-03-01", "2026-03-29", False, ("2026-02-01", "2026-02-28")),
        ("2026-01-01", "2026-01-15", False, ("2025-12-01", "2025-12-15")),
    ],
)
def test_a_month_is_compared_with_the_same_days_of_the_month_before(
    first: str, last: str, before: tuple[str, str], *, goes_on: bool
) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    today = end if goes_on else end + timedelta(days=1)
    span = span_to_now(start, end, today, datetime.combine(today, time(19, 34)))
    (found,) = question_of(span).against.spans
    assert (found.first.isoformat(), found.last.isoformat()) == before
    same_day = found.last.day == span.last.day
    assert (found.ends_at is not None) == (goes_on and same_day)
