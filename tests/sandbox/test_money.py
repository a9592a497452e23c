"""Money in the sandbox is exact."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.sandbox.world import money

AMOUNTS = st.integers(0, 99_999_999_99)


@given(AMOUNTS)
def test_what_is_written_reads_the_same(minor: int) -> None:
    assert money.read_text(money.text(minor)) == minor
    assert money.read_text(money.short_text(minor)) == minor
    assert money.read(money.number(minor)) == minor


@given(AMOUNTS)
def test_numbers_and_text_mean_the_same(minor: int) -> None:
    assert money.read(Decimal(money.text(minor))) == money.read(money.text(minor)) == minor


@pytest.mark.parametrize(
    "value",
    [
        "1.001",
        "-1",
        "+1",
        "1,50",
        "1e3",
        " 1",
        "",
        ".5",
        "5.",
        "٣",
        "9" * 13,
        True,
        None,
        1.5,
        -1,
        10**15,
        Decimal("0.001"),
        Decimal("-0.01"),
        Decimal("1e999999"),
        Decimal("1e-999999"),
        Decimal("NaN"),
    ],
)
def test_anything_else_is_no_amount(value: Any) -> None:
    assert money.read(value) is None


def test_whole_amounts_have_no_decimals_as_numbers() -> None:
    assert repr(money.number(1500_00)) == "1500"
    assert str(money.number(1500_50)) == "1500.5"
