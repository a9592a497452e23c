"""A document's pages as images, for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

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
    """Returns the pages with their margins, so many dots an inch. Each is painted when it is asked
    for: a long journal's are a gigabyte together.

    A roll is laid out for a head of `head` dots an inch, which counts where a screen shows it in
    others; at the same resolution, the dots are those of the paper.
    """
    form = form_of(paper, head or dpi, wide=document.wide)
    return PageImages(document, form, dpi, pages_of(document, form))


@dataclass(frozen=True)
class PageImages(Sequence[QImage]):
    """The pages of a document, as images of so many dots an inch."""

    document: Document
    form: Form
    dpi: int
    pages: Sequence[PaperPage]

    def __len__(self) -> int:
        return len(self.pages)

    @overload
    def __getitem__(self, place: int) -> QImage: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[QImage]: ...

    def __getitem__(self, place: int | slice) -> QImage | Sequence[QImage]:
        if isinstance(place, slice):
            return [self._image(page) for page in self.pages[place]]
        return self._image(self.pages[place])

    def _image(self, page: PaperPage) -> QImage:
        form, scale = self.form, self.dpi / self.form.dpi
        height = (form.area if form.is_sheet else page.height) + 2 * form.top
        size = round(form.width * scale), round(height * scale)
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(scale, scale)
        paint_page(page, self.document, form, painter)
        painter.end()
        return image
