"""The shop's logo: in dots on a roll, within its room, and never in the way of the paper."""

import base64

import pytest
from printing.layout.dots import difference, ink_of, rendered
from printing.layout.shop_papers import HEADS, printer
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QLinearGradient, QPainter

from pos_app.domain.paper.document import Document, PictureBlock, TextBlock
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.form import form_of
from pos_app.printing.layout.pdf import pdf
from pos_app.printing.layout.preview import page_images
from pos_app.printing.layout.raster import raster


def png(width: int, height: int) -> str:
    """A picture from black at the left to nothing at the right."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    shades = QLinearGradient(0, 0, width, 0)
    shades.setColorAt(0, QColor(0, 0, 0))
    shades.setColorAt(1, QColor(255, 255, 255, 0))
    painter = QPainter(image)
    painter.fillRect(image.rect(), shades)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, b"png").write(image)
    return base64.b64encode(buffer.data().data()).decode()


def with_logo(text: str) -> Document:
    return Document(name="", blocks=(PictureBlock(text), TextBlock("Loja")))


WITHOUT = Document(name="", blocks=(TextBlock("Loja"),))


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
@pytest.mark.parametrize("size", [(600, 200), (40, 40), (10, 900), (2000, 30)])
def test_a_logo_is_the_same_dots_everywhere(
    size: tuple[int, int], paper: PaperSize, dpi: int
) -> None:
    document, form = with_logo(png(*size)), form_of(paper, dpi)
    burnt = ink_of(raster(document, printer(paper, dpi)))
    plain = ink_of(raster(WITHOUT, printer(paper, dpi)))
    logo = burnt.cut(0, 0, burnt.width, len(burnt.rows) - len(plain.rows))
    assert 0 < logo.total < sum(1 for _ in logo.rows) * logo.width
    assert len(logo.rows) <= form.dots(18) + form.dots(1.5)
    left = right = form.inner // 2
    for row in filter(None, logo.rows):
        left = min(left, logo.width - row.bit_length())
        right = max(right, logo.width - (row & -row).bit_length())
    assert right - left < form.dots(48)
    (page,) = rendered(pdf(document, paper, dpi), dpi)
    saved = page.cut(form.left, form.top, form.inner, len(logo.rows))
    assert not any(difference(saved, logo))
    (shown,) = page_images(document, paper, dpi)
    assert ink_of(shown).cut(form.left, form.top, form.inner, len(burnt.rows)) == burnt


@pytest.mark.parametrize("text", ["", "no base64", base64.b64encode(b"no PNG").decode(), "===="])
@pytest.mark.filterwarnings("ignore")
def test_what_is_no_picture_leaves_no_trace(text: str) -> None:
    assert ink_of(raster(with_logo(text), printer())) == ink_of(raster(WITHOUT, printer()))


def test_a_picture_of_far_too_many_dots_is_left_out() -> None:
    document = with_logo(png(5000, 4))
    assert ink_of(raster(document, printer())) == ink_of(raster(WITHOUT, printer()))
