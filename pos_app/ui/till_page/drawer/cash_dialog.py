"""Dialog that puts cash into the drawer, or takes some out, for no sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Currency
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.actions.reason_field import ReasonField
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.ui.widgets.choices.segments import Segments
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from pos_app.domain.money import Money
    from pos_app.ports.journal import Head
    from pos_app.ui.actions.action_dialog import DialogContext


class CashDialog(ActionDialog):
    """Asks for an amount and a reason; taking out needs a manager's PIN besides.

    `currencies` are those that lie in the drawer, the shop's own first. It asks for one of them
    where there are several.
    """

    def __init__(
        self, currencies: Sequence[Currency], hands: DialogContext, *, puts_in: bool
    ) -> None:
        super().__init__("cash", hands)
        currency = currencies[0]
        self._puts_in = puts_in
        self._amount = AmountField("cash_amount", currency)
        self._amount.set_text(self.tr("Amount"))
        reasons = self._reasons()
        self._why = ReasonField("cash", len(reasons))
        self._why.field.set_text(self.tr("Reason"))
        self._why.offer(reasons)
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        if len(currencies) > 1:
            body.addWidget(self._choice_of(currencies))
        body.addWidget(self._amount)
        body.addWidget(self._why)
        if not puts_in:
            body.addWidget(self.ask_pin())
        self.setWindowTitle(self._name_of_it())
        self.what.setText(self.tr("For no sale: change, the bank, an expense."))
        self._amount.entry.textChanged.connect(self._say)
        self._say()
        fields = {Field.AMOUNT: self._amount, Field.WHY: self._why.field}
        self.arrange(fields, body, currency.value.point)
        self._amount.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, Head]:
        amount = self._amount.read()
        if not self._why.text:
            raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
        if self._puts_in:
            return self._till.shifts.put_in(amount, self._why.text)
        return self._take_out(amount, self._why.text, self.typed_pin())

    def _choice_of(self, currencies: Sequence[Currency]) -> Segments:
        choice = Segments("cash_currency", [currency.code for currency in currencies])
        choice.set_texts({currency.code: currency.symbol for currency in currencies})
        choice.chosen.connect(self._use_currency)
        return choice

    def _use_currency(self, code: str) -> None:
        self._amount.entry.currency = Currency[code]
        self._say()

    async def _take_out(self, amount: Money, why: str, pin: str) -> Head:
        return await self._till.shifts.take_out(amount, why, await self.approve(pin))

    def _reasons(self) -> list[str]:
        if self._puts_in:
            return [self.tr("Change"), self.tr("Float")]
        return [self.tr("Bank"), self.tr("Expense")]

    def _name_of_it(self) -> str:
        return self.tr("Cash in") if self._puts_in else self.tr("Cash out")

    def _say(self) -> None:
        amount = self._amount.entry.read()
        named = self._name_of_it()
        text = filled(self.tr("{0}: {1}"), named, amount) if amount else named
        self.title.setText(text)
        self.do.set_text(text)
