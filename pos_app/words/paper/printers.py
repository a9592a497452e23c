"""Words for printers: how each is reached, and how it says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PrinterConnection
from pos_app.words.paper.jobs import hitch_words
from pos_app.words.paper.printing import paper_words, raised
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printers import FoundPrinter, PrinterStatus

_CONNECTIONS: Mapping[PrinterConnection, str] = {
    PrinterConnection.SYSTEM: QT_TRANSLATE_NOOP("words", "This computer's printer"),
    PrinterConnection.NETWORK: QT_TRANSLATE_NOOP("words", "Network"),
    PrinterConnection.USB: QT_TRANSLATE_NOOP("words", "USB"),
    PrinterConnection.SERIAL: QT_TRANSLATE_NOOP("words", "Serial"),
}


def connection_words(connection: PrinterConnection) -> str:
    return say(_CONNECTIONS[connection])


def printer_facts(printer: Printer) -> str:
    """Returns how it is reached, where, and its paper, on one line."""
    where = connection_words(printer.connection)
    return joined(where, printer.address, paper_words(printer.paper))


def found_words(found: FoundPrinter) -> str:
    """Returns a printer that was found by its name, and by maker and model where they are known."""
    name, about = found.printer.name, found.about
    return about if name in about else joined(name, about)


def trouble_of(hitch: Hitch) -> str:
    """Returns what is wrong with a printer, as a line of its own."""
    return raised(hitch_words(hitch))


def status_words(status: PrinterStatus) -> str:
    """Returns how the printer is, by its own word or the print system's. One of which nothing is
    said is not called ready."""
    if status.hitch is not Hitch.NONE:
        return trouble_of(status.hitch)
    if not status.answers:
        return say(QT_TRANSLATE_NOOP("words", "Does not say whether it is ready"))
    if status.paper_low:
        return say(QT_TRANSLATE_NOOP("words", "Ready, little paper left"))
    return say(QT_TRANSLATE_NOOP("words", "Ready to print"))
