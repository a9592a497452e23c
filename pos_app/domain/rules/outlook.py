"""Outlook of a sale in doubt: what the till can still do to learn its outcome, or why it cannot."""

from datetime import datetime, timedelta
from enum import Enum

from pos_app.domain.events import Flag, State
from pos_app.domain.method import FOREVER, Followed, Method
from pos_app.domain.payment_match import is_at_an_end
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.follow_up import goes_on_by_itself
from pos_app.domain.rules.repeat import may_repeat
from pos_app.domain.sale import Sale
from pos_app.domain.sale_age import PUT_RIGHT_BY

# No request is on its way for so long: the till that sent it has stopped.
LONGEST_SENDING = timedelta(minutes=2)


class Outlook(Enum):
    """The till's own next step for a sale in doubt, or why there is none."""

    ASKING = "asking"  # the till polls its status
    LISTENING = "listening"  # the till polls its provider's payment queue
    REPEATING = "repeating"  # an idempotent resend of the same request
    SEARCHING = "searching"  # the till searches its provider's lists
    NO_TRACE = "no_trace"  # the search did not find it
    ALREADY_USED = "already_used"  # it was given another sale's transaction
    ODD_MONEY = "odd_money"  # unexpected money came: a person has to decide
    LAST_WORD = "last_word"  # its provider has given its final answer
    NOTHING = "nothing"  # its provider has nothing to poll


def outlook(sale: Sale, method: Method | None, now: datetime) -> Outlook:
    if method is None or not goes_on_by_itself(sale, method, now):
        return _why_nothing(sale)
    if method.followed is Followed.BY_QUEUE:
        return Outlook.LISTENING
    if sale.status_path or sale.state is not State.UNKNOWN:
        return Outlook.ASKING
    return Outlook.REPEATING if may_repeat(sale, method, now) else Outlook.SEARCHING


def is_in_doubt(sale: Sale, method: Method | None, now: datetime) -> bool:
    """Returns whether its outcome is unknown, or would be if a till looked after it now. A sale
    from the future, by a clock that was set back, counts: its waiting time is unknown."""
    age = now - sale.created_at
    if sale.state is State.SENDING:
        return age > LONGEST_SENDING or age < -PUT_RIGHT_BY
    if sale.state is State.WAITING and method is not None and method.doubted_after < FOREVER:
        return age.total_seconds() > method.doubted_after or age < -PUT_RIGHT_BY
    return sale.state is State.UNKNOWN


def _why_nothing(sale: Sale) -> Outlook:
    if Flag.ALREADY_USED in sale.flags:
        return Outlook.ALREADY_USED
    if sale.has_odd_money:
        return Outlook.ODD_MONEY
    if is_at_an_end(sale):
        return Outlook.LAST_WORD
    return Outlook.NO_TRACE if sale.reason is Reason.NO_TRACE else Outlook.NOTHING
