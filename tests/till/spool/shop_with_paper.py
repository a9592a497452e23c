"""A simulated shop with a spool, before printers that do what a test says, and keep their paper."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from faults.simulation.process import current
from till.simulated import Simulated

from pos_app.domain.events import DocumentIssued, IssueWithdrawn
from pos_app.domain.paper.document import Document, MarkBlock, TextBlock
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind, Printer, PrinterConnection
from pos_app.domain.sale import Sale
from pos_app.journal.spool.job_thread import JobThread
from pos_app.ports.paper.printers import (
    FoundPrinter,
    PaperUncertain,
    PrinterNotReady,
    PrinterStatus,
)
from pos_app.ports.paper.spool import Edition, PrintOrder
from pos_app.till.spool.spool import PrintSpool

COUNTER = "Counter"
OFFICE = "Office"
PATIENCE = 3600.0 * 3  # seconds, by a clock that costs nothing

Step = Callable[[Document], Awaitable[None] | None]


async def goes_well(_: Document) -> None:
    """Goes well."""


def not_ready(hitch: Hitch = Hitch.UNREACHABLE) -> Step:
    async def fails(_: Document) -> None:
        raise PrinterNotReady(hitch, "as the system says")

    return fails


def uncertain(hitch: Hitch = Hitch.SILENT) -> Step:
    async def fails(_: Document) -> None:
        raise PaperUncertain(hitch)

    return fails


async def forever(_: Document) -> None:
    await asyncio.Event().wait()


def step() -> None:
    """A till that dies may die here: just before bytes leave, or just after."""
    if process := current():
        process.step("paper")


@dataclass
class Behaviour:
    """What a printer does at each step."""

    ready: Step = goes_well
    send: Step = goes_well
    confirmed: Step = goes_well


@dataclass
class _Run:
    behaviour: Behaviour
    document: Document
    paper: list[Document]

    async def ready(self) -> None:
        await asyncio.sleep(0.01)
        await _done(self.behaviour.ready, self.document)

    async def send(self) -> None:
        await _done(self.behaviour.send, self.document)
        step()
        self.paper.append(self.document)
        step()
        await asyncio.sleep(0.01)

    async def confirmed(self) -> None:
        await _done(self.behaviour.confirmed, self.document)


async def _done(doing: Step, document: Document) -> None:
    waits = doing(document)
    if waits is not None:
        await waits


@dataclass
class ScriptedPrinters:
    """Printers, each with the paper that came out of it. `behaviour` is by the printer's name."""

    paper: dict[str, list[Document]] = field(default_factory=dict)
    behaviour: dict[str, Behaviour] = field(default_factory=dict)
    warmed: list[str] = field(default_factory=list)
    saves: Step = goes_well

    @asynccontextmanager
    async def run(self, printer: Printer, document: Document) -> AsyncIterator[_Run]:
        behaviour = self.behaviour.setdefault(printer.name, Behaviour())
        yield _Run(behaviour, document, self.out_of(printer.name))

    def out_of(self, name: str) -> list[Document]:
        return self.paper.setdefault(name, [])

    @property
    def pieces(self) -> list[Document]:
        return [document for paper in self.paper.values() for document in paper]

    async def warm(self, printer: Printer) -> None:
        self.warmed.append(printer.name)

    async def find(self) -> Sequence[FoundPrinter]:
        return []

    async def status(self, printer: Printer) -> PrinterStatus:
        del printer
        return PrinterStatus()

    async def save(self, document: Document, path: Path) -> None:
        await _done(self.saves, document)
        path.write_text(text_of(document))

    async def close(self) -> None:
        """Nothing is open."""


def text_of(document: Document) -> str:
    """All words of a document, a line each."""
    texts = (block.text for block in document.blocks if isinstance(block, TextBlock | MarkBlock))
    return "\n".join(texts)


def document_of(sale: Sale, kind: DocumentKind, edition: Edition) -> Document:
    mark = [MarkBlock(f"copy {edition.number - 1}")] if edition.is_copy else []
    return Document(name=f"{kind} {sale.number}", blocks=(TextBlock(f"{kind}"), *mark))


def receipt_of(sale: Sale, kind: DocumentKind = DocumentKind.RECEIPT, by: str = "") -> PrintOrder:
    return PrintOrder(
        kind=kind,
        compose=lambda edition: document_of(sale, kind, edition),
        subject=sale.id,
        sale_number=sale.number,
        by=by,
    )


def plain_order(kind: DocumentKind, subject: str = "") -> PrintOrder:
    def compose(edition: Edition) -> Document:
        return Document(name=kind.value, blocks=(TextBlock(f"{kind} {edition.number}"),))

    return PrintOrder(kind=kind, compose=compose, subject=subject)


class PaperShop:
    """A shop's till and its spool, as often as a test opens them, and the printers outside."""

    def __init__(self, shop: Simulated) -> None:
        self.shop = shop
        self.printers = ScriptedPrinters()
        self.set_up = {name: _printer(name) for name in (COUNTER, OFFICE)}
        self.told: list[PrintJob] = []
        self.person = "Ana"
        self.changed = asyncio.Event()

    @property
    def spool_path(self) -> Path:
        return self.shop.folder / "spool.sqlite3"

    @asynccontextmanager
    async def open(self) -> AsyncIterator["PaperShop"]:
        async with self.shop.open():
            self.store = JobThread(self.spool_path, self.shop.now)
            self.spool = PrintSpool(
                store=self.store,
                journal=self.shop.journal,
                recorder=self.shop.till.recorder,
                printers=self.printers,
                find=self.set_up.get,
                who=lambda: self.person,
                now=self.shop.now,
            )
            self.spool.listen(self._hear)
            self.spool.start()
            try:
                yield self
            finally:
                await self.spool.stop()
                await self.store.close()

    def _hear(self, job: PrintJob) -> None:
        self.told.append(job)
        self.changed.set()

    def printer(self, name: str = COUNTER) -> Behaviour:
        return self.printers.behaviour.setdefault(name, Behaviour())

    async def sold(self) -> Sale:
        return await self.shop.charge("cash.ao", tendered="200")

    async def print(
        self, order: PrintOrder, printer: str = COUNTER, until: JobState | None = None
    ) -> PrintJob:
        job = await self.spool.print(order, printer)
        return await self.until(job, until) if until else job

    async def until(self, job: PrintJob, *states: JobState) -> PrintJob:
        async with asyncio.timeout(PATIENCE):
            while True:
                self.changed.clear()
                now = await self.job(job)
                if now.state in states:
                    return now
                await self.changed.wait()

    async def job(self, job: PrintJob) -> PrintJob:
        now = await self.store.job(job.id)
        assert now
        return now

    async def settled(self) -> None:
        """Once nothing waits and nothing is under way."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self.changed.clear()
                states = (JobState.ASKED, JobState.QUEUED, JobState.SENDING, JobState.SENT)
                if not await self.store.jobs(*states):
                    return
                await self.changed.wait()

    async def issues(self, sale: Sale) -> list[tuple[str, int]]:
        """What the journal has of a sale's paper: + for a number given, - for one given back."""
        events = await self.shop.events_of(sale)
        return [
            ("+" if isinstance(event, DocumentIssued) else "-", event.number)
            for event in events
            if isinstance(event, DocumentIssued | IssueWithdrawn)
        ]

    async def pass_by(self, **time: float) -> None:
        await asyncio.sleep(timedelta(**time).total_seconds())


def _printer(name: str) -> Printer:
    return Printer(name=name, connection=PrinterConnection.NETWORK, address="127.0.0.1:9100")
