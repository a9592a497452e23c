"""Prompt for a possible duplicate charge: Enter shows the earlier sale, and never charges again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pos_app.ui.format import sale_text
from pos_app.ui.sell.form import question
from pos_app.ui.sell.form.question import Question
from pos_app.words.problems import first_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale


class SecondCharge(Question):
    """The question about an earlier sale, which the sales panel shows meanwhile."""

    seen = Signal()  # it is that sale: charge nothing more

    def __init__(self) -> None:
        super().__init__("second_charge", "see", "again")
        self.first: Sale | None = None
        self.safe.clicked.connect(self.seen)

    def ask(self, first: Sale) -> None:
        self.first = first
        self.retranslate()
        self.pose(question.READ)

    def hear(self, sale: Sale) -> None:
        """Follows the earlier sale. The text may change, but no button moves under a finger."""
        if self.first is not None and self.first.id == sale.id:
            self.first = sale
            self.retranslate()

    def retranslate(self) -> None:
        if self.first is None:
            return
        self.what.setText(first_words(self.first))
        self.safe.set_text(filled(self.tr("See sale {0}"), sale_text.number_of(self.first)))
        self.say_meant(self.tr("Charge again anyway"))
