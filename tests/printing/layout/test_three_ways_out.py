"""One drawing, three ways out: what the preview shows, what the PDF has, and what the head burns.

Two programs do not round the rim of a letter alike. A dot that differs has to be such a rim in both
pictures, and there are few of them; codes, frames and rules are the same dots everywhere.
"""

from collections.abc import Iterator

import pytest
from printing.layout.dots import Ink, difference, ink_of, rendered, rims
from printing.layout.shop_papers import HEADS, PAPERS, paper_of, printer
from PySide6.QtCore import QRect
from ui.counter import LANGUAGES

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.flow import strips_of
from pos_app.printing.layout.form import Form, form_of
from pos_app.printing.layout.pages import placed_strips
from pos_app.printing.layout.pdf import pdf
from pos_app.printing.layout.preview import page_images
from pos_app.printing.layout.qr import QUIET_ZONE
from pos_app.printing.layout.raster import raster
from pos_app.printing.layout.strips import CodeMark, InkMark, PaperMark

MOST_ON_RIMS = 0.025  # of all ink


# The watermark is one picture for a word and a head, under whatever stands on the paper: each
# document has it at every head in one language, and each language on every second document.
@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(("paper", "dpi"), HEADS)
@pytest.mark.parametrize(
    ("name", "training", "language"),
    [
        (name, training, language)
        for place, name in enumerate(PAPERS)
        for training in (False, True)
        for language in (LANGUAGES if not training else [LANGUAGES[place % len(LANGUAGES)]])
    ],
    indirect=["language"],
)
def test_preview_and_pdf_are_the_dots_that_the_head_burns(
    name: str, paper: PaperSize, dpi: int, *, training: bool
) -> None:
    form = form_of(paper, dpi)
    document = paper_of(name, training=training)
    burnt = ink_of(raster(document, printer(paper, dpi)))
    assert burnt.width == printer(paper, dpi).dots
    (shown,) = page_images(document, paper, dpi)
    assert _within(ink_of(shown), form, burnt) == burnt
    (page,) = rendered(pdf(document, paper, dpi), dpi)
    saved = _within(page, form, burnt)
    differing = difference(saved, burnt)
    assert sum(map(int.bit_count, differing)) < MOST_ON_RIMS * burnt.total
    for row, *both in zip(differing, rims(saved), rims(burnt), strict=True):
        assert row & ~(both[0] & both[1]) == 0
    for place in _exact(document, form):
        dots = (1 << place.width()) - 1 << form.inner - place.x() - place.width()
        assert not any(row & dots for row in differing[place.y() : place.y() + place.height()])


def _within(page: Ink, form: Form, burnt: Ink) -> Ink:
    """The page without its margins, which are white."""
    height = len(burnt.rows)
    area = page.cut(form.left, form.top, form.inner, height)
    assert area.total == page.total
    return area


def _exact(document: Document, form: Form) -> Iterator[QRect]:
    """Where codes, frames and rules are."""
    for one in placed_strips(strips_of(document, form)):
        for mark in one.strip.marks:
            yield from (rect.translated(0, one.top) for rect in _rects(mark))


def _rects(mark: PaperMark) -> Iterator[QRect]:
    match mark:
        case InkMark():
            yield from mark.rects
        case CodeMark():
            side = mark.size * (len(mark.matrix) + 2 * QUIET_ZONE)
            yield QRect(mark.left, mark.top, side, side)
