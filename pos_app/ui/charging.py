"""From the form to the till: one reservation a form, charged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app import words
from pos_app.domain.errors import BadInput, NotAllowed, NotSetUp, PosError, TooManyCalls
from pos_app.till.order import Extras, Order, read_order
from pos_app.ui import times
from pos_app.ui.reserving import reservation
from pos_app.ui.validity import last_day

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ui.desk import AsksTill
    from pos_app.ui.form import ChargeForm
    from pos_app.ui.tasks import Tasks


_SECOND = 1000  # milliseconds


class Charging(QObject):
    """The form gets a new reservation only when it was cleared after a charge that is durable."""

    charged = Signal(object)  # Sale

    def __init__(self, form: ChargeForm, till: AsksTill, tasks: Tasks) -> None:
        super().__init__(form)
        self._form = form
        self._till = till
        self._tasks = tasks
        self._sale_id = reservation()
        self._wait = 0.0  # seconds until the provider takes another call
        self._seconds = QTimer(self, interval=_SECOND)
        self._seconds.timeout.connect(self._count_down)
        form.ordered.connect(self._order)
        form.tiles.chosen.connect(self._stop_counting)

    def _order(self) -> None:
        self._stop_counting()
        form = self._form
        try:
            order = read_order(
                form.method,
                form.amount.edit.text(),
                form.phone.edit.text(),
                form.description.edit.text(),
                Extras(form.holds, form.voucher_code, self._valid_until()),
            )
        except BadInput as error:
            form.set_busy(False)
            form.complain(error, words.complaint_words(error.complaint, error.value))
            return
        self._tasks.start(self._charge(order), or_else=self._tell)

    def _valid_until(self) -> str:
        days = self._form.days_valid
        return last_day(self._form.method, days, times.now()).isoformat() if days else ""

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
        self._sale_id = reservation()
        self._form.clear()
        self.charged.emit(sale)

    def _tell(self, error: PosError) -> None:
        """The form stays filled; the words stand where they can be acted on."""
        if isinstance(error, BadInput):
            self._form.complain(error, words.complaint_words(error.complaint, error.value))
            return
        if isinstance(error, TooManyCalls):
            self._wait = error.wait
            self._seconds.start()
        self._form.tell(" · ".join(part for part in words.problem_words(error) if part))
        if isinstance(error, NotSetUp):
            self._form.settings_asked.emit(self._form.method)

    # --- a provider that takes only so many calls a minute ---------------------------------------

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._stop_counting()
        else:
            what, do = words.problem_words(TooManyCalls(self._wait))
            self._form.tell(f"{what} · {do}")

    def _stop_counting(self) -> None:
        """Another way to pay has no such wait; and a wait that is over is over."""
        if self._seconds.isActive():
            self._seconds.stop()
            self._form.tell("")
