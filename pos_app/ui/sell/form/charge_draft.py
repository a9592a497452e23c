"""Charge draft: an immutable copy of the form's fields, for the charge and the customer display."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.events import Purpose
from pos_app.ui.widgets.amount_edit import read_amount
from pos_app.ui.widgets.validity_picker import CHOICES, USUAL

if TYPE_CHECKING:
    from pos_app.domain.method import Method
    from pos_app.domain.money import Money
    from pos_app.domain.sale import Sale


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
    tendered: str = ""  # the cash that the customer hands over
    part_of: str = ""  # the id of the split sale of which it is a part
    phone_is_whole: bool = False  # by the number plan, which the form checks at every key

    @property
    def amount(self) -> Money | None:
        """Returns what is asked for, where the text means exactly one amount."""
        typed = read_amount(self.amount_text, self.method.currency)
        return typed and self.method.asks_for(typed, is_part=bool(self.part_of))


def draft_of(sale: Sale, method: Method) -> ChargeDraft:
    """Returns what would be typed to ask for the same again. A voucher's code is kept nowhere."""
    phone = sale.phone
    at_home = phone is not None and phone.country == method.country
    number = (phone.grouped if at_home else phone.e164) if phone else ""
    return ChargeDraft(
        method=method,
        amount_text=sale.amount.figures,
        phone_text=number,
        description=sale.description,
        hold=sale.purpose is Purpose.AUTHORIZATION,
        days=_days_asked_for(sale) if method.takes_validity else USUAL,
    )


def _days_asked_for(sale: Sale) -> int:
    """Returns the days for which its reference could be paid; 0 for the usual, or for an end that
    no button gives."""
    if sale.valid_until is None:
        return USUAL
    there = WALL_CLOCK[sale.amount.currency]
    last, first = sale.valid_until.astimezone(there), sale.created_at.astimezone(there)
    days = (last.date() - first.date()).days
    return days if days in CHOICES else USUAL
