"""Manager approvals, and the actions that need one."""

from dataclasses import dataclass
from enum import StrEnum


class ManagerOnly(StrEnum):
    """What a manager alone may do: the till asks for an `Approval` of its own for each.

    Whoever stands at the counter may charge, capture what a customer has agreed to have held, and
    take back a reference that nobody has paid: none of it gives away what the shop has.
    """

    REFUND = "refund"
    RELEASE = "release"  # the void of money that is held
    PAY_OUT = "pay_out"
    SETTLE = "settle"
    CLEAR_FLAG = "clear_flag"
    TAKE_PAYMENT = "take_payment"  # a payment that is no sale's, out of its queue
    CLOSE_DAY = "close_day"
    RESTORE = "restore"
    CHANGE_SETTINGS = "change_settings"
    CHANGE_PEOPLE = "change_people"
    CHANGE_PROVIDER = "change_provider"  # webhooks, references of no sale, shares: see ProviderDeed
    AUDIT = "audit"  # to read what people did with the till itself


@dataclass(frozen=True, eq=False)
class Approval:
    """Somebody with a PIN allowed one thing. A till believes only in those that it made itself:
    one that is built elsewhere, or says the same, is another one."""

    by: str  # the manager's name, as the journal keeps it
