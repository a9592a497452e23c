"""Spans of business days, and the same days before that each is compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
WEEKS_BEFORE = 8  # as many Fridays as one Friday is compared with
SHORTEST_STRIP = 30  # days that are shown beside each other, however short the span is
SHORTEST_FOR_WEEKDAYS = 14  # days that show one weekday against another


@dataclass(frozen=True)
class DaySpan:
    """Business days from `first` to `last`, both included. Of a last day that has not ended yet it
    reaches to `ends_at`, by the shop's wall clock."""

    first: date
    last: date
    ends_at: datetime | None = None  # wall time, so without a zone

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> Iterator[date]:
        return (self.first + place * _DAY for place in range(self.count))

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    def earlier(self, by: timedelta) -> "DaySpan":
        """Returns the span so much earlier, cut off at the same time of its last day."""
        ends_at = self.ends_at - by if self.ends_at else None
        return DaySpan(self.first - by, self.last - by, ends_at)


class ComparedWith(Enum):
    """Spans that a span is compared with."""

    SAME_WEEKDAY = "same_weekday"  # the average of the same weekday in the weeks before
    MONTH_BEFORE = "month_before"  # the same days of the month before
    DAYS_BEFORE = "days_before"  # as many days right before


@dataclass(frozen=True)
class Comparison:
    basis: ComparedWith
    spans: tuple[DaySpan, ...]


@dataclass(frozen=True)
class FiguresQuestion:
    """Facts that the figures of a period are made from."""

    span: DaySpan
    against: Comparison
    strip: DaySpan  # whole days, to be seen beside each other
    weeks: DaySpan  # whole days, from which the averages of weekdays are made
    weeks_before: DaySpan


def span_to_now(first: date, last: date, today: date, wall: datetime) -> DaySpan:
    """Returns the span, which ends now if its last day has not ended. `wall` is the shop's time
    without its zone."""
    return DaySpan(first, last, wall if last == today else None)


def question_of(span: DaySpan) -> FiguresQuestion:
    """Returns what belongs to the figures of a span. Averages of whole days leave a day out that
    has not ended."""
    strip_first = min(span.first, span.last - (SHORTEST_STRIP - 1) * _DAY)
    whole_last = span.last - _DAY if span.ends_at else span.last
    weeks = DaySpan(span.first, whole_last)
    if weeks.count < SHORTEST_FOR_WEEKDAYS:
        weeks = DaySpan(whole_last - WEEKS_BEFORE * _WEEK + _DAY, whole_last)
    return FiguresQuestion(
        span=span,
        against=compared_with(span),
        strip=DaySpan(strip_first, span.last),
        weeks=weeks,
        weeks_before=weeks.earlier(weeks.count * _DAY),
    )


def compared_with(span: DaySpan) -> Comparison:
    """Returns the same days before: of one day the same weekdays, of a month's beginning that of
    the month before, else as many days."""
    if span.count == 1:
        weeks = range(1, WEEKS_BEFORE + 1)
        return Comparison(
            ComparedWith.SAME_WEEKDAY, tuple(span.earlier(week * _WEEK) for week in weeks)
        )
    if span.first.day == 1 and span.last < _next_month(span.first):
        return Comparison(ComparedWith.MONTH_BEFORE, (_month_before(span),))
    return Comparison(ComparedWith.DAYS_BEFORE, (span.earlier(span.count * _DAY),))


def _month_before(span: DaySpan) -> DaySpan:
    """Returns the same days of the month before; of a whole month, all of it."""
    last_before = span.first - _DAY
    is_whole = span.last + _DAY == _next_month(span.first) and not span.ends_at
    if is_whole or span.last.day > last_before.day:
        return DaySpan(last_before.replace(day=1), last_before)
    last = last_before.replace(day=span.last.day)
    ends_at = None
    if span.ends_at:
        ends_at = datetime.combine(last, time()) + (
            span.ends_at - datetime.combine(span.last, time())
        )
    return DaySpan(last.replace(day=1), last, ends_at)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
