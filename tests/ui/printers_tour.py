"""The printers' sheet of the settings, stop by stop."""

from collections.abc import AsyncIterator

from PySide6.QtWidgets import QPushButton, QWidget
from ui.counter import Counter, until

from pos_app.domain.paper.print_job import Hitch, JobState
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter


def found_printers() -> list[FoundPrinter]:
    """With names as long as makers give them."""
    serial, system = PrinterConnection.SERIAL, PrinterConnection.SYSTEM
    return [
        FoundPrinter(
            Printer(name="EPSON TM-T20III Receipt", connection=system, address="EPSON_TM_T20III"),
            FoundBy.SYSTEM,
            "EPSON TM-T20III Receipt, ePOS-Print, 203 dpi",
            is_default=True,
        ),
        FoundPrinter(
            Printer(name="ttyUSB0", connection=serial, address="/dev/ttyUSB0"), FoundBy.SERIAL
        ),
    ]


async def printers(counter: Counter) -> AsyncIterator[tuple[str, QWidget]]:
    """The printers, a test page that nobody confirms, and the form that has every row."""
    name = counter.paper.setup.printers()[0].name
    await until(lambda: counter.window.findChild(QPushButton, f"printer_test_{name}"))
    counter.click(f"printer_test_{name}")
    await until(lambda: counter.paper.spool.jobs)
    await until(counter.find(QWidget, "printer_test_cancel").isVisible)
    spool = counter.paper.spool
    spool.advance(
        spool.last, JobState.SENDING, JobState.SENT, JobState.DOUBTFUL, hitch=Hitch.CUT_SHORT
    )
    yield "settings: a test page in doubt", counter.window
    counter.click("printer_came_out")
    await until(lambda: spool.last.state is JobState.CONFIRMED)
    await until(lambda: counter.window.findChild(QPushButton, "printer_use_1"))
    counter.find(QPushButton, "printer_use_1").click()
    yield "settings: a serial printer", counter.window
    counter.find(QPushButton, "printer_leave").click()
