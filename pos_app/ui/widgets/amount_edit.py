"""Line edit for an amount: large, grouped while typed, read by the domain's one parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pos_app.domain.errors import BadInput
from pos_app.domain.money import NARROW_SPACE, Money, parse_amount
from pos_app.ui.qt.constants import MIDDLE, RIGHT, align
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.line_entry import SPACES, LineEntry

if TYPE_CHECKING:
    from pos_app.domain.money import Currency

_LONGEST = 64  # no amount has as many; more is no slip of the finger
_SMALLER = (44, 38, 32, 27, 23)  # for a long amount
_CLOSELY = 44  # where a screen has little room


class AmountEdit(LineEntry):
    """Digits and marks; letters are ignored when typed and complained about when pasted."""

    def __init__(self, currency: Currency) -> None:
        super().__init__("amount", Size.AMOUNT, strong=True)
        self.currency = currency
        align(self, RIGHT | MIDDLE)
        keep_clean(self, longest=_LONGEST, kept=NARROW_SPACE)
        self.set_compact(closely=False)

    def set_compact(self, *, closely: bool) -> None:
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
        return read_amount(self.text(), self.currency)

    def tidy(self) -> None:
        """A complete amount is shown as every amount is shown: `1 500,00`."""
        money = self.read()
        if money is not None:
            self.setText(money.figures)


def read_amount(text: str, currency: Currency) -> Money | None:
    """The amount, where the text means exactly one."""
    try:
        return parse_amount(text, currency)
    except BadInput:
        return None
