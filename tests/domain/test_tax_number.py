"""Tax numbers by their form in each country."""

import pytest

from pos_app.domain.text.tax_number import is_plausible


@pytest.mark.parametrize(
    ("number", "country", "plausible"),
    [
        ("5417012345", "AO", True),
        ("5417 012 345", "AO", True),
        ("004567890LA041", "AO", True),
        ("541701234", "AO", False),
        ("400123456", "MZ", True),
        ("400.123.456", "MZ", True),
        ("4001234567", "MZ", False),
        ("123456789", "TT", True),
        ("ABC", "TT", False),
        ("", "AO", True),  # none is no mistake
        ("whatever", "XX", True),
    ],
)
def test_a_number_is_plausible_by_its_form(number: str, country: str, *, plausible: bool) -> None:
    assert is_plausible(number, country) is plausible
