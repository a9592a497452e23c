"""One try to bring a job to its printer: each step is on the disk before the next one."""

import asyncio
from collections.abc import Awaitable

from pos_app.domain.errors import PosError
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import UNDER_WAY, Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import Printer
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady, Printers, PrintRun
from pos_app.till.background import report
from pos_app.till.spool.job_book import JobBook
from pos_app.till.spool.persistence import until_written

# Whoever drives printers has limits of its own, which are shorter; these are for one that hangs.
_READY_WITHIN = 60.0  # seconds
_TAKEN_WITHIN = 600.0  # seconds: a month's journal on a slow serial line


class JobDelivery:
    """A try. `job` is as the last step left it."""

    def __init__(self, book: JobBook, printers: Printers, job: PrintJob) -> None:
        self._book = book
        self._printers = printers
        self.job = job
        self.has_begun = False  # bytes may leave: nobody takes the job away any more

    async def run(self, printer: Printer, document: Document) -> PrintJob:
        """Returns the job, confirmed or doubtful. Raises PrinterNotReady, where nothing has left;
        SpoolUnavailable, where the spool's file did not take the first step, before anything
        left."""
        try:
            async with self._printers.run(printer, document) as run:
                await self._steps(run)
        except asyncio.CancelledError:
            await self._interrupted()
            raise
        except Exception as error:  # noqa: BLE001 - judged below, and reported where it is a mistake
            await self._judge(error)
        return self.job

    async def _judge(self, error: Exception) -> None:
        """Says what an error means for the paper; raises it again where nothing has left."""
        if self.job.state is JobState.QUEUED:
            self.has_begun = False
            if isinstance(error, PosError):
                raise error
            report(error)
            raise PrinterNotReady(Hitch.REFUSED, repr(error)) from error
        if self.job.state not in UNDER_WAY:
            report(error)  # the paper is out, and letting the printer go failed
            return
        match error:
            case PrinterNotReady():
                raise error
            case PaperUncertain():
                await self._become(JobState.DOUBTFUL, error.hitch, error.detail)
            case _:
                report(error)
                await self._become(JobState.DOUBTFUL, Hitch.INTERRUPTED, repr(error))

    async def _steps(self, run: PrintRun) -> None:
        try:
            await _within(_READY_WITHIN, run.ready())
        except PaperUncertain as unsure:  # before anything left, there is no doubt
            raise PrinterNotReady(unsure.hitch, unsure.detail) from unsure
        except TimeoutError as silent:
            raise PrinterNotReady(Hitch.SILENT) from silent
        self.has_begun = True
        tries = self.job.tries + 1
        self.job = await self._book.become(self.job, JobState.SENDING, tries=tries)
        try:
            await _within(_TAKEN_WITHIN, run.send())
            await self._become(JobState.SENT)
            await _within(_TAKEN_WITHIN, run.confirmed())
        except TimeoutError as silent:
            raise PaperUncertain(Hitch.SILENT) from silent
        await self._become(JobState.CONFIRMED)

    async def _become(self, state: JobState, hitch: Hitch = Hitch.NONE, detail: str = "") -> None:
        """Writes what has happened, however long the disk takes: it cannot be taken back."""
        self.job = await until_written(lambda: self._book.become(self.job, state, hitch, detail))

    async def _interrupted(self) -> None:
        """Says so while the till closes, if the file takes it; the next start says it otherwise."""
        if self.job.state not in UNDER_WAY:
            return
        try:
            self.job = await self._book.become(self.job, JobState.DOUBTFUL, Hitch.INTERRUPTED)
        except PosError as error:
            report(error)


async def _within(seconds: float, step: Awaitable[None]) -> None:
    async with asyncio.timeout(seconds):
        await step
