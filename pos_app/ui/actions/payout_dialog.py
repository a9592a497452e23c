"""Dialog that pays out money from the shop to a phone, without a sale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import Field
from pos_app.till.charge_request import ChargeRequest, parse_charge_request
from pos_app.till.phone_numbers import suggested_method
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.ui.widgets.basic import Option, label
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.phone_box import PhoneEdit
from pos_app.ui.widgets.picker import Picker
from pos_app.words.methods import method_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.till.intent import Press
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.theme.theme import CurrentTheme


class PayOutDialog(ActionDialog):
    """Dialog for a pay-out. The number's network chooses the method, until somebody picks a method
    by hand."""

    def __init__(self, methods: Sequence[Method], look: CurrentTheme, hands: DialogContext) -> None:
        super().__init__("payout", hands)
        self._methods = {method.id: method for method in methods}
        first = methods[0]
        self._amount = AmountField("payout_amount", first.currency)
        phone = PhoneEdit(first.country)
        phone.setProperty("bare", False)
        self._phone = SettingField("payout_phone", edit=phone)
        self._method = Picker("payout_method", look)
        for method in methods:
            self._method.addItem(method_name(method), method.id)
        self._method_title = label(Size.LABEL, strong=True, tone="muted")
        self._by_hand = False
        self._description = SettingField("payout_description")
        self._method.activated.connect(self._pick)
        self._amount.entry.textChanged.connect(self._say)
        phone.textChanged.connect(self._follow_phone)
        self._again = Option("payout_again")
        self._again.hide()
        self._again.toggled.connect(self._say_again)
        for edit in (self._amount.entry, phone):
            edit.textChanged.connect(self._forget_second)
        pins = self.ask_pin()
        self._say_once()
        self._say()
        self.arrange(
            {
                Field.AMOUNT: self._amount,
                Field.PHONE: self._phone,
                Field.DESCRIPTION: self._description,
                Field.PIN: pins.pin,
            },
            self._body(),
            first.currency.value.point,
        )
        self._amount.edit.setFocus()

    @property
    def method(self) -> Method:
        return self._methods[self._method.currentData()]

    def action(self) -> Coroutine[Any, Any, Sale]:
        order = parse_charge_request(
            self.method, self._amount.text, self._phone.text, self._description.text
        )
        meant = replace(order, allow_duplicate=self._again.isChecked())
        return self._pay_out(meant, self.typed_pin(), self._till.press())

    async def _pay_out(self, order: ChargeRequest, pin: str, press: Press) -> Sale:
        approval = await self.approve(pin)
        return await self._till.pay_out(self.reservation, order, approval, press)

    def fail(self, error: PosError) -> None:
        """Offers the tick by which somebody confirms a possible duplicate pay-out; Enter alone asks
        again."""
        if isinstance(error, PossibleDuplicate):
            self._again.show()
        super().fail(error)

    # --- inside -----------------------------------------------------------------------------------

    def _forget_second(self) -> None:
        """Forgets the duplicate question once the amount or the phone changes."""
        self._again.setChecked(False)
        self._again.hide()

    def _say_again(self) -> None:
        text = self.tr("Pay out again anyway")
        self._again.set_text(f"✓ {text}" if self._again.isChecked() else text, text)

    def _pick(self) -> None:
        self._by_hand = True

    def _follow_phone(self) -> None:
        if self._by_hand:
            return
        method = suggested_method(self._phone.text, tuple(self._methods.values()))
        if method is not None:
            self._method.setCurrentIndex(self._method.findData(method.id))

    def _say_once(self) -> None:
        self.setWindowTitle(self.tr("Pay out"))
        self.what.setText(self.tr("The money goes from the shop to a phone. You cannot undo it."))
        self._say_again()
        self._amount.set_text(self.tr("Amount"))
        self._phone.set_text(self.tr("Phone"))
        self._method_title.setText(self.tr("Method"))
        self._method.setAccessibleName(self.tr("Method"))
        self._description.set_text(self.tr("Description (optional)"))

    def _say(self) -> None:
        amount = self._amount.entry.read()
        text = filled(self.tr("Pay out {0}"), amount) if amount else self.tr("Pay out")
        self.title.setText(text)
        self.do.set_text(text)

    def _body(self) -> QVBoxLayout:
        body = QVBoxLayout()
        body.setSpacing(Space.SMALL)
        top = QHBoxLayout()
        top.setSpacing(Space.NORMAL)
        top.addWidget(self._amount, 1)
        top.addWidget(self._phone, 1)
        body.addLayout(top)
        picking = QVBoxLayout()
        picking.setSpacing(Space.TIGHT)
        picking.addWidget(self._method_title)
        picking.addWidget(self._method)
        low = QHBoxLayout()
        low.setSpacing(Space.NORMAL)
        low.addLayout(picking, 1)
        low.addWidget(self._description, 1)
        body.addLayout(low)
        body.addWidget(self._again)
        if self.pins:
            body.addWidget(self.pins)
        return body
