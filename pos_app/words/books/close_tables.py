"""The sales of a close, a line each, as paper lists them: by what people find a sale again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.events import Purpose
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.words.books.close_sections import (
    CARRIED,
    FOR_EARLIER,
    in_doubt,
    kind_words,
    odd_words,
    settled_sale_words,
    waiting,
)
from pos_app.words.states import purpose_words, state_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.books.day_close import (
        CarriedSale,
        CloseDocument,
        EarlierMoney,
        OddSale,
        SettledSale,
    )

_DOUBTS = QT_TRANSLATE_NOOP("words", "Needs attention")
_BY_PEOPLE = QT_TRANSLATE_NOOP("words", "Resolved, or let through")


@dataclass(frozen=True)
class CloseRow:
    """A sale: its number and day, what is to say of it, by what its customer is found, the
    amount."""

    sale: str
    day: str
    what: str
    phone: str  # masked
    reference: str
    amount: str


@dataclass(frozen=True)
class CloseTable:
    title: str
    rows: Sequence[CloseRow]


def attention_tables(
    document: CloseDocument, method_names: Mapping[str, str]
) -> Sequence[CloseTable]:
    """Returns the sales that a manager has to look after, and those that a person ended or let
    through since the last close."""
    tables = (
        CloseTable(say(_DOUBTS), [_carried(one, method_names) for one in in_doubt(document)]),
        CloseTable(
            say(_BY_PEOPLE),
            [
                *(_row(one, settled_sale_words(one, method_names)) for one in document.settled),
                *(_row(one, odd_words(one, method_names)) for one in document.odd),
            ],
        ),
    )
    return [table for table in tables if table.rows]


def later_tables(document: CloseDocument, method_names: Mapping[str, str]) -> Sequence[CloseTable]:
    """Returns money for sales of earlier days, and the sales that the next close has too."""
    tables = (
        CloseTable(say(FOR_EARLIER), [_earlier(one, method_names) for one in document.earlier]),
        CloseTable(say(CARRIED), [_carried(one, method_names) for one in waiting(document)]),
    )
    return [table for table in tables if table.rows]


def _earlier(one: EarlierMoney, method_names: Mapping[str, str]) -> CloseRow:
    return _row(one, joined(method_names.get(one.method, one.method), kind_words(one.kind)))


def _carried(one: CarriedSale, method_names: Mapping[str, str]) -> CloseRow:
    what = joined(
        "" if one.purpose is Purpose.PAYMENT else purpose_words(one.purpose),
        method_names.get(one.method, one.method),
        readable(one.description),
        state_words(one.state, one.purpose),
        *(flag_words(flag) for flag in one.flags),
    )
    return _row(one, what)


def _row(one: CarriedSale | EarlierMoney | OddSale | SettledSale, what: str) -> CloseRow:
    return CloseRow(
        sale=sale_number(one.number),
        day=f"{one.sold_on:%d/%m/%Y}" if one.sold_on else "",
        what=what,
        phone=one.phone.masked if one.phone else "",
        reference=readable(one.reference),
        amount=str(one.amount),
    )
