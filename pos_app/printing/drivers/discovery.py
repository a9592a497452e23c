"""Finds the printers that a shop may want to set up. Runs in a child process.

Each way of looking says nothing where it has nothing to look with: no print system, no libusb, no
network. One that never answers is the caller's, by its time limit.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from serial.tools.list_ports import comports
from zeroconf import IPVersion, ServiceInfo, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter
from pos_app.printing.offscreen import application

_WIDEST_ROLL, _WIDEST_NARROW_ROLL = 100.0, 65.0  # mm
_PORT_9100 = "_pdl-datastream._tcp.local."
_LISTENS_FOR = 1.5  # seconds: who is there answers at once
_TELLS_WITHIN = 1000  # milliseconds
# Languages of printers for whole pages, which are in the system's print system or nowhere.
_PAGE_LANGUAGES = ("postscript", "pcl", "pdf", "urf", "pwg-raster")


def found_printers() -> Sequence[FoundPrinter]:
    """Returns the print system's queues, its default one first; then the printers at a USB port,
    those that tell of themselves in the network, and the serial lines."""
    network = asyncio.run(_network_printers())
    return [*_system_printers(), *usb_printers(), *network, *_serial_lines()]


def _system_printers() -> Sequence[FoundPrinter]:
    application()
    queues = [QPrinterInfo.printerInfo(name) for name in QPrinterInfo.availablePrinterNames()]
    queues.sort(key=lambda queue: (not queue.isDefault(), queue.printerName().casefold()))
    return [_of_queue(queue) for queue in queues]


def _of_queue(queue: QPrinterInfo) -> FoundPrinter:
    width = queue.defaultPageSize().size(QPageSize.Unit.Millimeter).width()
    printer = Printer(
        name=queue.description() or queue.printerName(),
        connection=PrinterConnection.SYSTEM,
        address=queue.printerName(),
        paper=paper_of(width),
    )
    model = queue.makeAndModel()
    return FoundPrinter(printer, FoundBy.SYSTEM, model, is_default=queue.isDefault())


def paper_of(width: float) -> PaperSize:
    """Returns the paper of so many mm. A queue that does not know its paper has a roll's width of
    0, and is a raw one, mostly of a receipt printer."""
    if width > _WIDEST_ROLL:
        return PaperSize.A4
    return PaperSize.ROLL_58 if 0 < width <= _WIDEST_NARROW_ROLL else PaperSize.ROLL_80


def usb_printers() -> Iterator[FoundPrinter]:
    """Returns the printers at USB ports; none where there is no libusb."""
    from pos_app.printing.drivers.links.usb_pipe import described_devices  # noqa: PLC0415

    for address, about in described_devices():
        printer = Printer(
            name=about or str(address), connection=PrinterConnection.USB, address=str(address)
        )
        yield FoundPrinter(printer, FoundBy.USB, about)


def _serial_lines() -> Iterator[FoundPrinter]:
    for port in sorted(comports()):
        about = "" if port.description == "n/a" else port.description
        printer = Printer(
            name=port.name, connection=PrinterConnection.SERIAL, address=port.device, text_mode=True
        )
        yield FoundPrinter(printer, FoundBy.SERIAL, about)


# --- in the network -------------------------------------------------------------------------------


async def _network_printers() -> Sequence[FoundPrinter]:
    try:
        network = AsyncZeroconf(ip_version=IPVersion.V4Only)
    except (RuntimeError, OSError):  # there is no network
        return []
    names: set[str] = set()

    def heard(
        zeroconf: Zeroconf,  # noqa: ARG001 - it is called by these names
        service_type: str,  # noqa: ARG001
        name: str,
        state_change: ServiceStateChange,
    ) -> None:
        if state_change is not ServiceStateChange.Removed:
            names.add(name)

    browser = AsyncServiceBrowser(network.zeroconf, [_PORT_9100], handlers=[heard])
    try:
        await asyncio.sleep(_LISTENS_FOR)
        infos = [AsyncServiceInfo(_PORT_9100, name) for name in sorted(names)]
        told = [info.async_request(network.zeroconf, _TELLS_WITHIN) for info in infos]
        answered = await asyncio.gather(*told)
    finally:
        await browser.async_cancel()
        await network.async_close()
    found = [announced(info) for info, has_told in zip(infos, answered, strict=True) if has_told]
    return [one for one in found if one is not None]


def announced(info: ServiceInfo) -> FoundPrinter | None:
    """Returns the printer that told this of itself; None for one that prints pages."""
    addresses, told = info.parsed_scoped_addresses(), info.decoded_properties
    if not addresses or not info.port or _is_for_pages(told):
        return None
    name = info.name.removesuffix(f".{_PORT_9100}")
    printer = Printer(
        name=name,
        connection=PrinterConnection.NETWORK,
        address=f"{addresses[0]}:{info.port}",
    )
    return FoundPrinter(printer, FoundBy.NETWORK, told.get("ty") or "")


def _is_for_pages(told: Mapping[str, str | None]) -> bool:
    languages = (told.get("pdl") or "").casefold()
    return any(language in languages for language in _PAGE_LANGUAGES)
