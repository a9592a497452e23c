"""Shares of the takings by method, each currency by itself: count, sum, percent and average."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.money import Currency, Money, divided


@dataclass(frozen=True)
class ShareLine:
    """Money that came by one key (a method, a person) in one currency. `percent` is of all that
    came in this currency."""

    key: str
    count: int
    amount: Money
    percent: int


def shares(
    lines: Iterable[TakingsLine], key: Callable[[TakingsLine], str], first: Currency
) -> Sequence[ShareLine]:
    """Returns what came, the currency `first` before others, the largest sum before smaller ones.
    What was given back is left out."""
    sums: dict[tuple[str, Currency], tuple[int, int]] = {}
    for line in lines:
        if not line.is_given_back:
            place = key(line), line.amount.currency
            count, minor = sums.get(place, (0, 0))
            sums[place] = count + line.count, minor + line.amount.minor
    whole: dict[Currency, int] = {}
    for (_, currency), (_, minor) in sums.items():
        whole[currency] = whole.get(currency, 0) + minor
    found = [
        ShareLine(name, count, Money(minor, currency), percent(minor, whole[currency]))
        for (name, currency), (count, minor) in sums.items()
    ]
    codes = [currency.code for currency in by_first(whole, first)]
    return sorted(
        found, key=lambda one: (codes.index(one.amount.currency.code), -one.amount.minor, one.key)
    )


def by_first(currencies: Iterable[Currency], first: Currency) -> Sequence[Currency]:
    """Returns the currencies with this one before the others."""
    return sorted(currencies, key=lambda one: (one is not first, one.code))


def percent(part: int, whole: int) -> int:
    """Returns the share in percent, to the nearest; none of nothing."""
    return divided(100 * part, whole) if whole > 0 else 0


def average(amount: Money, count: int) -> Money:
    """Returns the amount of one of so many, to the nearest minor unit."""
    return Money(divided(amount.minor, count), amount.currency) if count else amount
