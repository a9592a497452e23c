"""Payment matching: compares a provider's answer with the amount and sale that the till asked
for.

`match_payment()` is the only maker of `Paid`. `conclusion()` tells a sale what became of its
refund, capture or release.
"""

from pos_app.domain.events import (
    OPEN,
    Authorized,
    Captured,
    Event,
    Flag,
    Mismatched,
    OperationFailed,
    Paid,
    Purpose,
    Refunded,
    Released,
    State,
)
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale

# Words of a provider that are its last and prove neither: what was asked for had been done before,
# perhaps by an earlier try of the same.
DONE_BEFORE = frozenset({Reason.DUPLICATE, Reason.PARENT_USED})


# Words of a network that does not know itself what became of the money.
NOT_SURE = frozenset({Reason.NETWORK_UNSURE, Reason.NO_MONEY_OR_ERROR})


def is_at_an_end(sale: Sale) -> bool:
    """Whether its outcome is unknown and its provider has no other word for it."""
    return sale.state is State.UNKNOWN and sale.reason in DONE_BEFORE


OPERATIONS = frozenset({Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE})


def conclusion(before: State, operation: Sale) -> Event | None:
    """What the parent has to hear when its refund, capture or release has come from `before` to
    where it is: nothing, unless that is an end, and a new one."""
    if operation.purpose not in OPERATIONS or operation.is_open or before is operation.state:
        return None
    if operation.state is not State.PAID:
        return OperationFailed(operation=operation.id) if before in OPEN else None
    if operation.purpose is Purpose.RELEASE:
        return Released(operation=operation.id)
    if operation.purpose is Purpose.REFUND:
        return Refunded(operation=operation.id, amount=operation.amount)
    return Captured(operation=operation.id, amount=operation.amount, reference=operation.reference)


def match_payment(
    sale: Sale,
    *,
    amount: Money | None,
    concerns_this_sale: bool = True,
    reference: str | None = None,
    payment: str | None = None,
    left: int | None = None,
    raw: str = "",
) -> Paid | Authorized | Mismatched:
    """A provider says money moved, or is held: this sale's if it is so exactly; else a flag.

    `amount` is None where the provider names none that can be read; whoever calls says by
    `concerns_this_sale` whether what the provider did name (reference, till, payer) agrees.
    """
    if concerns_this_sale and amount == sale.amount:
        if sale.purpose is Purpose.AUTHORIZATION:
            return Authorized(reference=reference, raw=raw)
        return Paid(reference=reference, payment=payment, left=left, raw=raw)
    flag = Flag.MISMATCH
    if concerns_this_sale and amount is not None and amount.currency is sale.amount.currency:
        flag = Flag.SHORT if amount.minor < sale.amount.minor else Flag.EXCESS
    detail = str(amount) if amount else ""
    return Mismatched(flag=flag, amount=amount, payment=payment, detail=detail, raw=raw)
