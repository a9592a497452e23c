"""Periods of business days that a person chooses: today, the last seven days, this month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_WEEK = timedelta(days=6)  # with today, seven days


class PeriodKind(StrEnum):
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    CHOSEN = "chosen"  # from a day to a day, or all days


@dataclass(frozen=True)
class Period:
    """Business days from `start` to `end`, both included; None leaves that end open."""

    kind: PeriodKind
    start: date | None
    end: date | None

    @classmethod
    def of(cls, kind: PeriodKind, today: date) -> Period:
        """Returns this period as of a day. All days is a chosen period with both ends open."""
        yesterday = today - timedelta(days=1)
        starts = {
            PeriodKind.TODAY: today,
            PeriodKind.YESTERDAY: yesterday,
            PeriodKind.WEEK: today - _WEEK,
            PeriodKind.MONTH: today.replace(day=1),
            PeriodKind.CHOSEN: None,
        }
        ends = {PeriodKind.YESTERDAY: yesterday, PeriodKind.CHOSEN: None}
        return cls(kind, starts[kind], ends.get(kind, today))

    @classmethod
    def chosen(cls, start: date | None, end: date | None) -> Period:
        return cls(PeriodKind.CHOSEN, start, end)

    @property
    def day(self) -> date | None:
        """The one day that it is, if it is one."""
        return self.start if self.start == self.end else None

    @property
    def short_words(self) -> str:
        """Its days in figures, short enough for a line of totals."""
        if self.start is None or self.end is None:
            return ""
        first, last = f"{self.start:%d/%m}", f"{self.end:%d/%m}"
        return first if first == last else f"{first} \u2013 {last}"

    def beginning(self, start: date) -> Period:
        """Returns the days from this one on, as many as this period has."""
        if self.start is None or self.end is None:
            return self
        return Period.chosen(start, start + (self.end - self.start))

    def as_of(self, today: date) -> Period:
        """Returns the same period once another day has begun: a chosen one stays as it is."""
        return self if self.kind is PeriodKind.CHOSEN else Period.of(self.kind, today)

    def before(self) -> Period | None:
        """Returns the period of the same length before it, for a comparison: of a month the same
        days of the month before. None where an end is open."""
        if self.start is None or self.end is None:
            return None
        last = self.start - timedelta(days=1)
        if self.start.day == 1 and (self.end.year, self.end.month) == (
            self.start.year,
            self.start.month,
        ):
            is_whole = (self.end + timedelta(days=1)).day == 1
            first = last.replace(day=1)
            end = last if is_whole else min(last, last.replace(day=min(last.day, self.end.day)))
            return Period.chosen(first, end)
        return Period.chosen(last - (self.end - self.start), last)
