"""What the process of a printer needs, made ready before anything is to be printed."""

from functools import partial

from PySide6.QtGui import QImage

from pos_app.domain.paper.document import CodeBlock, Document, TextBlock
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import PrinterNotReady, PrinterStatus
from pos_app.printing.drivers.cups.delivery import CupsDelivery, CupsDocument, queue_status
from pos_app.printing.drivers.cups.job import PDF, RAW
from pos_app.printing.drivers.cups.media import longest_page, options, pages_of, paper_for
from pos_app.printing.drivers.cups.queue import CupsQueue
from pos_app.printing.drivers.delivery import GoesOn, IsLeft, PaperDelivery
from pos_app.printing.drivers.escpos_delivery import EscposDelivery, PrinterHabits, status_of
from pos_app.printing.drivers.escpos_job import Dots, EscposJob, picture_job
from pos_app.printing.drivers.links.opening import open_link
from pos_app.printing.drivers.windows_delivery import ON_WINDOWS, WindowsDelivery, windows_status
from pos_app.printing.layout.pdf import pdf
from pos_app.printing.layout.raster import bands
from pos_app.printing.offscreen import begin_painting

# Has letters and a code, so that typefaces are read before there is a hurry.
_FIRST = Document(name="", blocks=(TextBlock("0"), CodeBlock("0")))


class Workshop:
    """Makes deliveries, and keeps what it learns of its printer from one to the next."""

    def __init__(self) -> None:
        begin_painting()
        self._habits: dict[str, PrinterHabits] = {}

    def delivery(
        self,
        printer: Printer,
        document: Document,
        goes_on: GoesOn = lambda: None,
        is_left: IsLeft = lambda: False,
    ) -> PaperDelivery:
        """Paints the document, and opens the way to the printer. Raises PrinterNotReady."""
        if printer.connection is PrinterConnection.SYSTEM:
            if ON_WINDOWS:
                return WindowsDelivery(printer.address, document)
            made_for = partial(self._for_queue, printer, document, goes_on)
            return CupsDelivery(printer.address, made_for, is_left)
        if not printer.is_roll:  # only the print system has drivers for pages
            raise PrinterNotReady(Hitch.REFUSED, f"{printer.connection}: {printer.paper}")
        job = self._job(printer, document, goes_on)
        return EscposDelivery(open_link(printer), job, self._habits_of(printer))

    def status(self, printer: Printer) -> PrinterStatus:
        """Asks the printer how it is. Raises PrinterNotReady."""
        if printer.connection is PrinterConnection.SYSTEM:
            return windows_status(printer.address) if ON_WINDOWS else queue_status(printer.address)
        link = open_link(printer)
        try:
            return status_of(link, self._habits_of(printer))
        finally:
            link.close()

    def _for_queue(
        self, printer: Printer, document: Document, goes_on: GoesOn, queue: CupsQueue
    ) -> CupsDocument:
        """Returns the document as a queue needs it: one without a driver sends on what it gets, and
        a receipt printer would print the source of a PDF. Raises PrinterNotReady."""
        if not queue.is_raw:
            paper = paper_for(queue, printer.paper)
            content = pdf(document, paper, printer.dpi, longest_page(queue, paper))
            pages = pages_of(content)
            length = sum(length for _, length in pages)
            return CupsDocument(document.name, PDF, content, options(queue, pages), length)
        if not printer.is_roll:  # nobody knows what language its printer speaks
            raise PrinterNotReady(Hitch.REFUSED, queue.model)
        job = self._job(printer, document, goes_on)
        return CupsDocument(document.name, RAW, b"".join(job.pieces), length=job.length)

    def _habits_of(self, printer: Printer) -> PrinterHabits:
        return self._habits.setdefault(printer.address, PrinterHabits())

    def prepare(self, printer: Printer) -> None:
        """Does once what the first document would wait for."""
        if printer.is_roll:
            self._job(printer, _FIRST, lambda: None)

    def _job(self, printer: Printer, document: Document, goes_on: GoesOn) -> EscposJob:
        if printer.text_mode:
            # Its library is loaded where it is needed.
            from pos_app.printing.drivers.escpos_text import text_job  # noqa: PLC0415

            return text_job(document, printer)
        dots = painted(document, printer, goes_on)
        return picture_job(dots, printer, opens_drawer=document.opens_drawer)


def painted(document: Document, printer: Printer, goes_on: GoesOn = lambda: None) -> Dots:
    """Returns the document's picture. A month's journal takes seconds."""
    parts = []
    for band in bands(document, printer):
        parts.append(dots_of(band))
        goes_on()
    height = sum(part.height for part in parts)
    return Dots(printer.dots, height, b"".join(part.rows for part in parts))


def dots_of(picture: QImage) -> Dots:
    """Returns a picture of one bit a dot, without the bytes that Qt fills its rows with."""
    width = (picture.width() + 7) // 8
    bits, step = bytes(picture.constBits()), picture.bytesPerLine()
    rows = b"".join(bits[at : at + width] for at in range(0, len(bits), step))
    return Dots(picture.width(), picture.height(), rows)
