"""Cleaning of typed, pasted and scanned text: the same for every field and command.

A number copied from a chat carries invisible marks, a phone's keyboard writes digits of its own
script, a web page has no-break spaces. The field shows the text that the parser reads, since both
call `clean`.
"""

from __future__ import annotations

import re

# Nothing outside of this is changed, and most texts have none of it: Latin letters, ASCII.
_UNUSUAL = "[^\x00-\x7f\u00a1-\u00ac\u00ae-\u02ff]"  # patterns, as in `foreign_text`
# Marks without a picture that are not in the category Cf (Unicode, Default_Ignorable_Code_Point):
# joiners, fillers of Hangul, selectors of a variant.
_UNSEEN = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
_WRITTEN_AS = {
    "\u2010": "-",  # HYPHEN and NON-BREAKING HYPHEN look like the one of every keyboard
    "\u2011": "-",
    "\u066b": ",",  # ARABIC DECIMAL SEPARATOR
    "\u066c": ".",  # ARABIC THOUSANDS SEPARATOR
    "\u2800": " ",  # BRAILLE PATTERN BLANK
}
_FULL_WIDTH, _LAST_FULL_WIDTH = 0xFF01, 0xFF5E  # ASCII from `!` to `~`, a character's cell wide
_FROM_FULL_WIDTH = _FULL_WIDTH - ord("!")


def clean(text: str) -> str:
    """Drops invisible characters, and makes every blank a space and digits of any script ASCII
    digits.

    Works letter by letter, so that a part of a text is cleaned as the whole is. Superscripts and
    figures in circles are no digits: nobody means 102 by 10². Control characters stay, for the
    reader of the text to refuse. Not for a path, nor for a passphrase, where every character
    counts.
    """
    if text.isascii():
        return text
    return re.sub(_UNUSUAL, lambda found: _clean_letter(found[0]), text)


def _clean_letter(letter: str) -> str:
    from unicodedata import category, decimal  # noqa: PLC0415 - most texts need none of its tables

    if letter in _WRITTEN_AS:
        return _WRITTEN_AS[letter]
    kind = category(letter)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind == "Cf" or re.match(_UNSEEN, letter):
        return ""
    if kind == "Nd":
        return str(decimal(letter))
    if _FULL_WIDTH <= ord(letter) <= _LAST_FULL_WIDTH:
        return chr(ord(letter) - _FROM_FULL_WIDTH)
    return letter
