"""Quick amounts of a shop: parsed from one line of its settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Currency, parse_amount

if TYPE_CHECKING:
    from pos_app.domain.money import Money

MOST = 4  # amounts for which there is room beside the amount that is typed


def read_quick_amounts(text: str, currency: Currency) -> tuple[Money, ...]:
    """Parses amounts between semicolons, or between spaces where there is no semicolon.

    Raises BadInput for what is no amount, and for more amounts than there is room for.
    """
    parts = re.split(r";" if ";" in text else r"\s+", text)
    amounts = tuple(parse_amount(part, currency) for part in parts if part.strip())
    if len(amounts) > MOST:
        raise BadInput(Field.AMOUNT, InputProblem.QUICK_AMOUNTS_INVALID)
    return amounts


def usable_quick_amounts(text: str, currency: Currency) -> tuple[Money, ...]:
    """Returns the amounts, or none of a line that somebody wrote wrongly into the file."""
    try:
        return read_quick_amounts(text, currency)
    except BadInput:
        return ()


def are_quick_amounts(text: str) -> bool:
    """Returns whether the till can offer the line's amounts, in whatever currency."""
    try:
        for currency in Currency:
            read_quick_amounts(text, currency)
    except BadInput:
        return False
    return True
