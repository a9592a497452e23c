"""One payment told twice is one; two under one id are two."""

import json

import pytest

from pos_app.till.providers.same_payment import is_same_payment

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
    """Whichever of the two was told first."""
    first, second = json.dumps(PAID), json.dumps({**PAID, **other})
    is_it = is_same_payment(first, second)
    assert is_same_payment(second, first) is is_it
    return is_it


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
        {"terminal_id": " 0000000001 "},
        {"terminal_id": ""},
        {"custom_fields": {"sale": "A"}},
        {"custom_fields": {"sale": "a"}, "lines": [1, "2.0", {"at": 3}]},
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
        {"custom_fields": ["a"]},
        {"datetime": "2026-11-24T09:01:03Z"},
    ],
)
def test_a_fact_that_differs_makes_it_another_payment(words: dict[str, object]) -> None:
    assert not same(**words)


@pytest.mark.parametrize("word", ["sNaN", "-snan1", "NaN", "Infinity", "1e999999999"])
def test_a_word_that_only_looks_like_a_number_is_a_word(word: str) -> None:
    """Somebody types it into a custom field: it must not hide the queue that it comes back in."""
    told = {**PAID, "custom_fields": {"table": word}}
    assert is_same_payment(json.dumps(told), json.dumps({**told, "id": "26356"}))
    assert not is_same_payment(json.dumps(told), json.dumps({**told, "id": 7}))
    assert not is_same_payment(
        json.dumps(told), json.dumps({**told, "custom_fields": {"table": 1}})
    )


@pytest.mark.parametrize("depth", [10, 300, 600, 900, 2000, 100_000])
def test_what_is_too_deep_to_be_compared_is_the_same_to_the_letter_alone(depth: int) -> None:
    told = [f'{{"id": {name}, "deep": {"[" * depth}{"]" * depth}}}' for name in ("7", '"7"', "8")]
    assert is_same_payment(told[0], told[0])
    assert not is_same_payment(told[0], told[2])
    in_other_words = is_same_payment(told[0], told[1])
    assert in_other_words or depth > 10
    assert not (in_other_words and depth == 100_000)


@pytest.mark.parametrize("raw", ["", "[]", "{", "null", "[" * 100_000])
def test_what_nobody_can_read_is_the_same_to_the_letter_alone(raw: str) -> None:
    assert is_same_payment(raw, raw)
    assert not is_same_payment(raw, json.dumps(PAID))
    assert not is_same_payment(json.dumps(PAID), raw)
    assert not is_same_payment(raw, f" {raw}")


@pytest.mark.parametrize(
    ("lines", "is_it"),
    [
        ([1, {"at": "2026-11-24T09:01:03+01:00"}], True),
        ([{"at": "2026-11-24T08:01:03Z"}, 1], False),
        ([1], False),
        ([1, {"at": "2026-11-24T08:01:03Z", "by": "me"}], False),
    ],
)
def test_lists_and_objects_agree_by_what_is_in_them(lines: list[object], *, is_it: bool) -> None:
    first = {"id": 7, "lines": ["1.0", {"at": "2026-11-24T08:01:03Z"}]}
    assert is_same_payment(json.dumps(first), json.dumps({"id": 7, "lines": lines})) is is_it
