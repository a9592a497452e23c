"""A way to a receipt printer: bytes go out as fast as it takes them, and its answers come back.

python-escpos has a class for each way (Network, Usb, Serial), of which none is used here. They
write until all is written, or raise, and then nobody knows how much has left, which a spool that
never prints twice has to know; while they write, the printer that says "no paper" is not heard; a
serial write has no time limit at all; the network has no IPv6; and USB's end points are two fixed
numbers, its device is reset each time, and the first interface alone is freed of the system's
driver.
"""

from typing import Protocol

from pos_app.ports.paper.printers import PrinterStatus

PULSE = 0.2  # the most seconds that a write waits for the printer to take something


class Link(Protocol):
    """An open way to a printer. Its methods raise OSError when the way breaks."""

    forgets: bool  # closing it drops what the printer would still have answered

    def write(self, data: bytes) -> int:
        """Sends some of the data, and returns how many bytes were taken: 0 where the printer takes
        none within PULSE seconds."""

    def read(self, within: float) -> bytes:
        """Returns what the printer says within so many seconds; b"" where it says nothing."""

    def port_status(self) -> PrinterStatus | None:
        """Returns what the way itself knows of the printer, without asking it; None for nothing."""

    def close(self) -> None:
        """Lets the printer go, for whoever else has something for it."""
