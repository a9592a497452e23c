"""Repeat of the last sale: brings it back into the form, for the cashier to charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.events import BUYS, State
from pos_app.domain.sale import sale_number
from pos_app.words.methods import method_name

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
    ) -> None:
        super().__init__(form)
        self._form = form
        self._methods: Mapping[str, Method] = {method.id: method for method in methods}
        self._newest_first = newest_first
        form.repeat_asked.connect(self._repeat)

    def look(self) -> None:
        """Offers the repeat from the first sale on."""
        if self._last is not None:
            self._form.offer_repeat()

    @property
    def _last(self) -> Sale | None:
        return next((sale for sale in self._newest_first() if sale.purpose in BUYS), None)

    def _repeat(self) -> None:
        if not self._form.knows_who or self._form.is_asking:
            return
        self._form.show_message(self._fill())

    def _fill(self) -> str:
        """Fills the form. Returns why it did not."""
        sale = self._last
        if self._form.has_text:
            return self.tr("Clear the form first: something is typed in it.")
        if sale is None:
            return self.tr("There is no sale to repeat yet.")
        why = self._why_not(sale)
        method = self._methods.get(sale.method)
        if why or (method is not None and self._form.bring_back(sale, method)):
            return why
        name = method_name(method) if method else sale.method
        return self.tr("{0} is not set up on this till.").format(name)

    def _why_not(self, sale: Sale) -> str:
        """Returns why the sale cannot be repeated; empty where it can."""
        number = sale_number(sale.number)
        if sale.state is State.UNKNOWN or sale.flags:
            said = self.tr("Sale {0} needs attention first. Do not charge it again.")
        elif sale.state is State.AUTHORIZED:
            said = self.tr("Sale {0} is on hold: capture or release it first.")
        elif sale.is_open or sale.pending_operation:
            said = self.tr("Sale {0} is not finished yet: wait for its result.")
        else:
            return ""
        return said.format(number)
