"""The stops of paper: the print dialog in every state of a job, the jobs, and the strip."""

from collections.abc import AsyncIterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableView, QWidget
from ui.counter import Counter, until
from ui.standin_paper import COUNTER, OFFICE

from pos_app.domain.events import Accepted, Paid
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.paper.printers import PrinterStatus
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.theme.tokens import SMALLEST

Stops = AsyncIterator[tuple[str, QWidget]]

LONG_NAME = "Epson TM-T20III do balcão norte"
_SOLD = 90  # more than a sheet holds
REFERENCE = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"


async def printing(counter: Counter) -> Stops:
    """A receipt on its way, from the key to the paper."""
    window, paper = counter.window, counter.paper
    await paper.setup.remove(COUNTER.name)
    await paper.setup.keep(replace(COUNTER, name=LONG_NAME))
    await paper.setup.choose(DocumentKind.RECEIPT, LONG_NAME)
    counter.open()
    _pay(counter, "first")
    _print_shown(counter)
    await until(lambda: paper.printed)
    yield "a receipt in the queue", window
    first = paper.spool.print_out(paper.spool.last)
    yield "a receipt that is out", window
    _print_shown(counter)
    dialog = await _dialog(counter)
    await until(lambda: counter.find(QWidget, "print_print").isEnabled())
    await until(lambda: "2" in counter.text("print_print"))
    yield "print: a second one", dialog
    counter.click("print_print")
    await until(lambda: len(paper.printed) > 1)
    yield "print: in the queue", dialog
    copy = paper.spool.advance(paper.spool.last, JobState.SENDING, JobState.SENT)
    yield "print: sent", dialog
    paper.spool.advance(copy, JobState.DOUBTFUL, hitch=Hitch.SILENT)
    await until(lambda: counter.find(QWidget, "print_came_out").isVisible())
    yield "print: in doubt", dialog
    counter.click("print_came_out")
    await until(lambda: paper.spool.jobs[copy.id].state is JobState.CONFIRMED)
    await until(lambda: counter.find(QWidget, "print_print").isEnabled())
    yield "print: confirmed by hand", dialog
    async for stop in _held_up(counter, dialog, first):
        yield stop


async def _held_up(counter: Counter, dialog: QDialog, first: PrintJob) -> Stops:
    """A printer without paper, and a job that failed."""
    paper = counter.paper
    paper.printers.states[LONG_NAME] = PrinterStatus(hitch=Hitch.PAPER_OUT, answers=True)
    counter.click("print_print")
    await until(lambda: paper.spool.last.number == first.number + 2)
    last = paper.spool.advance(paper.spool.last, JobState.QUEUED, hitch=Hitch.PAPER_OUT)
    await until(lambda: counter.find(QWidget, "paper_strip").isVisible())
    await until(lambda: counter.find(QWidget, "print_remove").isVisible())
    yield "print: out of paper", dialog
    paper.spool.advance(last, JobState.FAILED, hitch=Hitch.PAPER_OUT)
    await until(lambda: counter.find(QWidget, "print_repeat").isVisible())
    yield "print: failed", dialog


async def print_jobs(counter: Counter) -> Stops:
    """What an evening with a bad printer leaves."""
    paper = counter.paper
    await paper.setup.choose(DocumentKind.RECEIPT, COUNTER.name)
    counter.open()
    _pay(counter, "failed")
    _print_shown(counter)
    await until(lambda: paper.printed)
    paper.spool.advance(paper.spool.last, JobState.FAILED, hitch=Hitch.UNREACHABLE)
    _pay(counter, "doubtful")
    _print_shown(counter)
    await until(lambda: len(paper.printed) > 1)
    doubtful = paper.spool.advance(
        paper.spool.last, JobState.SENDING, JobState.DOUBTFUL, hitch=Hitch.CUT_SHORT
    )
    yield "the window, with paper in doubt", counter.window
    counter.click("paper_strip")
    await until(lambda: counter.dialog("jobs"))
    jobs = counter.find(QDialog, "jobs_dialog")
    await until(lambda: counter.window.findChild(QWidget, f"job_{doubtful.id}_came_out"))
    yield "print jobs", jobs
    counter.click("jobs_close")


async def sheets(counter: Counter) -> Stops:
    """No printer; then sheets, of several pages; then a small window."""
    setup = counter.paper.setup
    setup.known.clear()
    for place in range(_SOLD):
        _charge(counter, f"more-{place}")
    counter.open()
    _pay(counter, "third")
    _print_shown(counter)
    dialog = await _dialog(counter)
    yield "print: no printer", dialog
    counter.click("print_close")
    await setup.keep(OFFICE)
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: table.model().rowCount() > 1)
    yield "sales to be printed", counter.window
    counter.click("journal_print")
    dialog = await _dialog(counter)
    yield "print: a list of sales on sheets", dialog
    counter.click("print_page_on")
    yield "print: its second page", dialog
    counter.click("print_close")
    size = counter.window.size()
    counter.window.resize(*SMALLEST)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    await until(counter.find(QWidget, "journal_receipt").isVisible)
    counter.window.resize(*SMALLEST)  # whoever looks may have made it larger
    counter.find(QWidget, "journal_receipt").click()  # type: ignore[attr-defined]
    dialog = await _dialog(counter)
    yield "print: in a small window", dialog
    counter.click("print_close")
    counter.window.resize(size)


def _pay(counter: Counter, sale_id: str) -> None:
    """A paid sale that the verdict shows."""
    _charge(counter, sale_id)
    side = counter.window.sell.side
    assert side is not None
    side.select(sale_id)


def _charge(counter: Counter, sale_id: str) -> None:
    order = parse_charge_request(METHODS["vpos"], "12750", "912345008", "Cesta, 2 garrafões")
    counter.till.begin(sale_id, order)
    counter.till.write(sale_id, Accepted(reference="x"), Paid(reference=REFERENCE))


def _print_shown(counter: Counter) -> None:
    QTest.keyClick(counter.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


async def _dialog(counter: Counter) -> QDialog:
    await until(lambda: counter.dialog("print"))
    sheet = counter.find(QWidget, "print_sheet")
    await until(lambda: sheet.height() > 0)  # it is painted beside the window's work
    return counter.find(QDialog, "print_dialog")
