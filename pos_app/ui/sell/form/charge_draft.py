"""Charge draft: an immutable copy of the form's fields, for the charge and the customer display."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pos_app.ui.widgets.amount_edit import read_amount

if TYPE_CHECKING:
    from pos_app.domain.method import Method
    from pos_app.domain.money import Money


@dataclass(frozen=True)
class ChargeDraft:
    """As a cashier typed it: whether it can be charged is for the till to say."""

    method: Method
    amount_text: str = ""
    phone_text: str = ""
    description: str = ""
    hold: bool = False  # only authorize: to be captured or released later
    voucher: str = field(default="", repr=False)
    days: int = 0  # how long its reference may be paid; 0 for the usual
    phone_is_whole: bool = False  # by the number plan, which the form asks as it is typed

    @property
    def amount(self) -> Money | None:
        """The amount, where the text means exactly one."""
        return read_amount(self.amount_text, self.method.currency)
