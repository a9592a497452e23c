"""The port of the shop's printers: which are set up, and where each kind of document goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.paper.printer import DocumentKind, Printer
from pos_app.ports.paper.documents import Documents
from pos_app.ports.paper.printers import Printers
from pos_app.ports.paper.spool import Spool


class PrinterSetup(Protocol):
    """The printers of the settings file, and the last choice for each kind of document.

    Reads are from memory. Writes raise SettingsUnavailable or BadInput; in training also
    NotInTraining, except `choose`, which holds there until the till closes.
    """

    def printers(self) -> Sequence[Printer]:
        """Returns the printers that are set up, in the order in which they were."""

    def printer(self, name: str) -> Printer | None: ...

    def chosen(self, kind: DocumentKind) -> Printer | None:
        """Returns the printer of this kind of document: the last one chosen for it; else, of a
        receipt the slip's and of others the receipt's; else the only one that there is."""

    async def keep(self, printer: Printer, was: str = "") -> None:
        """Saves a printer; one of the same name is replaced. `was` is the name that it had: what
        went there goes to the new one."""

    async def remove(self, name: str) -> None: ...

    async def choose(self, kind: DocumentKind, name: str) -> None:
        """Remembers the printer of this kind of document."""


@dataclass(frozen=True)
class PaperDesk:
    """What the window needs in order to print."""

    spool: Spool
    documents: Documents
    printers: Printers
    setup: PrinterSetup
