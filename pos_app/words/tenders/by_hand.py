"""Words for money by hand: the cashier's word, and never a payment service's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.money import Money
from pos_app.domain.tenders.by_hand import Tender
from pos_app.words.translate import QT_TRANSLATE_NOOP, say, say_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.sale import Sale

# The headline by the beginning of the method's id. Mozambique has another word for the machine.
_HEADLINES: Mapping[str, tuple[str, str]] = {
    Tender.CASH: ("words", QT_TRANSLATE_NOOP("words", "Paid in cash")),
    Tender.TRANSFER: ("words", QT_TRANSLATE_NOOP("words", "Paid by bank transfer")),
    Tender.CARD_MACHINE: ("words", QT_TRANSLATE_NOOP("words", "Paid by card machine")),
    f"{Tender.CARD_MACHINE}.mz": (
        "words_mz",
        QT_TRANSLATE_NOOP("words_mz", "Paid by card machine"),
    ),
}
_HAND_OVER = QT_TRANSLATE_NOOP("words", "You may hand over")
PART = QT_TRANSLATE_NOOP("words", "A part: see the whole sale")
_CHANGE = QT_TRANSLATE_NOOP("words", "Give {0} change")
_TENDERED = QT_TRANSLATE_NOOP("words", "The customer gave {0}.")
_WORD = QT_TRANSLATE_NOOP("words", "Recorded by the cashier; no payment service has confirmed it.")


def by_hand_verdict(item: Sale) -> tuple[str, str]:
    """Returns the headline of a payment by hand, and what to do: the change comes first."""
    kind, _, _ = item.method.partition(".")
    context, headline = _HEADLINES.get(item.method) or _HEADLINES[kind]
    order = say(PART if item.parent else _HAND_OVER)
    return say_in(context, headline), say(_CHANGE, item.change) if item.change else order


def by_hand_words(item: Sale) -> str:
    """Returns whose word it is, and what the customer handed over."""
    if item.tendered_minor is None:
        return say(_WORD)
    given = say(_TENDERED, Money(item.tendered_minor, item.amount.currency))
    return f"{given} {say(_WORD)}"
