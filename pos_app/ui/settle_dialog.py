"""A manager, having asked elsewhere, says how an unknown sale ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from pos_app import words
from pos_app.domain.errors import BadInput, Complaint, Field
from pos_app.domain.events import Purpose, State
from pos_app.ui import telling
from pos_app.ui.deed_dialog import DeedDialog
from pos_app.ui.setting_field import SettingField
from pos_app.ui.tokens import Space
from pos_app.ui.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.deed_dialog import Hands


class SettleDialog(DeedDialog):
    """Paid or not, how that is known, and whose word it is. The journal keeps all three."""

    def __init__(self, sale: Sale, method: Method, hands: Hands) -> None:
        super().__init__("settle", hands)
        self._sale = sale
        self._paid = self._choice("settle_paid")
        self._unpaid = self._choice("settle_unpaid")
        self._which = QButtonGroup(self)
        self._why = SettingField("settle_why")
        self._ready_made = [Button(f"settle_reason_{place}") for place in range(2)]
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        choices = QHBoxLayout()
        for choice in (self._paid, self._unpaid):
            self._which.addButton(choice)
            choices.addWidget(choice, 1)
        body.addLayout(choices)
        body.addWidget(self._why)
        ready_made = QHBoxLayout()
        for button in self._ready_made:
            ready_made.addWidget(button, 1)
            button.clicked.connect(lambda _=False, button=button: self._use(button.text()))
        body.addLayout(ready_made)
        pins = self.ask_pin()
        body.addWidget(pins)
        self._which.buttonToggled.connect(self._say_which)
        self._say(method)
        self.arrange({Field.WHY: self._why, Field.PIN: pins.pin}, body)
        self._paid.setFocus()

    def deed(self) -> Coroutine[Any, Any, Sale]:
        if self._which.checkedButton() is None:
            raise BadInput(Field.METHOD, Complaint.SETTING_MISSING, self._either())
        if not self._why.text:
            raise BadInput(Field.WHY, Complaint.WHY_EMPTY)
        return self._settle(self._why.text, self.typed_pin())

    async def _settle(self, why: str, pin: str) -> Sale:
        paid = self._paid.isChecked()
        approval = await self.approve(pin)
        return await self._till.settle(self._sale.id, paid=paid, why=why, approval=approval)

    # --- inside -----------------------------------------------------------------------------------

    @staticmethod
    def _choice(name: str) -> Button:
        button = Button(name, "toggle")
        button.setCheckable(True)
        return button

    def _use(self, reason: str) -> None:
        self._why.edit.setText(reason)
        if self.pins:
            self.pins.pin.edit.setFocus()

    def _either(self) -> str:
        return f"{self._paid.accessibleName()} / {self._unpaid.accessibleName()}"

    def _say_which(self) -> None:
        """The choice is marked by a sign too, not by its colour alone."""
        for choice in (self._paid, self._unpaid):
            said = choice.accessibleName()
            choice.say(f"✓ {said}" if choice.isChecked() else said, said)

    def _say(self, method: Method) -> None:
        self.setWindowTitle(self.tr("Settle"))
        self.title.setText(self.tr("How did it end?"))
        about = (telling.title_of(self._sale), telling.method_of(self._sale, method))
        self.what.setText(" · ".join((*about, telling.amount_of(self._sale))))
        is_sale = self._sale.purpose in (Purpose.PAYMENT, Purpose.AUTHORIZATION)
        done = words.state_words(State.PAID, self._sale.purpose)
        self._paid.say(done)
        self._unpaid.say(self.tr("Not paid") if is_sale else self.tr("It did not happen"))
        self._why.say(self.tr("How do you know?"), self.tr("The journal keeps it"))
        said = (self.tr("Seen at the provider"), self.tr("Customer's message"))
        for button, text in zip(self._ready_made, said, strict=True):
            button.say(text)
        self.do.say(self.tr("Settle"))
        self.back.say(self.tr("Go back"))
