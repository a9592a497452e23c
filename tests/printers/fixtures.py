"""Printers for tests: conftest.py names this module among its plugins."""

from collections.abc import Iterator

import pytest
import usb.backend.libusb1
from printers.cups import CupsServer, SilentServer
from printers.listener import Listener
from printers.serial_line import SerialLine
from printers.usb import UsbBus, UsbPrinter


@pytest.fixture
def network_printer() -> Iterator[Listener]:
    """An 80 mm printer at a free port; `raw` of `cups` ends at it."""
    with Listener() as listener:
        yield listener


@pytest.fixture
def serial_printer() -> Iterator[SerialLine]:
    with SerialLine() as line:
        yield line


@pytest.fixture
def usb_printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[UsbPrinter]:
    """The one device that pyusb finds in this process."""
    with UsbPrinter() as printer:
        bus = UsbBus(printer)
        monkeypatch.setattr(usb.backend.libusb1, "get_backend", lambda *_, **__: bus)
        yield printer


@pytest.fixture
def cups(network_printer: Listener, monkeypatch: pytest.MonkeyPatch) -> Iterator[CupsServer]:
    """A print server with every sort of queue, which this test and its programs print at."""
    with CupsServer(raw_port=network_printer.port) as server:
        monkeypatch.setenv("CUPS_SERVER", str(server.socket))
        yield server


@pytest.fixture
def silent_cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[SilentServer]:
    with SilentServer() as server:
        monkeypatch.setenv("CUPS_SERVER", server.address)
        yield server
