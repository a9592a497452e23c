"""The printers of this computer, each with a process of its own (the port `Printers`)."""

import asyncio
import errno
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pos_app.domain.errors import FileUncertain, PrintersSilent
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.document_json import told
from pos_app.domain.paper.printer import Printer
from pos_app.ports.paper.printers import FoundPrinter, PrinterStatus, PrintRun
from pos_app.printing.drivers.printer_child import ChildRun, PrinterChild
from pos_app.printing.drivers.printer_json import found_of, printer_told
from pos_app.system.child_job import Broke, Errand, NoAnswer, Stopped

# Seconds of silence.
FIND_PATIENCE = 20.0
SAVE_PATIENCE = 20.0


class ShopPrinters:
    """Implements `Printers`. Whatever one printer does, the others have their own process."""

    def __init__(self) -> None:
        # By the way to it: two names may stand for one printer.
        self._children: Mapping[str, PrinterChild] = defaultdict(PrinterChild)

    @asynccontextmanager
    async def run(self, printer: Printer, document: Document) -> AsyncIterator[PrintRun]:
        """Returns the document at this printer. Waits for the one before it there."""
        child = self._child(printer)
        async with child.turn:
            run = ChildRun(child, printer, document)
            try:
                yield run
            finally:
                run.leave()

    async def warm(self, printer: Printer) -> None:
        """Starts the printer's process, and does not wait for it."""
        self._child(printer).ask({"warm": printer_told(printer)})

    async def status(self, printer: Printer) -> PrinterStatus:
        """Asks a printer how it is; after the document that it is about."""
        child = self._child(printer)
        async with child.turn:
            return await child.status(printer)

    async def find(self) -> Sequence[FoundPrinter]:
        try:
            found: list[Any] = await Errand("find_printers", {}, FIND_PATIENCE).done()
        except (NoAnswer, Broke, Stopped) as silent:
            raise PrintersSilent(str(silent)) from silent
        return [found_of(one) for one in found]

    async def save(self, document: Document, path: Path) -> None:
        try:
            await Errand("save_document", _where_to(document, path), SAVE_PATIENCE).done()
        except NoAnswer as silent:
            raise FileUncertain(f"{path}: {os.strerror(errno.ETIMEDOUT)}") from silent
        except (Broke, Stopped) as broken:
            raise FileUncertain(f"{path}: {broken}") from broken

    async def close(self) -> None:
        """Ends the processes. One that sends has a few seconds to end it."""
        await asyncio.gather(*(child.close() for child in self._children.values()))

    def _child(self, printer: Printer) -> PrinterChild:
        return self._children[f"{printer.connection} {printer.address}"]


def _where_to(document: Document, path: Path) -> Mapping[str, Any]:
    """Makes the path absolute: the child process has another current folder."""
    return {"document": told(document), "path": str(path.absolute())}
