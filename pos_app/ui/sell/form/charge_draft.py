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
    """The form's fields as the cashier typed them; the till decides whether it can charge them."""

    method: Method
    amount_text: str = ""
    phone_text: str = ""
    description: str = ""
    hold: bool = False  # only authorize the amount, to be captured or released later
    voucher: str = field(default="", repr=False)
    days: int = 0  # days for which its reference may be paid; 0 for the usual
    phone_is_whole: bool = False  # by the number plan, which the form checks at every key

    @property
    def amount(self) -> Money | None:
        """Returns the amount, where the text means exactly one."""
        return read_amount(self.amount_text, self.method.currency)
