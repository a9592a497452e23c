"""No text stops the till while it is laid out, leaves the paper, or makes a roll of it."""

import time

import pytest
from hostile.texts import LONG, TEXTS
from printing.layout.shop_papers import HEADS, printer
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from pos_app.domain.paper.document import (
    CodeBlock,
    DigitsBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    FrameCell,
    LetterSize,
    MarkBlock,
    PairBlock,
    PictureBlock,
    TableBlock,
    TableColumn,
    TextAlign,
    TextBlock,
)
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.flow import strips_of
from pos_app.printing.layout.form import form_of
from pos_app.printing.layout.letters import LONGEST_PRINTED, face_of, printable, set_lines
from pos_app.printing.layout.pages import placed_strips
from pos_app.printing.layout.painting import paint_strips
from pos_app.printing.layout.pdf import pdf
from pos_app.printing.layout.preview import page_images
from pos_app.printing.layout.raster import inked, raster
from pos_app.printing.layout.text_mode import TypedLine, text_lines

AT_ONCE = 1.5  # seconds, of a whole document with the text in each place
TALLEST = 4000.0  # mm of paper, of the same
AROUND = 60  # dots
NAMES = {
    "long": "Supermercado e Armazém Irmãos Domingos da Conceição & Filhos, Lda. de Viana",
    "one word": "Supermercadoearmazémirmãosdomingosdaconceiçãoefilhoslimitadaviana",
    "wide": "W" * 200,
    "overhanging": "jfjf ÅÇ Qqj, fjÔgj (ÂÊ) /\\ jf",
    "digits": "0123456789" * 10,
    "blanks": "   ",
    "nothing": "",
}
ANY = {**TEXTS, **NAMES}


def everywhere(text: str) -> dict[str, DocumentBlock]:
    """The text in every place of every block; a code's own text apart, which is not to be read."""
    column = (TableColumn(text, 1), TableColumn("Valor", 2, TextAlign.RIGHT))
    return {
        **{f"text {size}": TextBlock(text, size) for size in LetterSize},
        **{f"text {align}": TextBlock(text, bold=True, align=align) for align in TextAlign},
        "digits": DigitsBlock(text),
        "label": PairBlock(text, "12 750,00 Kz"),
        "value": PairBlock("vPOS", text),
        "both": PairBlock(text, text, bold=True),
        "mark": MarkBlock(text),
        "frame": FrameBlock((FrameCell(text, text, LetterSize.HUGE, text), FrameCell("", text))),
        "caption": CodeBlock("1", text),
        "table": TableBlock(column, ((text, text), ("", text), (text,), ())),
        "cells": TableBlock(column[1:] * 3, (("1", text, "3"),)),
        "picture": PictureBlock(text),
    }


def document_of(text: str) -> Document:
    return Document(name=text, blocks=tuple(everywhere(text).values()), watermark=text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_laid_out_at_once(text: str) -> None:
    document = document_of(text)
    for paper, dpi in HEADS:
        begun = time.process_time()
        height = raster(document, printer(paper, dpi)).height()
        assert time.process_time() - begun < AT_ONCE
        assert height < form_of(paper, dpi).dots(TALLEST)
    begun = time.process_time()
    assert pdf(document, PaperSize.ROLL_80).startswith(b"%PDF")
    assert pdf(document, PaperSize.A4).startswith(b"%PDF")
    assert page_images(document, PaperSize.A4, 30)
    assert time.process_time() - begun < 3 * AT_ONCE


@pytest.mark.parametrize("columns", [48, 42, 32, 30])
@pytest.mark.parametrize("text", ANY.values(), ids=ANY)
def test_any_text_keeps_within_the_columns_of_a_printer(text: str, columns: int) -> None:
    lines = [one for one in text_lines(document_of(text), columns) if isinstance(one, TypedLine)]
    for line in lines:
        assert len(line.text) <= (columns // 2 if line.double else columns)
        assert line.text == "" or line.text.isprintable()
    assert len(lines) < 1000


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("place", everywhere(""))
def test_no_letter_is_cut_at_the_edge(text: str, place: str, paper: PaperSize, dpi: int) -> None:
    form = form_of(paper, dpi)
    document = Document(name="", blocks=(everywhere(text)[place],))
    placed = [*placed_strips(strips_of(document, form))]
    height = placed[-1].bottom if placed else 1
    image = QImage(form.inner + 2 * AROUND, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(AROUND, 0)
    paint_strips(placed, "", form, painter, height)
    painter.end()
    dots = inked(image)
    for left in (0, AROUND + form.inner):
        beside = dots.copy(left, 0, AROUND, height).convertToFormat(QImage.Format.Format_Grayscale8)
        assert set(bytes(beside.constBits())) == {255}


def test_what_is_laid_out_is_bounded_and_seen() -> None:
    face = face_of(form_of(PaperSize.ROLL_80, 203), LetterSize.BODY)
    lines = set_lines(LONG, face, 500, TextAlign.LEFT)
    assert sum(len(run.glyphIndexes()) for line in lines for run in line.runs) <= LONGEST_PRINTED
    assert printable("\u202ea\u200b\x00b") == "a b"
