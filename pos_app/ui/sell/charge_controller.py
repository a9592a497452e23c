"""Charge controller: sends the form's draft to the till, under one idempotent reservation."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import (
    BadInput,
    JournalUnavailable,
    NotAllowed,
    NotSetUp,
    PosError,
    TooManyCalls,
)
from pos_app.domain.events import Purpose
from pos_app.domain.tenders.split import check_part, takes_parts
from pos_app.till.charge_request import ChargeRequest, Extras, parse_charge_request
from pos_app.ui.format import times
from pos_app.ui.sell.form.scan_guard import Scanning
from pos_app.ui.widgets.sale_id import reservation
from pos_app.ui.widgets.validity_picker import last_day
from pos_app.words.problems import complaint_words, problem_line, problem_words

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.till.intent import Press
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.sell.duplicate_prompt import SecondCharge
    from pos_app.ui.sell.form.charge_draft import ChargeDraft
    from pos_app.ui.sell.form.form import ChargeForm
    from pos_app.ui.services import TillService


_SECOND = 1000  # milliseconds

# Seconds, less than a frame, in which the request of a sale that is written leaves, before the
# window's thread is taken up with showing the sale.
_HEAD_START = 0.01


class ChargeController(QObject):
    """Controller that charges the form's draft.

    It keeps the same reservation until a charge is durable and the form was cleared, so that a
    second try cannot charge twice.
    """

    charged = Signal(object)  # Sale
    pointed_at = Signal(object)  # Sale: the earlier one of a possible duplicate

    def __init__(self, form: ChargeForm, till: TillService, tasks: GuiTasks) -> None:
        super().__init__(form)
        self._form = form
        self._till = till
        self._tasks = tasks
        self._sale_id = reservation()
        self._wait = 0.0  # seconds until the provider takes another call
        self._seconds = QTimer(self, interval=_SECOND)
        self._seconds.timeout.connect(self._count_down)
        self._question: SecondCharge | None = None  # made for the first possible duplicate
        self._asked: ChargeRequest | None = None  # the charge that it asks about
        self._scanning = Scanning(form)
        form.ordered.connect(self._order)
        form.split_asked.connect(self._order)
        till.listen(self._hear_split)
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
            if self._form.part_of is not None:
                check_part(self._form.part_of, order.amount)
        except BadInput as error:
            self._form.set_busy(False)
            self._form.show_error(error, complaint_words(error.complaint, error.value))
            return
        self._start(order)

    def _start(self, order: ChargeRequest) -> None:
        """Charges for the person who is signed in at this key press."""
        work = self._charge(self._sale_id, order, self._till.press())
        self._tasks.start(work, or_else=lambda error: self._tell(error, order))

    async def _charge(self, sale_id: str, order: ChargeRequest, press: Press) -> None:
        try:
            sale = await self._charged(sale_id, order, press)
            if order.method.asks_provider:
                await asyncio.sleep(_HEAD_START)
            whole = await self._whole_of(sale)
        except BaseException:
            self._form.ahead.forget()
            raise
        finally:
            self._form.set_busy(False)
        self._done(sale, whole)

    async def _whole_of(self, sale: Sale) -> Sale | None:
        """Returns the split sale that this is, or of which it is a part."""
        if sale.parent is None:
            return sale if sale.purpose is Purpose.SPLIT else None
        try:
            return await self._till.journal.sale(sale.parent)
        except JournalUnavailable:
            return self._form.part_of  # the till tells of it as soon as it can

    async def _charged(self, sale_id: str, order: ChargeRequest, press: Press) -> Sale:
        try:
            return await self._till.charge(sale_id, order, press)
        except NotAllowed:
            # This reservation is in the journal already: its sale is the result.
            known = await self._till.journal.sale(sale_id)
            if known is None:
                raise
            return known

    def _done(self, sale: Sale, whole: Sale | None) -> None:
        self._sale_id = reservation()
        self._form.clear()
        self._form.charge_parts_of(whole if whole and takes_parts(whole) else None)
        self.charged.emit(sale)
        self._form.ahead.go_on()

    def _hear_split(self, sale: Sale) -> None:
        """Follows the split sale whose part is charged next."""
        part_of = self._form.part_of
        if part_of is None or part_of.id != sale.id or part_of.revision >= sale.revision:
            return
        if takes_parts(sale):
            self._form.tell_part(sale)
        elif not self._form.is_busy:  # cancelled meanwhile, or all of it is asked for
            self._form.charge_parts_of(None)

    def _tell(self, error: PosError, order: ChargeRequest) -> None:
        """Shows the error where the cashier can act on it. The form stays filled."""
        if isinstance(error, BadInput):
            self._form.show_error(error, complaint_words(error.complaint, error.value))
            return
        if isinstance(error, PossibleDuplicate):
            self._ask(error.first, order)
            return
        if isinstance(error, TooManyCalls):
            self._wait = error.wait
            self._seconds.start()
        self._form.show_message(problem_line(error))
        if isinstance(error, NotSetUp):
            self._form.settings_asked.emit(order.method)

    # --- possible duplicate ---------------------------------------------------------------------

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
        """Withdraws the question, because the form has changed."""
        if self._asked is None or self._question is None:
            return
        self._asked = None
        self._form.asked_enough(self._question)

    def _see(self) -> None:
        """Takes it for the same sale: clears the form, which could only charge it once more."""
        first = self._question.first if self._question else None
        self._withdraw()
        self._form.clear()
        if first is not None:
            self.pointed_at.emit(first)

    def _mean(self) -> None:
        """Charges exactly what the question asked about."""
        order = self._asked
        self._withdraw()
        if order is not None:
            self._form.set_busy(True)
            self._start(replace(order, allow_duplicate=True))

    def _leave(self) -> None:
        self._withdraw()
        self._form.backward()

    # --- a provider's rate limit -----------------------------------------------------------------

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._stop_counting()
        else:
            what, do = problem_words(TooManyCalls(self._wait))
            self._form.show_message(f"{what} · {do}")

    def _stop_counting(self) -> None:
        """Stops the countdown of a rate limit: it is over, or the method is another one."""
        if self._seconds.isActive():
            self._seconds.stop()
            self._form.show_message("")


def _read(draft: ChargeDraft) -> ChargeRequest:
    """Returns the draft as a charge request. Raises BadInput."""
    until = last_day(draft.method, draft.days, times.now()).isoformat() if draft.days else ""
    is_part = bool(draft.part_of)
    extras = Extras(draft.hold, draft.voucher, until, tendered=draft.tendered, is_part=is_part)
    order = parse_charge_request(
        draft.method, draft.amount_text, draft.phone_text, draft.description, extras
    )
    return replace(order, part_of=draft.part_of)
