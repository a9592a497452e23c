"""Totals of sales: by method, purpose and state, and the money taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.events import COUNTED_ELSEWHERE, GOES_OUT, Purpose, State
from pos_app.domain.money import Currency, Money


@dataclass(frozen=True)
class Total:
    """The count and the sum of sales of one method, for one purpose, in one state."""

    method: str
    purpose: Purpose
    state: State
    count: int
    amount: Money
    unexpected_minor: int = 0  # minor units that came beside the amount of the charge


def taken(totals: Iterable[Total]) -> list[Money]:
    """Sums the money that sales brought into the shop, less refunds and pay-outs, each
    currency by itself, and unexpected money. Captures and releases are part of the sales that they
    belong to."""
    sums: dict[Currency, Money] = {}
    for one in totals:
        moved = one.unexpected_minor + (one.amount.minor if one.state is State.PAID else 0)
        if moved and one.purpose not in COUNTED_ELSEWHERE:
            sign = -1 if one.purpose in GOES_OUT else 1
            currency = one.amount.currency
            sums.setdefault(currency, Money(0, currency))
            sums[currency] += Money(sign * moved, currency)
    return list(sums.values())


@dataclass(frozen=True)
class MethodSum:
    """Sums of the sales of one method, in one currency."""

    method: str
    sales: int
    received: Money
    given_back: Money  # less than zero

    @property
    def net(self) -> Money:
        return self.received + self.given_back


def by_method(totals: Iterable[Total]) -> list[MethodSum]:
    """Returns a line for each method and currency, in their order."""
    groups: dict[tuple[str, str], list[Total]] = {}
    for one in totals:
        groups.setdefault((one.method, one.amount.currency.code), []).append(one)
    return [_method_total(method, group) for (method, _), group in sorted(groups.items())]


def _method_total(method: str, group: list[Total]) -> MethodSum:
    nothing = Money(0, group[0].amount.currency)
    return MethodSum(
        method=method,
        sales=sum(one.count for one in group),
        received=sum(taken(one for one in group if one.purpose not in GOES_OUT), nothing),
        given_back=sum(taken(one for one in group if one.purpose in GOES_OUT), nothing),
    )
