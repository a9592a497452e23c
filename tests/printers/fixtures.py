"""Printers for tests: name this module among a conftest.py's plugins, or import what is wanted."""

from collections.abc import Iterator

import pytest
from printers.cups import CupsServer, SilentServer
from printers.listener import Listener
from printers.serial_line import SerialLine


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
