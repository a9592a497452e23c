"""Scan guard: a barcode scanned into the form is no amount until the cashier confirms it.

A scanner types faster than a hand, and ends with Enter. That Enter decides nothing: it neither
confirms the amount nor answers the question about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from pos_app.ui.qt.constants import ENTER
from pos_app.ui.sell.form import question
from pos_app.ui.sell.form.question import Question
from pos_app.ui.widgets.line_entry import LineEntry

if TYPE_CHECKING:
    from pos_app.ui.qt.key_rhythm import KeyRhythm
    from pos_app.ui.sell.form.form import ChargeForm


class ScanQuestion(Question):
    """Enter clears what was scanned, by hand and once it can have been read."""

    def __init__(self, rhythm: KeyRhythm) -> None:
        super().__init__("scan_question", "clear", "use")
        self._rhythm = rhythm
        self._text = ""
        self.safe.installEventFilter(self)

    def ask(self, text: str) -> None:
        self._text = text
        self.retranslate()
        self.pose(question.READ)

    def retranslate(self) -> None:
        said = self.tr("Typed faster than by hand, as a scanner does: {0}. Is it meant?")
        self.what.setText(said.format(self._text))
        self.safe.set_text(self.tr("Clear it"))
        self.say_meant(self.tr("Use it all the same"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Enter after an Enter, of a scanner that ends with two, must not put it away."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in ENTER:
            return False
        self._rhythm.hear(event)
        return self._rhythm.is_machines or not self.is_read


class Scanning(QObject):
    """Between a machine's Enter and what it would have done."""

    def __init__(self, form: ChargeForm) -> None:
        super().__init__(form)
        self._form = form
        self._question: ScanQuestion | None = None  # made when it is first asked
        self._where: LineEntry | None = None  # what was scanned into, while it is asked about
        form.scanned.connect(self._ask)
        form.changed.connect(self._withdraw)

    def retranslate(self) -> None:
        if self._question is not None:
            self._question.retranslate()

    def _ask(self) -> None:
        self._form.amount.edit.tidy()  # as it would when the focus leaves it, and that is a change
        focused = self._form.focusWidget()
        self._where = focused if isinstance(focused, LineEntry) else self._form.amount.edit
        if self._question is None:
            self._question = made = ScanQuestion(self._form.ahead.rhythm)
            made.safe.clicked.connect(self._clear)
            made.meant.connect(self._mean)
            made.left.connect(self._leave)
        money = self._form.amount.edit.read() if self._where is self._form.amount.edit else None
        self._form.ask(self._question)
        self._question.ask(str(money) if money else self._where.text())

    def _withdraw(self) -> LineEntry | None:
        """It is not asked about any more. Returns what was scanned into, where anything was."""
        where, self._where = self._where, None
        if where is not None and self._question is not None:
            self._question.hide()
            self._form.asked_enough()
        return where

    def _clear(self) -> None:
        if where := self._withdraw():
            where.clear()
            where.setFocus()

    def _mean(self) -> None:
        """On from where the Enter would have led."""
        if where := self._withdraw():
            where.setFocus()
            self._form.go_forward()

    def _leave(self) -> None:
        if where := self._withdraw():
            where.setFocus()
            where.selectAll()
