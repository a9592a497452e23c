"""A shift on paper: what one person took and counted; of an open one, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.books.takings import given_back, net, received
from pos_app.domain.paper.document import Document, DocumentBlock, RuleBlock, TextBlock
from pos_app.printing.documents.letterhead import heading, note, pairs, section
from pos_app.words.books.close_sections import drawer_section, method_sections
from pos_app.words.states import state_words
from pos_app.words.translate import joined
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pos_app.domain.books.shift import ShiftDocument
    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead

translate = QCoreApplication.translate
Row = tuple[str, str]


def shift_close(
    document: ShiftDocument, letterhead: Letterhead, edition: Edition, *, is_open: bool
) -> Document:
    """Returns the close of the shift; where it is open, its X reading."""
    title = translate("Slip", "Shift reading (X)") if is_open else translate("Slip", "Shift close")
    name = joined(title, document.cashier)
    blocks = _blocks(document, title, letterhead, is_open=is_open)
    return letterhead.document(name, blocks, edition)


def _blocks(
    document: ShiftDocument, title: str, letterhead: Letterhead, *, is_open: bool
) -> Iterator[DocumentBlock]:
    yield from letterhead.short_head()
    yield RuleBlock()
    yield heading(title)
    if document.cashier:
        yield TextBlock(document.cashier, bold=True)
    yield from pairs(_when(document, letterhead, is_open=is_open))
    yield from _part(translate("Slip", "Takings"), _takings(document), weighs=True)
    for one in method_sections(document.takings, letterhead.method_names):
        yield from _part(one.title, [(line.label, line.value) for line in one.lines])
    yield from _part(translate("Slip", "Sales"), _sales(document))
    yield from _part(drawer_section(()).title, _drawer(document))
    if is_open:
        yield RuleBlock()
        yield note(translate("Slip", "The shift is still open: this reading closes nothing."))


def _part(title: str, rows: Sequence[Row], *, weighs: bool = False) -> Iterator[DocumentBlock]:
    if rows:
        yield RuleBlock()
        yield section(title)
        yield from pairs(rows, bold=weighs)


def _when(document: ShiftDocument, letterhead: Letterhead, *, is_open: bool) -> Sequence[Row]:
    opened = letterhead.minutes(document.opened_at)
    at = letterhead.minutes(document.at)
    if is_open:
        return [(translate("Slip", "Opened"), opened), (translate("Slip", "Read"), at)]
    return [
        (translate("Slip", "Opened"), opened),
        (translate("Slip", "Closed"), at),
        (translate("Slip", "Closed by"), manager_name(document.by)),
    ]


def _takings(document: ShiftDocument) -> Sequence[Row]:
    takings = document.takings
    came, back = received(takings), given_back(takings)
    rows = [(translate("Slip", "Received"), str(amount)) for amount in came]
    if back:
        rows += [(translate("Slip", "Refunded"), str(amount)) for amount in back]
        rows += [(translate("Slip", "Net"), str(amount)) for amount in net(takings)]
    return rows


def _sales(document: ShiftDocument) -> Sequence[Row]:
    return [(f"{state_words(one.state)} · {one.count}", str(one.amount)) for one in document.sales]


def _drawer(document: ShiftDocument) -> Sequence[Row]:
    """Returns the count, and what of it stayed for the next shift."""
    counted = [(line.label, line.value) for line in drawer_section(document.drawer).lines]
    stays = [(translate("Slip", "Stays in the drawer"), str(kept)) for kept in document.kept]
    leaves = [
        (translate("Slip", "Leaves the drawer"), str(count.counted + -kept))
        for count, kept in zip(document.drawer, document.kept, strict=False)
    ]
    return [*counted, *stays, *leaves]
