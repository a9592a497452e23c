"""Finds the printers that a shop may want to set up. Runs in a child process.

Each way of looking says nothing where it has nothing to look with: no print system, no libusb, no
network. One that never answers is the caller's, by its time limit.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from serial.tools.list_ports import comports
from serial.tools.list_ports_common import ListPortInfo

from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter
from pos_app.printing.drivers.announced import announced_printers
from pos_app.printing.drivers.cups.finding import found_queues
from pos_app.printing.drivers.cups.media import NARROW_ROLL, WIDEST_ROLL
from pos_app.printing.drivers.guesses import guessed
from pos_app.printing.drivers.links.usb_pipe import UsbDevice, described_devices
from pos_app.printing.drivers.windows_delivery import ON_WINDOWS
from pos_app.printing.offscreen import application

_LINES = Path("/sys/class/tty")
_NO_CHIP = "0"  # PORT_UNKNOWN (linux/serial_core.h): the board has a place for one
# Lines of a Mac that lead to nothing outside.
_OF_THE_SYSTEM = re.compile(r"Bluetooth-Incoming-Port|debug-console|wlan-debug")


def found_printers() -> Sequence[FoundPrinter]:
    """Returns the print system's queues, its default one first; then the printers at a USB port,
    those that tell of themselves in the network, and the serial lines. What a queue drives already
    is left out. No two have one name."""
    queues = _windows_queues() if ON_WINDOWS else found_queues()
    driven = [device for _, device in queues]
    found = [
        *(printer for printer, _ in queues),
        *usb_printers(driven),
        *announced_printers(driven),
        *serial_lines(driven),
    ]
    return named_apart(found)


def named_apart(found: Iterable[FoundPrinter]) -> Sequence[FoundPrinter]:
    """Returns them with names that people can tell apart: what shares its name, with its address,
    except for the first."""
    taken: Counter[str] = Counter()
    apart = []
    for one in found:
        name = one.printer.name
        if taken[name.casefold()]:
            name = f"{name} ({one.printer.address})"
        taken[one.printer.name.casefold()] += 1
        apart.append(replace(one, printer=replace(one.printer, name=name)))
    return apart


def usb_printers(driven: Collection[str] = ()) -> Iterator[FoundPrinter]:
    """Returns the printers at USB ports; none where there is no libusb."""
    for device in described_devices():
        if any(_is_same_device(uri, device) for uri in driven):
            continue
        printer = Printer(
            name=device.about or f"USB {device.address}",
            connection=PrinterConnection.USB,
            address=str(device.address),
        )
        yield FoundPrinter(guessed(printer, device.about), FoundBy.USB, device.about)


def _is_same_device(uri: str, device: UsbDevice) -> bool:
    """Returns whether a queue's device is this one: usb://EPSON/TM-T20II?serial=J5R1, in the words
    of the device's own (IEEE 1284 device ID), which are not always those of its descriptors."""
    scheme, _, place = uri.partition("://")
    if scheme != "usb":
        return False
    names, _, options = place.partition("?")
    serial = parse_qs(options).get("serial", [""])[0].strip()
    if serial and device.serial:
        return serial == device.serial
    model = _plain(unquote(names.partition("/")[2]))
    return bool(model) and model in _plain(device.about)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def serial_lines(driven: Collection[str] = ()) -> Iterator[FoundPrinter]:
    """Returns the serial lines that lead out of this computer. Nobody can tell what is there."""
    taken = {_line_of(uri) for uri in driven if uri.startswith("serial:")}
    for port in sorted(comports()):
        if port.device in taken or not _leads_out(port):
            continue
        about = "" if port.description in ("n/a", port.name) else port.description
        printer = Printer(
            name=f"{about} ({port.name})"
            if about and port.name not in about
            else about or port.name,
            connection=PrinterConnection.SERIAL,
            address=port.device,
            text_mode=True,
        )
        yield FoundPrinter(printer, FoundBy.SERIAL, about)


def _line_of(uri: str) -> str:
    """Returns the line of `serial:/dev/ttyS0?baud=9600`."""
    return "/" + uri.removeprefix("serial:").partition("?")[0].lstrip("/")


def _leads_out(port: ListPortInfo) -> bool:
    """Returns whether there is a line, and not the system's own."""
    if _OF_THE_SYSTEM.search(port.device):
        return False
    told = _LINES / port.name
    return _said(told / "type") != _NO_CHIP and _said(told / "console") != "Y"


def _said(path: Path) -> str:
    """Returns what the system tells; "" where it tells nothing, or not to this user."""
    try:
        return path.read_text().strip()
    except OSError:
        return ""


# --- Windows --------------------------------------------------------------------------------------


def _windows_queues() -> Sequence[tuple[FoundPrinter, str]]:
    """Returns as `found_queues`; where they end is not told."""
    application()
    queues = [QPrinterInfo.printerInfo(name) for name in QPrinterInfo.availablePrinterNames()]
    queues.sort(key=lambda queue: (not queue.isDefault(), queue.printerName().casefold()))
    return [(_of_queue(queue), "") for queue in queues]


def _of_queue(queue: QPrinterInfo) -> FoundPrinter:
    width = queue.defaultPageSize().size(QPageSize.Unit.Millimeter).width()
    printer = Printer(
        name=queue.printerName(),
        connection=PrinterConnection.SYSTEM,
        address=queue.printerName(),
        paper=_paper_of(width),
    )
    model = queue.makeAndModel()
    return FoundPrinter(printer, FoundBy.SYSTEM, model, is_default=queue.isDefault())


def _paper_of(width: float) -> PaperSize:
    """Returns the paper of so many mm. A printer that does not know its paper tells 0."""
    if width > WIDEST_ROLL:
        return PaperSize.A4
    return PaperSize.ROLL_58 if 0 < width < NARROW_ROLL else PaperSize.ROLL_80
