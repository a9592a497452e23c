"""Dialog in which a manager takes an unmatched payment off the provider's payment queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.phone import in_threes
from pos_app.domain.text.foreign_text import readable
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.actions.reason_field import ReasonField
from pos_app.ui.theme.tokens import Space
from pos_app.words.methods import method_name
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.ports.journal import UnmatchedPayment
    from pos_app.ui.actions.action_dialog import DialogContext


class TakeDialog(ActionDialog):
    def __init__(self, unmatched: UnmatchedPayment, method: Method, hands: DialogContext) -> None:
        super().__init__("take", hands)
        self._stray = unmatched
        self._provider = method.provider
        self._why = ReasonField("take", 1)
        self._why.chosen.connect(self._go_to_pin)
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addWidget(self._why)
        self._why.offer((self.tr("No till of the shop is waiting for it"),))
        pins = self.ask_pin()
        body.addWidget(pins)
        self.setWindowTitle(self.tr("Remove"))
        self.title.setText(self.tr("Are you sure that no other till needs it?"))
        reference = in_threes(readable(unmatched.reference))
        about = [method_name(method), reference, str(unmatched.amount or "")]
        warning = self.tr("If another till is waiting for it, that till will never receive it.")
        self.what.setText("\n".join([joined(*about), warning]))
        self._why.field.set_text(self.tr("How do you know?"), self.tr("The journal records it"))
        self.do.set_text(self.tr("Remove from the queue"))
        self.arrange({Field.WHY: self._why.field, Field.PIN: pins.pin}, body)
        self._why.field.edit.setFocus()

    def _go_to_pin(self) -> None:
        if self.pins:
            self.pins.pin.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, UnmatchedPayment]:
        if not self._why.text:
            raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
        return self._take(self._why.text, self.typed_pin())

    async def _take(self, why: str, pin: str) -> UnmatchedPayment:
        approval = await self.approve(pin)
        unmatched = self._stray
        return await self._till.take_unmatched(
            self._provider, unmatched.payment, unmatched.reference, why, approval
        )
