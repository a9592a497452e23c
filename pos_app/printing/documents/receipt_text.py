"""The receipt without paper: as text for a chat, and as the text of a QR code."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from pos_app.printing.documents.letterhead import NOT_AN_INVOICE
from pos_app.printing.documents.receipt_facts import SALE, TRAINING
from pos_app.words.translate import joined, say_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pos_app.printing.documents.letterhead import Letterhead
    from pos_app.printing.documents.receipt_facts import ReceiptFacts, Row

_say = partial(say_in, "Receipt")

# Characters of a QR: as many as version 10 of level M takes (ISO/IEC 18004, table 7). Its 57
# modules, with their quiet zone, are 0.6 mm each on a roll of 58 mm. What nobody needs for certain
# is left out before that.
MOST_IN_CODE = 213
_MOST_WITH_MORE = 180  # version 9
_LONGEST_NAME = 40
_CUT = "..."
# Letters that no accent makes: each is written as people do without them.
_ASCII = {
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "·": "-",
    "•": "*",
    "€": "EUR",
}


def receipt_lines(facts: ReceiptFacts, letterhead: Letterhead) -> str:
    """Returns the receipt for a chat: a line for each fact, blanks as every phone knows them."""
    return "\n".join(" ".join(line.split()) for line in _chat(facts, letterhead) if line)


def _chat(facts: ReceiptFacts, letterhead: Letterhead) -> Iterator[str]:
    shop = letterhead.shop
    yield _say(TRAINING) if shop.training else ""
    yield from (shop.name, shop.address, letterhead.registered, facts.title)
    yield f"{facts.label}: {facts.amount}"
    yield facts.method
    for rows in (facts.back, facts.rows, facts.parts, facts.refunds):
        yield from _told(rows)
    yield from facts.notes
    yield from letterhead.own_lines
    yield NOT_AN_INVOICE


def _told(rows: Iterable[Row]) -> Iterator[str]:
    return (f"{label}: {value}" for label, value in rows)


def receipt_code(facts: ReceiptFacts, letterhead: Letterhead) -> str:
    """Returns the text of the QR, of at most `MOST_IN_CODE` characters.

    It is ASCII: a code does not say its alphabet, and readers take accents for Japanese. The
    customer's phone is not in it: whoever stands in the queue can read the code as well.
    """
    shop = letterhead.shop
    before = [_say(TRAINING)] if shop.training else []
    needed = [
        joined(f"{_say(SALE)} {facts.number}", facts.moment),
        f"{facts.label}: {facts.amount}",
        *_told(facts.back if facts.is_odd else facts.back[:1]),
        facts.word,
    ]
    # By what the payment is found comes before what is good to know.
    more = {2: " ".join(facts.reference or ()), 1: facts.method, 3: letterhead.tax_number}
    return _fitted([*before, shop.name, *needed], more, place=len(before))


def _fitted(needed: Iterable[str], more: Mapping[int, str], place: int) -> str:
    """Returns the lines that are needed, and of the others, in their order, those for which there
    is room. The name at this place is cut where it is too long: an amount never is."""
    lines, last = [plain(line) for line in needed], plain(NOT_AN_INVOICE)
    name, lines[place] = lines[place], ""
    room = MOST_IN_CODE - len("\n".join([*lines, last]))
    lines[place] = _shortened(name, min(room, _LONGEST_NAME))
    lines = list(filter(None, lines))
    fitting: dict[int, str] = {}
    for order, line in more.items():
        wanted = {**fitting, order: plain(line)}
        if line and len("\n".join([*lines, *wanted.values(), last])) <= _MOST_WITH_MORE:
            fitting = wanted
    return "\n".join([*lines, *(fitting[order] for order in sorted(fitting)), last])


def _shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most - len(_CUT)].rstrip()}{_CUT}" if most > len(_CUT) else ""


def plain(text: str) -> str:
    """Returns the text on one line, in ASCII."""
    known = "".join(_ASCII.get(letter, letter) for letter in text)
    ascii_only = unicodedata.normalize("NFKD", known).encode("ascii", "ignore").decode()
    return " ".join(ascii_only.split())
