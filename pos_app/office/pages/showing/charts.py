"""The bars of small charts, in whole pixels, from money of one currency each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.money import Money
from pos_app.office.reading.takings_now import widened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pos_app.domain.money import Currency
    from pos_app.office.reading.views import GroupMoney, HourMoney

_FULL = 1000  # parts of the height: a template scales them
_LEAST = 40  # what there is is seen, however little


@dataclass(frozen=True)
class ChartBar:
    """One bar: its place, its height in thousandths, and what stands for it in words."""

    key: str
    amount: Money
    height: int
    is_now: bool = False


@dataclass(frozen=True)
class SmallChart:
    """The bars of one currency, and the tallest of them; None without any money."""

    currency: Currency
    bars: Sequence[ChartBar]

    @property
    def most(self) -> ChartBar | None:
        tallest = max(self.bars, key=lambda bar: bar.amount.minor, default=None)
        return tallest if tallest and tallest.amount.minor > 0 else None

    @property
    def total(self) -> Money:
        return sum((bar.amount for bar in self.bars), Money(0, self.currency))


def hour_chart(
    hours: Iterable[HourMoney], span: Sequence[int], currency: Currency, current: int | None = None
) -> SmallChart:
    """Makes the chart of a day by its hours. `span` are the hours that it shows, in their order."""
    money = {
        one.hour: amount.minor
        for one in hours
        for amount in one.received
        if amount.currency is currency
    }
    shown = [*span, *(hour for hour in money if hour not in span)]
    pairs = [(str(hour), money.get(hour, 0)) for hour in shown]
    return bar_chart(pairs, currency, str(current))


def hours_between(hours: Sequence[int]) -> Sequence[int]:
    """Returns the hours that a chart of these shows: from the first to the last, in the order of
    their day, which may go on after midnight; and some more where they are few."""
    if not hours:
        return []
    last = hours[0] + (hours[-1] - hours[0]) % 24
    return [place % 24 for place in widened(hours[0], last)]


def figure_chart(
    figures: Iterable[GroupMoney], keys: Sequence[str], currency: Currency
) -> SmallChart:
    """Makes the chart of a period: a bar for each key, whether money came or not."""
    money = {one.key: one.received.minor for one in figures if one.received.currency is currency}
    return bar_chart([(key, money.get(key, 0)) for key in keys], currency)


def bar_chart(
    pairs: Sequence[tuple[str, int]], currency: Currency, current: str = ""
) -> SmallChart:
    tallest = max((minor for _, minor in pairs), default=0)
    bars = [
        ChartBar(key, Money(minor, currency), _height(minor, tallest), key == current)
        for key, minor in pairs
    ]
    return SmallChart(currency, bars)


def _height(minor: int, tallest: int) -> int:
    return max(_LEAST, minor * _FULL // tallest) if minor > 0 else 0


def share(part: Money, whole: Money) -> int:
    """Returns the share in whole hundredths, at most all of it: for a bar."""
    return min(100, max(0, part.minor * 100 // whole.minor)) if whole.minor > 0 else 0
