"""The sale: an immutable record that the fold computes from its events.

A sale is an append-only list of events; nothing else about it is ever stored as truth.
`transitions` says which event may follow, `fold` applies an event, and `payment_match` compares a
provider's answer with the charge.

Refunds, pay-outs and holds move money too. Each is a sale of its own with another `Purpose`, so
that it has its own intent, its own idempotency key and its own unknown outcome; `parent` is the
sale that it belongs to. The parent gets two events: `OperationStarted` closes it to a second such
request, and one of `Refunded`, `Captured`, `Released` or `OperationFailed` says how that ended.

A customer may pay one sale by several methods. Such a split sale is the parent of ordinary sales,
its parts, which have all of its money; it is open until all of it is there (`tenders/split.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pos_app.domain.events import (
    COUNTED_ELSEWHERE,
    GOES_OUT,
    OPEN,
    Flag,
    Purpose,
    State,
)
from pos_app.domain.money import Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason

# Flags for money that does not match the charge, or that is another sale's: only a person, or the
# right money, ends that.
ODD_MONEY = frozenset({Flag.SHORT, Flag.EXCESS, Flag.MISMATCH, Flag.ALREADY_USED})


@dataclass(frozen=True, kw_only=True)
class Sale:
    """A sale as its events give it. Instants are UTC."""

    id: str
    till: str
    number: int
    method: str
    amount: Money
    phone: Phone | None
    description: str
    key: str
    business_day: date
    created_at: datetime
    updated_at: datetime
    state: State = State.NEW
    first_sent_at: datetime | None = None
    tries: int = 0
    account: str = ""  # the mark of the account that the first try was sent by
    reference: str | None = None  # the provider's id, or the number that the customer pays
    status_path: str | None = None
    entity: str | None = None
    expires_at: datetime | None = None
    expected_at: datetime | None = None
    settled_at: datetime | None = None
    cancelling: bool = False
    reason: Reason | None = None
    detail: str = ""
    payment: str | None = None
    flags: frozenset[Flag] = frozenset()
    cleared: frozenset[Flag] = frozenset()  # by a manager: the flags that were up once
    unexpected_minor: int = 0  # minor units that came beside the one payment of the charge
    purpose: Purpose = Purpose.PAYMENT
    parent: str | None = None
    parent_reference: str | None = None
    by: str = ""  # the manager who allowed or settled it
    voucher: str = ""  # masked
    valid_until: datetime | None = None
    fields: Mapping[str, str] | None = None
    checkout: str | None = None
    voucher_balance_minor: int | None = None  # minor units on the customer's voucher
    held_minor: int | None = None  # minor units that were authorized, once some of it is captured
    refunded_minor: int = 0  # minor units that went back to the customer
    pending_operation: str | None = None  # the refund, capture or release whose outcome is open
    cashier: str = ""  # who was at the till when it was asked for
    used_by: int | None = None  # the number of the sale whose transaction this one was given
    revision: int = 0  # the count of its events: of two states the later one has more
    # Open in a backup from which the journal was restored: lost events may have ended it. The till
    # sends nothing more for it and ends it by no rule of its own, whatever it learns meanwhile.
    restored: bool = False
    invoice: str = ""  # its number in the shop's invoicing software
    sent_there: datetime | None = None  # when it was first sent, by its provider's clock
    duplicate_of: int | None = None  # the number of a sale that it looked like, and was made anyway
    printed: int = 0  # pieces of its slip that somebody may have seen, on paper or as a file
    receipts: int = 0  # and of its receipt
    shop_receipts: int = 0  # and of the shop's own
    # Its money is there by the cashier's word: all of it or, of a split sale, a part.
    by_hand: bool = False
    tendered_minor: int | None = None  # minor units of cash that the customer handed over
    # Of a split sale, in minor units: what its open parts ask for, and what its parts brought in.
    pledged_minor: int = 0
    received_minor: int = 0
    troubled_parts: int = 0  # parts of unknown outcome, or with a flag

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def has_pending_extension(self) -> bool:
        """Whether somebody asked for another end, and the provider has not agreed yet."""
        if self.state is not State.WAITING or self.restored:
            return False
        if self.valid_until is None or self.expires_at is None:
            return False
        return self.valid_until.replace(microsecond=0) != self.expires_at

    @property
    def has_odd_money(self) -> bool:
        """Whether money came that does not match the charge, whatever a manager said of it
        since."""
        return bool((self.flags | self.cleared) & ODD_MONEY)

    @property
    def moved(self) -> int:
        """Minor units that have moved for this sale, with any excess or shortfall; for a paid split
        sale, all that its parts brought in."""
        paid = max(self.amount.minor, self.received_minor) if self.state is State.PAID else 0
        return self.unexpected_minor + paid

    @property
    def taken(self) -> int:
        """Minor units that this sale brought into the shop; less than zero where it cost them."""
        if self.purpose in COUNTED_ELSEWHERE:
            return 0
        return -self.moved if self.purpose in GOES_OUT else self.moved

    @property
    def is_settled_by_hand(self) -> bool:
        return self.reason is Reason.SETTLED_BY_HAND

    @property
    def change(self) -> Money | None:
        """The cash that the customer got back of what was handed over, if it was more."""
        if self.tendered_minor is None or self.tendered_minor == self.amount.minor:
            return None
        return Money(self.tendered_minor - self.amount.minor, self.amount.currency)


def sale_number(number: int) -> str:
    """Formats a sale's number for slips and providers: at least four digits."""
    return f"{number:04d}"
