"""Slips on their way out: to a printer that the system knows, and to a file.

What waits for a spooler runs in a process of its own (see `errands`), and not for ever; what waits
for a disk in a worker thread. The texts of a slip are looked up before, because translators belong
to the main thread.
"""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QPainter, QPdfWriter

from pos_app.apart.errand import Broke, Errand, NoAnswer, Stopped
from pos_app.domain.errors import FileNotWritten, PrinterFailed, PrinterSilent, PrintersSilent
from pos_app.domain.sale import Sale
from pos_app.method_names import method_name
from pos_app.ports.closing import Closed
from pos_app.ports.counter import Shop
from pos_app.printing.close_slip import CloseSlip, close_slip
from pos_app.printing.page import AnySlip, page_size, paint_slip, slip_size
from pos_app.printing.sample import sample_slip
from pos_app.printing.slip import Slip, reference_slip
from pos_app.printing.told import told

_PDF_DPI = 2540  # a hundred dots a millimetre

# Seconds of silence. The driver of a slow printer may think about a page for longer than a print
# system about its printers.
LIST_PATIENCE = 10.0
PRINT_PATIENCE = 30.0


class ShopPaper:
    """The `Paper` of this machine. `shop` tells the names as they are when a slip is made."""

    def __init__(self, shop: Callable[[], Shop]) -> None:
        self._shop = shop

    async def printers(self) -> Sequence[str]:
        """The names of the printers, the system's default one first."""
        try:
            names: list[str] = await Errand("printers", {}, LIST_PATIENCE).done()
        except NoAnswer as silent:
            raise PrintersSilent(str(silent)) from silent
        except (Broke, Stopped) as broken:
            raise PrinterFailed(str(broken)) from broken
        return names

    async def print_slip(self, sale: Sale, printer: str, *, copy: bool) -> None:
        """Hands the slip to the print system. Raises NotAllowed where nothing can be paid."""
        slip = self._slip(sale, copy=copy)
        await _print(slip, printer)

    async def save_slip(self, sale: Sale, path: Path, *, copy: bool) -> None:
        """Writes the slip as a PDF, whole or not at all. Raises NotAllowed as `print_slip`."""
        slip = self._slip(sale, copy=copy)
        await asyncio.to_thread(_save, slip, path)

    async def print_close(self, closed: Closed, printer: str) -> None:
        slip = self._close_slip(closed)
        await _print(slip, printer)

    async def save_close(self, closed: Closed, path: Path) -> None:
        slip = self._close_slip(closed)
        await asyncio.to_thread(_save, slip, path)

    async def print_sample(self, printer: str) -> None:
        shop = self._shop()
        at = datetime.now(ZoneInfo(shop.zone_name))
        slip = sample_slip(shop.name, shop.till, shop.slip_note, at)
        await _print(slip, printer)

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

    def _close_slip(self, closed: Closed) -> CloseSlip:
        shop = self._shop()
        return close_slip(
            closed,
            shop_name=shop.name,
            till_name=shop.till,
            method_names=_names(shop),
            wall=ZoneInfo(shop.zone_name),
            training=shop.training,
        )


async def _print(slip: AnySlip, printer: str) -> None:
    question = {"slip": told(slip), "printer": printer}
    try:
        await Errand("print", question, PRINT_PATIENCE).done()
    except NoAnswer as silent:
        raise PrinterSilent(printer) from silent
    except (Broke, Stopped) as broken:
        raise PrinterFailed(f"{printer}: {broken}") from broken


def _names(shop: Shop) -> Mapping[str, str]:
    return {method.id: method_name(method) for method in shop.methods}


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
    writer.setPageSize(page_size(size))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    paint_slip(slip, painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(buffer.data().data())
