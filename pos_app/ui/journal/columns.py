"""Columns of the journal's table: their titles and texts, with what made a sale match in sight."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.text.foreign_text import readable
from pos_app.ports.sale_search import Match, SearchField
from pos_app.ui.format import sale_text, times
from pos_app.ui.journal.filters.filter_words import day_words, short_name
from pos_app.words.states import sale_words
from pos_app.words.translate import filled, joined
from pos_app.words.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, tzinfo

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.sale_search import DayLine, FoundSale

_LONGEST_ID = 16
_ENDS = 4  # characters of each end of a long id
_HIDDEN = " ••• "


class Column(IntEnum):
    NUMBER = 0
    TIME = 1
    METHOD = 2
    PHONE = 3
    REFERENCE = 4
    NOTE = 5
    CASHIER = 6
    AMOUNT = 7
    STATE = 8


FIELD_OF: Mapping[Column, SearchField] = {
    Column.NUMBER: SearchField.NUMBER,
    Column.PHONE: SearchField.PHONE,
    Column.REFERENCE: SearchField.REFERENCE,
    Column.NOTE: SearchField.DESCRIPTION,
    Column.CASHIER: SearchField.CASHIER,
    Column.AMOUNT: SearchField.AMOUNT,
}


class ColumnTexts(QObject):
    """Makes the texts of a sale's row. A part of a number that was searched is shown, whatever is
    hidden of it else: who typed it knows it."""

    def __init__(
        self, methods: Mapping[str, Method], wall: tzinfo, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._today = today
        self._texts: Mapping[Column, Callable[[Sale], str]] = {
            Column.NUMBER: sale_text.number_of,
            Column.TIME: lambda sale: times.clock(sale.created_at, wall)[:5],
            Column.METHOD: lambda sale: sale_text.method_of(sale, methods.get(sale.method)),
            Column.PHONE: lambda sale: sale.phone.masked if sale.phone else "",
            Column.REFERENCE: lambda sale: short_reference(sale_text.reference_of(sale)),
            Column.NOTE: lambda sale: sale.description,
            Column.CASHIER: lambda sale: short_name(sale.cashier),
            Column.AMOUNT: sale_text.amount_of,
            Column.STATE: sale_words,
        }

    def title(self, column: Column) -> str:
        return {
            Column.NUMBER: self.tr("No."),
            Column.TIME: self.tr("Time"),
            Column.METHOD: self.tr("Method"),
            Column.PHONE: self.tr("Phone"),
            Column.REFERENCE: self.tr("Reference"),
            Column.NOTE: self.tr("Description"),
            Column.CASHIER: self.tr("Cashier"),
            Column.AMOUNT: self.tr("Amount"),
            Column.STATE: self.tr("State"),
        }[column]

    def text(self, found: FoundSale, column: Column) -> str:
        text = self._texts[column](found.sale)
        match = self.match(found, column)
        if column is Column.PHONE and match:
            return unmasked(text, match)
        if column is Column.REFERENCE and match:
            return with_match(text, match)
        if column is Column.NOTE and (named := _of_no_column(found)):
            return f"{named.name or self.tr('Invoice')}: {named.text}"
        if column is Column.CASHIER and match:
            return match.text
        return text

    def day(self, day: date) -> str:
        return day_words(day, self._today())

    def day_money(self, line: DayLine) -> str:
        """Returns a day's count and money, for the right end of its line."""
        sales = self.tr("%n sale(s)", "", line.sales)
        money = joined(*(str(amount) for amount in line.received))
        return joined(sales, filled(self.tr("received {0}"), money) if money else "")

    def tip(self, found: FoundSale, column: Column) -> str:
        """Returns what the cell has no room for, as plain text."""
        if column is Column.STATE:
            return " · ".join(warnings_of(found.sale))
        if column is Column.REFERENCE:
            return readable(found.sale.reference or "")
        if column is Column.CASHIER:
            return found.sale.cashier
        return self.text(found, column) if column is Column.NOTE else ""

    def matches(self, found: FoundSale, column: Column) -> Sequence[Match]:
        """Returns all that was found in the text of this column."""
        first = self.match(found, column)
        return [
            one
            for one in found.matches
            if first and (one.field, one.name, one.text) == (first.field, first.name, first.text)
        ]

    def match(self, found: FoundSale, column: Column) -> Match | None:
        """Returns what was found first in this column of the sale."""
        wanted = FIELD_OF.get(column)
        if column is Column.NOTE and (named := _of_no_column(found)):
            return named
        return _of_field(found, wanted) if wanted else None


def _of_field(found: FoundSale, wanted: SearchField) -> Match | None:
    return next((match for match in found.matches if match.field is wanted), None)


def _of_no_column(found: FoundSale) -> Match | None:
    """Returns what was found in a field of the customer's, or in the number of the invoice: the
    column of the description shows it."""
    return _of_field(found, SearchField.CUSTOMER) or _of_field(found, SearchField.INVOICE)


def short_reference(text: str) -> str:
    """Returns both ends of a provider's long id, which nobody reads aloud."""
    return text if len(text) <= _LONGEST_ID else f"{text[:_ENDS]}{_HIDDEN}{text[-_ENDS:]}"


def unmasked(masked: str, match: Match) -> str:
    """Returns a masked number with the figures in it that were searched."""
    if len(match.text) != len(masked):
        return match.text
    return "".join(
        full if match.start <= place < match.end else hidden
        for place, (full, hidden) in enumerate(zip(match.text, masked, strict=True))
    )


def with_match(text: str, match: Match) -> str:
    """Returns the text where it has what was searched, else the part of the field that has."""
    part = match.text[match.start : match.end]
    if part in text or len(match.text) <= _LONGEST_ID:
        return text if part in text else match.text
    before = _HIDDEN.lstrip() if match.start else ""
    after = _HIDDEN.rstrip() if match.end < len(match.text) else ""
    return f"{before}{part}{after}"


def lit_part(text: str, match: Match) -> tuple[int, int]:
    """Returns where in a cell's text the match stands; an empty span where it does not."""
    part = match.text[match.start : match.end]
    at = text.find(part) if len(match.text) != len(text) else match.start
    return (at, at + len(part)) if at >= 0 and part else (0, 0)
