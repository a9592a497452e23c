"""Card checkout popup: shows the QR of a new card payment once, as soon as its page exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import Purpose
from pos_app.domain.payment_instructions import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.domain.sale import Sale


class Checkouts:
    """Popup controller that shows the page of each card payment charged here.

    `is_shown` says whether the cashier looks at that sale now, on the Sell screen.
    """

    def __init__(self, is_shown: Callable[[str], bool], show: Callable[[Sale], None]) -> None:
        self._is_shown = is_shown
        self._show = show
        self._awaited: set[str] = set()

    def expect(self, sale: Sale) -> None:
        """Awaits the page of a sale that was just charged."""
        if sale.is_open and sale.purpose is Purpose.PAYMENT:
            self._awaited.add(sale.id)
            self.hear(sale)

    def hear(self, sale: Sale) -> None:
        if sale.id not in self._awaited or not page_of(sale):
            return
        self._awaited.discard(sale.id)
        if self._is_shown(sale.id):
            self._show(sale)
