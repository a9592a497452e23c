"""The search port: any sale, as one types, and the money of what was found.

A sale is found where every word of the text is part of something that it is known by
(`SearchField`). Case, accents, and blanks inside of numbers make no difference. A figure also finds
the amounts that begin with it, however it is written: `12750`, `12 750,00`, `12.750,00 Kz`.

Sales are in order of their business day and their number, newest first, and are read a page at a
time. Nothing here delays a payment. Every call may raise JournalUnavailable or JournalDamaged; one
that is cancelled stops reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pos_app.domain.books.takings import summed
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.ports.sale_filter import SaleFilter


class SearchField(StrEnum):
    """Names by which a sale is known, in the order in which a match is told."""

    NUMBER = "number"
    PHONE = "phone"
    REFERENCE = "reference"  # and the provider's name of the payment
    AMOUNT = "amount"
    DESCRIPTION = "description"
    CASHIER = "cashier"
    INVOICE = "invoice"  # of the shop's own software
    CUSTOMER = "customer"  # the fields that the shop asks its customers for


@dataclass(frozen=True)
class Match:
    """The part of a field that was found: `text` is the field as people read it, in full."""

    field: SearchField
    text: str
    start: int
    end: int
    name: str = ""  # of the customer field


@dataclass(frozen=True)
class FoundSale:
    """A sale, and what made it match: one entry for each word of the text, none without a text."""

    sale: Sale
    matches: Sequence[Match] = ()


@dataclass(frozen=True, order=True)
class Cursor:
    """A place in the order of sales. Any day and number make one, so that a list can begin at a
    day: its first place is before all of its numbers."""

    day: date
    number: int = 0

    @classmethod
    def of(cls, sale: Sale) -> "Cursor":
        return cls(sale.business_day, sale.number)


@dataclass(frozen=True)
class SalePage:
    """Some sales, newest first."""

    sales: Sequence[FoundSale]
    more: bool  # there are older ones


@dataclass(frozen=True)
class MethodTotal:
    """The money of one method in one currency, and its movements."""

    method: str
    received: Money
    given_back: Money  # less than zero
    payments: int
    refunds: int

    @property
    def net(self) -> Money:
        return self.received + self.given_back


@dataclass(frozen=True)
class SearchTotals:
    """Totals of all sales that were found: the sums of their movements, whatever day these
    became known on. Currencies never add up."""

    sales: int = 0
    paid: int = 0  # sales in the state PAID
    methods: Sequence[MethodTotal] = ()

    @property
    def received(self) -> Sequence[Money]:
        return summed(one.received for one in self.methods)

    @property
    def given_back(self) -> Sequence[Money]:
        return summed(one.given_back for one in self.methods)

    @property
    def net(self) -> Sequence[Money]:
        return summed(one.net for one in self.methods)

    def payments(self, currency: Currency) -> int:
        """Returns the count of the movements that brought money of this currency."""
        return sum(one.payments for one in self.methods if one.received.currency is currency)


@dataclass(frozen=True)
class DayLine:
    """Sums of the sales found of one business day: the line above them."""

    day: date
    sales: int
    received: Sequence[Money]  # for these sales, whatever day it became known on


class FindsSales(Protocol):
    """The search over all days."""

    async def page(
        self,
        wanted: SaleFilter,
        beside: Cursor | None = None,
        limit: int = 100,
    ) -> SalePage:
        """Returns the sales before the one at a cursor; without a cursor, the newest ones."""

    async def totals(self, wanted: SaleFilter) -> SearchTotals:
        """Returns the totals of all that is found. May take a moment where much is: pages do not
        wait for it."""

    async def day_lines(self, wanted: SaleFilter, first: date, last: date) -> Sequence[DayLine]:
        """Returns a line for each day of this period, both ends included, of which something is
        found; newest first."""

    async def cashiers(self) -> Sequence[str]:
        """Returns everybody who ever sold, by name."""

    async def earliest_day(self) -> date | None:
        """Returns the business day of the oldest sale; None without any."""
