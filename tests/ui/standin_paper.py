"""Printers and a spool in memory, which obey the rules of their ports; the documents are real."""

import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import NotAllowed, PosError
from pos_app.domain.paper.document import (
    Document,
)
from pos_app.domain.paper.print_job import WAITING, Hitch, JobState, PrintJob, may_follow
from pos_app.domain.paper.printer import DocumentKind, PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printer_setup import PaperDesk
from pos_app.ports.paper.printers import FoundPrinter, PrinterNotReady, PrinterStatus, PrintRun
from pos_app.ports.paper.spool import ORIGINAL_NUMBER, Edition, Listener, PrintOrder
from pos_app.ports.shop import Shop
from pos_app.printing.documents.shop_documents import ShopDocuments

COUNTER = Printer(name="Balcão", connection=PrinterConnection.NETWORK, address="192.168.1.40:9100")
OFFICE = Printer(
    name="Escritório",
    connection=PrinterConnection.SYSTEM,
    address="HP_LaserJet",
    paper=PaperSize.A4,
)


class StandInRun:
    """A document that comes out at once."""

    async def ready(self) -> None:
        """Is ready."""

    async def send(self) -> None:
        """Has sent it."""

    async def confirmed(self) -> None:
        """Has it confirmed."""


class StandInPrinters:
    """Printers that say what they were told to; `trouble` is raised by those who ask for one."""

    def __init__(self) -> None:
        self.found: list[FoundPrinter] = []
        self.states: dict[str, PrinterStatus] = {}  # by the printer's name
        self.trouble: dict[str, Hitch] = {}  # of printers that cannot be reached
        self.asked: list[str] = []

    @asynccontextmanager
    async def run(self, printer: Printer, document: Document) -> AsyncIterator[PrintRun]:
        self.asked.append(f"{document.name} at {printer.name}")
        yield StandInRun()

    async def warm(self, printer: Printer) -> None:
        self.asked.append(printer.name)

    async def find(self) -> Sequence[FoundPrinter]:
        return self.found

    async def status(self, printer: Printer) -> PrinterStatus:
        self.asked.append(printer.name)
        if printer.name in self.trouble:
            raise PrinterNotReady(self.trouble[printer.name])
        return self.states.get(printer.name, PrinterStatus(answers=True))

    async def save(self, document: Document, path: Path) -> None:
        self.asked.append(f"{document.name}: {path}")

    async def close(self) -> None:
        """Lets go of nothing: it holds nothing."""


class StandInPrinterSetup:
    def __init__(self, *printers: Printer) -> None:
        self.known: dict[str, Printer] = {printer.name: printer for printer in printers}
        self.choices: dict[DocumentKind, str] = {}
        self.fail: PosError | None = None

    def printers(self) -> Sequence[Printer]:
        return list(self.known.values())

    def printer(self, name: str) -> Printer | None:
        return self.known.get(name)

    def chosen(self, kind: DocumentKind) -> Printer | None:
        other = DocumentKind.SLIP if kind is DocumentKind.RECEIPT else DocumentKind.RECEIPT
        names = (self.choices.get(one, "") for one in (kind, other))
        found = next((self.known[name] for name in names if name in self.known), None)
        only = next(iter(self.known.values())) if len(self.known) == 1 else None
        return found or only

    async def keep(self, printer: Printer, was: str = "") -> None:
        if self.fail:
            raise self.fail
        if was != printer.name:
            self.known.pop(was, None)
        self.known[printer.name] = printer

    async def remove(self, name: str) -> None:
        self.known.pop(name, None)

    async def choose(self, kind: DocumentKind, name: str) -> None:
        if self.fail:
            raise self.fail
        self.choices[kind] = name


class StandInSpool:
    """Jobs that stay in the queue until the test lets them go on. `fail` is raised by the next."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.jobs: dict[str, PrintJob] = {}
        self.printed: list[tuple[PrintOrder, str]] = []
        self.saved: list[tuple[Document, Path]] = []
        self.saved_instead: list[tuple[str, Path]] = []
        self.fail: PosError | None = None
        self._issued: dict[tuple[DocumentKind, str], int] = {}
        self._ids = itertools.count(1)
        self._listeners: list[Listener] = []

    # --- for the test -----------------------------------------------------------------------------

    @property
    def last(self) -> PrintJob:
        return list(self.jobs.values())[-1]

    def advance(self, job: PrintJob, *states: JobState, hitch: Hitch = Hitch.NONE) -> PrintJob:
        """Brings a job through these states, the last one with its hitch."""
        for place, state in enumerate(states, start=1):
            is_last = place == len(states)
            job = self._change(job.id, state, hitch if is_last else Hitch.NONE)
        return job

    def print_out(self, job: PrintJob) -> PrintJob:
        return self.advance(job, JobState.SENDING, JobState.SENT, JobState.CONFIRMED)

    # --- the port ---------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def print(self, order: PrintOrder, printer: str) -> PrintJob:
        job = self._add(order, printer)
        self.printed.append((order, printer))
        return self._change(job.id, JobState.QUEUED)

    async def save(self, order: PrintOrder, path: Path) -> PrintJob:
        job = self._add(order, "")
        edition = Edition(number=job.number, at=job.asked_at, by=order.by)
        self.saved.append((order.compose(edition), path))
        return self.print_out(self._change(job.id, JobState.QUEUED))

    async def came_out(self, job_id: str) -> PrintJob:
        return self._by_hand(job_id, JobState.DOUBTFUL, JobState.CONFIRMED)

    async def save_instead(self, job_id: str, path: Path) -> PrintJob:
        old = self.jobs[job_id]
        self.saved_instead.append((job_id, path))
        self._end_by_hand(job_id)
        job = replace(old, id=f"job-{next(self._ids)}", printer="", state=JobState.ASKED)
        self._issue(job)
        return self.print_out(self._change(job.id, JobState.QUEUED))

    async def repeat(self, job_id: str, printer: str = "") -> PrintJob:
        old = self.jobs[job_id]
        if not old.needs_person:
            raise NotAllowed("it is neither in doubt nor failed")
        if old.subject and self._issued.get((old.kind, old.subject), 0) > old.number:
            raise NotAllowed("a later one was issued")
        self._end_by_hand(job_id)
        job = replace(
            old,
            id=f"job-{next(self._ids)}",
            printer=printer or old.printer,
            state=JobState.ASKED,
            hitch=Hitch.NONE,
            asked_at=self.now(),
            changed_at=self.now(),
        )
        self._issue(job)
        return self._change(job.id, JobState.QUEUED)

    async def move(self, job_id: str, printer: str) -> PrintJob:
        if self.jobs[job_id].state not in WAITING:
            raise NotAllowed("something may have left")
        self.jobs[job_id] = replace(self.jobs[job_id], printer=printer, hitch=Hitch.NONE)
        return self._tell(job_id)

    async def cancel(self, job_id: str) -> PrintJob:
        job = self.jobs[job_id]
        if job.needs_person:
            return self._end_by_hand(job_id)
        if job.state not in WAITING:
            raise NotAllowed("something may have left")
        return self._change(job_id, JobState.CANCELLED)

    async def next_number(self, kind: DocumentKind, subject: str) -> int:
        return self._issued.get((kind, subject), 0) + 1 if subject else 0

    async def latest(self, limit: int, subject: str = "") -> Sequence[PrintJob]:
        jobs = [job for job in self.jobs.values() if not subject or job.subject == subject]
        return jobs[::-1][:limit]

    async def unfinished(self) -> Sequence[PrintJob]:
        over = (JobState.CONFIRMED, JobState.CANCELLED)
        return [job for job in self.jobs.values() if job.state not in over]

    # --- inside -----------------------------------------------------------------------------------

    def _add(self, order: PrintOrder, printer: str) -> PrintJob:
        if self.fail:
            failure, self.fail = self.fail, None
            raise failure
        now = self.now()
        issued = self._issued.get((order.kind, order.subject), 0)
        number = issued + 1 if order.subject else 0
        document = order.compose(Edition(number=number, at=now, by=order.by))
        job = PrintJob(
            id=f"job-{next(self._ids)}",
            kind=order.kind,
            name=document.name,
            printer=printer,
            state=JobState.ASKED,
            asked_at=now,
            changed_at=now,
            number=number,
            subject=order.subject,
            sale_number=order.sale_number,
            by=order.by,
        )
        self._issue(job)
        return job

    def _issue(self, job: PrintJob) -> None:
        self.jobs[job.id] = job
        if job.subject:
            self._issued[job.kind, job.subject] = job.number
        self._tell(job.id)

    def _end_by_hand(self, job_id: str) -> PrintJob:
        job = replace(self.jobs[job_id], state=JobState.CANCELLED, changed_at=self.now())
        self.jobs[job_id] = job
        return self._tell(job_id)

    def _by_hand(self, job_id: str, before: JobState, after: JobState) -> PrintJob:
        if self.jobs[job_id].state is not before:
            raise NotAllowed(f"it is not {before}")
        return self._change(job_id, after, Hitch.BY_HAND)

    def _change(self, job_id: str, state: JobState, hitch: Hitch = Hitch.NONE) -> PrintJob:
        job = self.jobs[job_id]
        assert may_follow(job.state, state), f"{job.state} -> {state}"
        self.jobs[job_id] = replace(job, state=state, hitch=hitch, changed_at=self.now())
        if state in (JobState.FAILED, JobState.CANCELLED):
            self._withdraw(job)
        return self._tell(job_id)

    def _withdraw(self, job: PrintJob) -> None:
        """A piece of paper that nobody has seen does not count, unless a later one is out."""
        key = (job.kind, job.subject)
        if job.number >= ORIGINAL_NUMBER and self._issued.get(key) == job.number:
            self._issued[key] = job.number - 1

    def _tell(self, job_id: str) -> PrintJob:
        job = self.jobs[job_id]
        for listener in self._listeners:
            listener(job)
        return job


class StandInPaper:
    """A roll printer at the counter and one with sheets in the office, and what was printed."""

    def __init__(
        self, shop: Callable[[], Shop], now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.spool = StandInSpool(now)
        self.documents = ShopDocuments(shop)
        self.printers = StandInPrinters()
        self.setup = StandInPrinterSetup(COUNTER, OFFICE)
        self.desk = PaperDesk(self.spool, self.documents, self.printers, self.setup)

    @property
    def printed(self) -> list[tuple[DocumentKind, str, str, int]]:
        """What was printed: the kind, what it is about, at which printer, and which piece it is."""
        jobs = self.spool.jobs.values()
        return [(job.kind, job.subject, job.printer, job.number) for job in jobs if job.printer]
