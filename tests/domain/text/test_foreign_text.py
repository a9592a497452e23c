"""The gate for text from outside: what comes out of it can be seen, is short, and names nothing
that it did not name before."""

import json
import re
import sys
import unicodedata

import pytest
from hostile.texts import TEXTS
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.text import foreign_text
from pos_app.domain.text.foreign_text import (
    LONGEST_NAME,
    LONGEST_SHOWN,
    LONGEST_WORDS,
    digits_of,
    escaped,
    file_part,
    is_name,
    is_path_name,
    name_of,
    readable,
    secret_of,
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


def test_how_long_a_strangers_text_may_be() -> None:
    """A sentence fits a tile, a name a column, and what is shown in one piece a screen."""
    assert (LONGEST_WORDS, LONGEST_NAME, LONGEST_SHOWN) == (200, 64, 2000)


@pytest.mark.parametrize("letter", ["x", "é"])
def test_a_sentence_that_is_cut_shows_that_it_was(letter: str) -> None:
    whole, cut = letter * 12, letter * 11 + "…"
    assert readable(whole, 12) == shown(whole, 12) == whole
    assert readable(whole + "y", 12) == shown(whole + "y", 12) == cut
    assert readable("ab " * 4 + letter, 12) == "ab ab ab ab…"


@pytest.mark.parametrize("letter", ["x", "é"])
def test_what_ends_just_where_the_room_does_is_whole(letter: str) -> None:
    assert readable(letter * LONGEST_WORDS) == letter * LONGEST_WORDS
    assert shown(letter * LONGEST_SHOWN) == letter * LONGEST_SHOWN
    assert len(readable(letter * (LONGEST_WORDS + 1))) == LONGEST_WORDS
    assert len(shown(letter * (LONGEST_SHOWN + 1))) == LONGEST_SHOWN


def test_what_is_read_of_a_text_that_is_long_is_its_beginning() -> None:
    """Four times what is kept: of all that is behind, it is told alone that it was there."""
    assert readable("é" + " " * 799) == "é"
    assert readable("é" + " " * 800) == "é…"
    assert readable(" " * 799 + "é") == "é"
    assert shown("\u200b" + "x" * 11, 12) == "x" * 11  # all of it was read
    assert shown("\u200b" + "x" * 12, 12) == "x" * 11 + "…"


def test_blanks_and_lines_of_a_sentence_are_one_blank_each() -> None:
    assert readable("  Saldo\n\tinsuficiente\x85agora \u3000 ") == "Saldo insuficiente agora"
    assert readable("  plain  ") == "plain"
    assert readable("Ref  7") == "Ref  7"  # what is plain is left as it was written
    # What is only blanks and then words, far behind, is cut: nobody reads as far as that.
    assert readable(" " * 800 + "é") == "…"


def test_what_is_shown_keeps_its_lines_and_what_moves_a_cursor_is_a_blank() -> None:
    assert shown("one\ntwo") == "one\ntwo"
    assert shown("one\x1btwo\x07\x7f\x9f\x80\u2028") == "one two     "
    assert shown("a\u200bb\ue000c") == "abc"
    assert shown("a\N{BRAILLE PATTERN BLANK}b") == "ab"


def test_a_text_of_usual_letters_has_nothing_odd() -> None:
    """Where none is unusual, the letters are looked at no further."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    odd = re.findall(f"{foreign_text._INVISIBLE}|{foreign_text._MARKS}", every)
    assert odd
    assert all(re.match(foreign_text._UNUSUAL, letter) for letter in odd)


def test_accents_pile_up_to_two() -> None:
    assert shown("e\u0301\u0323") == "e\u0301\u0323"
    assert shown("e\u0301\u0323\u0301\u0301") == "e\u0301\u0323"


@pytest.mark.parametrize(
    "name",
    ["CP7", "a", "x" * 64, "Ref 12:3/4#5+6=7@8*9_0-1.2", "a b"],
)
def test_what_providers_call_things_is_a_name(name: str) -> None:
    assert name_of(name) == name
    assert is_name(name)


@pytest.mark.parametrize("text", ["x" * 65, " CP7", "CP7 ", "CP7\n", "CP7<", "é"])
def test_what_can_be_no_name_leaves_a_trace_to_compare(text: str) -> None:
    trace = name_of(text)
    start, mark, digest = trace.partition("…#")
    assert not is_name(text)
    assert (mark, len(digest)) == ("…#", 8)
    assert start == "".join(
        one if one.isascii() and one not in "<\n" else "\N{REPLACEMENT CHARACTER}"
        for one in text[:24]
    )


def test_nothing_is_no_name() -> None:
    assert name_of("") == ""
    assert not is_name("")


@pytest.mark.parametrize(
    ("text", "usable"),
    [("a", True), ("A-z_09", True), ("x" * 64, True), ("x" * 65, False), ("", False),
     ("a b", False), ("a.b", False), ("a/b", False), ("a\n", False), ("é", False)],
)  # fmt: skip
def test_what_stands_in_a_path_changes_no_path(text: str, *, usable: bool) -> None:
    assert is_path_name(text) is usable


@pytest.mark.parametrize(
    ("text", "usable"),
    [("k", True), ("!~", True), ("x" * 256, True), ("x" * 257, False), ("", False),
     ("two words", False), ("k\n", False), ("é", False), ("\x7f", False)],
)  # fmt: skip
def test_a_secret_is_taken_as_it_stands_or_not_at_all(text: str, *, usable: bool) -> None:
    assert secret_of(text) == (text if usable else "")


def test_the_name_of_a_file_is_made_of_what_every_disk_takes() -> None:
    assert file_part("Mercearia São João, nº 4") == "Mercearia-S-o-Jo-o-n-4"
    assert file_part("/..//etc/passwd/") == "etc-passwd"
    assert file_part("a_b-c") == "a_b-c"
    assert file_part("x" * 65) == "x" * 64
    assert file_part("...") == ""


def test_text_for_a_terminal_is_as_it_was_where_nothing_in_it_moves_a_cursor() -> None:
    assert escaped("Olá,\n1\u00a0500,00 Kz 🙂") == "Olá,\n1\u00a0500,00 Kz 🙂"
    assert escaped("a\x1b[2Jb\u202e\r") == "a\\u001b[2Jb\\u202e\\u000d"
    assert escaped("\U000e0041") == "\\udb40\\udc41"
    assert escaped("a\u3164") == "a\\u3164"  # a letter for Python, and nothing for the eye


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_hostile_text_is_a_number_or_a_part_of_a_path(text: str) -> None:
    assert digits_of(text, 9) == ""
    assert not is_path_name(text)
    assert set(file_part(text)) <= set("-_") | set(map(chr, range(48, 123)))
    assert len(file_part(text)) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("text", "figures"),
    [("741820581", "741820581"), ("741 820 581", "741820581"), ("00123", "00123"), ("", ""),
     ("1 2 3 4 5 6 7 8 9", "123456789"), (" " * 27 + "123456789", "123456789"),
     (" " * 28 + "123456789", ""), ("1234567890", ""),
     ("-1", ""), ("٣", ""), ("\uff11", ""), ("1\u00a02", ""), ("1.0", "")],
)  # fmt: skip
def test_a_number_has_figures_alone(text: str, figures: str) -> None:
    assert digits_of(text, 9) == figures


@given(ANY)
def test_a_terminal_is_sent_nothing_but_letters_and_lines(text: str) -> None:
    assert hidden_in(escaped(text)) <= {"\n"}


@given(ANY)
def test_a_reader_of_json_finds_the_text_that_was_escaped(text: str) -> None:
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
