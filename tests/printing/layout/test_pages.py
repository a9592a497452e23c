"""Long documents on sheets: what stands on each page, and where one ends."""

import re
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printing.documents.lives import kz, paid
from printing.documents.paper import COPY, documents, made
from printing.layout.dots import difference, ink_of, rendered, rims
from printing.layout.shop_papers import HEADS, PAPERS, paper_of, sheet
from printing.layout.shop_papers import printer as printer_of
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from pos_app.domain.errors import PrinterFailed
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.document import (
    Document,
    DocumentBlock,
    GapBlock,
    PairBlock,
    RuleBlock,
    TableBlock,
    TableColumn,
    TextAlign,
    TextBlock,
)
from pos_app.domain.paper.printer import PaperSize
from pos_app.ports.closing import Closed
from pos_app.ports.journal import Head
from pos_app.printing.layout.flow import strips_of
from pos_app.printing.layout.form import SHEET_DPI, form_of
from pos_app.printing.layout.pages import _TOGETHER, _foot_height, pages_of
from pos_app.printing.layout.pdf import pdf
from pos_app.printing.layout.preview import page_images
from pos_app.printing.layout.raster import raster
from pos_app.printing.layout.strips import Strip, TextMark
from pos_app.printing.layout.system_printer import paint_on

RUNNING = 4  # strips at the top of each page after the first: names, a rule, and space


def journal(count: int) -> Document:
    sale = paid()
    sales = [replace(sale, number=number) for number in range(1, count + 1)]
    return made(documents().journal("27/11/2026", sales))


def texts(document: bytes) -> list[str]:
    """What can be read and copied from each page."""
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=document, capture_output=True, check=True
    )
    return read.stdout.decode().split("\f")[:-1]


def test_each_page_says_whose_it_is_what_it_is_and_which_it_is() -> None:
    document = journal(101)
    pages = texts(pdf(document, PaperSize.A4))
    count = len(pages)
    assert count == 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {count}" in page
        assert re.search(r"Sale +Date +Method +Phone +Reference +State +Amount", page)
        assert page.count("Mercearia Boa Vista") == 1
    assert document.name in pages[1].split("\n")[0]
    assert re.findall(r"(?m)^(\d{4}) ", "".join(pages)) == [f"{n:04d}" for n in range(1, 102)]


def test_a_number_or_an_amount_far_down_a_table_is_on_one_line() -> None:
    """A digit of it on the next line would be another number, and another amount."""
    few = [replace(paid(), number=number) for number in range(9_900, 10_000)]
    amounts = [kz(10**digits - 1) for digits in range(1, 10)]
    many = [replace(paid(amount=one), number=10_000 + at) for at, one in enumerate(amounts)]
    document = made(documents().journal("27/11/2026", [*few, *many]))
    read = shown("".join(texts(pdf(document, PaperSize.A4))))
    for sale in many:
        assert re.search(rf"(?m)^{sale.number} .* {shown(str(sale.amount))}$", read), sale.amount


@pytest.mark.parametrize("currency", Currency)
def test_the_amount_of_a_row_is_on_one_line_on_the_narrowest_roll(currency: Currency) -> None:
    most = paid(amount=Money(10**12 - 1, currency))
    read = "".join(texts(pdf(made(documents().journal("", [most])), PaperSize.ROLL_58)))
    assert shown(read).count(shown(str(most.amount))) == 2, "in its row, and below all"


def shown(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_each_page_of_a_copy_says_so() -> None:
    sheets = texts(
        pdf(
            made(documents().close(Closed(sheet(101), Head(4711, "3f2a9c1b" * 8))), COPY),
            PaperSize.A4,
        )
    )
    assert len(sheets) > 1
    assert all("COPY 2" in page for page in sheets)


def test_a_single_page_has_no_number() -> None:
    (page,) = texts(pdf(journal(5), PaperSize.A4))
    assert "Page" not in page


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_not_wide_stands_on_a_sheet_as_on_a_roll(name: str) -> None:
    document = paper_of(name)
    form = form_of(PaperSize.A4, 203, wide=document.wide)
    assert abs(form.inner - form.dots(186 if document.wide else 72)) <= 1
    assert abs(form.left - (form.width - form.left - form.inner)) <= 1


@pytest.mark.parametrize("name", ["receipt", "close"])
def test_a_sheet_is_the_same_in_preview_and_pdf(name: str) -> None:
    document = paper_of(name)
    (shown,) = map(ink_of, page_images(document, PaperSize.A4, SHEET_DPI))
    (page,) = rendered(pdf(document, PaperSize.A4), SHEET_DPI)
    # Qt rounds the sides of a sheet to whole points.
    width, height = min(page.width, shown.width), min(len(page.rows), len(shown.rows))
    saved, shown = page.cut(0, 0, width, height), shown.cut(0, 0, width, height)
    differing = difference(saved, shown)
    assert sum(map(int.bit_count, differing)) < 0.025 * shown.total
    for row, one, other in zip(differing, rims(saved), rims(shown), strict=True):
        assert row & ~(one & other) == 0


blocks = st.one_of(
    st.builds(TextBlock, st.sampled_from(["Título", "uma frase " * 60]), bold=st.booleans()),
    st.builds(PairBlock, st.just("Venda"), st.sampled_from(["0148", "longo " * 90])),
    st.builds(GapBlock, st.integers(0, 900)),
    st.just(RuleBlock()),
    st.builds(
        TableBlock,
        st.just((TableColumn("Venda", 1), TableColumn("Valor", 1, TextAlign.RIGHT))),
        st.integers(0, 120).map(lambda count: tuple((str(n), "12,00 Kz") for n in range(count))),
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(blocks, max_size=12), wide=st.booleans())
def test_pages_have_everything_once_in_order_and_cut_nothing(
    found: list[DocumentBlock], *, wide: bool
) -> None:
    document = Document(name="Fecho", blocks=tuple(found), page_line="{0}/{1}", wide=wide)
    form = form_of(PaperSize.A4, 203, wide=wide)
    pages = pages_of(document, form)
    together = round((form.area - _foot_height(document, form)) * _TOGETHER)
    for page in pages:
        bottoms = [0, *(one.bottom for one in page.placed)]
        assert all(one.top >= bottom for one, bottom in zip(page.placed, bottoms, strict=False))
        assert bottoms[-1] <= form.area
    for page in pages[1:]:
        assert page.placed[RUNNING].strip.marks, "no page begins with empty paper"
    for page in pages[:-1]:
        *placed, _number = page.placed
        last = [*takewhile(lambda strip: strip.stays, (one.strip for one in reversed(placed)))]
        parted = sum(strip.height for strip in last) > together
        assert parted or not any(map(_heads, last)), "no heading without what it heads"
    painted = (_look(one.strip) for page in pages for one in page.placed)
    for strip in strips_of(document, form):
        if strip.marks:
            assert _look(strip) in painted, "in its order, which a search uses up"


def _look(strip: Strip) -> tuple[int, str]:
    glyphs = [
        run.glyphIndexes()
        for mark in strip.marks
        if isinstance(mark, TextMark)
        for run in mark.line.runs
    ]
    return strip.height, repr(glyphs)


def _heads(strip: Strip) -> bool:
    return strip.stays and bool(strip.marks)


def test_a_roll_is_one_page_as_long_as_its_document() -> None:
    for paper, dpi in HEADS:
        document = paper_of("close")
        (image,) = page_images(document, paper, dpi)
        form = form_of(paper, dpi)
        assert image.width() == form.width
        millimetres = image.width() / dpi * 25.4
        assert abs(millimetres - float(paper.value)) < 0.5
        (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf(document, paper, dpi))
        assert abs(float(box[0]) / 72 * dpi - image.width()) < dpi / 72
        assert abs(float(box[1]) / 72 * dpi - image.height()) < dpi / 72


def test_a_screen_shows_the_lines_of_the_paper() -> None:
    """In its own resolution, and not as it would break them itself."""
    document = paper_of("receipt")
    for head in (203, 180):
        (exact,) = page_images(document, PaperSize.ROLL_58, head)
        (small,) = page_images(document, PaperSize.ROLL_58, 96, head)
        scale = 96 / head
        assert abs(small.height() - exact.height() * scale) <= 1
        assert abs(small.width() - exact.width() * scale) <= 1


def test_of_a_long_preview_only_the_page_that_is_looked_at_is_painted() -> None:
    begun = time.process_time()
    pages = page_images(journal(2000), PaperSize.A4, 150)
    assert len(pages) > 20
    assert pages[-1].size() == pages[0].size()
    assert len(pages[3:5]) == 2
    assert time.process_time() - begun < 3.0  # seconds; all of them take more


def test_a_preview_that_another_thread_laid_out_outlives_it() -> None:
    document = journal(600)
    with ThreadPoolExecutor(1) as other:
        pages = other.submit(page_images, document, PaperSize.A4, 40).result()
        roll = other.submit(raster, document, printer_of()).result()
    here = page_images(document, PaperSize.A4, 40)
    assert [*map(ink_of, pages)] == [*map(ink_of, here)]
    assert ink_of(roll) == ink_of(raster(document, printer_of()))


# --- printers of the system -----------------------------------------------------------------------


def into_file(path: Path, millimetres: Sequence[float], dpi: int = 203) -> QPrinter:
    """A printer of the system that writes what it would print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    unit, exact = QPageSize.Unit.Millimeter, QPageSize.SizeMatchPolicy.ExactMatch
    printer.setPageSize(QPageSize(QSizeF(*millimetres), unit, "", exact))
    return printer


def test_a_roll_of_the_system_gets_the_dots_of_any_other(tmp_path: Path) -> None:
    document, path = paper_of("copy"), tmp_path / "roll.pdf"
    paint_on(document, into_file(path, (80, 297)))
    form = form_of(PaperSize.ROLL_80, 203)
    (page,) = rendered(path.read_bytes(), 203)
    burnt = ink_of(raster(document, printer_of(PaperSize.ROLL_80)))
    area = page.cut(form.left, form.top, form.inner, len(burnt.rows))
    assert sum(map(int.bit_count, difference(area, burnt))) < 0.025 * burnt.total


def test_sheets_of_the_system_break_as_the_pdf_does(tmp_path: Path) -> None:
    document, path = journal(150), tmp_path / "sheets.pdf"
    for dpi in (300, 1200):
        paint_on(document, into_file(path, (210, 297), dpi))
        assert texts(path.read_bytes()) == texts(pdf(document, PaperSize.A4))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed):
        paint_on(paper_of("receipt"), into_file(tmp_path / "none" / "a.pdf", (80, 297)))
