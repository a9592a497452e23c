"""A document's pages as images, for the screen."""

from collections.abc import Sequence
from threading import local
from typing import overload

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.form import Form, form_of
from pos_app.printing.layout.pages import PaperPage, pages_of
from pos_app.printing.layout.painting import paint_page

_AT_ONCE = 4  # pages


def page_images(
    document: Document, paper: PaperSize, dpi: int, head: int | None = None
) -> Sequence[QImage]:
    """Returns the pages with their margins, so many dots an inch. After the first few, each is
    painted when it is asked for: a long journal's are a gigabyte together.

    A roll is laid out for a head of `head` dots an inch, which counts where a screen shows it in
    others; at the same resolution, the dots are those of the paper.
    """
    return PageImages(document, form_of(paper, head or dpi, wide=document.wide), dpi)


class PageImages(Sequence[QImage]):
    """The pages of a document, as images of so many dots an inch. Any thread may ask for one: each
    has pages of its own, since Qt's fonts end with the thread that loaded them."""

    def __init__(self, document: Document, form: Form, dpi: int) -> None:
        self._document, self._form, self._dpi = document, form, dpi
        self._here = local()
        self._count = len(self._pages)
        self._first = [self._image(page) for page in self._pages[:_AT_ONCE]]
        if self._count <= _AT_ONCE:
            del self._here.pages

    @property
    def _pages(self) -> Sequence[PaperPage]:
        if not hasattr(self._here, "pages"):
            self._here.pages = pages_of(self._document, self._form)
        pages: Sequence[PaperPage] = self._here.pages
        return pages

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> QImage: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[QImage]: ...

    def __getitem__(self, place: int | slice) -> QImage | Sequence[QImage]:
        places = range(self._count)[place]
        return self._at(places) if isinstance(places, int) else [self._at(one) for one in places]

    def _at(self, place: int) -> QImage:
        return self._first[place] if place < _AT_ONCE else self._image(self._pages[place])

    def _image(self, page: PaperPage) -> QImage:
        form, scale = self._form, self._dpi / self._form.dpi
        height = (form.area if form.is_sheet else page.height) + 2 * form.top
        size = round(form.width * scale), round(height * scale)
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(scale, scale)
        paint_page(page, self._document, form, painter)
        painter.end()
        return image
