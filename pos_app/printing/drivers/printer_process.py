"""The process of one printer: paints documents and brings them there, one after the other.

Nothing stays connected between two of them: a receipt printer serves one computer at a time.
"""

from collections.abc import Mapping
from time import monotonic
from typing import Any

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.document_json import document_of
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady
from pos_app.printing.drivers.assembly import Workshop
from pos_app.printing.drivers.delivery import PaperDelivery
from pos_app.printing.drivers.printer_json import (
    printer_of,
    problem_told,
    status_told,
)
from pos_app.system.child_worker import CallersLine

# Seconds in which the till writes down that bytes may leave. While it waits the printer is held.
GO_WITHIN = 10.0
_TELLS_EVERY = 1.0


def serve(line: CallersLine) -> None:
    """Answers until the caller is gone."""
    workshop = Workshop()
    line.tell({"said": "warm"})
    while True:
        match line.next():
            case {"warm": printer}:
                workshop.prepare(printer_of(printer))
            case {"status": number, "printer": printer}:
                _Answer(line, number).status(workshop, printer_of(printer))
            case {"job": number, "printer": printer, "document": document}:
                _Answer(line, number).job(workshop, printer_of(printer), document_of(document))
            case _:
                pass  # "go" or "leave" of a job that has ended here meanwhile


class _Answer:
    """What one question of the caller gets."""

    def __init__(self, line: CallersLine, number: int) -> None:
        self._line = line
        self._number = number
        self._told_at = monotonic()

    def status(self, workshop: Workshop, printer: Printer) -> None:
        try:
            status = workshop.status(printer)
        except PrinterNotReady as problem:
            self._tell(problem_told(problem))
        else:
            self._tell({"said": "status", "status": status_told(status)})

    def job(self, workshop: Workshop, printer: Printer, document: Document) -> None:
        try:
            delivery = workshop.delivery(
                printer, document, self._goes_on, lambda: self._line.is_over
            )
            try:
                self._deliver(delivery)
            finally:
                delivery.close()
        except (PrinterNotReady, PaperUncertain) as problem:
            self._tell(problem_told(problem))

    def _deliver(self, delivery: PaperDelivery) -> None:
        delivery.ready()
        self._tell({"said": "ready"})
        if not self._may_go():
            raise PrinterNotReady(Hitch.SILENT, "the till did not say go")
        # A picture that is cut off leaves a printer that takes the next one for the rest of it; a
        # connection that ends with answers unread makes a printer drop what it has not printed.
        with self._line.unbroken():
            delivery.send(self._goes_on)
            self._tell({"said": "sent"})
            delivery.confirmed(self._goes_on)
            self._tell({"said": "confirmed"})

    def _may_go(self) -> bool:
        until = monotonic() + GO_WITHIN
        while (left := until - monotonic()) > 0:
            match self._line.next(left):
                case {"go": number} if number == self._number:
                    return True
                case {"leave": number} if number == self._number:
                    return False
                case _:
                    pass  # of an earlier job
        return False

    def _goes_on(self) -> None:
        if monotonic() - self._told_at > _TELLS_EVERY:
            self._told_at = monotonic()
            self._tell({"said": "goes on"})

    def _tell(self, what: Mapping[str, Any]) -> None:
        self._line.tell({"number": self._number, **what})
