"""Figures packed: two letters are written as one, so that a trigram covers six.

Nearly every sale has any three digits somewhere; six are rare. So numbers, phones, references and
amounts are in the index once more, packed, and a part of one is looked up like that.
"""

import re
from collections.abc import Iterator, Sequence
from operator import add

from pos_app.journal.search.folding import AMOUNT, NUMBER, apart

_LEAST = 7  # letters: a part begins within a pair, or between two, and has three pairs either way
_FIGURES = "0123456789" + AMOUNT + NUMBER + apart("0123456789,")
_LETTERS = _FIGURES + "abcdefghijklmnopqrstuvwxyz"
_FIRST = 0xE200  # private characters, as those of `folding`
_PAIRS = {
    one + other: chr(_FIRST + at * len(_LETTERS) + beside)
    for at, one in enumerate(_LETTERS)
    for beside, other in enumerate(_LETTERS)
}
_RUN = re.compile(rf"[{_LETTERS}]{{{_LEAST},}}")
_FIGURE = re.compile(rf"[{_FIGURES}]")


def packed(text: str) -> str:
    """Returns all figures of a text, packed."""
    return " ".join(map(_pack, _runs(text)))


def packed_needles(needle: str) -> Sequence[str]:
    """Returns the longest figure of a needle packed, from its first letter on and from its second
    one; nothing where none is long enough. Whatever has the needle has one of these packed."""
    run = max(_runs(needle), key=len, default="")
    return (_pack(run), _pack(run[1:])) if run else ()


def _runs(text: str) -> Iterator[str]:
    """Yields runs of letters with a figure among them."""
    return (run for run in _RUN.findall(text) if _FIGURE.search(run))


def _pack(run: str) -> str:
    return "".join(map(_PAIRS.__getitem__, map(add, run[::2], run[1::2])))
