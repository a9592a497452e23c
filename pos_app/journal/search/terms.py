"""The words of a typed text: for each, the parts of a sale's text by which it is found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pos_app.domain.money import Currency
from pos_app.domain.phone import CALLING_CODES
from pos_app.journal.search.folding import AMOUNT, NUMBER, apart, fold

_SYMBOLS = {
    "kz": Currency.AOA,
    "aoa": Currency.AOA,
    "mtn": Currency.MZN,
    "mt": Currency.MZN,
    "mzn": Currency.MZN,
    "ttd": Currency.TTD,
    "tt": Currency.TTD,
    "tt$": Currency.TTD,
    "$": Currency.TTD,
}
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
# A number in one piece, as a phone, a reference or an amount is typed; more pieces may follow.
# Money that went out is shown with a minus.
_PIECE = r"[+(\-\u2212]*[0-9][0-9.,()\-]*"
_FIGURE = re.compile(rf"(?<!\S)(?:({_SYMBOL}) ?)?({_PIECE}(?: {_PIECE})*)(?: ?({_SYMBOL}))?(?!\S)")
# 00244 923 is +244 923; of fewer digits it is a sale's number.
_CALLED_FROM_ABROAD = re.compile(rf"00(?:{'|'.join(CALLING_CODES.values())})[0-9]{{2}}")
_GROUP = 3  # digits between the separators of thousands
_CENTS = 2


@dataclass(frozen=True)
class Term:
    """A word of the text, or a number: a sale has it where its text has any of the needles."""

    needles: tuple[str, ...]


@lru_cache(maxsize=16)  # a scan asks for the same ones with every sale
def terms_of(text: str) -> Sequence[Term]:
    """Returns the terms that a sale must have, all of them; none for a text that asks for
    nothing."""
    folded, terms, at = fold(text), list[Term](), 0
    for found in _FIGURE.finditer(folded):
        terms += map(_word, folded[at : found.start()].split())
        symbol = found[1] or found[3]
        terms.append(_amount(found, _SYMBOLS[symbol]) if symbol else _figure(found[0]))
        at = found.end()
    terms += map(_word, folded[at:].split())
    return tuple(dict.fromkeys(terms))


def _word(word: str) -> Term:
    """People write *mesa14* and *mesa 14* for the same."""
    return Term(tuple(dict.fromkeys([word, _JOINT.sub(" ", word)])))


# Where letters meet digits.
_JOINT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def _figure(typed: str) -> Term:
    digits = re.sub(r"[^0-9]", "", typed)
    number = digits.lstrip("0")
    padded = (NUMBER + number,) if number and number != digits else ()
    abroad = (f"+{number}",) if _CALLED_FROM_ABROAD.match(digits) else ()
    return Term(tuple(dict.fromkeys([digits, typed, *_amounts(typed, None), *padded, *abroad])))


def _amount(found: re.Match[str], currency: Currency) -> Term:
    """A number with a currency is a whole amount, unless a text says it like that."""
    return Term((found[0], *_amounts(found[2], currency)))


def _amounts(figure: str, currency: Currency | None) -> Iterator[str]:
    """Returns how amounts begin that the figure may mean; with a currency, the whole amounts."""
    for units, cents in _readings(re.sub(r"\s|^[-\u2212]", "", figure)):
        if currency:
            yield AMOUNT + apart(f"{units},{(cents or '').ljust(_CENTS, '0')}") + currency.code
        else:
            yield AMOUNT + apart(units if cents is None else f"{units},{cents}")


def _readings(figure: str) -> Iterator[tuple[str, str | None]]:
    """Returns units and cents of what a figure may mean, in either habit of writing; no cents where
    it has no decimal mark (yet)."""
    if not re.fullmatch(r"[0-9]+(?:[.,][0-9]*)*", figure):
        return
    parts, marks = re.split(r"[.,]", figure), re.findall(r"[.,]", figure)
    if len(set(marks)) <= 1 and _grouped(parts):
        yield "".join(parts), None
    if marks and marks[-1] not in marks[:-1] and len(parts[-1]) <= _CENTS and _grouped(parts[:-1]):
        yield "".join(parts[:-1]), parts[-1]


def _grouped(parts: Sequence[str]) -> bool:
    first, *others = parts
    return not others or (len(first) <= _GROUP and all(len(one) == _GROUP for one in others))
