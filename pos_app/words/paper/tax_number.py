"""What a shop's tax number is called in each country, and how it looks there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Mapping[str, str] = {"AO": "NIF", "MZ": "NUIT", "TT": "BIR"}
_FORMS: Mapping[str, str] = {
    "AO": QT_TRANSLATE_NOOP(
        "words", "Check it: a NIF has 10 digits, or the 14 characters of an identity card."
    ),
    "MZ": QT_TRANSLATE_NOOP("words", "Check it: a NUIT has 9 digits."),
    "TT": QT_TRANSLATE_NOOP("words", "Check it: a BIR number has 9 digits."),
}


def tax_number_name(country: str) -> str:
    """Returns the short name, which is the same in every language."""
    return _NAMES.get(country, "NIF")


def tax_number_doubt(country: str) -> str:
    """Returns what to say of a number that has no form of this country's."""
    return say(_FORMS[country]) if country in _FORMS else ""
