"""Takings of a period: by hour, method, cashier, day and weekday, each currency by itself.

All amounts are minor units of the one currency that the value belongs to.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from pos_app.domain.figures.spans import DaySpan
from pos_app.domain.money import Currency, divided

K = TypeVar("K")

DAYS_OF_A_WEEK = 7


class Slice(NamedTuple):
    """The movements of one hour, method and cashier in one currency."""

    currency: Currency
    hour: int  # by the shop's wall clock
    method: str
    cashier: str  # empty where nobody had signed in
    received: int
    refunded: int  # what went out: zero or less
    paid: int  # the count of sales that were paid


class DayTaking(NamedTuple):
    """Money that a whole business day received in one currency."""

    day: date
    currency: Currency
    received: int


@dataclass(frozen=True)
class PeriodTakings:
    """What a period received in one currency, and what of it belongs to which hour, method and
    cashier."""

    received: int = 0
    refunded: int = 0  # zero or less
    paid: int = 0
    by_hour: Mapping[int, int] = field(default_factory=dict)
    by_method: Mapping[str, int] = field(default_factory=dict)
    by_cashier: Mapping[str, int] = field(default_factory=dict)

    @property
    def net(self) -> int:
        return self.received + self.refunded

    @property
    def average_sale(self) -> int | None:
        return divided(self.received, self.paid) if self.paid else None


def takings_of(slices: Iterable[Slice], currency: Currency) -> PeriodTakings:
    own = [one for one in slices if one.currency is currency]
    return PeriodTakings(
        received=sum(one.received for one in own),
        refunded=sum(one.refunded for one in own),
        paid=sum(one.paid for one in own),
        by_hour=_received_by(own, lambda one: one.hour),
        by_method=_received_by(own, lambda one: one.method),
        by_cashier=_received_by(own, lambda one: one.cashier),
    )


def average_of(all_takings: Sequence[PeriodTakings], count: int) -> PeriodTakings | None:
    """Returns the average of takings over `count` periods, rounded to a minor unit; None over
    none. What rounding costs may keep the parts from adding up to the whole."""
    if not count:
        return None
    return PeriodTakings(
        received=divided(sum(one.received for one in all_takings), count),
        refunded=divided(sum(one.refunded for one in all_takings), count),
        paid=divided(sum(one.paid for one in all_takings), count),
        by_hour=_averages([one.by_hour for one in all_takings], count),
        by_method=_averages([one.by_method for one in all_takings], count),
        by_cashier=_averages([one.by_cashier for one in all_takings], count),
    )


def weekday_averages(
    days: Iterable[DayTaking], currency: Currency, span: DaySpan
) -> Mapping[int, int]:
    """Returns what an average Monday (0) to Sunday (6) received, of the days on which the shop took
    anything in this currency."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in days:
        if one.currency is currency and one.received and span.has(one.day):
            found[one.day.weekday()].append(one.received)
    return {
        weekday: divided(sum(found[weekday]), len(found[weekday]))
        for weekday in range(DAYS_OF_A_WEEK)
        if found[weekday]
    }


def by_day(days: Iterable[DayTaking], currency: Currency, span: DaySpan) -> Mapping[date, int]:
    """Returns what each day of the span received, the days without anything among them."""
    received = {one.day: one.received for one in days if one.currency is currency}
    return {day: received.get(day, 0) for day in span.days()}


def permille_change(now: int, before: int) -> int | None:
    """Returns by how many thousandths the amount has changed; None if there was nothing to compare
    with."""
    return divided(1000 * (now - before), before) if before > 0 else None


def _received_by(slices: Iterable[Slice], key: Callable[[Slice], K]) -> Mapping[K, int]:
    sums: defaultdict[K, int] = defaultdict(int)
    for one in slices:
        if one.received:
            sums[key(one)] += one.received
    return dict(sums)


def _averages(parts: Iterable[Mapping[K, int]], count: int) -> Mapping[K, int]:
    sums: defaultdict[K, int] = defaultdict(int)
    for part in parts:
        for key, received in part.items():
            sums[key] += received
    return {key: divided(total, count) for key, total in sums.items()}
