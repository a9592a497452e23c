"""What hands, chats, web pages and foreign keyboards put into a field: as data, as strategies."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import chain

from hypothesis import strategies as st

# Every letter there is but ideograms and those of private use, which are nine of ten.
_LETTERS = chain(range(0x20000), range(0xE0000, 0xE1000))
_OF_CATEGORY: Mapping[str, list[str]] = defaultdict(list)
for _letter in map(chr, _LETTERS):
    _OF_CATEGORY[unicodedata.category(_letter)].append(_letter)

# Drawn by nobody: marks of direction, joiners, the soft hyphen, the mark of a byte order, tags,
# selectors of a variant, fillers of Hangul.
UNSEEN = tuple(
    _OF_CATEGORY["Cf"]
    + ["\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u3164", "\ufe0f", "\uffa0", "\U000e0101"]
)
BLANKS = tuple(sorted(_OF_CATEGORY["Zs"] + _OF_CATEGORY["Zl"] + _OF_CATEGORY["Zp"]))
# By what each means: `DIGITS[7]` are all the sevens of the world.
DIGITS = tuple(
    tuple(letter for letter in _OF_CATEGORY["Nd"] if unicodedata.decimal(letter) == value)
    for value in range(10)
)
# What looks like a digit and means none: superscripts, figures in circles, fractions, numerals.
NO_DIGITS = ("²", "³", "¹", "①", "⑨", "½", "Ⅷ", "\u3007", "൰")

COPIED = ("\u202a+244 923 123 456\u202c", "\u2068923\u00a0123\u00a0456\u2069", "\ufeff923123456")


@cache
def disguised(plain: str) -> st.SearchStrategy[str]:
    """The same to whoever looks at it: digits of any script, blanks of any width, and marks that
    nobody sees between all of it."""
    unseen = st.lists(st.sampled_from(UNSEEN), max_size=3).map("".join)
    letters = [
        st.sampled_from(DIGITS[int(letter)]) if letter.isdecimal()
        else st.sampled_from(BLANKS) if letter == " "
        else st.just(letter)
        for letter in plain
    ]  # fmt: skip
    parts = [part for letter in letters for part in (unseen, letter)]
    return st.tuples(*parts, unseen).map("".join)
