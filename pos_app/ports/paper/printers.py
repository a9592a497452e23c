"""The port of the printers themselves: finds them, and brings one document to one of them.

Everything here happens outside the window's process: a print system may hold whoever asks it.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pos_app.domain.errors import EnvironmentFailed
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer


class PrinterNotReady(EnvironmentFailed):
    """Nothing has left for the printer: the job can wait, or go to another one."""

    def __init__(self, hitch: Hitch, detail: str = "") -> None:
        super().__init__(detail or hitch.value)
        self.hitch = hitch
        self.detail = detail


class PaperUncertain(EnvironmentFailed):
    """Something has left, and the paper may be out, or not."""

    def __init__(self, hitch: Hitch, detail: str = "") -> None:
        super().__init__(detail or hitch.value)
        self.hitch = hitch
        self.detail = detail


class PrintRun(Protocol):
    """One document at one printer, in three steps. Each may be called once, in this order."""

    async def ready(self) -> None:
        """Paints the document, connects and asks the printer how it is; nothing leaves that would
        print. Raises PrinterNotReady."""

    async def send(self) -> None:
        """Sends all of it. Returns when the printer, or the print system, has taken it. Raises
        PaperUncertain; PrinterNotReady where certainly nothing was taken."""

    async def confirmed(self) -> None:
        """Returns when the printer says that the paper is out. Raises PaperUncertain after
        CONFIRMED_WITHIN seconds, or as soon as it says what is wrong; PrinterNotReady where the
        print system gave everything up before any of it was printed."""


@dataclass(frozen=True)
class PrinterStatus:
    """How a printer says it is."""

    hitch: Hitch = Hitch.NONE
    answers: bool = False  # False: it says nothing, and may be ready all the same
    paper_low: bool = False
    detail: str = ""


class FoundBy(StrEnum):
    SYSTEM = "system"
    USB = "usb"
    NETWORK = "network"
    SERIAL = "serial"


@dataclass(frozen=True)
class FoundPrinter:
    """A printer that nobody has set up yet, as it can be: `printer` has what could be found out."""

    printer: Printer
    by: FoundBy
    about: str = ""  # maker and model, where they are known
    is_default: bool = False  # of the print system


class Printers(Protocol):
    """The printers of this computer and its network."""

    def run(self, printer: Printer, document: Document) -> AbstractAsyncContextManager[PrintRun]:
        """Returns the document at this printer. Leaving the block lets the printer go."""

    async def warm(self, printer: Printer) -> None:
        """Starts what a job for this printer will need, so that a receipt leaves at once."""

    async def find(self) -> Sequence[FoundPrinter]:
        """Returns the print system's queues, its default one first, then USB printers by their
        class, then those that announce themselves. Raises PrintersSilent."""

    async def status(self, printer: Printer) -> PrinterStatus:
        """Asks a printer how it is. Raises PrinterNotReady where it cannot be reached."""

    async def save(self, document: Document, path: Path) -> None:
        """Writes a PDF, whole or not at all. Raises FileNotWritten; FileUncertain where it may be
        there all the same."""

    async def close(self) -> None: ...
