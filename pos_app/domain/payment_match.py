"""Payment matching: compares a provider's answer with the amount and sale that the till asked for.

`match_payment()` is the only maker of `Paid`. `conclusion()` makes the parent's event when a
refund, capture or release has ended.
"""

from datetime import datetime

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

# Final answers of a provider that prove neither outcome: the operation had been done before,
# perhaps by an earlier try of the same.
DONE_BEFORE = frozenset({Reason.DUPLICATE, Reason.PARENT_USED})


# Answers of a network that does not know itself where the money is.
NOT_SURE = frozenset({Reason.NETWORK_UNSURE, Reason.NO_MONEY_OR_ERROR})


def is_at_an_end(sale: Sale) -> bool:
    """Returns whether the outcome is unknown and the provider has given its final answer."""
    return sale.state is State.UNKNOWN and sale.reason in DONE_BEFORE


OPERATIONS = frozenset({Purpose.REFUND, Purpose.CAPTURE, Purpose.RELEASE})


def conclusion(before: State, operation: Sale) -> Event | None:
    """Returns the event for the parent when its refund, capture or release has gone from `before`
    to its present state; None unless that is an end, and a new one."""
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
    provider_at: datetime | None = None,
    period: str = "",
    fee: Money | None = None,
    raw: str = "",
) -> Paid | Authorized | Mismatched:
    """Matches a provider's report of money that moved, or is held, with the sale: Paid or
    Authorized if it fits exactly; else a flag.

    `amount` is None if the provider names none that can be read; by `concerns_this_sale` the caller
    says whether the other facts of the report (reference, till, payer) agree. `provider_at`,
    `period` and `fee` are the provider's own, where it names them.
    """
    if concerns_this_sale and amount == sale.amount:
        if sale.purpose is Purpose.AUTHORIZATION:
            return Authorized(reference=reference, raw=raw)
        return Paid(
            reference=reference,
            payment=payment,
            left=left,
            raw=raw,
            provider_at=provider_at,
            period=period,
            fee=fee,
        )
    flag = Flag.MISMATCH
    if concerns_this_sale and amount is not None and amount.currency is sale.amount.currency:
        flag = Flag.SHORT if amount.minor < sale.amount.minor else Flag.EXCESS
    detail = str(amount) if amount else ""
    return Mismatched(
        flag=flag,
        amount=amount,
        payment=payment,
        detail=detail,
        raw=raw,
        provider_at=provider_at,
        period=period,
        fee=fee,
    )
