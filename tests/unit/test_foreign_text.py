"""The gate for text from outside: what comes out of it can be seen, is short, and names nothing
that it did not name before."""

import json
import unicodedata

import pytest
from hostile.texts import TEXTS
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.foreign_text import (
    LONGEST_NAME,
    LONGEST_WORDS,
    digits_of,
    escaped,
    file_part,
    is_clean,
    is_name,
    is_path_name,
    name_of,
    readable,
    shown,
)

SHORTER = [text[:20_000] for text in TEXTS.values()]  # Hypothesis writes its examples down
ANY = st.text(st.characters(exclude_categories=())) | st.sampled_from(SHORTER)
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def hidden_in(text: str) -> set[str]:
    """Told by Unicode's own categories, apart from the code that is asked."""
    return {letter for letter in text if unicodedata.category(letter) in HIDDEN}


@given(ANY)
def test_words_are_short_and_stand_on_one_line_that_runs_to_the_right(text: str) -> None:
    told = readable(text)
    assert len(told) <= LONGEST_WORDS
    assert not hidden_in(told)
    assert not {unicodedata.bidirectional(letter) for letter in told} & {"R", "AL", "AN"}
    assert readable(told) == told


@given(ANY)
def test_what_is_shown_has_nothing_that_cannot_be_seen(text: str) -> None:
    told = shown(text, 300)
    assert len(told) <= 300
    assert hidden_in(told) <= {"\n"}
    assert shown(told, 300) == told
    assert is_clean(told)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=100))
def test_what_people_write_stays_as_it_is(text: str) -> None:
    seen = text.translate(dict.fromkeys(map(ord, "\u3164\u115f\u1160\u2800\uffa0\ufffc")))
    assert shown(seen) == seen


@pytest.mark.parametrize(
    "text", ["Saldo insuficiente.", "Operação não é possível: 1\u00a0500,00 Kz", "joão 中文 🙂"]
)
def test_what_a_provider_usually_says_can_be_read(text: str) -> None:
    assert readable(text) == text.replace("\u00a0", " ")


@given(ANY, ANY)
def test_a_name_is_taken_as_it_stands_and_never_made_of_what_is_none(one: str, other: str) -> None:
    name = name_of(one)
    assert len(name) <= LONGEST_NAME
    assert not hidden_in(name)
    assert (name == one) is (one == "" or is_name(one))
    assert name == one or not is_name(name)
    assert (name == name_of(other)) is (one == other)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_hostile_text_is_a_number_or_a_part_of_a_path(text: str) -> None:
    assert digits_of(text, 9) == ""
    assert not is_path_name(text)
    assert set(file_part(text)) <= set("-_") | set(map(chr, range(48, 123)))
    assert len(file_part(text)) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("text", "figures"),
    [("741820581", "741820581"), ("741 820 581", "741820581"), ("00123", "00123"), ("", ""),
     ("1234567890", ""), ("-1", ""), ("٣", ""), ("\uff11", ""), ("1\u00a02", ""), ("1.0", "")],
)  # fmt: skip
def test_a_number_has_figures_alone(text: str, figures: str) -> None:
    assert digits_of(text, 9) == figures


@given(ANY)
def test_a_terminal_is_sent_nothing_but_letters_and_lines(text: str) -> None:
    assert hidden_in(escaped(text)) <= {"\n"}


@given(ANY)
def test_a_reader_of_json_finds_the_text_that_was_escaped(text: str) -> None:
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
