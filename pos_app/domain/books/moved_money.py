"""The money that an event moved: the movement between its sale before and its sale after."""

from collections.abc import Mapping
from datetime import datetime

from pos_app.domain.audit_notes import PaymentTaken
from pos_app.domain.books.movements import Movement, MovementKind
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import (
    Captured,
    Event,
    Flag,
    GivenByHand,
    Mismatched,
    Paid,
    Purpose,
    ReceivedByHand,
    SettledAsPaid,
)
from pos_app.domain.fold import made
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale

# The events that can change what a sale took.
MOVES_MONEY: frozenset[type[Event]] = frozenset(
    {Paid, Captured, Mismatched, SettledAsPaid, ReceivedByHand, GivenByHand}
)
# Those with the provider's own time, period and fee.
_TELLS_MORE = (Paid, Mismatched)

_OF_PURPOSE: Mapping[Purpose, MovementKind] = {
    Purpose.REFUND: MovementKind.REFUNDED,
    Purpose.PAYOUT: MovementKind.PAID_OUT,
}
_OF_FLAG: Mapping[Flag, MovementKind] = {
    Flag.SHORT: MovementKind.SHORT,
    Flag.EXCESS: MovementKind.EXCESS,
}


def movement_of(
    seq: int, at: datetime, clock: ShopClock, before: Sale, event: Event, after: Sale
) -> Movement | None:
    """Returns the money that the event moved, or None if it moved none."""
    if type(event) not in MOVES_MONEY or not (minor := after.taken - before.taken):
        return None
    told = event if isinstance(event, _TELLS_MORE) else None
    known = {
        "seq": seq,
        "day": clock.day_of(at),
        "sold_on": after.business_day,
        "at": at,
        "local": clock.local(at),
        "kind": _kind(before, event, after),
        "sale": after.id,
        "method": after.method,
        "amount": Money(minor, after.amount.currency),
        "cashier": after.cashier,
        "allowed_by": event.by if isinstance(event, SettledAsPaid) else after.by,
        "fee": told.fee if told else None,
        "provider_at": told.provider_at if told else None,
        "period": told.period if told else "",
    }
    return made(Movement, known)


def _kind(before: Sale, event: Event, after: Sale) -> MovementKind:
    """Money that left the shop is of a kind of its own, whoever gave the word: no sum of what came
    has it."""
    if after.purpose in _OF_PURPOSE:
        return _OF_PURPOSE[after.purpose]
    if isinstance(event, SettledAsPaid):
        return MovementKind.SETTLED
    if isinstance(event, ReceivedByHand):
        return MovementKind.BY_HAND
    if isinstance(event, Mismatched):
        return _OF_FLAG[event.flag]
    if after.unexpected_minor != before.unexpected_minor:
        return MovementKind.PAID_TWICE
    return MovementKind.CAPTURED if isinstance(event, Captured) else MovementKind.PAID


def movement_of_taken(
    seq: int, at: datetime, clock: ShopClock, note: PaymentTaken
) -> Movement | None:
    """Returns the money of a payment that a manager took out of its queue; None where it names no
    exact amount, which a person has to count."""
    if note.amount is None or not note.amount.minor:
        return None
    day = clock.day_of(at)
    return Movement(
        seq=seq,
        day=day,
        sold_on=day,
        at=at,
        local=clock.local(at),
        kind=MovementKind.UNMATCHED,
        sale="",
        method=note.method,
        amount=note.amount,
        allowed_by=note.by,
        fee=note.fee,
        provider_at=note.provider_at,
        period=note.period,
    )
