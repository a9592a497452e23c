"""Folding: texts as the search compares them, without case, accents and odd blanks.

Texts are folded letter by letter, so that a part of a text is folded as the whole is, and every
folded letter has a place in the text that people read.
"""

from functools import lru_cache
from unicodedata import category, combining, normalize

from pos_app.domain.text.typed_text import clean

# Private characters, which no folded text has: what is compared only with itself.
AMOUNT, NUMBER = "\ue000", "\ue001"
_PRIVATE = range(0xE000, 0xF900)
_OWN_DIGITS = {ord(letter): 0xE100 + at for at, letter in enumerate("0123456789,")}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    return " ".join("".join(map(fold_letter, text)).split())


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """Returns no, one or more letters; a blank for what parts words."""
    kept = (one for one in normalize("NFKD", clean(letter)) if not combining(one))
    return "".join(_plain(folded) for one in kept for folded in one.casefold())


def _plain(folded: str) -> str:
    if ord(folded) in _PRIVATE:
        return ""
    return " " if category(folded)[0] in "CZ" else folded


def apart(figure: str) -> str:
    """Returns an amount's digits, and its comma, in letters of their own: other digits never match
    a part of an amount."""
    return figure.translate(_OWN_DIGITS)
