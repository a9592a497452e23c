"""A document's pages as images, for the screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.form import Form, form_of
from pos_app.printing.layout.pages import PaperPage, pages_of
from pos_app.printing.layout.painting import paint_page


def page_images(
    document: Document, paper: PaperSize, dpi: int, head: int | None = None
) -> Sequence[QImage]:
    """Returns the pages with their margins, so many dots an inch.

    A roll is laid out for a head of `head` dots an inch, which counts where a screen shows it in
    others; at the same resolution, the dots are those of the paper.
    """
    form = form_of(paper, head or dpi, wide=document.wide)
    return [_image(page, document, form, dpi) for page in pages_of(document, form)]


def _image(page: PaperPage, document: Document, form: Form, dpi: int) -> QImage:
    scale = dpi / form.dpi
    height = (form.area if form.is_sheet else page.height) + 2 * form.top
    image = QImage(round(form.width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_page(page, document, form, painter)
    painter.end()
    return image
