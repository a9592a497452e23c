"""Amounts: typed as people type them, read exactly, never guessed."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadInput, Field, InputProblem
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
    assert MOST == 9_999_999_999_999_99
    assert MOST * 9_000 < 2**63
    for form in (largest.plain, largest.decimal):
        assert from_wire(form, currency) == largest
    assert parse_amount(largest.figures, currency) == largest
    beyond = Money(MOST + 1 + over, currency)
    forms: tuple[object, ...] = (beyond.plain, beyond.decimal, -beyond.decimal, beyond.minor)
    for each in forms:
        assert from_wire(each, currency) is None
    with pytest.raises(BadInput) as refused:
        parse_amount(beyond.figures, currency)
    assert refused.value.complaint is InputProblem.AMOUNT_NOT_A_NUMBER


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
        ("1'500", 1_500_00),
        ("Kz. 1500", 1_500_00),
        ("AOA 1500", 1_500_00),
        ("1500 MTn", 1_500_00),
        ("1500 mt", 1_500_00),
        ("1500 MZN", 1_500_00),
        ("TT$ 1500", 1_500_00),
        ("1500 TTD", 1_500_00),
        ("123.456.789", 123_456_789_00),
        ("1.500.000,5", 1_500_000_50),
        ("0,5", 50),
        ("0.01", 1),
    ],
)
def test_amounts_as_people_write_them(typed: str, minor: int) -> None:
    assert parse_amount(typed, Currency.AOA).minor == minor


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", InputProblem.AMOUNT_EMPTY),
        ("   ", InputProblem.AMOUNT_EMPTY),
        ("Kz", InputProblem.AMOUNT_EMPTY),
        ("0", InputProblem.AMOUNT_NOT_POSITIVE),
        ("0,00", InputProblem.AMOUNT_NOT_POSITIVE),
        ("-5", InputProblem.AMOUNT_NOT_POSITIVE),
        ("\u22125", InputProblem.AMOUNT_NOT_POSITIVE),
        ("Kz -5", InputProblem.AMOUNT_NOT_POSITIVE),
        ("1500,125", InputProblem.AMOUNT_TOO_PRECISE),
        ("0.005", InputProblem.AMOUNT_TOO_PRECISE),
        ("1.500,125", InputProblem.AMOUNT_TOO_PRECISE),
        ("1500,1250", InputProblem.AMOUNT_TOO_PRECISE),
        ("1.500,000", InputProblem.AMOUNT_TOO_PRECISE),
        (",500", InputProblem.AMOUNT_TOO_PRECISE),
        ("1500.500", InputProblem.AMOUNT_TOO_PRECISE),
        ("9" * 5000, InputProblem.AMOUNT_NOT_A_NUMBER),
        ("abc", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("12a", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1500.000.000", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1.500.00", InputProblem.AMOUNT_NOT_A_NUMBER),
        (".500.000", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1.500,00.5", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1,500.00,5", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1500,00,00", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1.500,000,5", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1,500.000.5", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1e5", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("1,5,0", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("12,34.56", InputProblem.AMOUNT_NOT_A_NUMBER),
        (".", InputProblem.AMOUNT_NOT_A_NUMBER),
        ("3²", InputProblem.AMOUNT_NOT_A_NUMBER),
        # One and a half, or fifteen hundred? A wrong guess is a thousandfold.
        ("1.500", InputProblem.AMOUNT_AMBIGUOUS),
        ("1,500", InputProblem.AMOUNT_AMBIGUOUS),
    ],
)
def test_what_cannot_be_charged_says_why(typed: str, complaint: InputProblem) -> None:
    with pytest.raises(BadInput) as caught:
        parse_amount(typed, Currency.AOA)
    assert (caught.value.field, caught.value.complaint) == (Field.AMOUNT, complaint)


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


@pytest.mark.parametrize(
    ("wire", "minor"),
    [
        (5, 5_00),
        (0, 0),
        (-5, -5_00),
        (Decimal("101.09"), 101_09),
        ("101.090", 101_09),
        ("101.0900000", 101_09),
        (" 5000", 5_000_00),
        ("5000\n", 5_000_00),
        ("000005.5", 5_50),
        ("123456789012345", None),  # fifteen digits are read, and are more than there is
        ("0000000000000005", None),
        ("5.0000000000", None),
        (Decimal(5).quantize(Decimal(1).scaleb(-27)), 5_00),  # 28 digits are kept exactly
        (Decimal("5." + "0" * 28), None),
        (Decimal("NaN"), None),
        (Decimal("Infinity"), None),
        (Decimal("0.001"), None),
        (Decimal("1E+3"), 1_000_00),
        (Decimal("1E+29"), None),
        (Decimal("1E+999999"), None),  # no arithmetic is done with it
    ],
)
def test_an_amount_on_the_wire_is_read_exactly_or_not_at_all(
    wire: object, minor: int | None
) -> None:
    expected = None if minor is None else Money(minor, Currency.AOA)
    assert from_wire(wire, Currency.AOA) == expected


@pytest.mark.parametrize(
    ("minor", "plain", "figures"),
    [
        (0, "0.00", "0,00"),
        (5, "0.05", "0,05"),
        (99, "0.99", "0,99"),
        (100, "1.00", "1,00"),
        (-5, "-0.05", "\N{MINUS SIGN}0,05"),
        (-1_234_567_89, "-1234567.89", "\N{MINUS SIGN}1\u202f234\u202f567,89"),
    ],
)
def test_cents_are_two_figures_and_a_minus_comes_first(
    minor: int, plain: str, figures: str
) -> None:
    money = Money(minor, Currency.MZN)
    assert (money.plain, money.figures, str(money)) == (plain, figures, f"{figures}\u00a0MTn")
    assert money.decimal == Decimal(minor) / 100
    dollars = Money(minor, Currency.TTD)
    sign, unsigned = (
        ("\N{MINUS SIGN}" if minor < 0 else ""),
        dollars.figures.lstrip("\N{MINUS SIGN}"),
    )
    assert str(dollars) == f"{sign}${unsigned}"


def test_money_is_added_to_its_own_kind() -> None:
    one, two = Money(1, Currency.AOA), Money(2, Currency.AOA)
    assert (one + two, -one) == (Money(3, Currency.AOA), Money(-1, Currency.AOA))
    with pytest.raises(ValueError, match="MZN to AOA"):
        one + Money(2, Currency.MZN)


def test_every_currency_has_its_code_and_its_symbol() -> None:
    known = {currency.code: currency.symbol for currency in Currency}
    assert known == {"AOA": "Kz", "MZN": "MTn", "TTD": "$"}
