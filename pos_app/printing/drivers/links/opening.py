"""Opens the way to a printer."""

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import PrinterNotReady
from pos_app.printing.drivers.links.link import Link


def open_link(printer: Printer) -> Link:
    """Opens the way to a printer. Raises PrinterNotReady."""
    # Each with its library, late: a process drives one printer.
    try:
        match printer.connection:
            case PrinterConnection.NETWORK:
                from pos_app.printing.drivers.links.network import NetworkLink  # noqa: PLC0415

                return NetworkLink(printer.address)
            case PrinterConnection.SERIAL:
                from pos_app.printing.drivers.links.serial_line import SerialLink  # noqa: PLC0415

                return SerialLink(printer.address, printer.baud)
            case PrinterConnection.USB:
                from pos_app.printing.drivers.links.usb_pipe import UsbLink  # noqa: PLC0415

                return UsbLink(printer.address)
            case _:
                raise PrinterNotReady(Hitch.UNREACHABLE, f"{printer.connection}: no such way")
    except OSError as error:
        raise PrinterNotReady(Hitch.UNREACHABLE, error.strerror or str(error)) from error
