"""Takings: sums of movements, and what they come to for a method, a cashier or a currency.

Currencies never add up: every total is a list with one amount for each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.money import Currency, Money

K = TypeVar("K")

GIVEN_BACK = frozenset({MovementKind.REFUNDED, MovementKind.PAID_OUT})


@dataclass(frozen=True, kw_only=True)
class TakingsLine:
    """The movements of one kind, by one method, of one cashier: their count and their sum."""

    method: str
    cashier: str
    kind: MovementKind
    count: int
    amount: Money  # less than zero where it left the shop
    fee: Money | None = None  # what providers keep of it, as far as they say so

    @property
    def is_given_back(self) -> bool:
        return self.kind in GIVEN_BACK


def received(lines: Iterable[TakingsLine]) -> Sequence[Money]:
    """Returns the money that came, each currency by itself."""
    return summed(line.amount for line in lines if not line.is_given_back)


def given_back(lines: Iterable[TakingsLine]) -> Sequence[Money]:
    """Returns the money that left the shop, each less than zero."""
    return summed(line.amount for line in lines if line.is_given_back)


def net(lines: Iterable[TakingsLine]) -> Sequence[Money]:
    return summed(line.amount for line in lines)


def fees(lines: Iterable[TakingsLine]) -> Sequence[Money]:
    """Returns what providers keep, as far as they say so."""
    return summed(line.fee for line in lines if line.fee)


def summed(amounts: Iterable[Money]) -> Sequence[Money]:
    """Adds up each currency by itself, in the order in which they come."""
    sums: dict[Currency, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return [Money(minor, currency) for currency, minor in sums.items()]


def grouped(
    lines: Iterable[TakingsLine], key: Callable[[TakingsLine], K]
) -> Mapping[K, Sequence[TakingsLine]]:
    groups: dict[K, list[TakingsLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return groups


def merged(lines: Iterable[TakingsLine]) -> Sequence[TakingsLine]:
    """Returns one line for each method, kind and currency, whoever sold it."""
    found: dict[tuple[str, MovementKind, Currency], TakingsLine] = {}
    for line in lines:
        key = (line.method, line.kind, line.amount.currency)
        old = found.get(key)
        found[key] = _added(old, line) if old else replace(line, cashier="")
    return list(found.values())


def _added(one: TakingsLine, other: TakingsLine) -> TakingsLine:
    amount = one.amount + other.amount
    paid = [fee for fee in (one.fee, other.fee) if fee]
    fee = next(iter(summed(paid)), None)
    return replace(one, count=one.count + other.count, amount=amount, fee=fee)
