"""Brings a document to a printer of Windows, through Qt and the printer's own driver."""

import sys
from time import monotonic, sleep

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pos_app.domain.errors import PrinterFailed
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import CONFIRMED_WITHIN, Hitch
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady, PrinterStatus
from pos_app.printing.drivers.delivery import GoesOn
from pos_app.printing.layout.system_printer import paint_on

ON_WINDOWS = sys.platform == "win32"
_LOOKS_EVERY = 0.2
_RESTS_FOR = 2.0  # seconds: between two steps of the spooler a printer is idle, too


def windows_status(name: str) -> PrinterStatus:
    """Returns what Windows says of a printer. Raises PrinterNotReady where there is none."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterNotReady(Hitch.UNREACHABLE, f"{name}: there is no such printer")
    is_wrong = info.state() is QPrinter.PrinterState.Error
    return PrinterStatus(Hitch.OFFLINE if is_wrong else Hitch.NONE)


class WindowsDelivery:
    """Implements `PaperDelivery`. Qt draws and spools in one step: all of it leaves in `send`."""

    def __init__(self, name: str, document: Document) -> None:
        self._name = name
        self._document = document

    def ready(self) -> None:
        if hitch := windows_status(self._name).hitch:
            raise PrinterNotReady(hitch)

    def send(self, goes_on: GoesOn) -> None:
        printer = QPrinter(
            QPrinterInfo.printerInfo(self._name), QPrinter.PrinterMode.HighResolution
        )
        try:
            paint_on(self._document, printer)
        except PrinterFailed as failed:
            # The spooler may have some of the pages.
            raise PaperUncertain(Hitch.REFUSED, str(failed)) from failed
        goes_on()

    def confirmed(self, goes_on: GoesOn) -> None:
        """Waits until the printer has nothing to do and nothing to complain of. It is the most that
        Qt is told: Windows calls a job printed when the printer's port took its last byte."""
        until = monotonic() + CONFIRMED_WITHIN
        idle_since = None
        while monotonic() < until:
            match QPrinterInfo.printerInfo(self._name).state():
                case QPrinter.PrinterState.Error | QPrinter.PrinterState.Aborted:
                    raise PaperUncertain(Hitch.OFFLINE)
                case QPrinter.PrinterState.Active:
                    idle_since, until = None, monotonic() + CONFIRMED_WITHIN
                case _:
                    idle_since = idle_since or monotonic()
                    if monotonic() - idle_since > _RESTS_FOR:
                        return
            goes_on()
            sleep(_LOOKS_EVERY)
        raise PaperUncertain(Hitch.SILENT)

    def close(self) -> None:
        pass
