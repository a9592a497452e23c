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

_LONGEST = 64  # longer than any amount: no slip of the finger
_SMALLER = (44, 38, 32, 27, 23)  # for a long amount
_CLOSELY = 44  # on a small screen
_AIR = 10


class AmountEdit(LineEntry):
    """Line edit for digits and marks. It ignores typed letters, and pasted ones give an error."""

    def __init__(self, currency: Currency) -> None:
        super().__init__("amount", Size.AMOUNT, strong=True)
        self.currency = currency
        align(self, RIGHT | MIDDLE)
        keep_clean(self, longest=_LONGEST, kept=NARROW_SPACE)
        self.set_compact(closely=False)

    def set_compact(self, *, closely: bool) -> None:
        largest = _CLOSELY if closely else Size.AMOUNT
        self.setMinimumHeight(largest + (Space.SMALL if closely else _AIR))
        self.use_sizes(largest, *_SMALLER)

    def grouped(self, text: str) -> str:
        """Groups plain digits with at most one decimal mark, and leaves any other text alone.

        Where a country groups by commas a typed comma could mean either: then only a complete
        amount is grouped.
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
        """Returns the amount, where the text means exactly one."""
        return read_amount(self.text(), self.currency)

    def tidy(self) -> None:
        """Rewrites a complete amount as all amounts are shown: `1 500,00`."""
        money = self.read()
        if money is not None:
            self.setText(money.figures)


def read_amount(text: str, currency: Currency) -> Money | None:
    """Returns the amount, where the text means exactly one."""
    try:
        return parse_amount(text, currency)
    except BadInput:
        return None
