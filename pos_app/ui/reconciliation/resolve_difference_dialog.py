"""Dialog in which a manager writes down why the journal and a statement differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.reconciliation.comparison import Finding
from pos_app.domain.sale import sale_number
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.actions.reason_field import ReasonField
from pos_app.ui.theme.tokens import Space
from pos_app.words.books.reconciliation import finding_words, name_in
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.reconciliation.comparison import Compared
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.services import ReconciliationService

_MOST_REASONS = 2
_NONE = "\N{EM DASH}"


class ResolveDifferenceDialog(ActionDialog):
    def __init__(
        self, source: str, difference: Compared, desk: ReconciliationService, hands: DialogContext
    ) -> None:
        super().__init__("resolve_difference", hands)
        self._source = source
        self._difference = difference
        self._desk = desk
        self._why = ReasonField("resolve_difference", _MOST_REASONS)
        self._why.chosen.connect(self._go_to_pin)
        self._why.offer(self._reasons())
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addWidget(self._why)
        pins = self.ask_pin()
        body.addWidget(pins)
        self.setWindowTitle(self.tr("Resolve"))
        self.title.setText(self.tr("Why do they differ?"))
        self.what.setText("\n".join([*self._facts(), self.tr("No money moves by this.")]))
        self._why.field.set_text(self.tr("How do you know?"), self.tr("The journal records it"))
        self.do.set_text(self.tr("Resolve"))
        self.arrange({Field.WHY: self._why.field, Field.PIN: pins.pin}, body)
        self._why.field.edit.setFocus()

    def _reasons(self) -> tuple[str, ...]:
        if self._difference.finding is Finding.ONLY_THERE:
            return (self.tr("Another till of the shop sold it"), self.tr("Not of this shop"))
        if self._difference.finding is Finding.ONLY_HERE:
            return (self.tr("It is on the next statement"),)
        return (self.tr("The payment service corrected it"),)

    def _facts(self) -> list[str]:
        one = self._difference
        sale = sale_number(one.here.sale) if one.here and one.here.sale else ""
        here, there = (str(part.amount) if part else _NONE for part in (one.here, one.there))
        return [
            joined(finding_words(one), f"{one.day:%d/%m/%Y}"),
            joined(sale, name_in(one)),
            filled(self.tr("Journal {0} · statement {1}"), here, there),
        ]

    def _go_to_pin(self) -> None:
        if self.pins:
            self.pins.pin.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, None]:
        if not self._why.text:
            raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
        return self._resolve(self._why.text, self.typed_pin())

    async def _resolve(self, why: str, pin: str) -> None:
        approval = await self.approve(pin)
        await self._desk.resolve(self._source, self._difference, why, approval)
