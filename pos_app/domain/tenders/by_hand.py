"""Tenders by hand: cash, the card machine and a bank transfer, and the split sale made of tenders.

No provider's word stands behind them: a person has seen the money. Each country's are methods of
its own, since a method has one currency.
"""

from __future__ import annotations

from enum import StrEnum


class Tender(StrEnum):
    """A kind of money that is taken by hand. Its word begins the method's id on disk."""

    CASH = "cash"
    CARD_MACHINE = "cardmachine"
    TRANSFER = "transfer"


SPLIT = "split"  # begins the method's id of a sale that is paid in parts


def in_country(word: str, country: str) -> str:
    """Returns the id of a country's method: `cash.ao`."""
    return f"{word}.{country.lower()}"
