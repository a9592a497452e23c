"""Words for a sale's state, for lists, tables and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import Purpose, State
from pos_app.domain.tenders.split import missing
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.sale import Sale


_STATES: Mapping[State, str] = {
    State.NEW: QT_TRANSLATE_NOOP("words", "New"),
    State.SENDING: QT_TRANSLATE_NOOP("words", "Sending"),
    State.WAITING: QT_TRANSLATE_NOOP("words", "Waiting"),
    State.UNKNOWN: QT_TRANSLATE_NOOP("words", "Unknown"),
    State.AUTHORIZED: QT_TRANSLATE_NOOP("words", "On hold"),
    State.PAID: QT_TRANSLATE_NOOP("words", "Paid"),
    State.DECLINED: QT_TRANSLATE_NOOP("words", "Declined"),
    State.EXPIRED: QT_TRANSLATE_NOOP("words", "Expired"),
    State.CANCELLED: QT_TRANSLATE_NOOP("words", "Cancelled"),
    State.NOT_SENT: QT_TRANSLATE_NOOP("words", "Not sent"),
}
# States of sales that are no payment, once done.
DONE: Mapping[Purpose, str] = {
    Purpose.CAPTURE: QT_TRANSLATE_NOOP("words", "Captured"),
    Purpose.RELEASE: QT_TRANSLATE_NOOP("words", "Released"),
    Purpose.REFUND: QT_TRANSLATE_NOOP("words", "Refunded"),
    Purpose.PAYOUT: QT_TRANSLATE_NOOP("words", "Paid out"),
}
_PURPOSES: Mapping[Purpose, str] = {
    Purpose.PAYMENT: QT_TRANSLATE_NOOP("words", "Sale"),
    Purpose.AUTHORIZATION: QT_TRANSLATE_NOOP("words", "Hold"),
    Purpose.CAPTURE: QT_TRANSLATE_NOOP("words", "Capture"),
    Purpose.RELEASE: QT_TRANSLATE_NOOP("words", "Release"),
    Purpose.REFUND: QT_TRANSLATE_NOOP("words", "Refund"),
    Purpose.PAYOUT: QT_TRANSLATE_NOOP("words", "Pay-out"),
    Purpose.SPLIT: QT_TRANSLATE_NOOP("words", "Split sale"),
}
PARTLY_BACK = QT_TRANSLATE_NOOP("words", "Partly refunded")
_GOING_BACK = QT_TRANSLATE_NOOP("words", "Refunding")


def state_words(state: State, purpose: Purpose = Purpose.PAYMENT) -> str:
    """Returns the state in one word or two, for lists and tables."""
    if state is State.PAID and purpose in DONE:
        return say(DONE[purpose])
    return say(_STATES[state])


def sale_words(item: Sale) -> str:
    """Returns the state of this very sale, for lists and tables."""
    if item.state is State.PAID and item.pending_operation:
        return say(_GOING_BACK)
    if is_given_back(item):
        return say(DONE[Purpose.REFUND])
    if went_back(item):
        return say(PARTLY_BACK)
    return state_words(item.state, item.purpose)


def purpose_words(purpose: Purpose) -> str:
    return say(_PURPOSES[purpose])


def went_back(item: Sale) -> bool:
    """Returns whether any of the payment was refunded. Of a split sale, a part that was refunded
    and paid another way leaves nothing to hand back."""
    is_paid_anew = item.purpose is Purpose.SPLIT and not missing(item).minor
    return item.state is State.PAID and item.refunded_minor > 0 and not is_paid_anew


def is_given_back(item: Sale) -> bool:
    """Returns whether the whole payment was refunded."""
    return item.state is State.PAID and item.refunded_minor >= item.moved
