"""Amount field for dialogs, with an upper limit; typed as on the Sell screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import parse_amount
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.ui.widgets.form_field import SettingField

if TYPE_CHECKING:
    from pos_app.domain.money import Currency, Money

_SIZES = (30, 27, 23)  # as high as the fields beside it, whatever stands in it


class AmountField(SettingField):
    """Field for an amount of at most `most`. It begins with `first`, where that is less."""

    def __init__(
        self,
        name: str,
        currency: Currency,
        most: Money | None = None,
        first: Money | None = None,
    ) -> None:
        self.entry = AmountEdit(currency)
        super().__init__(name, edit=self.entry)
        self._most = most
        self.entry.setProperty("bare", False)
        self.entry.use_sizes(*_SIZES)
        if most is not None:
            self.entry.setText((first or most).figures)

    def limit(self, most: Money, first: Money) -> None:
        """Takes another limit, and begins with another amount."""
        self._most = most
        self.entry.setText(first.figures)

    def read(self) -> Money:
        """Returns the amount. Raises BadInput."""
        amount = parse_amount(self.text, self.entry.currency)
        if self._most is not None and amount.minor > self._most.minor:
            raise BadInput(Field.AMOUNT, InputProblem.AMOUNT_TOO_LARGE, str(self._most))
        return amount
