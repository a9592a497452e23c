"""Dialogs that capture a held (authorized) amount, in full or in part, or release it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import Field
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import sale_text
from pos_app.ui.qt.constants import MEANT_KEY
from pos_app.ui.widgets.amount_field import AmountField
from pos_app.words.methods import method_name
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.till.intent import Press
    from pos_app.ui.actions.action_dialog import DialogContext


def _about(sale: Sale, method: Method) -> str:
    who = sale.phone.grouped if sale.phone else ""
    about = (sale_text.number_of(sale), method_name(method), who, sale.description)
    return joined(*about)


class CaptureDialog(ActionDialog):
    """Dialog that needs no PIN: so Enter captures only an amount that was typed here, and another
    key, or a touch, the one that stands there."""

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("capture", hands)
        self._sale = sale
        self._amount = AmountField("capture_amount", sale.amount.currency, sale.amount)
        self._amount.entry.textChanged.connect(self._hear)
        self._is_typed = False
        self._amount.set_text(filled(self.tr("Amount, at most {0}"), sale.amount))
        body = QVBoxLayout()
        body.addWidget(self._amount)
        self.setWindowTitle(self.tr("Capture"))
        self.what.setText(_about(sale, method))
        self._say()
        self.arrange({Field.AMOUNT: self._amount}, body, sale.amount.currency.value.point)
        self._amount.edit.setFocus()
        self._amount.edit.selectAll()

    def action(self) -> Coroutine[Any, Any, Sale]:
        amount, press = self._amount.read(), self._till.press()
        return self._till.capture(self.reservation, self._sale.id, amount, press)

    def answers(self) -> bool:
        return self._is_typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys that no field used."""
        if event.text() == MEANT_KEY and not event.isAutoRepeat():
            self.act()
        else:
            super().keyPressEvent(event)

    def _hear(self) -> None:
        self._is_typed = True
        self._say()

    def _say(self) -> None:
        amount = self._amount.entry.read()
        text = filled(self.tr("Capture {0}"), amount) if amount else self.tr("Capture")
        self.title.setText(text)
        self.do.set_text(f"{text}  [{MEANT_KEY}]", text)


class ReleaseDialog(ActionDialog):
    """Dialog with one question and a manager's PIN."""

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("release", hands)
        self._sale = sale
        self.setWindowTitle(self.tr("Release"))
        self.title.setText(filled(self.tr("Release {0}?"), sale.amount))
        about = self.tr("The customer keeps the money and the sale ends.")
        self.what.setText(f"{_about(sale, method)}\n{about}")
        self.do.set_text(self.tr("Yes, release"))
        self.do.setProperty("kind", "danger")
        body = QVBoxLayout()
        pins = self.ask_pin()
        body.addWidget(pins)
        self.arrange({}, body)
        pins.pin.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, Sale]:
        return self._release(self.typed_pin(), self._till.press())

    async def _release(self, pin: str, press: Press) -> Sale:
        approval = await self.approve(pin)
        return await self._till.release(self.reservation, self._sale.id, approval, press)
