"""The amount: large, grouped as it is typed, read by the one parser of the domain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import BadInput
from pos_app.domain.money import NARROW_SPACE, Money, parse_amount
from pos_app.ui.qt.constants import (
    BOTTOM,
    LEFT,
    MIDDLE,
    RIGHT,
    TAB_FOCUS,
    align,
    take_focus,
)
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, crowd, label, restyle, wrapped
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.line_entry import SPACES, Entry, Field

if TYPE_CHECKING:
    from pos_app.domain.money import Currency

_LONGEST = 64  # no amount has as many; more is no slip of the finger
_SMALLER = (44, 38, 32, 27, 23)  # for a long amount
_CLOSELY = 44  # where a screen has little room


class AmountEdit(Entry):
    """Digits and marks; letters are ignored when typed and complained about when pasted."""

    def __init__(self, currency: Currency) -> None:
        super().__init__("amount", Size.AMOUNT, strong=True)
        self.currency = currency
        align(self, RIGHT | MIDDLE)
        keep_clean(self, longest=_LONGEST, kept=NARROW_SPACE)
        self.crowd(closely=False)

    def crowd(self, *, closely: bool) -> None:
        largest = _CLOSELY if closely else Size.AMOUNT
        self.setMinimumHeight(largest + (Space.SMALL if closely else Space.NORMAL))
        self.use_sizes(largest, *_SMALLER)

    def grouped(self, text: str) -> str:
        """Groups what is plainly digits with at most one decimal mark, and leaves the rest alone.

        Where a country groups by commas the typed comma could mean either: no grouping until the
        amount is complete.
        """
        rules = self.currency.value
        bare = "".join(letter for letter in text if letter not in SPACES)
        units, mark, cents = bare.partition(rules.point)
        if rules.group not in SPACES or not re.fullmatch(r"[0-9]+", units):
            return text
        if not re.fullmatch(r"[0-9]*", cents):
            return text
        return re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", rules.group, units) + mark + cents

    def takes(self, letter: str) -> bool:
        return letter in "0123456789.,"

    def read(self) -> Money | None:
        """The amount, where the text means exactly one."""
        try:
            return parse_amount(self.text(), self.currency)
        except BadInput:
            return None

    def tidy(self) -> None:
        """A complete amount is shown as every amount is shown: `1 500,00`."""
        money = self.read()
        if money is not None:
            self.setText(money.figures)


class AmountBox(Field):
    """The amount with its label, its complaint, its currency, and the way to start over."""

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self.setProperty("lit", True)  # the first to be typed into
        self.line = self.edit = AmountEdit(currency)
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self._complaint = wrapped(label(Size.LABEL, strong=True, tone="fail"))
        self._complaint.setObjectName("amount_complaint")
        self._symbol = label(28, tone="muted")
        self.clear = Button("clear", "quiet")
        take_focus(self.clear, TAB_FOCUS)

        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addStretch(1)
        words.addWidget(self._complaint)
        words.addWidget(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.EDGE, Space.SMALL)
        row.addLayout(words, 2)
        row.addWidget(self.edit, 5)
        align(self._symbol, LEFT | BOTTOM)
        row.addWidget(self._symbol)
        self._symbol.setContentsMargins(Space.TIGHT, 0, 0, Space.NORMAL)
        self.edit.focused.connect(self._light)
        self.edit.textChanged.connect(self._typed)
        self.use(currency)
        self.complain("")

    def crowd(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.crowd(closely=closely)

    def use(self, currency: Currency) -> None:
        self.edit.currency = currency
        self._symbol.setText(currency.symbol)

    def say(self, title: str, clear: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.clear.say(clear)

    def complain(self, words: str) -> None:
        """Says what is wrong at the field itself; no words take it back."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self.clear.setVisible(not words and bool(self.edit.text()))
        self.edit.setAccessibleDescription(words)
        restyle(self, wrong=bool(words))

    def _light(self, lit: bool) -> None:  # noqa: FBT001 - a signal's argument
        restyle(self, lit=lit)
        if not lit:
            self.edit.tidy()

    def _typed(self) -> None:
        self.complain("")
