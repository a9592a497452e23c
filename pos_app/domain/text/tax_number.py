"""A shop's tax number, as each country writes it. Only its form is known here: nobody is asked.

Angola: NIF, ten digits of a company; of a person the fourteen characters of the identity card (nine
digits, two letters of the province, three digits). Mozambique: NUIT, nine digits. Trinidad and
Tobago: the BIR file number, nine digits.
"""

import re
from collections.abc import Mapping

_FORMS: Mapping[str, re.Pattern[str]] = {
    "AO": re.compile(r"[0-9]{10}|[0-9]{9}[A-Z]{2}[0-9]{3}"),
    "MZ": re.compile(r"[0-9]{9}"),
    "TT": re.compile(r"[0-9]{9}"),
}
_PUNCTUATION = re.compile(r"[\s.\-/]")


def is_plausible(number: str, country: str) -> bool:
    """Returns whether the country has numbers of this form. None at all is no mistake."""
    plain = _PUNCTUATION.sub("", number).upper()
    form = _FORMS.get(country)
    return not plain or form is None or form.fullmatch(plain) is not None
