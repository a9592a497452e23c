"""Buttons of the verdict panel: charge again, slip or receipt, check the status now, cancel, and
the other actions."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.events import State
from pos_app.domain.paper.print_job import JobState
from pos_app.domain.rules.actions import (
    NEEDS_PIN,
    SaleAction,
    actions_for,
    offers_asking,
    offers_cancel,
    offers_slip,
)
from pos_app.domain.rules.receipts import offers_receipt
from pos_app.ui.actions.labels import deed_words
from pos_app.ui.qt.constants import F10, F11, TAB_FOCUS, take_focus
from pos_app.ui.sell.sales.key_button import KeyButton
from pos_app.ui.sell.sales.news import HALTED
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.paper.jobs import document_words
from pos_app.words.paper.printing import outcome_words
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pos_app.domain.method import Method
    from pos_app.domain.money import Currency
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.domain.sale import Sale

# Seldom used, and a fourth button has no room on a small screen. The doubts page settles an unknown
# outcome, after it has said whom to ask and where to look.
_ELSEWHERE = frozenset({SaleAction.EXTEND, SaleAction.SETTLE, SaleAction.INVOICE})
_CROWD = 4  # buttons in the row, which then are as narrow as on a small screen
_SIZES = (Size.BODY, Size.LABEL, Size.SMALL)
_PAPER_TONES = {JobState.DOUBTFUL: "wait", JobState.FAILED: "fail"}
_PATIENCE = 8.0  # seconds until the check is offered again


class VerdictActs(QWidget):
    """Row of the buttons that apply. Cancel asks once more, on the same panel."""

    print_asked = Signal()  # the slip, or the receipt
    ask_asked = Signal()
    cancel_asked = Signal()
    deed_asked = Signal(object)  # SaleAction
    help_asked = Signal()  # shows the doubts page
    questioned = Signal(bool)
    done_asked = Signal()  # the next customer
    again_asked = Signal(bool)  # to charge again: True the same way, False another way

    def __init__(self, *, pins: bool) -> None:
        super().__init__()
        # Returns the tenders by which a sale's money can be given back by hand.
        self.tenders_for: Callable[[Currency], Sequence[Method]] = lambda _: ()
        self._pins = pins  # whether a PIN can be asked for
        self._sale: Sale | None = None
        self._method: Method | None = None
        self._goes_on = False
        self._asked_at: float | None = None  # monotonic, since anybody can set the clock
        self._is_crowded = False
        self._gave_up_focus = False  # the check had it, and gets it back
        self._sure = False
        self._again = KeyButton("charge_again", "F10")
        self._other = KeyButton("another_way", "F11")
        self._slip = Button("slip")
        self._receipt = Button("receipt")
        self._paper = wrapped(label(Size.LABEL, tone="muted", name="verdict_paper"))
        self._paper.hide()
        self._help = Button("what_to_do")
        self._ask = Button("ask_now")
        self._cancel = Button("cancel")
        self._done = Button("verdict_done", "main")
        self._deeds = {
            action: Button(f"deed_{action}") for action in SaleAction if action not in _ELSEWHERE
        }
        self._question = wrapped(label(Size.BODY, strong=True, name="cancel_question"))
        self._yes = Button("cancel_confirm", "danger")
        self._no = Button("cancel_back")
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="verdict_message"))
        row = self._row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for keyed in (self._again, self._other):
            row.addWidget(keyed)
            take_focus(keyed, TAB_FOCUS)
        papers, questions = (self._slip, self._receipt), (self._help, self._ask, self._cancel)
        choices = (*papers, *self._deeds.values(), *questions)
        self._in_the_row = (*choices, self._yes, self._no, self._done)
        for button in (*choices, self._yes, self._no):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._done)
        column = self._column = QVBoxLayout(self)
        self.set_compact(closely=False)
        column.addWidget(self._message)
        column.addWidget(self._paper)
        column.addWidget(self._question)
        column.addLayout(row)
        self._connect()

    def set_compact(self, *, closely: bool) -> None:
        self._is_close = closely
        self._column.setContentsMargins(0, 0 if closely else Space.TIGHT, 0, 0)
        self._column.setSpacing(Space.TIGHT if closely else Space.SMALL)
        self._row.setSpacing(Space.TIGHT if closely else Space.SMALL)
        self._wear_all()

    def offer_again(self, *, wanted: bool, has_other_ways: bool) -> None:
        """Offers to charge once more, where that can take no money twice."""
        self._again.setVisible(wanted)
        self._other.setVisible(wanted and has_other_ways)

    def take_key(self, key: int) -> bool:
        """Presses the button of this key, if it is offered. Returns whether it was."""
        for button, own in ((self._again, F10), (self._other, F11)):
            if key == own and button.isVisible():
                button.click()
                return True
        return False

    def show_for(self, sale: Sale | None, method: Method | None, *, goes_on: bool) -> None:
        self._sale = sale
        self._goes_on = goes_on
        self._method = method
        cancellable = bool(sale and offers_cancel(sale, method))
        self._sure = self._sure and cancellable
        self._slip.setVisible(not self._sure and bool(sale and offers_slip(sale, method)))
        self._receipt.setVisible(not self._sure and bool(sale and offers_receipt(sale)))
        asks = bool(sale and goes_on and offers_asking(sale))
        self._ask.setVisible(not self._sure and asks)
        in_doubt = sale is not None and sale.state is State.UNKNOWN
        self._help.setVisible(not self._sure and in_doubt)
        self._cancel.setVisible(not self._sure and cancellable)
        offered = self._offered(sale, method)
        for action, button in self._deeds.items():
            button.setVisible(not self._sure and action in offered)
        for part in (self._question, self._yes, self._no):
            part.setVisible(self._sure)
        self.questioned.emit(self._sure)
        self._message.setVisible(bool(self._message.text()))
        over = sale is not None and not sale.is_open
        halts = sale is not None and sale.state in HALTED
        self._done.setVisible((over or halts) and not self._sure)
        if over or halts:  # what needs a person is no end: its own buttons come first
            self._wear(self._done, kind="main" if over else "")
        self._crowd(is_crowded=sum(not one.isHidden() for one in self._in_the_row) >= _CROWD)
        told = bool(self._message.text())
        self.setVisible(bool(sale and sale.is_open) or over or asks or bool(offered) or told)

    def _offered(self, sale: Sale | None, method: Method | None) -> frozenset[SaleAction]:
        if sale is None:
            return frozenset()
        tenders = self.tenders_for(sale.amount.currency)
        offered = actions_for(sale, method, tenders) - _ELSEWHERE
        return offered if self._pins else offered - NEEDS_PIN

    def heard(self, ago: float | None) -> None:
        """Offers the check again, once the provider has answered or had its time. `ago` is in
        seconds."""
        if self._asked_at is None:
            return
        asked_ago = monotonic() - self._asked_at
        if (ago is not None and ago < asked_ago) or asked_ago > _PATIENCE:
            self._asked_at = None
            self.retranslate()

    def settle(self) -> None:
        """Goes back to the buttons, and cancels nothing."""
        self._message.clear()
        self._asked_at = None
        self._turn(sure=False)
        self.retranslate()

    def withdraw(self) -> bool:
        """Takes the question back. Returns whether there was one."""
        was_asked = self._sure
        if was_asked:
            self.settle()
        return was_asked

    def show_paper(self, job: PrintJob | None) -> None:
        """Says what has become of the sale's paper: never that it is out before that is known."""
        self._paper.setVisible(job is not None)
        if job is not None:
            said = f"{document_words(job.kind)}: {outcome_words(job)}"
            self._paper.setText(joined(said, job.printer or self.tr("PDF")))
            restyle(self._paper, tone=_PAPER_TONES.get(job.state, "muted"))

    def clear_message(self) -> None:
        self._message.clear()

    def show_message(self, text: str, tone: str = "fail") -> None:
        """Shows the till's answer to the last button."""
        self._message.setText(text)
        restyle(self._message, tone=tone)
        self._asked_at = None
        self.retranslate()
        self.show_for(self._sale, self._method, goes_on=self._goes_on)

    def retranslate(self) -> None:
        self._again.set_text(self.tr("Charge again"))
        self._other.set_text(self.tr("Another way"), self.tr("Charge again another way"))
        self._slip.set_text(self.tr("Slip"), self.tr("Reference slip"))
        self._receipt.set_text(self.tr("Receipt"))
        asking = self._asked_at is not None
        self._let_ask(wanted=not asking)
        self._ask.set_text(self.tr("Checking…") if asking else self.tr("Check now"))
        self._help.set_text(self.tr("What to do"))
        self._done.set_text(self.tr("Next"), self.tr("Go to the next customer"))
        self._cancel.set_text(self.tr("Cancel sale"))
        for action, button in self._deeds.items():
            button.set_text(deed_words(action))
        self._question.setText(self.tr("Cancel this sale? The customer can then no longer pay it."))
        self._yes.set_text(self.tr("Yes, cancel"))
        self._no.set_text(self.tr("Back"))

    def _connect(self) -> None:
        self._again.clicked.connect(lambda: self.again_asked.emit(True))
        self._other.clicked.connect(lambda: self.again_asked.emit(False))
        for paper in (self._slip, self._receipt):
            paper.clicked.connect(self.print_asked)
        self._done.clicked.connect(self.done_asked)
        take_focus(self._done, TAB_FOCUS)
        self._help.clicked.connect(self.help_asked)
        self._ask.clicked.connect(self._ask_once)
        for action, button in self._deeds.items():
            button.clicked.connect(lambda _=False, action=action: self.deed_asked.emit(action))
        self._cancel.clicked.connect(lambda: self._turn(sure=True))
        self._no.clicked.connect(self.settle)
        self._yes.clicked.connect(self._cancel_once)

    def _crowd(self, *, is_crowded: bool) -> None:
        if is_crowded is not self._is_crowded:
            self._is_crowded = is_crowded
            self._wear_all()

    def _wear_all(self) -> None:
        for button in self._in_the_row:
            self._wear(button)

    def _wear(self, button: Button, **looks: object) -> None:
        """Styles the button. Qt then gives it the font that it began with."""
        steps = self._is_close + self._is_crowded
        restyle(button, narrow=steps > 0, **looks)
        button.setFont(font(_SIZES[steps], strong=True))

    def _turn(self, *, sure: bool) -> None:
        self._sure = sure
        self.show_for(self._sale, self._method, goes_on=self._goes_on)
        if sure:
            self._no.setFocus()  # the harmless answer

    def _let_ask(self, *, wanted: bool) -> None:
        """Has the check keep the focus: Qt would hand it on to the next button, which cancels."""
        if not wanted and self._ask.hasFocus():
            self._ask.clearFocus()
            self._gave_up_focus = True
        self._ask.setEnabled(wanted)
        if wanted and self._gave_up_focus:
            self._gave_up_focus = False
            if self.window().focusWidget() is None and self._ask.isVisible():
                self._ask.setFocus()

    def _ask_once(self) -> None:
        self._asked_at = monotonic()
        self.retranslate()
        self.ask_asked.emit()

    def _cancel_once(self) -> None:
        self._turn(sure=False)
        self._cancel.hide()
        self.cancel_asked.emit()
