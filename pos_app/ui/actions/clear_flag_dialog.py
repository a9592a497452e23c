"""Dialog in which a manager clears a sale's flags, with a reason and a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.actions.reason_field import ReasonField
from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import Space
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.actions.action_dialog import DialogContext


class ClearDialog(ActionDialog):
    """Dialog that clears all flags of a sale. The money stays where it is; the journal keeps the
    reason."""

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("clear", hands)
        self._sale = sale
        self._why = ReasonField("clear", 2)
        self._why.chosen.connect(self._go_to_pin)
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addWidget(self._why)
        pins = self.ask_pin()
        body.addWidget(pins)
        self._say(method)
        self.arrange({Field.WHY: self._why.field, Field.PIN: pins.pin}, body)
        self._why.field.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, Sale]:
        if not self._why.text:
            raise BadInput(Field.WHY, InputProblem.DEED_EMPTY)
        return self._clear(self._why.text, self.typed_pin())

    async def _clear(self, why: str, pin: str) -> Sale:
        approval = await self.approve(pin)
        return await self._till.clear_flag(self._sale.id, None, why, approval)

    def _go_to_pin(self) -> None:
        if self.pins:
            self.pins.pin.edit.setFocus()

    def _say(self, method: Method) -> None:
        self.setWindowTitle(self.tr("Clear the alert"))
        self.title.setText(self.tr("Clear the alert"))
        about = (sale_text.title_of(self._sale), sale_text.method_of(self._sale, method))
        first = " · ".join((*about, sale_text.amount_of(self._sale)))
        flags = [flag_words(flag) for flag in sorted(self._sale.flags)]
        self.what.setText("\n".join([first, *flags]))
        self._why.field.set_text(self.tr("What was done?"), self.tr("The journal records it"))
        self._why.offer((self.tr("Goods handed over"), self.tr("Money refunded")))
        self.do.set_text(self.tr("Clear the alert"))
