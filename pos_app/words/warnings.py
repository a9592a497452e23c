"""Words for a sale's flags (warnings), and what to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import BUYS, Flag, State
from pos_app.domain.sale import sale_number
from pos_app.words.services import SOME_SERVICE, say_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.money import Money
    from pos_app.domain.sale import Sale
    from pos_app.words.services import ServiceName


_FLAGS: Mapping[Flag, str] = {
    Flag.SHORT: QT_TRANSLATE_NOOP("words", "Paid less than the amount"),
    Flag.EXCESS: QT_TRANSLATE_NOOP("words", "Paid more than the amount"),
    Flag.MISMATCH: QT_TRANSLATE_NOOP("words", "The payment does not match the sale"),
    Flag.PAID_TWICE: QT_TRANSLATE_NOOP("words", "Paid twice: refund one"),
    Flag.PAID_AFTER_CANCEL: QT_TRANSLATE_NOOP("words", "Paid after it was cancelled"),
    Flag.PAID_AFTER_END: QT_TRANSLATE_NOOP("words", "Paid late, after the sale ended"),
    Flag.CONTRADICTED: QT_TRANSLATE_NOOP("words", "Confirmed first, then denied"),
    Flag.ALREADY_USED: QT_TRANSLATE_NOOP("words", "The transaction belongs to another sale"),
}


def flag_words(flag: Flag) -> str:
    return say(_FLAGS[flag])


# With a refund of some of it, and where nothing can be refunded.
_GOODS = (
    QT_TRANSLATE_NOOP("words", "If the customer is here, hand over the goods; if not, refund {0}."),
    QT_TRANSLATE_NOOP(
        "words",
        "If the customer is here, hand over the goods. If not, the manager pays it "
        "back in cash: this payment method has no refunds.",
    ),
)
_TOO_MUCH = (
    QT_TRANSLATE_NOOP("words", "The sale is paid: refund {0}."),
    QT_TRANSLATE_NOOP(
        "words",
        "The sale is paid. The manager pays the excess back in cash: this payment "
        "method has no refunds.",
    ),
)
_ADVICE: Mapping[Flag, tuple[str, str]] = {
    Flag.PAID_AFTER_CANCEL: _GOODS,
    Flag.PAID_AFTER_END: _GOODS,
    Flag.PAID_TWICE: _TOO_MUCH,
    Flag.EXCESS: _TOO_MUCH,
}
# Of a sale that a strange amount has left unknown.
_SETTLE_IT: Mapping[Flag, str] = {
    Flag.SHORT: QT_TRANSLATE_NOOP(
        "words", "Call the manager: once the rest is paid in cash, resolve it as paid."
    ),
    Flag.EXCESS: QT_TRANSLATE_NOOP(
        "words", "Call the manager: resolve it as paid, then refund the excess."
    ),
}
_COMPARE = QT_TRANSLATE_NOOP("words", "Call the manager: compare it with the list {of}.")
_ANOTHERS = QT_TRANSLATE_NOOP(
    "words",
    "Call the manager: it belongs to sale {0}. Ask for another proof.",
)
_OPERATION = QT_TRANSLATE_NOOP("words", "Call the manager: check whether it was done twice.")


def flag_advice(item: Sale, back: Money | None, service: ServiceName = SOME_SERVICE) -> str:
    """Returns what to do about a sale's flags, mostly one, in a cashier's words.

    `back` is the amount that can be refunded, if any.
    """
    said = dict.fromkeys(_advice(item, flag, back, service) for flag in sorted(item.flags))
    return " ".join(said)


def _advice(item: Sale, flag: Flag, back: Money | None, service: ServiceName) -> str:
    if flag is Flag.ALREADY_USED and item.used_by is not None:
        return say(_ANOTHERS, sale_number(item.used_by))
    if item.purpose not in BUYS:
        return say(_OPERATION)
    if item.state is State.UNKNOWN:
        return say_of(service, _SETTLE_IT.get(flag, _COMPARE))
    if flag not in _ADVICE or item.state is not State.PAID:
        return say_of(service, _COMPARE)
    can, cannot = _ADVICE[flag]
    return say(can, back) if back else say(cannot)


_BY_HAND = QT_TRANSLATE_NOOP("words", "Resolved by the manager")
_MAYBE_BEFORE = QT_TRANSLATE_NOOP("words", "Possibly also paid before the journal was restored")


def warnings_of(item: Sale) -> list[str]:
    """Returns the warnings about this sale for a list of sales."""
    by_hand = [say(_BY_HAND)] if item.is_settled_by_hand else []
    before = [say(_MAYBE_BEFORE)] if _may_have_been_paid_before(item) else []
    return [*(flag_words(flag) for flag in sorted(item.flags)), *by_hand, *before]


def _may_have_been_paid_before(item: Sale) -> bool:
    """Returns whether the sale may have been paid before the journal was restored.

    A reference can be paid more than once, and a payment that the restored journal lost is not in
    the provider's queue any more. This is no flag: for most sales that waited then, this is the
    only payment.
    """
    is_told = Flag.PAID_TWICE in item.flags | item.cleared
    return item.restored and item.state is State.PAID and bool(item.entity) and not is_told
