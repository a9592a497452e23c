"""What is typed, pasted and scanned, read alike by every parser, whatever nobody sees in it."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hostile.typed import BLANKS, DIGITS, NO_DIGITS, UNSEEN, disguised
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadInput
from pos_app.domain.money import Currency, parse_amount
from pos_app.domain.people.pins import new_pin
from pos_app.domain.people.roles import new_name
from pos_app.domain.text.typed_text import clean
from pos_app.gateways.catalogue import METHODS, MPESA, PROXYPAY, VPOS
from pos_app.installation.credentials import check_secret
from pos_app.installation.settings import check_address
from pos_app.till.charge_request import (
    parse_charge_request,
    read_fields,
    read_validity,
    read_voucher,
)
from pos_app.till.phone_numbers import read_phone, suggested_method

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CARD = METHODS["clicpay.card"]

# Every parser of what people fill in, and something that it takes.
READ: list[tuple[Callable[[str], object], str]] = [
    (lambda text: parse_amount(text, Currency.AOA), "1 500,50"),
    (lambda text: parse_amount(text, Currency.TTD), "1,500.50"),
    (lambda text: read_phone(text, VPOS), "+244 923 123 456"),
    (lambda text: read_phone(text, MPESA), "84 123 4567"),
    (lambda text: suggested_method(text, (VPOS, MPESA)), "84 123 4567"),
    (read_voucher, "ab12 cd34 ef56"),
    (lambda text: read_validity(text, PROXYPAY, NOW), "2026-12-31"),
    (lambda text: parse_charge_request(CARD, "100", description=text).description, "Mesa 14 B"),
    (lambda text: read_fields([text]), "table=14"),
    (new_pin, "2468"),
    (new_name, "Ana 2"),
    (lambda text: check_secret(text, "token"), "s3cret-0123456789"),
    (lambda text: check_address(text, "base_url"), "https://pay.example.com:8443/v1"),
]


@pytest.mark.parametrize(("read", "plain"), READ)
@given(data=st.data())
def test_what_looks_the_same_is_read_the_same_by_every_parser(
    read: Callable[[str], object], plain: str, data: st.DataObject
) -> None:
    assert read(data.draw(disguised(plain))) == read(plain)


def test_invisible_characters_go_blanks_are_spaces_and_digits_are_digits() -> None:
    for unseen in UNSEEN:
        assert clean(f"1{unseen}2") == "12", hex(ord(unseen))
    for blank in BLANKS:
        assert clean(f"1{blank}2") == "1 2", hex(ord(blank))
    for value, written in enumerate(DIGITS):
        assert {clean(letter) for letter in written} == {str(value)}


def test_what_only_resembles_a_digit_is_never_one() -> None:
    for letter in NO_DIGITS:
        assert clean(letter) == letter
        with pytest.raises(BadInput):
            parse_amount(f"1{letter}", Currency.AOA)
        with pytest.raises(BadInput):
            read_phone(f"92312345{letter}", VPOS)


def test_words_stay_as_they_were_written() -> None:
    for words in ("Mercearia São João, nº 4", "Кафе", "Καφέ — 3 €", "喫茶店", "😀"):
        assert clean(words) == words


@given(st.text(), st.text())
def test_a_part_is_cleaned_as_the_whole_is_and_once_is_enough(first: str, second: str) -> None:
    assert clean(first + second) == clean(first) + clean(second)
    assert clean(clean(first)) == clean(first)
    assert not [one for one in clean(first) if unicodedata.category(one) in ("Cf", "Nd")
                and not one.isascii()]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\u2010", "-"),  # a hyphen, and one that does not break: they look like every keyboard's
        ("\u2011", "-"),
        ("\u066b", ","),  # the decimal and the thousands separator of Arabic
        ("\u066c", "."),
        ("\u2800", " "),  # the blank of Braille
        ("\u2013", "\u2013"),  # a dash is a dash
        ("\x1b", "\x1b"),  # for whoever reads it to refuse
        ("\uff00", "\uff00"),  # one beside those that are a cell wide, on either side
        ("\uff5f", "\uff5f"),
    ],
)
def test_marks_of_other_keyboards_are_the_marks_that_they_mean(written: str, meant: str) -> None:
    assert clean(f"1{written}5") == f"1{meant}5"


def test_letters_that_are_a_cell_wide_are_the_letters_of_ascii() -> None:
    wide = "".join(map(chr, range(0xFF01, 0xFF5F)))
    assert clean(wide) == "".join(map(chr, range(ord("!"), ord("~") + 1)))
