"""Every text with a needle in it has what is looked up in the needle's place."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.journal.search.folding import AMOUNT, NUMBER, apart
from pos_app.journal.search.packed import packed, packed_needles

_LETTERS = "0123az+ é\n" + AMOUNT + NUMBER + apart("01,")


@given(st.text(_LETTERS, max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_part_of_a_text_is_found_in_its_packed_figures(text: str, start: int, end: int) -> None:
    needles = packed_needles(text[start:end])
    assert not needles or any(needle in packed(text) for needle in needles)
    assert all(len(needle) >= 3 for needle in needles)


def test_words_and_short_figures_are_looked_up_as_they_are() -> None:
    packs = {text for text in ("farinhas", "923000", "9230001", "cp00052") if packed_needles(text)}
    assert packs == {"9230001", "cp00052"}
