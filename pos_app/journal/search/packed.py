"""Figures packed: two letters as one, so that a trigram is six of them.

Nearly every sale has any three digits somewhere; six are rare. So numbers, phones, references and
amounts are in the index once more, packed, and a part of one is looked up like that.
"""

import re
from collections.abc import Iterator
from operator import add

from pos_app.journal.search.folding import AMOUNT, NUMBER, apart

LEAST = 6  # letters that make a trigram
_FIGURES = "0123456789" + AMOUNT + NUMBER + apart("0123456789,")
_LETTERS = _FIGURES + "abcdefghijklmnopqrstuvwxyz"
_FIRST = 0xE200  # private characters, as those of `folding`
_PAIRS = {
    one + other: chr(_FIRST + at * len(_LETTERS) + beside)
    for at, one in enumerate(_LETTERS)
    for beside, other in enumerate(_LETTERS)
}
_RUN = re.compile(rf"[{_LETTERS}]{{{LEAST},}}")
_FIGURE = re.compile(rf"[{_FIGURES}]")


def packed(text: str) -> str:
    """Returns all figures of a text, packed from their first letter on and from their second one:
    a part of one begins at either."""
    return " ".join(_pack(run[begin:]) for run in _runs(text) for begin in (0, 1))


def packed_needle(needle: str) -> str | None:
    """Returns the longest figure of a needle packed, up to its last letter; None where none is long
    enough. Whatever has the needle has this in its packed text."""
    run = max(_runs(needle), key=len, default=None)
    return run and _pack(run[len(run) % 2 :])


def _runs(text: str) -> Iterator[str]:
    """Yields runs of letters with a figure among them."""
    return (run for run in _RUN.findall(text) if _FIGURE.search(run))


def _pack(run: str) -> str:
    return "".join(map(_PAIRS.__getitem__, map(add, run[::2], run[1::2])))
