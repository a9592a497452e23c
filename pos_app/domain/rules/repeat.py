"""Idempotent resend of a charge in doubt: whether the sale and a clock allow another try.

Just before the resend, the provider's own clock decides (till/tracking/resend.py).
"""

from datetime import datetime

from pos_app.domain.method import FOREVER, Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale


def is_repeatable(sale: Sale, method: Method) -> bool:
    """Returns whether the same request may be sent again at all, while it is not too late."""
    if sale.has_odd_money or sale.restored:
        return False  # it was made, and may have been paid since
    if sale.reason is Reason.REPEAT_UNSAFE:
        return False  # the till has recorded that it is too late
    if method.repeat_harmless_for == FOREVER:
        return not sale.status_path  # with a path, it was made: the till can only poll
    return sale.first_sent_at is not None and method.repeat_harmless_for > 0


def may_repeat(sale: Sale, method: Method, now: datetime) -> bool:
    """Returns whether the till will consider another try by itself, as far as the wall clock can
    tell. The provider's clock then decides."""
    if not is_repeatable(sale, method):
        return False
    age = (now - (sale.first_sent_at or sale.created_at)).total_seconds()
    if method.repeat_harmless_for == FOREVER:
        return age < method.answer_expected_in  # after that nobody could pay it
    return age <= method.repeat_harmless_for
