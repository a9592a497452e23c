"""What goes to the head: every dot of it, piece by piece, however long the document is."""

import time
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printing.documents.lives import paid
from printing.documents.paper import documents, made
from printing.layout.dots import Ink, ink_of
from printing.layout.shop_papers import HEADS, paper_of, printer
from printing.reading import corner_of_code, greys, sampled
from PySide6.QtGui import QImage

from pos_app.domain.paper.document import CodeBlock, Document, GapBlock, TextBlock
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.qr import qr_matrix
from pos_app.printing.layout.raster import BAND, bands, raster

MODULES = {  # dots: about 0.8 mm on the wide roll, and 0.65 mm on the narrow one
    (PaperSize.ROLL_80, 203): 6,
    (PaperSize.ROLL_80, 180): 6,
    (PaperSize.ROLL_58, 203): 5,
    (PaperSize.ROLL_58, 180): 5,
}


def joined(parts: list[QImage]) -> Ink:
    inks = [ink_of(part) for part in parts]
    return Ink(inks[0].width, tuple(row for ink in inks for row in ink.rows))


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_bands_are_together_what_the_whole_picture_is(paper: PaperSize, dpi: int) -> None:
    document, head = paper_of("close", training=True), printer(paper, dpi)
    whole = raster(document, head)
    assert (whole.format(), whole.width()) == (QImage.Format.Format_Mono, head.dots)
    for most in (8, 100, BAND, 10_000):
        parts = [*bands(document, head, most)]
        assert all(part.height() == most for part in parts[:-1])
        assert joined(parts) == ink_of(whole)


def test_a_set_bit_is_ink() -> None:
    whole = raster(paper_of("receipt"), printer())
    assert whole.pixelColor(288, 0).lightness() == 255
    assert set(whole.colorTable()) == {0xFFFFFFFF, 0xFF000000}
    dark = sum(bytes(whole.constBits()).count(value) for value in range(256) if value)
    assert 0 < dark < whole.sizeInBytes() / 2


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
@pytest.mark.parametrize("training", [False, True])
def test_every_module_of_a_code_is_whole_dots(
    paper: PaperSize, dpi: int, *, training: bool
) -> None:
    document = paper_of("slip", training=training)
    (text,) = (block.text for block in document.blocks if isinstance(block, CodeBlock))
    matrix = qr_matrix(text)
    rows = greys(raster(document, printer(paper, dpi)))
    assert sampled(rows, len(matrix), MODULES[paper, dpi]) == matrix
    left, _ = corner_of_code(rows, len(matrix), MODULES[paper, dpi])
    right = len(rows[0]) - left - len(matrix) * MODULES[paper, dpi]
    assert abs(left - right) <= 1


def test_a_code_that_is_too_wide_for_the_roll_gets_smaller_modules() -> None:
    text = "0123456789 abcdefghij " * 25
    matrix = qr_matrix(text)
    document = Document(name="", blocks=(CodeBlock(text),))
    rows = greys(raster(document, printer(PaperSize.ROLL_58, 203)))
    assert sampled(rows, len(matrix), 384 // (len(matrix) + 8)) == matrix


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_the_watermark_lies_under_everything_and_hides_nothing(paper: PaperSize, dpi: int) -> None:
    plain = paper_of("slip")
    marked = replace(plain, watermark="TREINO")
    without, within = (ink_of(raster(one, printer(paper, dpi))) for one in (plain, marked))
    assert all(one & ~other == 0 for one, other in zip(without.rows, within.rows, strict=True))
    grey = [other & ~one for one, other in zip(without.rows, within.rows, strict=True)]
    assert sum(map(int.bit_count, grey)) > 0.003 * within.width * len(within.rows)
    for row, above in zip(grey, [0, *grey], strict=False):
        assert row & (row << 1) == row & above == 0, "single dots: a light grey"


def test_a_long_journal_begins_at_once_and_needs_little_memory() -> None:
    """Ten thousand sales are some fifty metres of paper."""
    sale = paid()
    sales = [replace(sale, number=number) for number in range(1, 10_001)]
    journal = made(documents().journal("2026", sales))
    begun = time.process_time()
    first = [*islice(bands(journal, printer()), 20)]
    assert time.process_time() - begun < 1.0
    assert sum(part.sizeInBytes() for part in first) < 400_000


def test_a_receipt_is_ready_before_anybody_waits_for_it() -> None:
    raster(paper_of("copy"), printer())  # letters are drawn once
    document = paper_of("receipt")
    spent = []
    for _ in range(3):
        begun = time.process_time()
        raster(document, printer())
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.04


@given(
    heights=st.lists(st.integers(0, 400), max_size=12),
    most=st.integers(1, 300),
)
def test_no_height_of_a_band_loses_or_doubles_a_dot(heights: list[int], most: int) -> None:
    blocks = [block for height in heights for block in (GapBlock(height), TextBlock("Águas"))]
    document = Document(name="", blocks=tuple(blocks))
    parts = [*bands(document, printer(), most)]
    if parts:
        assert joined(parts) == ink_of(raster(document, printer()))
    else:
        assert raster(document, printer()).height() == 0
