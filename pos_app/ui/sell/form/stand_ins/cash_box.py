"""Cash field of the form: what the customer hands over, and the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.qt.constants import LEFT, MIDDLE, align
from pos_app.ui.sell.form.stand_ins.stand_in_box import StandInBox
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.money import Currency, Money


class CashBox(StandInBox):
    """The cash with, at its right, the change. Empty, it is exactly the amount."""

    edit: AmountEdit

    def __init__(self, currency: Currency) -> None:
        edit = AmountEdit(currency)
        edit.setObjectName("tendered")
        align(edit, LEFT | MIDDLE)
        super().__init__(edit, "change_hint", (1, 1))
        self._asked: Money | None = None
        self._rounded = False
        edit.focused.connect(lambda lit: None if lit else edit.tidy())

    def retranslate(self) -> None:
        self._name(self.tr("Cash from the customer"))

    def use(self, currency: Currency) -> None:
        self.edit.currency = currency

    def show_asked(self, asked: Money | None, *, rounded: bool) -> None:
        """Takes what the customer is asked for, from which the change follows. `rounded`: it is not
        what was typed, as there are no coins for that."""
        self._asked = asked
        self._rounded = rounded
        self.show_error("")

    def _said(self) -> tuple[str, str]:
        """Returns the change, or what is still missing."""
        given = self.edit.read()
        if not self.edit.text():
            if self._asked is not None and self._rounded:
                return filled(self.tr("Rounded to coins: {0}"), self._asked), ""
            return self.tr("Empty: exact amount"), "muted"
        if given is None or self._asked is None:
            return "", "muted"
        change = given + -self._asked
        if change.minor < 0:
            return filled(self.tr("{0} missing"), -change), "wait"
        return filled(self.tr("Change {0}"), change), ""
