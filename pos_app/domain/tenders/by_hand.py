"""Tenders by hand: cash, the card machine and a bank transfer, and the split sale made of tenders.

No provider's word stands behind them: a person has seen the money. Each country's are methods of
its own, since a method has one currency.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pos_app.domain.money import Currency, Money

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tender(StrEnum):
    """A kind of money that is taken by hand. Its word begins the method's id on disk."""

    CASH = "cash"
    CARD_MACHINE = "cardmachine"
    TRANSFER = "transfer"


SPLIT = "split"  # begins the method's id of a sale that is paid in parts


def in_country(word: str, country: str) -> str:
    """Returns the id of a country's method: `cash.ao`."""
    return f"{word}.{country.lower()}"


# Minor units of the smallest coin that may be paid with, where a law has cash rounded to it: the
# cent of Trinidad and Tobago is no legal tender since 3 July 2018 (Legal Notice 35 of 2018).
_ROUNDED_TO: Mapping[Currency, int] = {Currency.TTD: 5}


def in_coins(amount: Money) -> Money:
    """Returns the nearest amount that there are coins for, which is never nothing."""
    step = _ROUNDED_TO.get(amount.currency, 1)
    return Money(max(step, (amount.minor + step // 2) // step * step), amount.currency)
