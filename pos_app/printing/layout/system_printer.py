"""Paints a document on a printer of the system, on a roll or on sheets."""

from dataclasses import replace

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pos_app.domain.errors import PrinterFailed
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.layout.form import Form, form_of, sheet_form
from pos_app.printing.layout.pages import PaperPage, pages_of
from pos_app.printing.layout.painting import paint_page
from pos_app.printing.layout.pdf import page_size

_WIDEST_ROLL = 100.0  # mm; anything wider is cut sheets
_WIDEST_NARROW_ROLL = 65.0


def paint_on(document: Document, printer: QPrinter) -> None:
    """Paints all pages. On a roll a page ends with the document, where the printer's driver allows
    it; sheets stay as they are. Raises PrinterFailed."""
    printer.setDocName(document.name)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF())
    form = _form(document, printer)
    pages = pages_of(document, form)
    is_free = _takes_any_length(printer, form)
    if is_free:
        printer.setPageSize(page_size(pages[0], form))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed(f"{printer.printerName()}: the printer cannot be opened")
    for number, page in enumerate(pages):
        if number:
            if is_free:
                printer.setPageSize(page_size(page, form))
            printer.newPage()
        _paint(page, document, form, printer, painter)
    if not painter.end():
        raise PrinterFailed(f"{printer.printerName()}: the document could not be handed over")


def _form(document: Document, printer: QPrinter) -> Form:
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size()
    if size.width() > _WIDEST_ROLL:
        return sheet_form(size.width(), size.height(), wide=document.wide)
    is_narrow = size.width() <= _WIDEST_NARROW_ROLL
    form = form_of(PaperSize.ROLL_58 if is_narrow else PaperSize.ROLL_80, printer.resolution())
    if _takes_any_length(printer, form):
        return form
    return replace(form, area=form.dots(size.height()) - 2 * form.top)


def _takes_any_length(printer: QPrinter, form: Form) -> bool:
    """Returns whether a page can be made as long as what is on it. A file can."""
    if form.is_sheet:
        return False
    info = QPrinterInfo(printer)
    return info.isNull() or info.supportsCustomPageSizes()


def _paint(
    page: PaperPage, document: Document, form: Form, printer: QPrinter, painter: QPainter
) -> None:
    """Paints in the middle of the page, which may be as wide as the head alone."""
    scale = printer.resolution() / form.dpi
    painter.save()
    painter.translate(round((printer.width() - form.width * scale) / 2), 0)
    painter.scale(scale, scale)
    paint_page(page, document, form, painter)
    painter.restore()
