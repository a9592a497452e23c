"""Finds the queues of the print system that a shop may want to print at."""

from collections.abc import Sequence

from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, FoundPrinter
from pos_app.printing.drivers.cups.library import CupsRefused, NoPrintSystem, PrintSystem
from pos_app.printing.drivers.cups.media import paper_of
from pos_app.printing.drivers.cups.queue import CupsQueue, queues_of
from pos_app.printing.drivers.guesses import guessed


def found_queues() -> Sequence[tuple[FoundPrinter, str]]:
    """Returns each queue, the default one first, with the device that it ends at; none where there
    is no print system, or where it does not answer."""
    try:
        with PrintSystem() as system:
            queues = list(queues_of(system))
            default = system.default_queue().partition("/")[0]  # without its instance
    except (NoPrintSystem, CupsRefused):  # it refuses where it has no queue at all
        return []
    queues.sort(key=lambda queue: (queue.name != default, queue.name.casefold()))
    return [(_found(queue, default), queue.device) for queue in queues]


def _found(queue: CupsQueue, default: str) -> FoundPrinter:
    printer = Printer(
        name=queue.about or queue.name,
        connection=PrinterConnection.SYSTEM,
        address=queue.name,
        paper=paper_of(queue),
    )
    model = "" if queue.is_raw else queue.model
    if queue.is_raw:  # by what a person called it
        printer = guessed(printer, f"{queue.name} {queue.about} {queue.device}")
    return FoundPrinter(printer, FoundBy.SYSTEM, model, is_default=queue.name == default)
