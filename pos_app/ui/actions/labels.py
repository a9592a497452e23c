"""What a hand can do about a sale that is there: which of it applies, and what it is called."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.events import State
from pos_app.domain.method import Kind
from pos_app.domain.payment_instructions import page_of
from pos_app.till.operations import is_held, refundable

if TYPE_CHECKING:
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale


class Deed(StrEnum):
    CHECKOUT = "checkout"  # the page on which the customer pays
    EXTEND = "extend"
    CAPTURE = "capture"
    RELEASE = "release"
    REFUND = "refund"
    SETTLE = "settle"
    CLEAR = "clear"  # a warning that a manager has seen to


NEEDS_PIN = frozenset({Deed.REFUND, Deed.RELEASE, Deed.SETTLE, Deed.CLEAR})


def offers_checkout(sale: Sale, method: Method | None) -> bool:
    card = method is not None and method.kind is Kind.CARD
    return card and sale.state is State.WAITING and bool(page_of(sale))


def offers_extension(sale: Sale, method: Method | None) -> bool:
    waits = sale.state is State.WAITING and not sale.cancelling and not sale.restored
    return method is not None and method.can_extend and waits


def deeds_for(sale: Sale, method: Method | None) -> frozenset[Deed]:
    """What applies to the sale as it is now."""
    applies = {
        Deed.CHECKOUT: offers_checkout(sale, method),
        Deed.EXTEND: offers_extension(sale, method),
        Deed.CAPTURE: method is not None and is_held(sale),
        Deed.RELEASE: method is not None and is_held(sale),
        Deed.REFUND: refundable(sale, method) is not None,
        Deed.SETTLE: sale.state is State.UNKNOWN,
        # Settling an outcome clears what had left it unknown.
        Deed.CLEAR: bool(sale.flags) and sale.state is not State.UNKNOWN,
    }
    return frozenset(deed for deed, possible in applies.items() if possible)


def deed_words(deed: Deed) -> str:
    """As it stands on a button. Dots where a question follows."""
    said = {
        Deed.CHECKOUT: QCoreApplication.translate("deeds", "Show the QR"),
        Deed.EXTEND: QCoreApplication.translate("deeds", "Extend…"),
        Deed.CAPTURE: QCoreApplication.translate("deeds", "Capture…"),
        Deed.RELEASE: QCoreApplication.translate("deeds", "Let go…"),
        Deed.REFUND: QCoreApplication.translate("deeds", "Give back…"),
        Deed.SETTLE: QCoreApplication.translate("deeds", "Settle…"),
        Deed.CLEAR: QCoreApplication.translate("deeds", "Clear…"),
    }
    return said[deed]
