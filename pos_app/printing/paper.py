"""Slips on their way out: to a printer that the system knows, and to a file.

Everything that waits for a spooler or a disk runs in a worker thread. Qt allows painting there
(doc.qt.io, "Thread-Support in Qt Modules": any thread may paint on a QPrinter, one at a time);
the texts of a slip are looked up before, because translators belong to the main thread.
"""

import asyncio
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from pos_app.domain.errors import FileNotWritten, PrinterFailed
from pos_app.domain.sale import Sale
from pos_app.method_names import method_name
from pos_app.ports.closing import Closed
from pos_app.ports.counter import Shop
from pos_app.printing.close_slip import CloseSlip, close_slip
from pos_app.printing.code_slip import CodeSlip, code_slip
from pos_app.printing.page import AnySlip, paint_slip, slip_size
from pos_app.printing.sample import sample_slip
from pos_app.printing.slip import Slip, reference_slip
from pos_app.printing.spooler import refusal

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_MM_PER_INCH = 25.4
_PDF_DPI = 2540  # a hundred dots a millimetre
_WIDEST_ROLL = 100.0  # mm; anything wider is cut sheets
_SLIP_WIDTH = 80.0  # mm

# Qt loads its bridge to the print system once for all threads, without a lock of its own.
_print_system = threading.Lock()


class ShopPaper:
    """The `Paper` of this machine. `shop` tells the names as they are when a slip is made."""

    def __init__(self, shop: Callable[[], Shop]) -> None:
        self._shop = shop

    async def printers(self) -> Sequence[str]:
        """The names of the printers, the system's default one first."""
        return await asyncio.to_thread(_printers)

    async def print_slip(self, sale: Sale, printer: str, *, copy: bool) -> None:
        """Hands the slip to the print system. Raises NotAllowed where nothing can be paid."""
        slip = self._slip(sale, copy=copy)
        await asyncio.to_thread(_print, slip, printer)

    async def save_slip(self, sale: Sale, path: Path, *, copy: bool) -> None:
        """Writes the slip as a PDF, whole or not at all. Raises NotAllowed as `print_slip`."""
        slip = self._slip(sale, copy=copy)
        await asyncio.to_thread(_save, slip, path)

    async def print_close(self, closed: Closed, printer: str) -> None:
        slip = self._close_slip(closed)
        await asyncio.to_thread(_print, slip, printer)

    async def save_close(self, closed: Closed, path: Path) -> None:
        slip = self._close_slip(closed)
        await asyncio.to_thread(_save, slip, path)

    async def print_code(self, code: str, printer: str) -> None:
        slip = self._code_slip(code)
        await asyncio.to_thread(_print, slip, printer)

    async def save_code(self, code: str, path: Path) -> None:
        slip = self._code_slip(code)
        await asyncio.to_thread(_save, slip, path)

    async def print_sample(self, printer: str) -> None:
        shop = self._shop()
        at = datetime.now(ZoneInfo(shop.zone_name))
        slip = sample_slip(shop.name, shop.till, shop.slip_note, at)
        await asyncio.to_thread(_print, slip, printer)

    def _slip(self, sale: Sale, *, copy: bool) -> Slip:
        shop = self._shop()
        return reference_slip(
            sale,
            shop_name=shop.name,
            till_name=shop.till,
            method_name=_names(shop).get(sale.method, sale.method),
            training=shop.training,
            copy=copy,
            note=shop.slip_note,
        )

    def _code_slip(self, code: str) -> CodeSlip:
        shop = self._shop()
        return code_slip(code, shop.name, shop.till, datetime.now(ZoneInfo(shop.zone_name)))

    def _close_slip(self, closed: Closed) -> CloseSlip:
        shop = self._shop()
        return close_slip(
            closed,
            shop_name=shop.name,
            till_name=shop.till,
            method_names=_names(shop),
            brands={method.provider: method.brand for method in shop.methods},
            wall=ZoneInfo(shop.zone_name),
            training=shop.training,
        )


def _names(shop: Shop) -> Mapping[str, str]:
    return {method.id: method_name(method) for method in shop.methods}


# --- printers -------------------------------------------------------------------------------------


def _printers() -> Sequence[str]:
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - loads the print system

    with _print_system:
        names = QPrinterInfo.availablePrinterNames()
        default = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != default, name.casefold()))


def _print(slip: AnySlip, name: str) -> None:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - as above

    with _print_system:
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise PrinterFailed(f"{name}: there is no such printer")
        if info.state() is QPrinter.PrinterState.Error:
            raise PrinterFailed(f"{name}: the printer has been stopped")
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(slip.name)
        printer.setFullPage(True)
        # Left alone, Qt prints A4 on every printer and the spooler shrinks that onto the roll.
        printer.setPageSize(_page_size_for(slip, info))
        printer.setPageMargins(QMarginsF())
        _paint(slip, printer, name)
        if reason := refusal():
            raise PrinterFailed(f"{name}: {reason}")


def _page_size_for(slip: AnySlip, info: "QPrinterInfo") -> QPageSize:
    """On a roll the page ends where the slip ends; sheets stay as they are."""
    usual = info.defaultPageSize()
    width = usual.size(QPageSize.Unit.Millimeter).width()
    if width > _WIDEST_ROLL or not info.supportsCustomPageSizes():
        return usual
    return _page_size(slip_size(slip) * (width / _SLIP_WIDTH))


def _paint(slip: AnySlip, printer: "QPrinter", name: str) -> None:
    """At its own size, or as much smaller as the page is; in the middle of the top edge."""
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


def _page_size(size: QSizeF) -> QPageSize:
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageSize(size, QPageSize.Unit.Millimeter, "", exact)


# --- files ----------------------------------------------------------------------------------------


def _save(slip: AnySlip, path: Path) -> None:
    content = _pdf(slip)
    part = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise FileNotWritten(f"{path}: {error.strerror}") from error


def _pdf(slip: AnySlip) -> bytes:
    """One page, as wide as the roll and as long as the slip."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = slip_size(slip)
    writer = QPdfWriter(buffer)
    writer.setTitle(slip.name)
    writer.setResolution(_PDF_DPI)
    writer.setPageSize(_page_size(size))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    paint_slip(slip, painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(buffer.data().data())
