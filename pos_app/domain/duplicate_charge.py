"""Duplicate charges: detects a charge that may ask a second time for the same money.

The phone number identifies the payer across wallets: asked again through another wallet, the
customer would pay twice. Without a number, the end of a voucher's code identifies the payer. A
reference or a card page names no payer, many of them for the same amount are usual in a day, and a
customer pays each by an act of their own: those are never duplicates. Nor is money by hand, which
the cashier has seen each time.
"""

from datetime import datetime, timedelta

from pos_app.domain.errors import PosError
from pos_app.domain.events import Created, Purpose, State
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale

# Long enough for a till that stopped while the customer paid, and was started again: the cashier,
# or a script, has seen no outcome and begins anew. If a customer buys the same again within it,
# the cashier has one more key to press.
JUST_PAID = timedelta(minutes=2)

_ASKS = frozenset({Purpose.PAYMENT, Purpose.AUTHORIZATION})
# A refund goes to the customer's phone as a pay-out does. A second refund needs no such check: its
# sale is closed to another.
_ALIKE = {
    Purpose.PAYMENT: _ASKS,
    Purpose.AUTHORIZATION: _ASKS,
    Purpose.PAYOUT: frozenset({Purpose.PAYOUT, Purpose.REFUND}),
}


class PossibleDuplicate(PosError):
    """The charge may ask the same customer for the same money twice: `first` may yet be paid, or
    has just been. Nothing was sent. A caller that means it passes `allow_duplicate`."""

    def __init__(self, first: Sale) -> None:
        super().__init__(f"it looks like sale {first.number} once more")
        self.first = first


def is_possible_duplicate(
    created: Created, first: Sale, at: datetime, paid_ago: float | None = None
) -> bool:
    """Returns whether this asks the same person for the same money as a sale that may yet be paid,
    or has just been: by the wall clock, or by the monotonic one. By the latter it was paid
    `paid_ago` seconds ago, if the caller knows."""
    return (
        first.purpose in _ALIKE.get(created.purpose, frozenset())
        and first.amount == created.amount
        and _payer(created) is not None
        and _payer(first) == _payer(created)
        and (first.is_open or _was_just_paid(first, at, paid_ago))
    )


def _payer(of: Created | Sale) -> Phone | str | None:
    return of.phone or of.voucher or None


def _was_just_paid(sale: Sale, at: datetime, paid_ago: float | None) -> bool:
    """Returns whether the sale was paid just now; a time in the future, by a clock that was set
    back, counts as now."""
    if sale.state is not State.PAID or sale.settled_at is None:
        return False
    ages = [at - sale.settled_at, *([] if paid_ago is None else [timedelta(seconds=paid_ago)])]
    return sale.refunded_minor < sale.amount.minor and min(ages) < JUST_PAID
