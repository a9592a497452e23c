"""Dialog that refunds a sale, in full or in part, with a manager's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import Field
from pos_app.domain.method import Refunds
from pos_app.domain.rules.money_back import owed, refundable
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.words.methods import method_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.domain.money import Money
    from pos_app.domain.sale import Sale
    from pos_app.till.intent import Press
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.widgets.form_field import SettingField


class RefundDialog(ActionDialog):
    """Dialog that refunds the rest of the sale, or a part where the method allows it."""

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("refund", hands)
        self._sale = sale
        self._most = refundable(sale, method) or sale.amount
        self._amount: AmountField | None = None
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        fields: dict[Field, SettingField] = {}
        if method.refunds is Refunds.PART:
            back = owed(sale, method)
            self._amount = AmountField("refund_amount", sale.amount.currency, self._most, back)
            self._amount.entry.textChanged.connect(self._say)
            fields[Field.AMOUNT] = self._amount
            body.addWidget(self._amount)
        pins = self.ask_pin()
        fields[Field.PIN] = pins.pin
        body.addWidget(pins)
        self._say_once(method)
        self._say()
        self.arrange(fields, body, sale.amount.currency.value.point)
        (pins.pin if self._amount is None else self._amount).edit.setFocus()
        if self._amount is not None:
            self._amount.edit.selectAll()  # the next key replaces it

    def action(self) -> Coroutine[Any, Any, Sale]:
        amount = self._amount.read() if self._amount else None
        return self._give_back(amount, self.typed_pin(), self._till.press())

    async def _give_back(self, amount: Money | None, pin: str, press: Press) -> Sale:
        approval = await self.approve(pin)
        return await self._till.refund(self.reservation, self._sale.id, amount, approval, press)

    def _say_once(self, method: Method) -> None:
        self.setWindowTitle(self.tr("Refund"))
        if self._amount is not None:
            self._amount.set_text(filled(self.tr("Amount, at most {0}"), self._most))
        sale = filled(self.tr("Sale {0}"), sale_text.number_of(self._sale))
        whom = filled(self.tr("to {0}"), self._sale.phone.grouped) if self._sale.phone else ""
        self.what.setText(
            " · ".join(
                part for part in (sale, method_name(method), whom, self._sale.description) if part
            )
        )

    def _say(self) -> None:
        amount: Money | None = self._most
        if self._amount is not None:
            amount = self._amount.entry.read()
        text = filled(self.tr("Refund {0}"), amount) if amount else self.tr("Refund")
        self.title.setText(text)
        self.do.set_text(text)
