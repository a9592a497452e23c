"""The jobs that wait at one printer, in order, and the one task that takes them there.

A printer that is not ready keeps its jobs waiting, each for a quarter of an hour at the longest.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from pos_app.domain.errors import JournalUnavailable, NotAllowed, SpoolUnavailable
from pos_app.domain.paper.print_job import UNDER_WAY, WAITS_FOR, Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import Printer
from pos_app.ports.paper.printers import PrinterNotReady, Printers
from pos_app.till.background import BackgroundTasks
from pos_app.till.spool.issue_numbers import IssueNumbers
from pos_app.till.spool.job_book import JobBook
from pos_app.till.spool.job_delivery import JobDelivery
from pos_app.till.spool.persistence import until_written

_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between tries; the last one goes on

Find = Callable[[str], Printer | None]


@dataclass
class _Waiting:
    job: PrintJob
    until: float  # by the loop's clock, which nobody sets


class PrinterQueue:
    """Jobs of one printer, by its name. The printer itself is looked up for each try: somebody may
    give it another address while paper waits."""

    def __init__(
        self, name: str, book: JobBook, numbers: IssueNumbers, printers: Printers, find: Find
    ) -> None:
        self._name = name
        self._book = book
        self._numbers = numbers
        self._printers = printers
        self._find = find
        self._waiting: list[_Waiting] = []
        self._tasks = BackgroundTasks()
        self._worker: asyncio.Task[None] | None = None
        self._try: asyncio.Task[PrintJob] | None = None
        self._delivery: JobDelivery | None = None
        self._news = asyncio.Event()
        self._failed_tries = 0  # in a row: the printer is not ready
        self._closes = False

    @property
    def jobs(self) -> list[PrintJob]:
        return [one.job for one in self._waiting]

    def put(self, job: PrintJob, waited: float = 0.0) -> None:
        """Puts a job at the end. `waited`: the seconds that it has waited before."""
        until = asyncio.get_running_loop().time() + WAITS_FOR.total_seconds() - waited
        self._waiting.append(_Waiting(job, until))
        self._news.set()
        if not self._closes and (self._worker is None or self._worker.done()):
            self._worker = self._tasks.start(self._work(), f"printing at {self._name}")

    async def take_out(self, job_id: str) -> PrintJob | None:
        """Takes a job out of the queue, and out of the printer's hands while nothing has left;
        returns None where it is too late, or it is not here."""
        found = next((one for one in self._waiting if one.job.id == job_id), None)
        if found is None:
            return None
        delivery, tried = self._delivery, self._try
        if delivery and tried and delivery.job.id == job_id:
            if delivery.has_begun:
                return None
            self._waiting.remove(found)
            tried.cancel()
            await asyncio.wait([tried])
        else:
            self._waiting.remove(found)
        self._news.set()
        return found.job

    async def stop(self, patience: float) -> None:
        """Lets the paper that is under way come out, for so many seconds; the rest waits for the
        next start."""
        self._closes = True
        if self._try and self._delivery and self._delivery.has_begun:
            await asyncio.wait([self._try], timeout=patience)
        await self._tasks.stop()

    # --- the task ---------------------------------------------------------------------------------

    async def _work(self) -> None:
        while self._waiting and not self._closes:
            first = self._waiting[0]
            try:
                await self._bring(first)
            except PrinterNotReady as reason:
                await self._not_ready(first, reason)
            except (SpoolUnavailable, JournalUnavailable):
                await self._pause()
            else:
                self._failed_tries = 0
                self._remove(first)

    async def _bring(self, one: _Waiting) -> None:
        """Tries once, unless it is too late: by the clock, or since its sale has gone on. Raises
        PrinterNotReady, SpoolUnavailable, JournalUnavailable."""
        if self._is_over(one) or not await self._numbers.still_says(one.job):
            await self._fail(one, Hitch.WAITED_TOO_LONG, one.job.detail)
            return
        printer = self._find(self._name)
        if printer is None:
            await self._fail(one, Hitch.NOT_FOUND)
            return
        try:
            document = await self._book.store.document(one.job.id)
        except NotAllowed:  # a secret one, whose till has ended since
            await self._fail(one, Hitch.INTERRUPTED)
            return
        if one not in self._waiting:  # somebody took it out meanwhile
            return
        self._delivery = delivery = JobDelivery(self._book, self._printers, one.job)
        self._try = asyncio.get_running_loop().create_task(delivery.run(printer, document))
        try:
            await asyncio.wait([self._try])
            if self._try.cancelled():  # it was taken out
                return
            self._try.result()
        except asyncio.CancelledError:
            self._try.cancel()
            await asyncio.wait([self._try])
            raise
        finally:
            one.job = delivery.job
            self._try = self._delivery = None

    async def _not_ready(self, one: _Waiting, reason: PrinterNotReady) -> None:
        if one not in self._waiting:
            return
        if reason.hitch is Hitch.REFUSED:
            await self._fail(one, reason.hitch, reason.detail)
            return
        job = one.job
        tries = job.tries if job.state in UNDER_WAY else job.tries + 1
        # It waits again from here on, whenever the file takes that: a restart doubts what began.
        one.job = replace(job, state=JobState.QUEUED, tries=tries)
        with suppress(SpoolUnavailable):
            one.job = await self._book.become(
                job, JobState.QUEUED, reason.hitch, reason.detail, tries=tries
            )
        if one not in self._waiting:
            return
        if self._is_over(one):
            await self._give_up(reason)
        else:
            await self._pause()

    async def _give_up(self, reason: PrinterNotReady) -> None:
        """Ends every job whose time is over: the printer is not tried for each of them."""
        for one in [one for one in self._waiting if self._is_over(one)]:
            await self._fail(one, Hitch.WAITED_TOO_LONG, reason.detail or reason.hitch.value)

    def _is_over(self, one: _Waiting) -> bool:
        return asyncio.get_running_loop().time() >= one.until

    async def _fail(self, one: _Waiting, hitch: Hitch, detail: str = "") -> None:
        """Gives the job's number back, and ends it. From here on nobody takes it out."""
        if not self._remove(one):
            return
        await until_written(lambda: self._numbers.withdraw(one.job))
        await until_written(lambda: self._book.become(one.job, JobState.FAILED, hitch, detail))

    def _remove(self, one: _Waiting) -> bool:
        if one not in self._waiting:
            return False
        self._waiting.remove(one)
        return True

    async def _pause(self) -> None:
        """Waits before the next try, or until there is another job first."""
        seconds = _PAUSES[min(self._failed_tries, len(_PAUSES) - 1)]
        self._failed_tries += 1
        self._news.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
