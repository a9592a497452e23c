"""The figures of a period as one value, from what the journal counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pos_app.domain.figures.outcomes import AnswerTime, Ended, Outcomes, outcomes_of
from pos_app.domain.figures.spans import FiguresQuestion
from pos_app.domain.figures.takings import (
    DayTaking,
    PeriodTakings,
    Slice,
    average_of,
    by_day,
    takings_of,
    weekday_averages,
)
from pos_app.domain.money import Currency


@dataclass(frozen=True)
class CurrencyFigures:
    """Takings of a period in one currency, and of the same period before."""

    currency: Currency
    now: PeriodTakings
    before: PeriodTakings | None  # None: there was nothing to compare with
    days: Mapping[date, int]  # minor units received, of every day on the strip
    weekdays: Mapping[int, int]  # minor units of an average day, 0 for Monday
    weekdays_before: Mapping[int, int]


@dataclass(frozen=True)
class Figures:
    """Counts of the journal for a question. No currency is added to another."""

    question: FiguresQuestion
    slices: Sequence[Slice]
    before: Sequence[Sequence[Slice]]  # of each span that it is compared with
    days: Sequence[DayTaking]
    ended: Sequence[Ended]
    answers: Mapping[str, AnswerTime]
    # Methods that took money by hand. They have no provider who could have said no, so that their
    # charges are not among those that ended.
    by_hand: frozenset[str] = frozenset()

    @cached_property
    def currencies(self) -> tuple[Currency, ...]:
        """Returns the currencies of the period, that of most sales first."""
        counts = {currency: self._weight(currency) for currency in Currency}
        known = [currency for currency in Currency if any(counts[currency])]
        return tuple(sorted(known, key=lambda one: counts[one], reverse=True))

    @cached_property
    def open_before(self) -> tuple[date, ...]:
        """Returns the last day of each span before in which anything was received. One on which the
        shop was shut is no day to compare with."""
        spans = zip(self.question.against.spans, self.before, strict=True)
        days = {one.day for one in self.days if one.received}
        return tuple(
            span.last for span, slices in spans if slices or any(day in days for day in span.days())
        )

    @cached_property
    def outcomes(self) -> Sequence[Outcomes]:
        return outcomes_of(self.ended, self.answers)

    def of(self, currency: Currency) -> CurrencyFigures:
        question = self.question
        before = [takings_of(slices, currency) for slices in self.before]
        return CurrencyFigures(
            currency=currency,
            now=takings_of(self.slices, currency),
            before=average_of(before, len(self.open_before)),
            days=by_day(self.days, currency, question.strip),
            weekdays=weekday_averages(self.days, currency, question.weeks),
            weekdays_before=weekday_averages(self.days, currency, question.weeks_before),
        )

    def _weight(self, currency: Currency) -> tuple[int, int]:
        """Returns the sales first: days around the period count where they leave it open."""
        now = sum(1 + one.paid for one in self.slices if one.currency is currency)
        return now, sum(one.currency is currency for one in self.days)
