"""What tests of the printers' drivers print, and how: in a till's processes, or here."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from printers.listener import BlackHole, Listener
from printers.paper import Piece
from printers.serial_line import SerialLine
from printers.usb import UsbPrinter

from pos_app.domain.paper.document import CodeBlock, Document, GapBlock, PairBlock, TextBlock
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import PrintRun
from pos_app.printing.drivers.assembly import dots_of, painted
from pos_app.printing.drivers.escpos_delivery import EscposDelivery, PrinterHabits
from pos_app.printing.drivers.escpos_job import Dots, EscposJob, inert_rows, picture_job
from pos_app.printing.drivers.links.opening import open_link
from pos_app.printing.drivers.shop_printers import ShopPrinters
from pos_app.printing.layout.raster import raster

RECEIPT = Document(
    name="Recibo 0148",
    blocks=(
        TextBlock("Mercearia Boa Vista"),
        PairBlock("Total", "38 000,00 Kz"),
        CodeBlock("https://example.com/148"),
        TextBlock("Este documento não serve de factura"),
    ),
)
LONG = Document(
    name="Diário",
    blocks=(
        *(PairBlock(f"Venda {number}", "38 000,00 Kz") for number in range(60)),
        GapBlock(100),
        TextBlock("Fim"),
    ),
)


def at(where: Listener | BlackHole | SerialLine | UsbPrinter, **set_up: Any) -> Printer:
    """The printer as a shop sets it up."""
    connection, address = _way_to(where)
    way = {"name": "Balcão", "connection": connection, "address": address}
    return Printer(**(way | set_up))


def _way_to(
    where: Listener | BlackHole | SerialLine | UsbPrinter,
) -> tuple[PrinterConnection, str]:
    match where:
        case SerialLine():
            return PrinterConnection.SERIAL, where.path
        case UsbPrinter():
            plug = where.plug
            return PrinterConnection.USB, f"{plug.vendor:04x}:{plug.product:04x}"
        case _:
            return PrinterConnection.NETWORK, f"{where.host}:{where.port}"


def picture_of(document: Document, printer: Printer) -> EscposJob:
    dots = painted(document, printer)
    return picture_job(dots, printer, opens_drawer=document.opens_drawer)


def deliver(
    printer: Printer, document: Document = RECEIPT, habits: PrinterHabits | None = None
) -> None:
    """All steps, here. Raises as they do."""
    job = picture_of(document, printer)
    delivery = EscposDelivery(open_link(printer), job, habits or PrinterHabits())
    try:
        delivery.ready()
        delivery.send(_nobody_waits)
        delivery.confirmed(_nobody_waits)
    finally:
        delivery.close()


def _nobody_waits() -> None:
    pass


@asynccontextmanager
async def shop_printers() -> AsyncIterator[ShopPrinters]:
    """The printers of a till, with their processes."""
    printers = ShopPrinters()
    try:
        yield printers
    finally:
        await printers.close()


async def print_all(run: PrintRun) -> None:
    await run.ready()
    await run.send()
    await run.confirmed()


async def print_at(printers: ShopPrinters, printer: Printer, document: Document = RECEIPT) -> None:
    async with printers.run(printer, document) as run:
        await print_all(run)


def is_paper(piece: Piece, document: Document, printer: Printer) -> bool:
    """Whether every dot of the document is on the paper, and no other but those that keep a printer
    from obeying a picture."""
    drawn = dots_of(raster(document, printer))
    inert = replace(drawn, rows=inert_rows(drawn.rows))
    return _rows(dots_of(piece.printed())) == _trimmed(_rows(inert))


def _rows(dots: Dots) -> list[bytes]:
    width = (dots.width + 7) // 8
    return [dots.rows[at : at + width] for at in range(0, len(dots.rows), width)]


def _trimmed(rows: list[bytes]) -> list[bytes]:
    inked = [number for number, row in enumerate(rows) if any(row)]
    return rows[inked[0] : inked[-1] + 1]


async def until_ended(pids: Iterable[int]) -> None:
    """Waits until none of these processes is there any more."""
    await until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))


async def until(met: Callable[[], bool]) -> None:
    """Waits for what nobody tells: a process that begins or ends."""
    async with asyncio.timeout(20):
        while not met():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
