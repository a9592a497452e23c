"""Sales of one kind that need a person: read once, and followed from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pos_app.domain.sale import Sale


class DueSales:
    """Keeps them, so that a page that opens again reads nothing: a large shop has thousands, and
    its payments wait for the thread that reads them."""

    def __init__(self, is_due: Callable[[Sale], bool]) -> None:
        self._is_due = is_due
        self._due: dict[str, Sale] = {}
        self._heard: dict[str, Sale] = {}  # before they were read
        self.is_read = False
        self.is_asked = False  # the journal is being read, or has been

    @property
    def sales(self) -> Sequence[Sale]:
        return list(self._due.values())

    def take(self, sales: Iterable[Sale]) -> None:
        """Takes what was read. What was heard meanwhile may be newer."""
        self.is_read = True
        self._due = {sale.id: sale for sale in sales if self._is_due(sale)}
        heard, self._heard = self._heard, {}
        for sale in heard.values():
            self.hear(sale)

    def hear(self, sale: Sale) -> bool:
        """Takes a sale's new state; returns whether it is another one of these, or no more."""
        if not self.is_read:
            self._heard[sale.id] = sale
            return False
        old = self._due.get(sale.id)
        if old is not None and old.revision > sale.revision:
            return False
        self._due.pop(sale.id, None)
        if self._is_due(sale):
            self._due[sale.id] = sale
        return old is not None or self._is_due(sale)
