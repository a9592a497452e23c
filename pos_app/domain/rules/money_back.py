"""Refunds, captures and releases: how much of a sale each may still move."""

from pos_app.domain.errors import BadInput, Field, InputProblem, NotAllowed, NotOffered
from pos_app.domain.events import BUYS, Flag, Purpose, State
from pos_app.domain.method import Method, Refunds
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale

_NOT_ITS_OWN = frozenset({Flag.MISMATCH, Flag.ALREADY_USED})


def refundable(sale: Sale, method: Method | None) -> Money | None:
    """Returns the money of this sale that can be refunded now, or None."""
    if method is None or method.refunds is Refunds.NONE or sale.is_open:
        return None
    if sale.purpose not in BUYS or sale.pending_operation:
        return None
    if sale.is_settled_by_hand and (sale.flags | sale.cleared) & _NOT_ITS_OWN:
        return None  # the money is not this sale's: the till cannot know how much to refund
    left = sale.moved - sale.refunded_minor
    if method.refunds is Refunds.WHOLE:
        # One payment goes back whole: the one that was asked for, or the one a manager settled by.
        one = left if sale.is_settled_by_hand else min(left, sale.amount.minor)
        left = 0 if sale.refunded_minor else one
    left -= left % method.step
    return Money(left, sale.amount.currency) if left > 0 else None


def owed(sale: Sale, method: Method | None) -> Money | None:
    """Returns the refund to offer if the goods go out: the unexpected money, if that alone can be
    refunded; else all that can."""
    most = refundable(sale, method)
    if most is None or method is None or method.refunds is not Refunds.PART:
        return most
    over = sale.unexpected_minor - sale.refunded_minor
    return Money(min(over, most.minor), most.currency) if over > 0 else most


def is_held(sale: Sale) -> bool:
    """Returns whether money waits to be captured or released, and no such operation is pending."""
    return sale.state is State.AUTHORIZED and sale.pending_operation is None


def refund_amount(sale: Sale, method: Method, wanted: Money | None) -> Money:
    """Returns the amount to refund. Raises NotAllowed where it is more than there is, BadInput for
    cents that no network carries, and for a split sale, whose parts have the money."""
    if sale.purpose is Purpose.SPLIT:
        raise BadInput(Field.AMOUNT, InputProblem.REFUND_THE_PARTS)
    if method.refunds is Refunds.NONE:
        raise NotOffered("this method gives nothing back")
    most = refundable(sale, method)
    if most is None:
        raise NotAllowed("nothing of this sale can be given back")
    amount = wanted or most
    if amount.currency is not most.currency or not 0 < amount.minor <= most.minor:
        raise NotAllowed("more than there is")
    method.check_step(amount)
    if method.refunds is Refunds.WHOLE and amount != most:
        raise NotOffered("only the whole amount can be given back")
    return amount


def captured_amount(sale: Sale, wanted: Money | None) -> Money:
    """Returns the amount to capture. Raises NotAllowed where nothing is held, or less than is
    wanted."""
    if not is_held(sale):
        raise NotAllowed("nothing is held")
    amount = wanted or sale.amount
    if amount.currency is not sale.amount.currency or not 0 < amount.minor <= sale.amount.minor:
        raise NotAllowed("more than is held")
    return amount


def released_amount(sale: Sale) -> Money:
    """Returns the amount to release. Raises NotAllowed where nothing is held."""
    if not is_held(sale):
        raise NotAllowed("nothing is held")
    return sale.amount
