"""Running takings of the business day, per currency; each sale counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.money import Money
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pos_app.domain.money import Currency
    from pos_app.domain.sale import Sale


class Takings:
    """Sum of the paid sales of one business day, less refunds and pay-outs."""

    def __init__(self, day: date, sales: Iterable[Sale] = ()) -> None:
        self.day = day
        self._paid: dict[str, Money] = {}
        for sale in sales:
            self.count(sale)

    def count(self, sale: Sale) -> None:
        if sale.taken and sale.business_day == self.day:
            self._paid[sale.id] = Money(sale.taken, sale.amount.currency)

    def __str__(self) -> str:
        text = filled(
            QCoreApplication.translate("Takings", "today {0}"),
            sum(amount.minor > 0 for amount in self._paid.values()),
        )
        return " · ".join([text, *(str(total) for total in self._totals())])

    def _totals(self) -> list[Money]:
        """Returns a total for each currency; currencies are never added up."""
        totals: dict[Currency, Money] = {}
        for amount in self._paid.values():
            totals[amount.currency] = (
                totals.get(amount.currency, Money(0, amount.currency)) + amount
            )
        return [total for total in totals.values() if total.minor]  # a refund may have taken it all
