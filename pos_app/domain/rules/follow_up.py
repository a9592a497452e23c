"""Follow-up of a sale: whether the till can still learn more, before and after an unpaid end."""

from datetime import datetime

from pos_app.domain.events import NOT_PAID, Purpose, State
from pos_app.domain.method import Followed, Method
from pos_app.domain.payment_match import is_at_an_end
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.repeat import may_repeat
from pos_app.domain.sale import Sale


def goes_on_by_itself(sale: Sale, method: Method, now: datetime) -> bool:
    """Returns whether the till can still learn this sale's outcome, or only a person can."""
    if sale.purpose is Purpose.SPLIT:
        return sale.is_open and sale.pledged_minor > 0  # its parts do
    return _goes_on(sale, method, now)


def _goes_on(sale: Sale, method: Method, now: datetime) -> bool:
    if not sale.is_open or sale.state is State.AUTHORIZED:
        return False  # over, or for a person to capture or release
    if sale.has_odd_money:
        return False  # a person decides
    if method.followed is Followed.BY_QUEUE:
        return True
    if sale.status_path:
        return not is_at_an_end(sale)
    if sale.state is not State.UNKNOWN or may_repeat(sale, method, now):
        return True
    return method.can_be_found and sale.reason is not Reason.NO_TRACE


def awaits_answer(sale: Sale, method: Method, now: datetime) -> bool:
    """Returns whether the next word on this sale is its provider's, so that without a connection
    nobody knows how it stands. A first request on its way is not in question yet, and a sale with a
    flag is a person's."""
    waits = sale.state in (State.WAITING, State.UNKNOWN) and not sale.flags
    return waits and goes_on_by_itself(sale, method, now)


def can_be_asked_about(sale: Sale, method: Method) -> bool:
    """Returns whether a sale that ended unpaid has a status path to poll."""
    ended = sale.state in NOT_PAID and sale.settled_at is not None
    return ended and method.followed is Followed.BY_STATUS and sale.status_path is not None


def may_still_be_paid(sale: Sale, method: Method, now: datetime) -> bool:
    """Returns whether its provider may yet report that a sale which ended unpaid was paid after
    all. `now` is the time by the caller's clock."""
    if sale.settled_at is None:
        return False
    return may_be_paid_after(sale, method, (now - sale.settled_at).total_seconds())


def may_be_paid_after(sale: Sale, method: Method, seconds: float) -> bool:
    """Returns whether its provider may yet report payment, as many seconds after the sale's end."""
    ended = sale.state in NOT_PAID and sale.reference is not None
    return ended and sale.reason in method.late_after and seconds < method.late_for
