"""A receipt on its way to a printer on the network, by the process that a till would start."""

from collections.abc import AsyncIterator, Awaitable, Callable

from contextlib import asynccontextmanager
import pytest
from PySide6.QtGui import QImage
from printers.listener import BlackHole, Listener, Second
from printers.model import NARROW_180, Model
from printers.thermal import ThermalPrinter

from pos_app.domain.paper.document import CodeBlock, Document, PairBlock, TextBlock
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady
from pos_app.printing.drivers.assembly import dots_of
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


@asynccontextmanager
async def shop_printers() -> AsyncIterator[ShopPrinters]:
    printers = ShopPrinters()
    try:
        yield printers
    finally:
        await printers.close()


def at(listener: Listener | BlackHole, **more: object) -> Printer:
    address = f"{listener.host}:{listener.port}"
    return Printer(name="Balcão", connection=PrinterConnection.NETWORK, address=address, **more)  # type: ignore[arg-type]


async def print_it(printers: ShopPrinters, printer: Printer, document: Document = RECEIPT) -> None:
    async with printers.run(printer, document) as run:
        await run.ready()
        await run.send()
        await run.confirmed()


async def test_it() -> None:
    import time

    async with shop_printers() as printers:
        with Listener() as listener:
            t = time.monotonic()
            await print_it(printers, at(listener))
            print("cold", time.monotonic() - t)
            for _ in range(4):
                t = time.monotonic()
                async with printers.run(at(listener), RECEIPT) as run:
                    await run.ready()
                    t1 = time.monotonic()
                    await run.send()
                    t2 = time.monotonic()
                    await run.confirmed()
                    t3 = time.monotonic()
                print("warm", t1 - t, t2 - t1, t3 - t2)
            print(len(listener.printer.pieces), listener.printer.faults)
