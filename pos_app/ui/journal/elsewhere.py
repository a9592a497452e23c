"""Looks where a sale may be that is not in the period: one look at all days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from pos_app.ports.sale_filter import SaleFilter
    from pos_app.ports.sale_search import FindsSales


class Elsewhere:
    """Asks the search for the newest sale of any day."""

    def __init__(self, finds: FindsSales) -> None:
        self._finds = finds

    async def of(self, wanted: SaleFilter) -> tuple[date | None, date | None]:
        """Returns the newest day on which it is found, and the earliest day of the journal."""
        page = await self._finds.page(replace(wanted, start=None, end=None), limit=1)
        newest = page.sales[0].sale.business_day if page.sales else None
        return newest, await self._finds.earliest_day()
