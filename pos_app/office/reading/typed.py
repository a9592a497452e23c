"""What somebody types to find a sale: a phone number, a reference, an amount, a sale's number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pos_app.domain.phone import CALLING_CODES

_LEAST_OF_A_PHONE = 6  # digits: fewer are a tenth of all numbers
_WHOLE_PHONE = 9  # digits: 923.123.456 may be one, and 12.750,00 is none
_OF_TRINIDAD = 7  # digits that people say there, without the area's 868
_LEAST_OF_A_REFERENCE = 4
_LONGEST_NUMBER = 9  # digits of a sale's number
_LARGEST = 2**63 - 1  # minor units
_SYMBOL = r"(?:kz|aoa|mtn?|mzn|ttd|tt\$?|\$)"
_AMOUNT = re.compile(
    rf"(?:{_SYMBOL}\s*)?([0-9][0-9.,\s\u00a0\u202f]*)(?:\s*{_SYMBOL})?", re.IGNORECASE
)
# 00244 923 is +244 923; of fewer digits it is a sale's number.
_CALLED_FROM_ABROAD = re.compile(rf"00(?:{'|'.join(CALLING_CODES.values())})[0-9]{{2}}")
_CENTS = 2
_GROUP = 3  # digits between the separators of thousands


@dataclass(frozen=True)
class TypedText:
    """What the text may mean, all of which is looked for: beginnings of phone numbers with their
    calling codes, beginnings of references, amounts in minor units, and numbers of sales."""

    phones: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


def typed(text: str) -> TypedText:
    figure = re.sub("[\u2010-\u2015]", "-", text.replace("\0", "")).strip()
    closed = re.sub(r"[\s\u00a0\u202f]", "", figure)
    digits = re.sub(r"[^0-9]", "", closed)
    is_figure = bool(digits) and re.fullmatch(r"[+(]?[0-9().,\-\s\u00a0\u202f]*", figure)
    is_number = bool(digits) and digits == closed and len(digits) <= _LONGEST_NUMBER
    return TypedText(
        phones=(*_phones(closed, digits),) if is_figure else (),
        references=(closed,) if len(closed) >= _LEAST_OF_A_REFERENCE else (),
        amounts=tuple(sorted(set(_amounts(figure)))),
        numbers=(int(digits),) if is_number else (),
    )


def _phones(closed: str, digits: str) -> Iterator[str]:
    if closed.startswith("+") or _CALLED_FROM_ABROAD.match(closed):
        known = f"+{digits.lstrip('0')}"
        if len(known) > _LEAST_OF_A_PHONE:
            yield known
    elif len(digits) >= (_WHOLE_PHONE if re.search("[.,]", closed) else _LEAST_OF_A_PHONE):
        for code in CALLING_CODES.values():
            yield f"+{code}{digits}"
            if digits.startswith(code):
                yield f"+{digits}"
        if len(digits) == _OF_TRINIDAD:
            yield f"+{CALLING_CODES['TT']}868{digits}"


def _amounts(figure: str) -> Iterator[int]:
    """Yields every reading of a figure in either habit of writing: 12.750 is twelve thousand."""
    found = _AMOUNT.fullmatch(figure)
    if not found:
        return
    closed = re.sub(r"[\s\u00a0\u202f]", "", found[1])
    parts, marks = re.split(r"[.,]", closed), re.findall(r"[.,]", closed)
    if len(set(marks)) <= 1 and _is_grouped(parts):
        yield from _within(int("".join(parts)) * 100)
    last = parts[-1]
    if marks and marks[-1] not in marks[:-1] and len(last) <= _CENTS and _is_grouped(parts[:-1]):
        yield from _within(int("".join(parts[:-1])) * 100 + int(last.ljust(_CENTS, "0")))


def _within(minor: int) -> Iterator[int]:
    if minor <= _LARGEST:
        yield minor


def _is_grouped(parts: Sequence[str]) -> bool:
    first, *others = parts
    if not first or not all(part.isascii() and part.isdigit() for part in parts):
        return False
    return not others or (len(first) <= _GROUP and all(len(one) == _GROUP for one in others))
