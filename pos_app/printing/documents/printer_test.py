"""The test page of a printer: every letter, digit and sign that real documents have, to the
edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.paper.document import (
    CodeBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    FrameCell,
    LetterSize,
    PairBlock,
    RuleBlock,
    TextAlign,
    TextBlock,
)
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.documents.letterhead import heading, note, pairs
from pos_app.printing.documents.receipt_text import plain
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead

translate = QCoreApplication.translate

_LETTERS = "ÁÂÃÀÇÉÊÍÓÔÕÚ áâãàçéêíóôõú"
_DIGITS = "0123456789"
_SIGNS = "1.ª 2.º € $ % & @ # / + = ( ) · ••• « » \N{EN DASH} …"
_LEFT_EDGE, _RIGHT_EDGE = "◀ |", "| ▶"


def printer_test(printer: Printer, letterhead: Letterhead, edition: Edition) -> Document:
    """Returns the page. `edition.at` is when it was asked for."""
    title = translate("Slip", "Printer test")
    name = f"{title} {printer.name}"
    return letterhead.document(name, _blocks(printer, title, letterhead, edition), edition)


def _blocks(
    printer: Printer, title: str, letterhead: Letterhead, edition: Edition
) -> Iterator[DocumentBlock]:
    shop, at = letterhead.shop, letterhead.minutes(edition.at)
    yield from letterhead.full_head()
    yield TextBlock(shop.till)
    yield RuleBlock()
    yield heading(title)
    yield FrameBlock((FrameCell(printer.name, "1\u202f234\u202f567,89", LetterSize.LARGE),))
    yield PairBlock(_LEFT_EDGE, _RIGHT_EDGE)
    yield note(translate("Slip", "Both bars stand at the edges of what this printer can reach."))
    yield from pairs(
        (
            (translate("Slip", "Date"), at),
            (translate("Slip", "Paper"), _paper(printer)),
            (translate("Slip", "Digits"), _DIGITS),
        )
    )
    yield TextBlock(_LETTERS)
    yield TextBlock(_SIGNS)
    for size in (LetterSize.SMALL, LetterSize.TITLE, LetterSize.LARGE):
        yield TextBlock("Áção 123", size, bold=size is not LetterSize.SMALL, align=TextAlign.LEFT)
    yield CodeBlock("\n".join(map(plain, (shop.name, shop.till, printer.name, at))))
    yield note(
        translate(
            "Slip", "If you can read all of this and the paper ends below, slips print correctly."
        )
    )
    if shop.slip_note:
        yield note(shop.slip_note)


def _paper(printer: Printer) -> str:
    """Returns the paper and, of a roll, the resolution of the head."""
    papers: Mapping[PaperSize, str] = {
        PaperSize.ROLL_80: translate("Slip", "80 mm roll"),
        PaperSize.ROLL_58: translate("Slip", "58 mm roll"),
        PaperSize.A4: translate("Slip", "A4 sheets"),
    }
    dots = ""
    if printer.is_roll:
        dots = filled(translate("Slip", "{0} dpi, {1} dots"), printer.dpi, printer.dots)
    return joined(papers[printer.paper], dots)
