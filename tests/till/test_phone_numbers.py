"""Phone numbers: as people paste them, by the number plan, test numbers let through."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.method import Method
from pos_app.domain.phone import Phone, group_digits, in_threes
from pos_app.gateways.catalogue import EMOLA, METHODS, MKESH, MPESA, VPOS
from pos_app.till.phone_numbers import read_phone, suggested_method


@pytest.mark.parametrize(
    ("typed", "method", "national"),
    [
        ("923 123 456", VPOS, "923123456"),
        ("+244 923-123-456", VPOS, "923123456"),
        ("00244923123456", VPOS, "923123456"),
        ("244900000000", VPOS, "900000000"),
        ("00244900000000", VPOS, "900000000"),
        ("900000000", VPOS, "900000000"),
        ("923 123 400", VPOS, "923123400"),
        ("+244 900 002 004", VPOS, "900002004"),
        ("900003000", VPOS, "900003000"),
        ("84 123 4567", MPESA, "841234567"),
        ("+258 84 123 4567", MPESA, "841234567"),
        ("258841234567", MPESA, "841234567"),
        ("(86) 123.4567", EMOLA, "861234567"),
        ("\u00a082\u00a0123\u00a04567 ", MKESH, "821234567"),
    ],
)
def test_numbers_as_people_write_them(typed: str, method: Method, national: str) -> None:
    assert read_phone(typed, method).national == national


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", InputProblem.PHONE_EMPTY),
        ("  ", InputProblem.PHONE_EMPTY),
        ("abc", InputProblem.PHONE_NOT_A_NUMBER),
        ("923 123 45x", InputProblem.PHONE_NOT_A_NUMBER),
        ("923+123456", InputProblem.PHONE_NOT_A_NUMBER),
        ("+", InputProblem.PHONE_NOT_A_NUMBER),
        ("()", InputProblem.PHONE_NOT_A_NUMBER),
        ("00", InputProblem.PHONE_NOT_A_NUMBER),
        ("+999 923 123 456", InputProblem.PHONE_OTHER_COUNTRY),
        ("+24", InputProblem.PHONE_NOT_A_NUMBER),
        ("0024", InputProblem.PHONE_NOT_A_NUMBER),
        ("+244 9", InputProblem.PHONE_TOO_SHORT),
        ("9" * 30, InputProblem.PHONE_TOO_LONG),
        ("92312", InputProblem.PHONE_TOO_SHORT),
        ("9231234567", InputProblem.PHONE_TOO_LONG),
        ("+258 84 123 4567", InputProblem.PHONE_OTHER_COUNTRY),
        ("00258841234567", InputProblem.PHONE_OTHER_COUNTRY),
        ("222 123 456", InputProblem.PHONE_NOT_MOBILE),
    ],
)
def test_what_cannot_be_asked_says_why(typed: str, complaint: InputProblem) -> None:
    with pytest.raises(BadInput) as caught:
        read_phone(typed, VPOS)
    assert (caught.value.field, caught.value.complaint) == (Field.PHONE, complaint)


@given(st.text(max_size=30))
def test_any_text_is_a_phone_or_a_complaint(typed: str) -> None:
    with suppress(BadInput):
        assert len(read_phone(typed, MPESA).national) == 9


@pytest.mark.parametrize(
    ("typed", "method"),
    [
        ("84", MPESA),
        ("85 1", MPESA),
        ("86", EMOLA),
        ("87", EMOLA),
        ("88", EMOLA),
        ("82", MKESH),
        ("83", MKESH),
        ("+258 84 123 4567", MPESA),
        ("00258841234567", MPESA),
        ("2588412345", MPESA),
        ("258841234", None),  # nine digits are a number as it is dialled inside
        ("244923123456", VPOS),
        ("923", VPOS),
        ("9", None),
        ("", None),
    ],
)
def test_the_number_plan_suggests_the_method(typed: str, method: Method | None) -> None:
    assert suggested_method(typed, tuple(METHODS.values())) is method


@pytest.mark.parametrize(
    ("phone", "dialled", "grouped", "masked"),
    [
        (Phone("AO", "923123456"), "+244923123456", "923 123 456", "923 ••• 456"),
        (Phone("MZ", "841234567"), "+258841234567", "84 123 4567", "84 ••• 4567"),
        (Phone("TT", "8681234567"), "+18681234567", "868 123 4567", "868 ••• 4567"),
    ],
)
def test_a_phone_is_written_for_people_masked_for_lists_and_dialled_from_anywhere(
    phone: Phone, dialled: str, grouped: str, masked: str
) -> None:
    """A list tells two customers apart, and nobody can call either."""
    assert (phone.e164, phone.grouped, phone.masked) == (dialled, grouped, masked)
    assert Phone.from_e164(dialled) == phone


@pytest.mark.parametrize("text", ["+351912345678", "923123456", "", "244923123456"])
def test_a_number_of_another_country_is_nobodys(text: str) -> None:
    with pytest.raises(ValueError, match="country"):
        Phone.from_e164(text)


PLAN = {
    "AO": {"Movicel": "91 99", "Unitel": "92 93 94 97", "Africell": "95 96"},
    "MZ": {"Tmcel": "82 83", "Vodacom": "84 85", "Movitel": "86 87 88"},
}


def test_every_number_is_run_by_whom_the_national_plan_names() -> None:
    named = {
        (country, prefix): network
        for country, networks in PLAN.items()
        for network, prefixes in networks.items()
        for prefix in prefixes.split()
    }
    for country in ("AO", "MZ", "TT"):
        for prefix in map(str, range(10, 100)):
            network = Phone(country, f"{prefix}1234567").network
            assert network == named.get((country, prefix))


def test_long_numbers_are_read_aloud_in_groups() -> None:
    assert in_threes("741820581") == "741 820 581"
    assert in_threes("74182058") == "741 820 58"
    assert in_threes("") == ""
    assert group_digits("923123456", (3, 3, 3)) == ["923", "123", "456"]
    assert group_digits("9231234567", (3, 3, 3)) == ["923", "123", "4567"]
    assert group_digits("9231", (3, 3, 3)) == ["923", "1", ""]
