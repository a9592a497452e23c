"""Dialog that sets a new expiry date for a waiting reference; the provider has to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QGridLayout

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.till.charge_request import read_validity
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import sale_text, times
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button
from pos_app.ui.widgets.dialog_buttons import focus_no_button
from pos_app.ui.widgets.validity_picker import last_day
from pos_app.words.methods import method_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import date, datetime
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.actions.action_dialog import DialogContext

DAYS = (1, 3, 7, 30)  # from today


class ExtendDialog(ActionDialog):
    """Dialog with four end dates, for the cashier to agree on one with the customer.

    None is chosen beforehand. The keys 1 to 4 choose one.
    """

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("extend", hands)
        self._sale = sale
        self._method = method
        self._which = QButtonGroup(self)
        body = QGridLayout()
        body.setSpacing(Space.SMALL)
        self._days: dict[Button, date] = {}
        for place, days in enumerate(DAYS):
            button = Button(f"extend_{days}", "toggle")
            button.setCheckable(True)
            self._days[button] = last_day(method, days, times.now())
            self._which.addButton(button)
            body.addWidget(button, place // 2, place % 2)
        self._which.buttonToggled.connect(self._say)
        self.setWindowTitle(self.tr("Extend"))
        self.title.setText(self.tr("Until when can it be paid?"))
        about = " · ".join(
            (sale_text.title_of(sale), method_name(method), sale_text.amount_of(sale))
        )
        end = sale_text.end_of(sale, times.now())
        until_now = filled(self.tr("Until now: {0}"), end) if end else ""
        self.what.setText("\n".join(part for part in (about, until_now) if part))
        self._say()
        self.arrange({}, body)
        focus_no_button(self)

    def action(self) -> Coroutine[Any, Any, Sale]:
        chosen = self._which.checkedButton()
        if not isinstance(chosen, Button):
            raise BadInput(Field.VALIDITY, InputProblem.VALIDITY_NOT_A_TIME)
        day = self._days[chosen].isoformat()
        return self._extend(read_validity(day, self._method, times.now()))

    async def _extend(self, until: datetime) -> Sale:
        await self._till.extend(self._sale.id, until)
        return await self._till.journal.sale(self._sale.id) or self._sale

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys that no button used."""
        key = event.text()
        if event.isAutoRepeat() or not key.isdecimal() or not 0 < int(key) <= len(self._days):
            super().keyPressEvent(event)
        else:
            list(self._days)[int(key) - 1].click()

    def _say(self) -> None:
        """Marks the choice by a sign too, not by its colour alone."""
        for key, (button, day) in enumerate(self._days.items(), start=1):
            said = f"{day:%d/%m/%Y}"
            button.set_text(f"✓ {said}" if button.isChecked() else f"{said}  [{key}]", said)
        chosen = self._which.checkedButton()
        date_text = chosen.accessibleName() if chosen else ""
        self.do.setEnabled(chosen is not None)
        if chosen is not None:
            self.do.setFocus()  # Enter goes forward
        self.do.set_text(
            filled(self.tr("Extend to {0}"), date_text) if date_text else self.tr("Extend")
        )
