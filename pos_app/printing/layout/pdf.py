"""A document as a PDF: lines and letters, to be read at any size and copied from."""

from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.form import Form, form_of
from pos_app.printing.layout.pages import PaperPage, pages_of
from pos_app.printing.layout.painting import paint_page

POINTS_PER_INCH = 72


def pdf(
    document: Document, paper: PaperSize, dpi: int = 203, longest: float | None = None
) -> bytes:
    """Returns the PDF, of pages as long as the document on a roll, or `longest` millimetres where
    its driver takes no longer ones. There it falls on the dots of a head of so many dots an inch.
    """
    form = form_of(paper, dpi, wide=document.wide)
    if longest is not None and not form.is_sheet:
        form = replace(form, area=min(form.area, form.dots(longest) - 2 * form.top))
    pages = pages_of(document, form)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.name)
    writer.setResolution(form.dpi)
    writer.setPageMargins(QMarginsF())
    writer.setPageSize(page_size(pages[0], form))
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.setPageSize(page_size(page, form))
            writer.newPage()
        paint_page(page, document, form, painter)
    painter.end()
    return bytes(buffer.data().data())


def page_size(page: PaperPage, form: Form) -> QPageSize:
    """Returns the size of a page: a roll's ends with what is on it."""
    if form.is_sheet:
        return QPageSize(QPageSize.PageSizeId.A4)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    points = QSizeF(form.width, page.height + 2 * form.top) * (POINTS_PER_INCH / form.dpi)
    return QPageSize(points, QPageSize.Unit.Point, "", exact)
