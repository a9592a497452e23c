"""Movements: money that came or left, and the business day on which it counts.

A movement is the change that one event makes to what its sale took. So the movements of a sale
always add up to what it took, and those of a period to the money of that period. Each counts on the
day on which it became known here, whatever the day of its sale: no close ever changes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.domain.money import Money


class MovementKind(StrEnum):
    """Reason why money moved. The values are words of the journal's file."""

    PAID = "paid"  # the money of the charge, on the provider's word
    BY_HAND = "by_hand"  # the money of the charge, on the cashier's word
    CAPTURED = "captured"  # of a hold
    SHORT = "short"  # less than asked
    EXCESS = "excess"  # more than asked
    PAID_TWICE = "paid_twice"
    REFUNDED = "refunded"
    PAID_OUT = "paid_out"
    SETTLED = "settled"  # by a manager's word
    UNMATCHED = "unmatched"  # taken out of a queue, and no sale's


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Money that came to the shop, or left it. Instants are UTC."""

    seq: int  # of the event that told of it
    day: date  # the business day on which it became known here
    sold_on: date  # the business day of its sale
    at: datetime
    local: str  # the time on the shop's wall
    kind: MovementKind
    sale: str  # empty where it is no sale's
    method: str
    amount: Money  # less than zero where it left the shop
    cashier: str = ""  # who sold it
    allowed_by: str = ""  # the manager who allowed it, or gave the word
    fee: Money | None = None  # what the provider keeps of it, where it says so
    provider_at: datetime | None = None  # when it moved, by the provider's own word
    period: str = ""  # the provider's clearing period
    close: int | None = None  # the number of the close that counts it; None as long as none does
