"""The intent of a charge: amount, cashier and business day, fixed at the key press.

Before the journal has it, the till may check a PIN, read sales and wait for a disk. Meanwhile the
cashier may lock the till, and the business day may turn. None of that changes whose sale it is: the
journal gives the number, and everything else is fixed before the till first waits.
"""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from pos_app.domain.events import Created, Purpose
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.tracking.submission import masked

_NO_NUMBER_YET = 0


@dataclass(frozen=True)
class Press:
    """A key press that asks for money: who was at the till then, and on which business day."""

    cashier: str  # as the journal keeps it; empty where nobody has signed in
    business_day: date


def sale_asked_for(order: ChargeRequest, purpose: Purpose, press: Press, by: str = "") -> Created:
    """Builds the sale's `Created` event. `by` is the manager who allowed it, where it needs one."""
    return Created(
        number=_NO_NUMBER_YET,
        method=order.method.id,
        amount=order.amount,
        phone=order.phone,
        description=order.description,
        key=str(uuid4()),
        business_day=press.business_day,
        purpose=purpose,
        by=by,
        voucher=masked(order.voucher),
        valid_until=order.valid_until,
        fields=dict(order.fields) or None,
        cashier=press.cashier,
        parent=order.part_of or None,
    )


def operation_asked_for(
    parent: Sale,
    purpose: Purpose,
    amount: Money,
    press: Press,
    by: str = "",
    by_hand: str = "",
) -> Created:
    """Builds the `Created` event of a refund, a capture or a release of this sale. `by_hand` is the
    method by which a refund goes back, where that is not the sale's own."""
    return Created(
        number=_NO_NUMBER_YET,
        method=by_hand or parent.method,
        amount=amount,
        phone=parent.phone,
        description="",
        key=str(uuid4()),
        business_day=press.business_day,
        purpose=purpose,
        parent=parent.id,
        parent_reference=parent.reference,
        by=by,
        cashier=press.cashier,
    )
