"""Amount field of the form, with its label, error, currency and what fills or empties it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.qt.constants import LEFT, MIDDLE, TAB_FOCUS, align, take_focus
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.ui.widgets.basic import Button, crowd, label, restyle, wrapped
from pos_app.ui.widgets.line_entry import EntryFrame, field_title

if TYPE_CHECKING:
    from pos_app.domain.money import Currency
    from pos_app.ui.sell.form.quick_amounts import QuickAmounts


# Shares of the width: of the words at the left, and of the amount.
_WITH_AMOUNT, _WITH_OFFERS = (2, 5), (1, 0)


class AmountBox(EntryFrame):
    """The amount field with its label, error and currency.

    Empty, it offers the shop's quick amounts and the last sale, where there are any; with an amount
    it offers to clear the form, and to split the payment.
    """

    repeat_asked = Signal()  # the last sale once more

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self.setProperty("lit", True)  # the first field to be typed into
        self.line = self.edit = AmountEdit(currency)
        self.edit.setMinimumWidth(Space.EDGE)  # empty, it leaves the room to the offers
        self._title = field_title()
        self._complaint = wrapped(label(Size.LABEL, strong=True, tone="fail"))
        self._complaint.setObjectName("amount_complaint")
        self._symbol = label(Size.FIELD, tone="muted")
        self.clear = Button("clear", "quiet")
        take_focus(self.clear, TAB_FOCUS)
        self.split = Button("split", "quiet")  # where the shop splits payments
        take_focus(self.split, TAB_FOCUS)
        self._may_split = False
        self.repeat: Button | None = None  # made once there is something to repeat
        self.quick: QuickAmounts | None = None  # made where the shop set some
        self._repeat_words = ("", "")

        self._offers = QHBoxLayout()
        self._offers.setSpacing(Space.SMALL)
        self._offers.addWidget(self.clear)
        self._offers.addWidget(self.split)
        self._offers.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addStretch(1)
        words.addWidget(self._complaint)
        words.addLayout(self._offers)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.EDGE, Space.SMALL)
        row.addLayout(words)
        row.addWidget(self.edit)
        align(self._symbol, LEFT | MIDDLE)
        row.addWidget(self._symbol)
        self._symbol.setContentsMargins(Space.TIGHT, Space.NORMAL, 0, 0)
        self.edit.focused.connect(self._light)
        self.edit.textChanged.connect(self._typed)
        self.use(currency)
        self.show_error("")

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.set_compact(closely=closely)

    def use(self, currency: Currency) -> None:
        self.edit.currency = currency
        self._symbol.setText(currency.symbol)
        if self.quick is not None:
            self.quick.use(currency)

    def set_text(self, title: str, clear: str, repeat: tuple[str, str]) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.clear.set_text(clear)
        self._repeat_words = repeat
        if self.repeat is not None:
            self.repeat.set_text(*repeat)

    def offer_repeat(self) -> None:
        """Offers to bring back the last sale, as long as no amount stands here."""
        self.repeat = Button("repeat", "chip")
        self.repeat.set_text(*self._repeat_words)
        take_focus(self.repeat, TAB_FOCUS)
        self.repeat.clicked.connect(self.repeat_asked)
        self._offers.insertWidget(self._offers.count() - 1, self.repeat)
        QWidget.setTabOrder(self.clear, self.repeat)
        self._show_offers()

    def offer_quick(self, setting: str) -> None:
        """Offers the amounts that the shop set."""
        if setting and self.quick is None:
            from pos_app.ui.sell.form.quick_amounts import QuickAmounts  # noqa: PLC0415 - few shops set some

            self.quick = QuickAmounts()
            self.quick.chosen.connect(self.take)
            self._offers.insertWidget(1, self.quick)
            self.quick.follow(self.clear)
        if self.quick is not None:
            self.quick.set_amounts(setting, self.edit.currency)
            self._show_offers()

    def offer_split(self, *, wanted: bool) -> None:
        """Offers to have the amount paid in several parts."""
        if wanted is not self._may_split:
            self._may_split = wanted
            self._show_offers()

    def show_error(self, words: str) -> None:
        """Shows the error in place of the title; empty words remove it."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self._title.setVisible(not words)
        self.edit.setAccessibleDescription(words)
        restyle(self, wrong=bool(words))
        self._show_offers()

    def _show_offers(self) -> None:
        wrong, typed = bool(self._complaint.text()), bool(self.edit.text())
        self.clear.setVisible(typed and not wrong)
        self.split.setVisible(self._may_split and typed and not wrong)
        for offer in (self.quick, self.repeat):
            if offer is not None:
                offer.setVisible(not typed and not wrong)
        for place, share in enumerate(_WITH_AMOUNT if typed or wrong else _WITH_OFFERS):
            self._row.setStretch(place, share)

    def take(self, figures: str) -> None:
        """Takes an amount that was offered at a touch."""
        self.edit.setText(figures)
        self.edit.setFocus()

    def _light(self, lit: bool) -> None:  # noqa: FBT001 - a signal's argument
        restyle(self, lit=lit)
        if not lit:
            self.edit.tidy()

    def _typed(self) -> None:
        self.show_error("")
