"""Words for split sales: what is there, what is missing, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import State
from pos_app.domain.tenders.split import collected, missing, pledged, takes_parts
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale

_HAND_OVER = QT_TRANSLATE_NOOP("words", "You may hand over")
_NOT_YET = QT_TRANSLATE_NOOP("words", "Do not hand over yet")
_NOT = QT_TRANSLATE_NOOP("words", "Do not hand over")
_LOOK_FIRST = QT_TRANSLATE_NOOP("words", "See the alert first")
_MISSING = QT_TRANSLATE_NOOP("words", "{0} missing")
_AWAITED = QT_TRANSLATE_NOOP("words", "Waiting for {0}")
_PAID = QT_TRANSLATE_NOOP("words", "Paid")
_ENDING = QT_TRANSLATE_NOOP("words", "Cancelling the sale")
_CANCELLED = QT_TRANSLATE_NOOP("words", "Cancelled")
_RECEIVED = QT_TRANSLATE_NOOP("words", "{0} of {1} received.")
_UNDECIDED = QT_TRANSLATE_NOOP("words", "{0} requested, without a result yet.")
_CHARGE_REST = QT_TRANSLATE_NOOP("words", "Charge the rest, the same way or another.")
_TROUBLED = QT_TRANSLATE_NOOP("words", "One part needs attention: see it in the list.")
_TO_REFUND = QT_TRANSLATE_NOOP("words", "Refund each part that was received: {0}.")
_ALL_CONFIRMED = QT_TRANSLATE_NOOP("words", "All parts are confirmed.")
_SOME_BY_HAND = QT_TRANSLATE_NOOP(
    "words", "All parts are paid. Some were recorded by the cashier; no payment service has "
    "confirmed them."
)  # fmt: skip
_NOTHING_LEFT = QT_TRANSLATE_NOOP("words", "The shop has no money of this sale.")


def split_verdict(item: Sale) -> tuple[str, str]:
    """Returns the headline of a split sale that is not in doubt, and whether to hand over."""
    if item.state is State.PAID:
        return say(_PAID), say(_LOOK_FIRST if item.troubled_parts else _HAND_OVER)
    if item.state is State.CANCELLED:
        return say(_CANCELLED), say(_NOT)
    if item.cancelling:
        return say(_ENDING), say(_NOT)
    return split_rest(item), say(_NOT_YET)


def split_rest(item: Sale) -> str:
    """Returns what is missing of an open split sale, or what is being waited for."""
    rest = missing(item)
    return say(_MISSING, rest) if rest.minor else say(_AWAITED, pledged(item))


def split_words(item: Sale) -> str:
    """Returns what is there of a split sale, and what to do about the rest."""
    said = []
    if item.state is State.PAID:
        said.append(say(_SOME_BY_HAND if item.by_hand else _ALL_CONFIRMED))
    elif item.state is State.CANCELLED:
        said.append(say(_NOTHING_LEFT))
    else:
        said.append(say(_RECEIVED, collected(item), item.amount))
        if item.pledged_minor:
            said.append(say(_UNDECIDED, pledged(item)))
        if takes_parts(item):
            said.append(say(_CHARGE_REST))
        if item.cancelling and collected(item).minor:
            said.append(say(_TO_REFUND, collected(item)))
    if item.troubled_parts:
        said.append(say(_TROUBLED))
    return " ".join(said)
