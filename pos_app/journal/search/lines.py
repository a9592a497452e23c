"""Lines: what sales that were found come to, and their sums as people are told them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pos_app.domain.books.takings import summed
from pos_app.domain.money import Currency, Money
from pos_app.journal.books.sums import together
from pos_app.ports.sale_search import DayLine, MethodTotal


@dataclass(frozen=True)
class Line:
    """Sums of the sales of one method and one currency; of one day where days were asked for."""

    day: int  # the ordinal; 0 for all days
    method: str
    currency: str
    sales: int
    paid: int
    received: tuple[int, int]  # in two parts, as `sums.together` takes them
    given_back: tuple[int, int]
    payments: int
    refunds: int

    @classmethod
    def of(cls, day: int, method: str, currency: str, *sums: int) -> "Line":
        """Returns the line of a query's sums, in the order of the fields."""
        sales, paid, came, came_rest, left, left_rest, payments, refunds = sums
        return cls(
            day=day,
            method=method,
            currency=currency,
            sales=sales,
            paid=paid,
            received=(came, came_rest),
            given_back=(left, left_rest),
            payments=payments,
            refunds=refunds,
        )

    @property
    def taken_away(self) -> "Line":
        """The line that leaves nothing of this one, added to it."""
        return Line(
            day=self.day,
            method=self.method,
            currency=self.currency,
            sales=-self.sales,
            paid=-self.paid,
            received=(-self.received[0], -self.received[1]),
            given_back=(-self.given_back[0], -self.given_back[1]),
            payments=-self.payments,
            refunds=-self.refunds,
        )


def methods_of(lines: Iterable[Line]) -> Sequence[MethodTotal]:
    """Adds up lines, one for each method and currency that money moved by."""
    totals: dict[tuple[str, str], MethodTotal] = {}
    for line in lines:
        key, one = (line.method, line.currency), _method(line)
        old = totals.get(key)
        totals[key] = _added(old, one) if old else one
    return [totals[key] for key in sorted(totals) if totals[key].payments or totals[key].refunds]


def _method(line: Line) -> MethodTotal:
    currency = Currency[line.currency]
    return MethodTotal(
        method=line.method,
        received=Money(together(*line.received), currency),
        given_back=Money(together(*line.given_back), currency),
        payments=line.payments,
        refunds=line.refunds,
    )


def _added(one: MethodTotal, other: MethodTotal) -> MethodTotal:
    return MethodTotal(
        method=one.method,
        received=one.received + other.received,
        given_back=one.given_back + other.given_back,
        payments=one.payments + other.payments,
        refunds=one.refunds + other.refunds,
    )


def day_line(ordinal: int, lines: Sequence[Line]) -> DayLine:
    methods = sorted(methods_of(lines), key=lambda one: one.received.currency.code)
    return DayLine(
        day=date.fromordinal(ordinal),
        sales=sum(line.sales for line in lines),
        received=[money for money in summed(one.received for one in methods) if money.minor],
    )
