"""A day on paper: its close (Z), and the reading of one that is still open (X)."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.paper.document import (
    CodeBlock,
    DigitsBlock,
    Document,
    DocumentBlock,
    LetterSize,
    RuleBlock,
    TableBlock,
    TableColumn,
    TextAlign,
    TextBlock,
)
from pos_app.printing.documents.letterhead import heading, note, pairs, section
from pos_app.words.audit import close_words
from pos_app.words.books.close import lacks_code_words, restored_words, settled_words
from pos_app.words.books.close_sections import money_sections, paper_section
from pos_app.words.books.close_tables import attention_tables, later_tables
from pos_app.words.translate import filled, joined
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pos_app.ports.closing import Closed, DayCloseSheet
    from pos_app.ports.journal import Head
    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead
    from pos_app.words.books.close_sections import CloseSection
    from pos_app.words.books.close_tables import CloseTable

translate = QCoreApplication.translate

_GROUPS_A_LINE = 4


def day_close(closed: Closed, letterhead: Letterhead, edition: Edition) -> Document:
    """Returns the close. Its QR holds the chain head as `verify --head` reads it."""
    document = closed.sheet.document
    title = filled(translate("Slip", "Day close no. {0}"), document.number)
    blocks = [
        *_head(closed.sheet, title, letterhead),
        *pairs(_closed(closed.sheet, letterhead)),
        *_body(closed.sheet, letterhead),
        *_proof(closed.head),
    ]
    name = f"{title} {document.day:%d-%m-%Y}"
    return letterhead.document(name, blocks, edition, wide=True)


def day_reading(sheet: DayCloseSheet, letterhead: Letterhead, edition: Edition) -> Document:
    """Returns the reading. It closes nothing, and has no number."""
    title = translate("Slip", "X reading")
    blocks = [
        *_head(sheet, title, letterhead),
        *pairs(_read(sheet, letterhead, edition)),
        *_body(sheet, letterhead),
        RuleBlock(),
        note(_stands(sheet)),
    ]
    name = f"{title} {sheet.document.day:%d-%m-%Y}"
    return letterhead.document(name, blocks, edition, wide=True)


def _stands(sheet: DayCloseSheet) -> str:
    """Returns that a reading is no close; of a day that was closed before, not that it is open."""
    if sheet.closed_at:
        return translate("Slip", "This reading closes nothing.")
    return translate("Slip", "The day is still open: this reading closes nothing.")


def _head(sheet: DayCloseSheet, title: str, letterhead: Letterhead) -> Iterator[DocumentBlock]:
    yield from letterhead.short_head()
    yield RuleBlock()
    yield heading(title)
    yield TextBlock(f"{sheet.document.day:%d/%m/%Y}", LetterSize.LARGE, bold=True)


def _closed(sheet: DayCloseSheet, letterhead: Letterhead) -> Iterator[tuple[str, str]]:
    document = sheet.document
    yield translate("Slip", "Closed by"), manager_name(document.by)
    yield translate("Slip", "Date"), letterhead.minutes(document.at)
    yield from _before(sheet, letterhead)


def _read(
    sheet: DayCloseSheet, letterhead: Letterhead, edition: Edition
) -> Iterator[tuple[str, str]]:
    yield translate("Slip", "Read"), letterhead.minutes(sheet.document.at)
    yield translate("Slip", "Read by"), manager_name(edition.by)
    yield from _before(sheet, letterhead)


def _before(sheet: DayCloseSheet, letterhead: Letterhead) -> Iterator[tuple[str, str]]:
    if begins := sheet.document.begins_at:
        yield translate("Slip", "Last close"), letterhead.minutes(begins)
    if sheet.closed_at:
        before = joined(letterhead.minutes(sheet.closed_at), manager_name(sheet.closed_by))
        yield translate("Slip", "Closed earlier"), before


def _body(sheet: DayCloseSheet, letterhead: Letterhead) -> Iterator[DocumentBlock]:
    """Yields what a manager has to look after, then the money, then what is carried over."""
    document, names = sheet.document, letterhead.method_names
    for line in _remarks(sheet, letterhead):
        yield TextBlock(line, bold=True, align=TextAlign.LEFT)
    yield from _tables(attention_tables(document, names))
    yield from _sections([paper_section(document.paper), *money_sections(document, names)])
    yield from _tables(later_tables(document, names))


def _remarks(sheet: DayCloseSheet, letterhead: Letterhead) -> Iterator[str]:
    for one in sheet.restored:
        yield restored_words(one.put_aside)
    yield settled_words(sheet.document)
    yield from close_words(sheet.notes, letterhead.brands)
    if sheet.lacks_code:
        yield lacks_code_words()


def _sections(sections: Iterable[CloseSection]) -> Iterator[DocumentBlock]:
    for one in sections:
        if one.lines:
            yield RuleBlock()
            yield section(one.title)
            rows = [(line.label, line.value) for line in one.lines]
            yield from pairs(rows, bold=one.weighs)
            yield from (TextBlock(label) for label, value in rows if not value)


def _tables(tables: Sequence[CloseTable]) -> Iterator[DocumentBlock]:
    for table in tables:
        yield RuleBlock()
        yield section(table.title)
        yield TableBlock(_columns(), tuple(map(astuple, table.rows)))


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(translate("Slip", "Sale"), 3),
        TableColumn(translate("Slip", "Date"), 4),
        TableColumn(translate("Slip", "What"), 9),
        TableColumn(translate("Slip", "Phone"), 4),
        TableColumn(translate("Slip", "Reference"), 6),
        TableColumn(translate("Slip", "Amount"), 5, TextAlign.RIGHT),
    )


def _proof(head: Head) -> Iterator[DocumentBlock]:
    """Yields the journal's chain head, to be kept elsewhere."""
    yield RuleBlock()
    yield note(translate("Slip", "Journal check code"))
    for line in head.in_lines(_GROUPS_A_LINE):
        yield DigitsBlock(line, LetterSize.BODY)
    yield CodeBlock(f"{head.hash}@{head.number}")
    yield note(
        translate(
            "Slip",
            "Keep this slip away from the till: if anybody changes the journal, this "
            "code no longer matches.",
        )
    )
