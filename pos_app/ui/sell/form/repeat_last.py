"""Repeat of the last sale: brings it back into the form, for the cashier to charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.events import BUYS, NOT_PAID, State
from pos_app.domain.sale import sale_number
from pos_app.words.methods import method_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.sell.form.form import ChargeForm


class RepeatLast(QObject):
    """Answer to the key and the button. It never charges, and never brings back a sale whose money
    may still move: then it says why."""

    def __init__(
        self,
        form: ChargeForm,
        methods: Iterable[Method],
        newest_first: Callable[[], Iterable[Sale]],
        bring_back: Callable[[Sale], bool],
        may_charge_again: Callable[[Sale], bool],
    ) -> None:
        super().__init__(form)
        self._bring_back = bring_back
        self._may_charge_again = may_charge_again  # of a sale that ended unpaid
        self._form = form
        self._methods: Mapping[str, Method] = {method.id: method for method in methods}
        self._newest_first = newest_first
        self._is_offered = False
        form.repeat_asked.connect(self._repeat)

    def look(self) -> None:
        """Offers the repeat from the first sale on."""
        if not self._is_offered and self._last is not None:
            self._is_offered = True
            self._form.offer_repeat()

    @property
    def _last(self) -> Sale | None:
        """Returns the last sale of its own: a part is charged again as a part."""
        own = (sale for sale in self._newest_first() if sale.purpose in BUYS and not sale.parent)
        return next(own, None)

    def _repeat(self) -> None:
        if not self._form.is_at_hand or self._form.is_asking:
            return
        sale = self._last
        why = self._why_not(sale) if sale else self.tr("There is no sale to repeat yet.")
        self._form.show_message(why)
        if sale is not None and not why:
            self._bring_back(sale)

    def _why_not(self, sale: Sale) -> str:
        """Returns why the sale cannot be repeated; empty where it can."""
        number = sale_number(sale.number)
        if sale.state is State.UNKNOWN or sale.flags:
            said = self.tr("Sale {0} needs attention first. Do not charge it again.")
        elif sale.state is State.AUTHORIZED:
            said = self.tr("Sale {0} is on hold: capture or release it first.")
        elif sale.is_open or sale.pending_operation:
            said = self.tr("Sale {0} is not finished yet: wait for its result.")
        elif sale.state in NOT_PAID and not self._may_charge_again(sale):
            said = self.tr("Sale {0} may still be paid. Check it first.")
        elif all(method.id != sale.method for method in self._form.tiles.ready_methods):
            method = self._methods.get(sale.method)
            name = method_name(method) if method else sale.method
            return filled(self.tr("{0}: not set up on this till."), name)
        else:
            return ""
        return filled(said, number)
