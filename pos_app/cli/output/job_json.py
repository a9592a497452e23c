"""Formats printers and print jobs as JSON for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pos_app.domain.text.foreign_text import shown

if TYPE_CHECKING:
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printers import FoundPrinter, PrinterStatus


def job_as_dict(job: PrintJob) -> dict[str, Any]:
    """Instants are UTC in ISO 8601; `number` is 1 for an original, 0 where copies mean nothing."""
    return {
        "id": job.id,
        "kind": job.kind.value,
        "name": job.name,
        "printer": job.printer or None,
        "state": job.state.value,
        "hitch": job.hitch.value or None,
        "detail": shown(job.detail) or None,
        "number": job.number,
        "sale": job.sale_number,
        "subject": job.subject or None,
        "by": job.by or None,
        "tries": job.tries,
        "asked_at": job.asked_at.isoformat(),
        "changed_at": job.changed_at.isoformat(),
    }


def printer_as_dict(printer: Printer) -> dict[str, Any]:
    return {
        "name": printer.name,
        "connection": printer.connection.value,
        "address": printer.address,
        "paper": printer.paper.value,
        "dpi": printer.dpi,
        "text_mode": printer.text_mode,
        "code_page": printer.code_page or None,
        "profile": printer.profile or None,
        "baud": printer.baud,
        "cuts": printer.cuts,
        "kicks_drawer": printer.kicks_drawer,
        "feed": printer.feed,
    }


def found_as_dict(found: FoundPrinter) -> dict[str, Any]:
    printer = found.printer
    return {
        "name": printer.name,
        "connection": printer.connection.value,
        "address": printer.address,
        "about": found.about or None,
        "default": found.is_default,
    }


def status_as_dict(printer: Printer, status: PrinterStatus) -> dict[str, Any]:
    return {
        "name": printer.name,
        "answers": status.answers,
        "hitch": status.hitch.value or None,
        "paper_low": status.paper_low,
        "detail": shown(status.detail) or None,
    }
