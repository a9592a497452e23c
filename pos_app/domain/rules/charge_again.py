"""Charging again after a sale ended unpaid: whether a second charge could take money twice."""

from datetime import datetime

from pos_app.domain.events import BUYS, NOT_PAID, State
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.follow_up import may_still_be_paid
from pos_app.domain.sale import Sale


def may_charge_again(
    sale: Sale, method: Method | None, now: datetime, *, asks_late: bool = False
) -> bool:
    """Returns whether the same customer may be charged for the same goods once more.

    Only where this sale's own money can no longer come: its end is final, and nothing odd was ever
    reported of it. `asks_late` says that the till still polls it, whatever the clock says.
    """
    if method is None or sale.purpose not in BUYS or sale.state not in NOT_PAID:
        return False
    if sale.restored or sale.pending_operation or sale.moved or sale.flags or sale.cleared:
        return False
    if asks_late or may_still_be_paid(sale, method, now):
        return False
    return not _may_have_reached_the_customer(sale, method)


def _may_have_reached_the_customer(sale: Sale, method: Method) -> bool:
    """Returns whether the customer may still hold a request of this sale, though its provider gave
    it no reference to poll by."""
    if sale.state is State.NOT_SENT:
        return sale.status_path is not None  # taken after all, whatever was said at first
    is_guess = (sale.reason or Reason.OTHER) in method.late_after
    return is_guess and sale.reference is None  # for ever: a wall clock can be set
