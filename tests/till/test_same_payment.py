"""One payment told twice is one; two under one id are two."""

import json

import pytest

from pos_app.till.same_payment import is_same_payment

PAID = {
    "id": 26356,
    "amount": "1500.00",
    "datetime": "2026-11-24T08:01:03Z",
    "transaction_id": 2,
    "fee": None,
    "terminal_id": "0000000001",
    "custom_fields": {"sale": "a"},
}


def same(**other: object) -> bool:
    return is_same_payment(json.dumps(PAID), json.dumps({**PAID, **other}))


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"id": "26356"},
        {"amount": 1500},
        {"amount": "1500.0"},
        {"datetime": "2026-11-24T09:01:03+01:00"},
        {"datetime": "2026-11-24T08:01:03.123456789Z"},
        {"terminal_id": 1},
        {"fee": "5.00"},
        {"transaction_id": None},
        {"more": "than before"},
    ],
)
def test_other_words_for_the_same_facts_are_the_same_payment(words: dict[str, object]) -> None:
    assert same(**words)


@pytest.mark.parametrize(
    "words",
    [
        {"amount": "1500.01"},
        {"amount": "NaN"},
        {"datetime": "2026-11-24T08:01:04Z"},
        {"transaction_id": 3},
        {"custom_fields": {"sale": "b"}},
    ],
)
def test_a_fact_that_differs_makes_it_another_payment(words: dict[str, object]) -> None:
    assert not same(**words)


@pytest.mark.parametrize("raw", ["", "[]", "{", "null", "[" * 100_000])
def test_what_nobody_can_read_is_the_same_to_the_letter_alone(raw: str) -> None:
    assert is_same_payment(raw, raw)
    assert not is_same_payment(raw, json.dumps(PAID))
