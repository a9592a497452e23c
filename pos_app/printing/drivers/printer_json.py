"""What a printer's process is told and answers, as JSON knows it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import (
    FoundBy,
    FoundPrinter,
    PaperUncertain,
    PrinterNotReady,
    PrinterStatus,
)

_PROBLEMS = {problem.__name__: problem for problem in (PrinterNotReady, PaperUncertain)}


def printer_told(printer: Printer) -> dict[str, Any]:
    return asdict(printer)


def printer_of(said: Mapping[str, Any]) -> Printer:
    """Returns the printer that `printer_told` converted."""
    connection, paper = PrinterConnection(said["connection"]), PaperSize(said["paper"])
    return Printer(**{**said, "connection": connection, "paper": paper})


def status_told(status: PrinterStatus) -> dict[str, Any]:
    return asdict(status)


def printer_status_of(said: Mapping[str, Any]) -> PrinterStatus:
    """Returns the status that `status_told` converted."""
    return PrinterStatus(**{**said, "hitch": Hitch(said["hitch"])})


def found_told(found: FoundPrinter) -> dict[str, Any]:
    return asdict(found)


def found_of(said: Mapping[str, Any]) -> FoundPrinter:
    """Returns what `found_told` converted."""
    return FoundPrinter(
        **{**said, "printer": printer_of(said["printer"]), "by": FoundBy(said["by"])}
    )


def problem_told(problem: PrinterNotReady | PaperUncertain) -> dict[str, Any]:
    return {
        "problem": type(problem).__name__,
        "hitch": problem.hitch.value,
        "detail": problem.detail,
    }


def problem_of(said: Mapping[str, Any]) -> PrinterNotReady | PaperUncertain:
    """Returns the problem that `problem_told` converted."""
    return _PROBLEMS[said["problem"]](Hitch(said["hitch"]), said["detail"])
