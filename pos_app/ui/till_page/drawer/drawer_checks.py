"""Counts of the drawer at the close of a day: one card for each currency that lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space
from pos_app.ui.till_page.drawer.drawer_check import DrawerCheck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.books.day_close import DrawerCount
    from pos_app.domain.books.drawer import CashDrawer
    from pos_app.domain.money import Currency


class DrawerChecks(QWidget):
    """Cards of the shop's own currency first; those of others are made once there is cash of
    them."""

    done = Signal()  # Enter in the last field of a card

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self._own = currency
        self._cards: dict[Currency, DrawerCheck] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.NORMAL)
        self._card_of(currency)

    @property
    def counts(self) -> Sequence[DrawerCount]:
        """Returns what was counted, of each currency that is shown and of which anything was: one
        that has left the drawer since is on no close."""
        counts = (card.count for card in self._cards.values() if not card.isHidden())
        return [count for count in counts if count is not None]

    def clear(self) -> None:
        for card in self._cards.values():
            card.counter.clear()

    def show_drawers(self, drawers: Sequence[CashDrawer]) -> None:
        self._show_only([drawer.currency for drawer in drawers])
        for drawer in drawers:
            self._card_of(drawer.currency).show_drawer(drawer)

    def show_past(self, counts: Sequence[DrawerCount]) -> None:
        """Shows what a past close says, which cannot be changed."""
        self._show_only([count.counted.currency for count in counts])
        for count in counts:
            self._card_of(count.counted.currency).show_past(count)

    def retranslate(self) -> None:
        for card in self._cards.values():
            card.retranslate()

    def _show_only(self, currencies: Sequence[Currency]) -> None:
        for currency in (*self._cards, *currencies):
            self._card_of(currency).setVisible(currency in currencies)

    def _card_of(self, currency: Currency) -> DrawerCheck:
        card = self._cards.get(currency)
        if card is None:
            name = "count" if currency is self._own else f"count_{currency.code}"
            card = self._cards[currency] = DrawerCheck(name, currency)
            card.retranslate()
            card.counter.done.connect(self.done)
            self._column.addWidget(card)
        return card
