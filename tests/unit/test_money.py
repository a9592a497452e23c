"""Amounts: typed as people type them, read exactly, never guessed."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadInput, Complaint
from pos_app.domain.money import MOST, Currency, Money, from_wire, parse_amount

AMOUNTS = st.integers(min_value=1, max_value=99_999_999_99)


@given(AMOUNTS, st.sampled_from(Currency))
def test_what_is_shown_can_be_typed_back(minor: int, currency: Currency) -> None:
    money = Money(minor, currency)
    assert parse_amount(str(money), currency) == money
    assert parse_amount(money.figures, currency) == money
    assert parse_amount(money.plain, currency) == money


@given(AMOUNTS, st.sampled_from(Currency))
def test_what_goes_over_the_wire_comes_back_the_same(minor: int, currency: Currency) -> None:
    money = Money(minor, currency)
    for form in (money.plain, f" {money.plain} ", money.decimal):
        assert from_wire(form, currency) == money


@given(st.integers(min_value=0), st.sampled_from(Currency))
def test_an_amount_that_no_sum_could_hold_is_none(over: int, currency: Currency) -> None:
    """The journal's sums are in 64 bits: thousands of the largest payments fit."""
    largest = Money(MOST, currency)
    assert MOST * 9_000 < 2**63
    for form in (largest.plain, largest.decimal):
        assert from_wire(form, currency) == largest
    assert parse_amount(largest.figures, currency) == largest
    beyond = Money(MOST + 1 + over, currency)
    forms: tuple[object, ...] = (beyond.plain, beyond.decimal, -beyond.decimal, beyond.minor)
    for each in forms:
        assert from_wire(each, currency) is None
    with pytest.raises(BadInput):
        parse_amount(beyond.figures, currency)


@pytest.mark.parametrize("amount", [9_999_999_999_999_999, "9999999999999999", 10**30, 10**4000])
def test_a_payment_of_more_than_there_is_names_no_amount(amount: int | str) -> None:
    assert from_wire(amount, Currency.AOA) is None
    assert from_wire(Decimal(amount), Currency.AOA) is None


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1500", 1_500_00),
        ("1.500,00", 1_500_00),
        ("1,500.00", 1_500_00),
        ("1500,5", 1_500_50),
        ("1 500", 1_500_00),
        ("1.500.000", 1_500_000_00),
        ("Kz 12.345,67", 12_345_67),
        ("12 345,67 Kz", 12_345_67),
        ("$1,500.00", 1_500_00),
        (",5", 50),
        ("0.05", 5),
        ("1500,", 1_500_00),
    ],
)
def test_amounts_as_people_write_them(typed: str, minor: int) -> None:
    assert parse_amount(typed, Currency.AOA).minor == minor


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", Complaint.AMOUNT_EMPTY),
        ("   ", Complaint.AMOUNT_EMPTY),
        ("Kz", Complaint.AMOUNT_EMPTY),
        ("0", Complaint.AMOUNT_NOT_POSITIVE),
        ("0,00", Complaint.AMOUNT_NOT_POSITIVE),
        ("-5", Complaint.AMOUNT_NOT_POSITIVE),
        ("1500,125", Complaint.AMOUNT_TOO_PRECISE),
        ("0.005", Complaint.AMOUNT_TOO_PRECISE),
        ("1.500,125", Complaint.AMOUNT_TOO_PRECISE),
        ("1500,1250", Complaint.AMOUNT_TOO_PRECISE),
        ("9" * 5000, Complaint.AMOUNT_NOT_A_NUMBER),
        ("abc", Complaint.AMOUNT_NOT_A_NUMBER),
        ("12a", Complaint.AMOUNT_NOT_A_NUMBER),
        ("1e5", Complaint.AMOUNT_NOT_A_NUMBER),
        ("1,5,0", Complaint.AMOUNT_NOT_A_NUMBER),
        ("12,34.56", Complaint.AMOUNT_NOT_A_NUMBER),
        (".", Complaint.AMOUNT_NOT_A_NUMBER),
        ("3²", Complaint.AMOUNT_NOT_A_NUMBER),
        # One and a half, or fifteen hundred? A wrong guess is a thousandfold.
        ("1.500", Complaint.AMOUNT_AMBIGUOUS),
        ("1,500", Complaint.AMOUNT_AMBIGUOUS),
    ],
)
def test_what_cannot_be_charged_says_why(typed: str, complaint: Complaint) -> None:
    with pytest.raises(BadInput) as caught:
        parse_amount(typed, Currency.AOA)
    assert caught.value.complaint is complaint


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_complaint(typed: str) -> None:
    with suppress(BadInput):
        assert parse_amount(typed, Currency.MZN).minor > 0


@pytest.mark.parametrize(
    "wire",
    [
        None,
        True,
        1.5,
        "1.005",
        "NaN",
        "Infinity",
        "1e999999",
        "1_000",
        "-5",
        "٣",
        "",
        "5 0",
        [],
        {},
    ],
)
def test_what_is_no_exact_amount_on_the_wire_is_none(wire: object) -> None:
    assert from_wire(wire, Currency.AOA) is None


def test_figures_are_written_as_the_country_writes_them() -> None:
    assert str(Money(12_345_67, Currency.AOA)) == "12\u202f345,67\u00a0Kz"
    assert str(Money(12_345_67, Currency.MZN)) == "12\u202f345,67\u00a0MTn"
    assert str(Money(12_345_67, Currency.TTD)) == "$12,345.67"
    assert str(-Money(5_00, Currency.TTD)) == "\N{MINUS SIGN}$5.00"
    assert Money(5, Currency.AOA).plain == "0.05"
    assert Money(5, Currency.AOA).decimal == Decimal("0.05")
