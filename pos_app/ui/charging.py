"""From the form to the till: one reservation a form, charged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUuid, Signal

from pos_app import words
from pos_app.domain.errors import BadInput, NotAllowed, NotSetUp, PosError
from pos_app.till.order import Order, read_order

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ui.desk import AsksTill
    from pos_app.ui.form import ChargeForm
    from pos_app.ui.tasks import Tasks


def _reservation() -> str:
    return QUuid.createUuid().toString(QUuid.StringFormat.Id128)


class Charging(QObject):
    """The form gets a new reservation only when it was cleared after a charge that is durable."""

    charged = Signal(object)  # Sale

    def __init__(self, form: ChargeForm, till: AsksTill, tasks: Tasks) -> None:
        super().__init__(form)
        self._form = form
        self._till = till
        self._tasks = tasks
        self._sale_id = _reservation()
        form.ordered.connect(self._order)

    def _order(self) -> None:
        form = self._form
        try:
            order = read_order(
                form.method,
                form.amount.edit.text(),
                form.phone.edit.text(),
                form.description.edit.text(),
            )
        except BadInput as error:
            form.set_busy(False)
            form.complain(error, words.complaint_words(error.complaint, error.value))
            return
        self._tasks.start(self._charge(order), or_else=self._tell)

    async def _charge(self, order: Order) -> None:
        try:
            sale = await self._till.charge(self._sale_id, order)
        except NotAllowed:
            # This reservation is in the journal already: the answer to it is that sale.
            known = await self._till.sale(self._sale_id)
            if known is None:
                raise
            sale = known
        finally:
            self._form.set_busy(False)
        self._done(sale)

    def _done(self, sale: Sale) -> None:
        self._sale_id = _reservation()
        self._form.clear()
        self.charged.emit(sale)

    def _tell(self, error: PosError) -> None:
        """The form stays filled; the words stand where they can be acted on."""
        if isinstance(error, BadInput):
            self._form.complain(error, words.complaint_words(error.complaint, error.value))
            return
        self._form.tell(" · ".join(part for part in words.problem_words(error) if part))
        if isinstance(error, NotSetUp):
            self._form.settings_asked.emit(self._form.method)
