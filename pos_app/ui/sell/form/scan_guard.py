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
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.ui.qt.key_rhythm import KeyRhythm
    from pos_app.ui.sell.form.form import ChargeForm


class ScanQuestion(Question):
    """Question about a scan. Enter clears it, if pressed by hand after the time to read."""

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
        said = self.tr("{0} looks like a barcode scan. Use it?")
        self.what.setText(filled(said, self._text))
        self.safe.set_text(self.tr("Clear it"))
        self.say_meant(self.tr("Use it anyway"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignores the second Enter of a scanner that sends two: it must not answer the question."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in ENTER:
            return False
        self._rhythm.hear(event)
        return self._rhythm.is_machines or not self.is_read


class Scanning(QObject):
    """Guard that catches a scanner's Enter, asks, and then clears the field or goes on."""

    def __init__(self, form: ChargeForm) -> None:
        super().__init__(form)
        self._form = form
        self._question: ScanQuestion | None = None  # made for the first scan
        self._where: LineEntry | None = None  # the scanned field, while the question is open
        form.scanned.connect(self._ask)
        form.changed.connect(self._withdraw)

    def retranslate(self) -> None:
        if self._question is not None:
            self._question.retranslate()

    def _ask(self) -> None:
        self._form.amount.edit.tidy()  # leaving the field does it too, which is a change
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
        """Withdraws the question. Returns the scanned field, if the question was open."""
        where, self._where = self._where, None
        if where is not None and self._question is not None:
            self._form.asked_enough(self._question)
        return where

    def _clear(self) -> None:
        if where := self._withdraw():
            where.clear()
            where.setFocus()

    def _mean(self) -> None:
        """Goes on as the Enter would have."""
        if where := self._withdraw():
            where.setFocus()
            self._form.go_forward()

    def _leave(self) -> None:
        if where := self._withdraw():
            where.setFocus()
            where.selectAll()
