"""PINs: parses a typed PIN, and rejects one that is easy to guess."""

from itertools import pairwise

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.text.typed_text import clean

LEAST, MOST = 4, 8  # figures of a PIN


def figures_of(text: str) -> str:
    """Returns the digits of a typed PIN. Raises BadInput."""
    figures = clean(text).strip()
    if not (figures.isascii() and figures.isdigit() and LEAST <= len(figures) <= MOST):
        raise BadInput(Field.PIN, InputProblem.PIN_NOT_FIGURES, f"{LEAST}-{MOST}")
    return figures


def new_pin(text: str) -> str:
    """Returns the digits of a new PIN: none that people guess first.

    Raises BadInput, which says the same of a PIN that somebody else has: a refusal must not reveal
    another person's PIN.
    """
    figures = figures_of(text)
    if is_well_known(figures):
        raise BadInput(Field.PIN, InputProblem.PIN_NOT_THIS)
    return figures


def is_well_known(figures: str) -> bool:
    """Returns whether it is among the PINs that people choose most, and guess first.

    Repetitions (0000, 1212, 123123), runs (1234, 4321, 7890), pairs (1122), mirrors (1221), years
    from 1900 to 2099, and the columns of the keypad. Source of the kinds: the most frequent PINs of
    the leaked collections that D. Amitay (2011) and N. Berry (DataGenetics, 2012) counted.
    """
    return (
        _repeats(figures)
        or _runs(figures)
        or _is_pairs(figures)
        or (len(figures) % 2 == 0 and figures == figures[::-1])
        or (len(figures) == _OF_A_YEAR and figures[:2] in ("19", "20"))
        or figures in _COLUMNS
    )


_OF_A_YEAR = 4
_COLUMNS = frozenset({"2580", "0852", "147258", "14789632", "159357", "159753"})


def _repeats(figures: str) -> bool:
    """Returns whether it is one shorter piece over and over."""
    return figures in (figures + figures)[1:-1]


def _runs(figures: str) -> bool:
    """Returns whether each figure is the next one, up or down; after 9 comes 0."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(figures)}
    return steps in ({1}, {9})


def _is_pairs(figures: str) -> bool:
    return figures[::2] == figures[1::2]
