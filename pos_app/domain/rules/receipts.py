"""Receipts: which sales have one, and what it is a receipt of.

A receipt is a claim: it says that money came, is held, or went out. A sale whose outcome is open,
or was contradicted, has none until somebody has found out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from pos_app.domain.events import BUYS, Flag, Purpose, State
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.sale import Sale


class ReceiptKind(StrEnum):
    """What a receipt is of."""

    PAYMENT = "payment"  # captured holds and split sales too
    HOLD = "hold"
    CAPTURE = "capture"
    REFUND = "refund"
    PAYOUT = "payout"


_OF_DONE: Mapping[Purpose, ReceiptKind] = {
    Purpose.PAYMENT: ReceiptKind.PAYMENT,
    Purpose.SPLIT: ReceiptKind.PAYMENT,
    Purpose.AUTHORIZATION: ReceiptKind.PAYMENT,
    Purpose.CAPTURE: ReceiptKind.CAPTURE,
    Purpose.REFUND: ReceiptKind.REFUND,
    Purpose.PAYOUT: ReceiptKind.PAYOUT,
    # A release moves no money: the customer's bank had it all the time.
}
# While one of them is up, nobody knows whether this sale's money is there, or all of it.
_IN_DOUBT = frozenset({Flag.CONTRADICTED, Flag.MISMATCH, Flag.ALREADY_USED, Flag.SHORT})


def receipt_kind(sale: Sale, children: Sequence[Sale] = ()) -> ReceiptKind | None:
    """Returns what a receipt of this sale is of; None where there is none now. `children` are the
    parts of a split sale, and the captures and refunds of any other."""
    if sale.flags & _IN_DOUBT or any(map(_is_in_doubt, children)):
        return None
    if sale.state is State.PAID:
        return _OF_DONE.get(sale.purpose)
    held = sale.purpose is Purpose.AUTHORIZATION and sale.state is State.AUTHORIZED
    # A hold that is being captured or released may be neither held nor paid.
    return ReceiptKind.HOLD if held and sale.pending_operation is None else None


def still_says(kind: DocumentKind, sale: Sale) -> bool:
    """Returns whether paper of this sale that was made before may be handed out now: a slip gets
    paid, and a receipt is believed."""
    if kind is DocumentKind.SLIP:
        return sale.state is State.WAITING and not sale.cancelling
    return receipt_kind(sale) is not None


def _is_in_doubt(child: Sale) -> bool:
    """Returns whether nobody knows what this one did to its parent's money. While a capture or a
    refund goes on, the parent itself says so."""
    if child.flags & _IN_DOUBT and child.state is State.PAID:
        return True
    return child.purpose in BUYS and child.state is State.UNKNOWN


def offers_receipt(sale: Sale) -> bool:
    """Returns whether the sale has a receipt now."""
    return receipt_kind(sale) is not None


def moved_at(sale: Sale) -> datetime:
    """Returns when the money of a receipt moved; of a hold, when it was asked for."""
    settled_at = None if sale.is_open else sale.settled_at  # a hold may come after the sale ended
    return settled_at or sale.first_sent_at or sale.created_at
