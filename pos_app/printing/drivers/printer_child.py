"""The window's side of a printer's process: asks it, and says what its silence means."""

import asyncio
from collections.abc import Mapping
from itertools import count
from typing import Any

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.document_json import told
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady, PrinterStatus
from pos_app.printing.drivers.printer_json import printer_status_of, printer_told, problem_of
from pos_app.system.child_job import Broke, NoAnswer
from pos_app.system.child_service import ChildService

# Seconds of silence. A process that starts loads Qt and the typefaces, on a slow disk.
START_PATIENCE = 30.0
PATIENCE = 15.0  # more than each wait of its own: see `drivers`

_NUMBERS = count(1)


class PrinterChild:
    """A printer's process, which is started when it is wanted, and again after it was lost."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()  # whoever has it asks
        self._service: ChildService | None = None
        self._is_warm = False

    def start(self) -> ChildService:
        if self._service is None or self._service.has_ended:
            self._service = ChildService("printer")
            self._is_warm = False
        return self._service

    def ask(self, what: Mapping[str, Any]) -> None:
        self.start().say(what)

    @property
    def has_ended(self) -> bool:
        return self._service is None or self._service.has_ended

    async def answer(self, number: int) -> Mapping[str, Any]:
        """Returns the next answer to the question of this number. Raises what it says is wrong;
        NoAnswer and Broke where it says nothing, and then it is ended."""
        service = self._service
        assert service is not None  # noqa: S101 - it was asked
        try:
            while True:
                message = await service.heard(PATIENCE if self._is_warm else START_PATIENCE)
                self._is_warm = True
                if message.get("number") == number and message.get("said") != "goes on":
                    return message
        except (NoAnswer, Broke):
            self.lose()
            raise

    async def status(self, printer: Printer) -> PrinterStatus:
        """Raises PrinterNotReady."""
        number = next(_NUMBERS)
        self.ask({"status": number, "printer": printer_told(printer)})
        try:
            answer = await self.answer(number)
        except (NoAnswer, Broke) as lost:
            raise PrinterNotReady(Hitch.SILENT, str(lost)) from lost
        if "problem" in answer:
            raise problem_of(answer)
        return printer_status_of(answer["status"])

    def lose(self) -> None:
        """Kills the process; the next question starts another."""
        if self._service is not None:
            self._service.kill()
            self._service = None

    def let_go(self) -> None:
        """Leaves the process to end what it is about; the next question starts another."""
        if self._service is not None:
            self._service.let_go()
            self._service = None

    async def close(self) -> None:
        service, self._service = self._service, None
        if service is not None:
            service.let_go()
            await service.ended()


class ChildRun:
    """Implements `PrintRun` in a printer's process."""

    def __init__(self, child: PrinterChild, printer: Printer, document: Document) -> None:
        self._child = child
        self._number = next(_NUMBERS)
        self._question = {
            "job": self._number,
            "printer": printer_told(printer),
            "document": told(document),
        }
        self._asked = False
        self._gone = False
        self._over = False

    async def ready(self) -> None:
        self._asked = True
        self._child.ask(self._question)
        await self._until("ready")

    async def send(self) -> None:
        if self._child.has_ended:  # and so certainly before it could send anything
            self._over = True
            raise PrinterNotReady(Hitch.SILENT, "the printer's process ended")
        self._gone = True
        self._child.ask({"go": self._number})
        await self._until("sent")

    async def confirmed(self) -> None:
        await self._until("confirmed")
        self._over = True

    def leave(self) -> None:
        """Lets the printer go. What is being sent is sent: half a picture is no use to anybody."""
        if self._over or not self._asked:
            return
        if self._gone:
            self._child.let_go()
        else:
            self._child.ask({"leave": self._number})

    async def _until(self, step: str) -> None:
        """Waits for the process to say that it has come so far. Raises as the steps do."""
        try:
            answer = await self._child.answer(self._number)
        except (NoAnswer, Broke) as lost:
            self._over = True
            raise self._lost(str(lost)) from lost
        if "problem" in answer:
            self._over = True
            raise problem_of(answer)
        assert answer["said"] == step  # noqa: S101 - the process says one after the other

    def _lost(self, detail: str) -> PrinterNotReady | PaperUncertain:
        problem = PaperUncertain if self._gone else PrinterNotReady
        return problem(Hitch.SILENT, detail)
