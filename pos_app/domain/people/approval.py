"""Manager approvals, and the actions that need one."""

from dataclasses import dataclass
from enum import StrEnum


class ManagerOnly(StrEnum):
    """Actions for managers alone: the till asks for an `Approval` of its own for each.

    Anybody at the counter may charge, capture a hold that the customer has agreed to, and cancel a
    reference that nobody has paid: none of it gives away the shop's money.
    """

    REFUND = "refund"
    RELEASE = "release"  # the void of money that is held
    PAY_OUT = "pay_out"
    SETTLE = "settle"
    CLEAR_FLAG = "clear_flag"
    TAKE_PAYMENT = "take_payment"  # an unmatched payment, out of its queue
    CLOSE_DAY = "close_day"
    CLOSE_SHIFT = "close_shift"  # of somebody else
    TAKE_CASH = "take_cash"  # out of the drawer, for no sale
    RESTORE = "restore"
    CHANGE_SETTINGS = "change_settings"
    CHANGE_PEOPLE = "change_people"
    CHANGE_PROVIDER = "change_provider"  # webhooks, references of no sale, shares: see ProviderDeed
    MOVE_OUT = "move_out"  # the whole till into a file, with its keys
    LEAVE_KIOSK = "leave_kiosk"  # close a window that fills the screen, or go to training
    EXPORT = "export"  # a file of sales, with their customers' numbers
    RECONCILE = "reconcile"  # take a statement in, resolve what differs from it
    AUDIT = "audit"  # read the notes of what people did with the till itself


@dataclass(frozen=True, eq=False)
class Approval:
    """A manager's permission for one action. A till accepts only objects that it made itself: an
    equal one that was built elsewhere is another one."""

    by: str  # the manager's name, as the journal keeps it
