"""Sales of the journal, as calls by their ids ask for them."""

from collections.abc import Mapping

from pos_app.domain.errors import NotAllowed
from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.ports.journal import ReadsJournal


class KnownSales:
    def __init__(self, journal: ReadsJournal, methods: Mapping[str, Method]) -> None:
        self._journal = journal
        self._methods = methods

    async def sale(self, sale_id: str) -> Sale:
        """Returns the sale. Raises NotAllowed."""
        sale = await self._journal.sale(sale_id)
        if sale is None:
            raise NotAllowed("there is no such sale")
        return sale

    async def with_method(self, sale_id: str) -> tuple[Sale, Method]:
        """Returns the sale and its method. Raises NotAllowed."""
        sale = await self.sale(sale_id)
        method = self._methods.get(sale.method)
        if method is None:
            raise NotAllowed("this version does not know the method")
        return sale, method
