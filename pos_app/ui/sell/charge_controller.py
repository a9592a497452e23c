"""Charge controller: sends the form's draft to the till, under one idempotent reservation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import BadInput, NotAllowed, NotSetUp, PosError, TooManyCalls
from pos_app.till.charge_request import ChargeRequest, Extras, parse_charge_request
from pos_app.ui.format import times
from pos_app.ui.sell.form.scan_guard import Scanning
from pos_app.ui.widgets.sale_id import reservation
from pos_app.ui.widgets.validity_picker import last_day
from pos_app.words.problems import complaint_words, problem_words

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.till.intent import Press
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.sell.duplicate_prompt import SecondCharge
    from pos_app.ui.sell.form.charge_draft import ChargeDraft
    from pos_app.ui.sell.form.form import ChargeForm
    from pos_app.ui.services import TillService


_SECOND = 1000  # milliseconds


class ChargeController(QObject):
    """The form gets a new reservation only when it was cleared after a charge that is durable."""

    charged = Signal(object)  # Sale
    pointed_at = Signal(object)  # Sale: it is there already

    def __init__(self, form: ChargeForm, till: TillService, tasks: GuiTasks) -> None:
        super().__init__(form)
        self._form = form
        self._till = till
        self._tasks = tasks
        self._sale_id = reservation()
        self._wait = 0.0  # seconds until the provider takes another call
        self._seconds = QTimer(self, interval=_SECOND)
        self._seconds.timeout.connect(self._count_down)
        self._question: SecondCharge | None = None  # made when it is first asked
        self._asked: ChargeRequest | None = None  # what it is asked about
        self._scanning = Scanning(form)
        form.ordered.connect(self._order)
        form.changed.connect(self._withdraw)
        form.tiles.chosen.connect(self._stop_counting)

    def retranslate(self) -> None:
        self._scanning.retranslate()
        if self._question is not None:
            self._question.retranslate()

    def _order(self, draft: ChargeDraft) -> None:
        self._stop_counting()
        self._withdraw()
        try:
            order = _read(draft)
        except BadInput as error:
            self._form.set_busy(False)
            self._form.show_error(error, complaint_words(error.complaint, error.value))
            return
        self._start(order)

    def _start(self, order: ChargeRequest) -> None:
        """What the key asked for, by whoever pressed it."""
        work = self._charge(self._sale_id, order, self._till.press())
        self._tasks.start(work, or_else=lambda error: self._tell(error, order))

    async def _charge(self, sale_id: str, order: ChargeRequest, press: Press) -> None:
        try:
            sale = await self._charged(sale_id, order, press)
        except BaseException:
            self._form.ahead.forget()
            raise
        finally:
            self._form.set_busy(False)
        self._done(sale)

    async def _charged(self, sale_id: str, order: ChargeRequest, press: Press) -> Sale:
        try:
            return await self._till.charge(sale_id, order, press)
        except NotAllowed:
            # This reservation is in the journal already: the answer to it is that sale.
            known = await self._till.journal.sale(sale_id)
            if known is None:
                raise
            return known

    def _done(self, sale: Sale) -> None:
        self._sale_id = reservation()
        self._form.clear()
        self.charged.emit(sale)
        self._form.ahead.go_on()

    def _tell(self, error: PosError, order: ChargeRequest) -> None:
        """The form stays filled; the words stand where they can be acted on."""
        if isinstance(error, BadInput):
            self._form.show_error(error, complaint_words(error.complaint, error.value))
            return
        if isinstance(error, PossibleDuplicate):
            self._ask(error.first, order)
            return
        if isinstance(error, TooManyCalls):
            self._wait = error.wait
            self._seconds.start()
        self._form.show_message(" · ".join(part for part in problem_words(error) if part))
        if isinstance(error, NotSetUp):
            self._form.settings_asked.emit(order.method)

    # --- what looks like a second charge --------------------------------------------------------

    def _ask(self, first: Sale, order: ChargeRequest) -> None:
        self._asked = order
        if self._question is None:
            self._question = self._make_question()
        self._form.ask(self._question)
        self._question.ask(first)
        self.pointed_at.emit(first)

    def _make_question(self) -> SecondCharge:
        from pos_app.ui.sell.duplicate_prompt import SecondCharge  # noqa: PLC0415 - on first use

        question = SecondCharge()
        question.seen.connect(self._see)
        question.meant.connect(self._mean)
        question.left.connect(self._leave)
        self._till.listen(question.hear)
        return question

    def _withdraw(self) -> None:
        """What the question was about is not what stands in the form any more."""
        if self._asked is None or self._question is None:
            return
        self._asked = None
        self._question.hide()
        self._form.asked_enough()

    def _see(self) -> None:
        """It is that sale. What is left in the form could only charge it once more."""
        first = self._question.first if self._question else None
        self._withdraw()
        self._form.clear()
        if first is not None:
            self.pointed_at.emit(first)

    def _mean(self) -> None:
        """Exactly what was asked about."""
        order = self._asked
        self._withdraw()
        if order is not None:
            self._form.set_busy(True)
            self._start(replace(order, allow_duplicate=True))

    def _leave(self) -> None:
        self._withdraw()
        self._form.backward()

    # --- a provider that takes only so many calls a minute ---------------------------------------

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._stop_counting()
        else:
            what, do = problem_words(TooManyCalls(self._wait))
            self._form.show_message(f"{what} · {do}")

    def _stop_counting(self) -> None:
        """Another way to pay has no such wait; and a wait that is over is over."""
        if self._seconds.isActive():
            self._seconds.stop()
            self._form.show_message("")


def _read(draft: ChargeDraft) -> ChargeRequest:
    """What was typed, checked. Raises BadInput."""
    until = last_day(draft.method, draft.days, times.now()).isoformat() if draft.days else ""
    extras = Extras(draft.hold, draft.voucher, until)
    return parse_charge_request(
        draft.method, draft.amount_text, draft.phone_text, draft.description, extras
    )
