"""The search over a stand-in till's sales: it looks at every one, by the rules of the real one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pos_app.domain.events import PART_OF_PARENT, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal.search.sale_text import has, matches_of, searched, text_of
from pos_app.journal.search.terms import terms_of
from pos_app.ports.sale_filter import SaleFilter, SaleStatus
from pos_app.ports.sale_search import (
    Cursor,
    DayLine,
    FoundSale,
    MethodTotal,
    SalePage,
    SearchTotals,
)

if TYPE_CHECKING:
    import asyncio


class StandInSearch:
    """Finds among these sales. `asked` counts the calls by name."""

    def __init__(self, sales: Callable[[], Iterable[Sale]]) -> None:
        self._sales = sales
        self.asked: list[tuple[str, SaleFilter | None]] = []
        self.answers: asyncio.Event | None = None  # an index that is not there yet takes its time

    async def page(
        self,
        wanted: SaleFilter,
        beside: Cursor | None = None,
        limit: int = 100,
    ) -> SalePage:
        self.asked.append(("page", wanted))
        if self.answers:
            await self.answers.wait()
        found = [one for one in self._found(wanted) if not beside or Cursor.of(one) < beside]
        terms = terms_of(wanted.text)
        page = [FoundSale(one, matches_of(searched(one), terms)) for one in found[:limit]]
        return SalePage(page, more=len(found) > limit)

    async def totals(self, wanted: SaleFilter) -> SearchTotals:
        self.asked.append(("totals", wanted))
        if self.answers:
            await self.answers.wait()
        found = self._found(wanted)
        keys = dict.fromkeys((sale.method, sale.amount.currency) for sale in found if sale.taken)
        return SearchTotals(
            sales=len(found),
            paid=sum(sale.state is State.PAID for sale in found),
            methods=[
                _total(method, [
                    sale for sale in found
                    if (sale.method, sale.amount.currency) == (method, currency)
                ])
                for method, currency in keys
            ],
        )  # fmt: skip

    async def day_lines(self, wanted: SaleFilter, first: date, last: date) -> Sequence[DayLine]:
        self.asked.append(("day_lines", wanted))
        found = [sale for sale in self._found(wanted) if first <= sale.business_day <= last]
        days = dict.fromkeys(sale.business_day for sale in found)
        return [_line(day, [sale for sale in found if sale.business_day == day]) for day in days]

    async def cashiers(self) -> Sequence[str]:
        return sorted({sale.cashier for sale in self._sales() if sale.cashier})

    async def earliest_day(self) -> date | None:
        return min((sale.business_day for sale in self._sales()), default=None)

    def _found(self, wanted: SaleFilter) -> list[Sale]:
        found = [sale for sale in self._sales() if _matches(sale, wanted)]
        return sorted(found, key=Cursor.of, reverse=True)


def _matches(sale: Sale, wanted: SaleFilter) -> bool:
    day = sale.business_day
    return (
        (wanted.start is None or wanted.start <= day)
        and (wanted.end is None or day <= wanted.end)
        and (not wanted.methods or sale.method in wanted.methods)
        and (not wanted.cashiers or sale.cashier in wanted.cashiers)
        and (not wanted.states or bool(wanted.states & _statuses(sale)))
        and (not wanted.flags or bool(wanted.flags & sale.flags))
        and (not wanted.any_flag or bool(sale.flags))
        and has(text_of(searched(sale)), terms_of(wanted.text))
    )


def _statuses(sale: Sale) -> set[SaleStatus]:
    known = {one.value for one in SaleStatus}
    found = {SaleStatus(sale.state.value)} if sale.state.value in known else set()
    return found | ({SaleStatus.GIVEN_BACK} if sale.refunded_minor else set())


def _total(method: str, sales: Sequence[Sale]) -> MethodTotal:
    came = [sale for sale in sales if sale.taken > 0]
    left = [sale for sale in sales if sale.taken < 0 and sale.purpose not in PART_OF_PARENT]
    currency = sales[0].amount.currency
    return MethodTotal(
        method,
        Money(sum(sale.taken for sale in came), currency),
        Money(sum(sale.taken for sale in left), currency),
        len(came),
        len(left),
    )


def _line(day: date, sales: Sequence[Sale]) -> DayLine:
    received: dict[Currency, Money] = {}
    for sale in sales:
        if sale.taken > 0:
            old = received.get(sale.amount.currency, Money(0, sale.amount.currency))
            received[sale.amount.currency] = old + Money(sale.taken, sale.amount.currency)
    return DayLine(day, len(sales), list(received.values()))
