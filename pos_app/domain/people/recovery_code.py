"""The recovery code: a manager keeps it on paper, and gets back in with it when no PIN is good.

It has digits alone, so that a till with nothing but a numeric keypad can take it.
"""

from collections.abc import Callable
from string import digits

FIGURES = 24  # 80 bits: nobody guesses it, however many tries a copy of the journal allows
_A_GROUP = 4


def new_code(random_below: Callable[[int], int]) -> str:
    """Makes a new code. `random_below` gives a number that nobody can foretell."""
    return f"{random_below(10**FIGURES):0{FIGURES}}"


def is_code(text: str) -> bool:
    """Returns whether it has as many digits as a code, which no PIN has."""
    return len(typed_code(text)) == FIGURES


def in_groups(code: str) -> str:
    """Formats a code as people write it down: six groups of four."""
    return " ".join(code[place : place + _A_GROUP] for place in range(0, len(code), _A_GROUP))


def typed_code(text: str) -> str:
    """Returns the digits of a typed code, however they are separated."""
    return "".join(one for one in text if one in digits)
