"""The printer jobs of the child process: list printers, print a slip, save a PDF."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pos_app.domain.errors import FileNotWritten, PrinterFailed
from pos_app.printing.offscreen import application, begin_painting
from pos_app.printing.page import AnySlip, page_size, paint_slip, slip_size
from pos_app.printing.slip_json import slip_of
from pos_app.printing.spooler import refusal
from pos_app.system.atomic import draft_of_ours, write_whole

_MM_PER_INCH = 25.4
_PDF_DPI = 2540  # a hundred dots a millimetre
_WIDEST_ROLL = 100.0  # mm; anything wider is cut sheets
_SLIP_WIDTH = 80.0  # mm
_AS_USUAL = 0o666  # a file's mode, minus the umask


def list_printers(_: Mapping[str, Any], __: Callable[[], None]) -> Sequence[str]:
    """Lists the printers, the system's default one first."""
    application()
    names = QPrinterInfo.availablePrinterNames()
    default = QPrinterInfo.defaultPrinterName()
    return default_first(names, default)


def print_slip(question: Mapping[str, Any], _: Callable[[], None]) -> None:
    """Hands a slip to the print system. Raises PrinterFailed."""
    begin_painting()
    slip, name = slip_of(question["slip"]), question["printer"]
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterFailed(f"{name}: there is no such printer")
    if info.state() is QPrinter.PrinterState.Error:
        raise PrinterFailed(f"{name}: the printer has been stopped")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(slip.name)
    printer.setFullPage(True)
    # Left alone, Qt prints A4 on every printer and the spooler shrinks that onto the roll.
    printer.setPageSize(page_size_for(slip, info))
    printer.setPageMargins(QMarginsF())
    paint(slip, printer, name)
    if reason := refusal():
        raise PrinterFailed(f"{name}: {reason}")


def save_slip(question: Mapping[str, Any], _: Callable[[], None]) -> None:
    """Saves a PDF, atomically. Raises FileNotWritten."""
    begin_painting()
    save(slip_of(question["slip"]), Path(question["path"]))


def default_first(names: Sequence[str], default: str) -> Sequence[str]:
    return sorted(names, key=lambda name: (name != default, name.casefold()))


def page_size_for(slip: AnySlip, info: QPrinterInfo) -> QPageSize:
    """Returns the page size: on a roll the page ends with the slip; sheets stay as they are."""
    usual = info.defaultPageSize()
    width = usual.size(QPageSize.Unit.Millimeter).width()
    if width > _WIDEST_ROLL or not info.supportsCustomPageSizes():
        return usual
    return page_size(slip_size(slip) * (width / _SLIP_WIDTH))


def paint(slip: AnySlip, printer: QPrinter, name: str) -> None:
    """Paints at the slip's own size, or smaller if the page is, centred at the top edge."""
    page = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    width = min(page.width(), _SLIP_WIDTH)
    left = (page.width() - width) / 2
    dots = printer.resolution() / _MM_PER_INCH
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed(f"{name}: the printer cannot be opened")
    paint_slip(slip, painter, QRectF(left * dots, 0, width * dots, page.height() * dots))
    if not painter.end():
        raise PrinterFailed(f"{name}: the slip could not be handed to the printer")


# --- files ----------------------------------------------------------------------------------------


def save(slip: AnySlip, path: Path) -> None:
    content = _pdf(slip)
    try:
        write_whole(path, content, draft=draft_of_ours(path), mode=_AS_USUAL)
    except OSError as error:
        raise FileNotWritten(f"{path}: {error.strerror}") from error


def _pdf(slip: AnySlip) -> bytes:
    """Writes one page, as wide as the roll and as long as the slip."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = slip_size(slip)
    writer = QPdfWriter(buffer)
    writer.setTitle(slip.name)
    writer.setResolution(_PDF_DPI)
    writer.setPageSize(page_size(size))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    paint_slip(slip, painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(buffer.data().data())
