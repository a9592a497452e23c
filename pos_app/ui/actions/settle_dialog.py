"""Dialog in which a manager settles an unknown outcome by hand: paid or not, and the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import BUYS, State
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.actions.reason_field import ReasonField
from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import focus_no_button
from pos_app.words.doubts import meaning_words, ready_reasons
from pos_app.words.states import state_words

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.actions.action_dialog import DialogContext

_CHOICE_KEYS, _REASON_KEYS = "12", "34"


class SettleDialog(ActionDialog):
    """Dialog that asks for the outcome, the manager's evidence and a PIN. The journal keeps all
    three.

    Nothing is chosen beforehand. The keys 1 and 2 choose the outcome, 3 and 4 the evidence. A
    figure typed in a field stays there.
    """

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("settle", hands)
        self._sale = sale
        self._method = method
        self._paid = self._choice("settle_paid")
        self._unpaid = self._choice("settle_unpaid")
        self._which = QButtonGroup(self)
        self._means = wrapped(label(Size.LABEL, strong=True, name="settle_means"))
        self._why = ReasonField("settle", len(_REASON_KEYS))
        self._why.chosen.connect(self._go_to_pin)
        body = QVBoxLayout()
        body.setSpacing(Space.TIGHT)
        choices = QHBoxLayout()
        for choice in (self._paid, self._unpaid):
            self._which.addButton(choice)
            choices.addWidget(choice, 1)
        body.addLayout(choices)
        body.addWidget(self._means)
        body.addWidget(self._why)
        pins = self.ask_pin()
        body.addWidget(pins)
        self._which.buttonToggled.connect(self._say_which)
        self._say()
        self.arrange({Field.WHY: self._why.field, Field.PIN: pins.pin}, body)
        focus_no_button(self)

    def action(self) -> Coroutine[Any, Any, Sale]:
        if self._which.checkedButton() is None:
            raise BadInput(Field.METHOD, InputProblem.SETTING_MISSING, self._either())
        if not self._why.text:
            raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
        return self._settle(self._why.text, self.typed_pin(), paid=self._paid.isChecked())

    async def _settle(self, why: str, pin: str, *, paid: bool) -> Sale:
        approval = await self.approve(pin)
        return await self._till.settle(self._sale.id, paid=paid, why=why, approval=approval)

    # --- inside -----------------------------------------------------------------------------------

    @staticmethod
    def _choice(name: str) -> Button:
        button = Button(name, "toggle")
        button.setCheckable(True)
        return button

    def _go_to_pin(self) -> None:
        if self.pins:
            self.pins.pin.edit.setFocus()
            self.pins.pin.edit.selectAll()  # from a try before: the next key replaces it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the figures that no field used."""
        buttons = (self._paid, self._unpaid, *self._why.buttons)
        by_key = dict(zip(_CHOICE_KEYS + _REASON_KEYS, buttons, strict=True))
        button = by_key.get(event.text())
        if button is None or event.isAutoRepeat() or isinstance(self.focusWidget(), QLineEdit):
            super().keyPressEvent(event)
        elif button.isVisible():
            button.click()

    def _either(self) -> str:
        return f"{self._paid.accessibleName()} / {self._unpaid.accessibleName()}"

    def _say_which(self) -> None:
        """Marks the choice by a sign too, not by its colour alone, and shows its consequence before
        the button is pressed."""
        chosen = self._which.checkedButton()
        for key, choice in enumerate((self._paid, self._unpaid), start=1):
            said = choice.accessibleName()
            choice.set_text(f"✓ {said}" if choice is chosen else f"{said}  [{key}]", said)
        paid = chosen is self._paid
        meaning = meaning_words(self._sale.purpose, paid=paid) if chosen else ""
        self._means.setText(meaning or self.tr("Check first: resolve only what you know."))
        reasons = ready_reasons(self._method, paid=paid) if chosen else ()
        self._why.offer(reasons, _REASON_KEYS)
        self._fit()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Resolve"))
        self.title.setText(self.tr("How did it end?"))
        about = (sale_text.title_of(self._sale), sale_text.method_of(self._sale, self._method))
        self.what.setText(" · ".join((*about, sale_text.amount_of(self._sale))))
        is_sale = self._sale.purpose in BUYS
        done = state_words(State.PAID, self._sale.purpose)
        self._paid.set_text(done)
        self._unpaid.set_text(self.tr("Not paid") if is_sale else self.tr("Not done"))
        self._why.field.set_text(self.tr("How do you know?"), self.tr("The journal records it"))
        self._say_which()
        self.do.set_text(self.tr("Resolve"))
