"""Actions on a sale: which buttons and commands (refund, cancel, settle) apply to it now."""

from collections.abc import Sequence
from enum import StrEnum

from pos_app.domain.events import NOT_PAID, Purpose, State
from pos_app.domain.method import Kind, Method
from pos_app.domain.payment_instructions import has_number, page_of
from pos_app.domain.rules.invoice import offers_invoice
from pos_app.domain.rules.money_back import is_held, refundable
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import takes_parts


class SaleAction(StrEnum):
    CHECKOUT = "checkout"  # the page on which the customer pays
    EXTEND = "extend"
    CAPTURE = "capture"
    RELEASE = "release"
    REFUND = "refund"
    SETTLE = "settle"
    CLEAR = "clear"  # a flag that a manager has dealt with
    INVOICE = "invoice"  # the number of the shop's own document
    CHARGE_REST = "charge_rest"  # another part of a split sale


_ASKABLE = frozenset({State.WAITING, State.UNKNOWN}) | NOT_PAID
NEEDS_PIN = frozenset({SaleAction.REFUND, SaleAction.RELEASE, SaleAction.SETTLE, SaleAction.CLEAR})


def offers_checkout(sale: Sale, method: Method | None) -> bool:
    card = method is not None and method.kind is Kind.CARD
    return card and sale.state is State.WAITING and bool(page_of(sale))


def offers_extension(sale: Sale, method: Method | None) -> bool:
    waits = sale.state is State.WAITING and not sale.cancelling and not sale.restored
    return method is not None and method.can_extend and waits


def actions_for(
    sale: Sale, method: Method | None, tenders: Sequence[Method] = ()
) -> frozenset[SaleAction]:
    """Returns the actions that apply to the sale now. By one of the `tenders` its money can be
    given back by hand."""
    applies = {
        SaleAction.CHECKOUT: offers_checkout(sale, method),
        SaleAction.EXTEND: offers_extension(sale, method),
        SaleAction.CAPTURE: method is not None and is_held(sale),
        SaleAction.RELEASE: method is not None and is_held(sale),
        SaleAction.REFUND: any(refundable(sale, way) for way in (method, *tenders)),
        SaleAction.SETTLE: sale.state is State.UNKNOWN,
        SaleAction.CHARGE_REST: takes_parts(sale),
        # Settling an outcome clears the flag that had left it unknown.
        SaleAction.CLEAR: bool(sale.flags) and sale.state is not State.UNKNOWN,
        SaleAction.INVOICE: offers_invoice(sale),
    }
    return frozenset(deed for deed, possible in applies.items() if possible)


def offers_slip(sale: Sale, method: Method | None) -> bool:
    """Returns whether to print a slip: the customer takes the reference along, while it can be
    paid."""
    reference = method is not None and method.kind is Kind.REFERENCE
    waits = sale.state is State.WAITING and not sale.cancelling
    return reference and has_number(sale) and bool(sale.entity) and waits


def offers_cancel(sale: Sale, method: Method | None) -> bool:
    waiting = sale.state in (State.WAITING, State.UNKNOWN) and not sale.restored
    possible = sale.purpose is Purpose.SPLIT or (method is not None and method.can_cancel)
    return possible and waiting and not sale.cancelling


def offers_asking(sale: Sale) -> bool:
    """Returns whether a person may poll the sale. One that ended unpaid counts too: a customer may
    say that it was paid all the same."""
    return sale.purpose is not Purpose.SPLIT and sale.state in _ASKABLE
