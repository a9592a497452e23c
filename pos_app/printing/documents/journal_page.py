"""A page of the journal: sales in a table, and what they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.books.takings import summed
from pos_app.domain.events import Purpose, signed
from pos_app.domain.money import Money
from pos_app.domain.paper.document import (
    Document,
    DocumentBlock,
    RuleBlock,
    TableBlock,
    TableColumn,
    TextAlign,
    TextBlock,
)
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.printing.documents.letterhead import heading, pairs
from pos_app.words.states import purpose_words, sale_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pos_app.domain.sale import Sale
    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead

translate = QCoreApplication.translate


def journal_page(
    title: str, sales: Sequence[Sale], letterhead: Letterhead, edition: Edition
) -> Document:
    """Returns the list. `title` says which sales they are."""
    name = joined(translate("Slip", "Journal"), title)
    blocks = _blocks(title, sales, letterhead, edition)
    return letterhead.document(name, blocks, edition, wide=True)


def _blocks(
    title: str, sales: Sequence[Sale], letterhead: Letterhead, edition: Edition
) -> Iterator[DocumentBlock]:
    yield from letterhead.short_head()
    yield RuleBlock()
    yield heading(translate("Slip", "Journal"))
    if title:
        yield TextBlock(title, bold=True)
    count = filled(translate("Slip", "Sales: {0}"), len(sales))
    yield TextBlock(joined(count, letterhead.minutes(edition.at)))
    names = letterhead.method_names
    yield TableBlock(_columns(), tuple(_row(sale, letterhead, names) for sale in sales))
    yield RuleBlock()
    yield from pairs(((translate("Slip", "Net"), str(amount)) for amount in _net(sales)), bold=True)


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(translate("Slip", "Sale"), 3),
        TableColumn(translate("Slip", "Date"), 5),
        TableColumn(translate("Slip", "Method"), 7),
        TableColumn(translate("Slip", "Phone"), 4),
        TableColumn(translate("Slip", "Reference"), 7),
        TableColumn(translate("Slip", "State"), 5),
        TableColumn(translate("Slip", "Amount"), 5, TextAlign.RIGHT),
    )


def _row(sale: Sale, letterhead: Letterhead, names: Mapping[str, str]) -> tuple[str, ...]:
    kind = "" if sale.purpose is Purpose.PAYMENT else purpose_words(sale.purpose)
    name = names.get(sale.method, sale.method)
    return (
        sale_number(sale.number),
        letterhead.minutes(sale.created_at),
        joined(kind, name, readable(sale.description)),
        sale.phone.masked if sale.phone else "",
        readable(sale.reference or ""),
        joined(sale_words(sale), sale.cashier),
        str(signed(sale.purpose, sale.amount)),
    )


def _net(sales: Sequence[Sale]) -> Sequence[Money]:
    """Returns what the shop has of these sales, each currency by itself."""
    return summed(Money(sale.taken, sale.amount.currency) for sale in sales if sale.taken)
