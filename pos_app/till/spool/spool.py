"""The spool: takes orders for paper, numbers them, and hands them to each printer's queue."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from pos_app.domain.errors import (
    FileNotWritten,
    FileUncertain,
    JobNotAllowed,
    PosError,
    PrinterNotSetUp,
    SpoolUnavailable,
)
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.journal import Journal
from pos_app.ports.paper.job_store import JobStore
from pos_app.ports.paper.printers import Printers
from pos_app.ports.paper.spool import Edition, Listener, PrintOrder
from pos_app.till.background import BackgroundTasks, report
from pos_app.till.recorder import SaleRecorder
from pos_app.till.spool.issue_numbers import Issue, IssueNumbers
from pos_app.till.spool.job_book import JobBook
from pos_app.till.spool.lost_numbers import LostNumbers
from pos_app.till.spool.persistence import until_written
from pos_app.till.spool.printer_queue import Find, PrinterQueue
from pos_app.till.spool.restart import Restart

_OPEN = (
    JobState.ASKED,
    JobState.QUEUED,
    JobState.SENDING,
    JobState.SENT,
    JobState.DOUBTFUL,
    JobState.FAILED,
)
_TAKEN_UP_WITHIN = 5.0  # seconds that a person's word waits for what the last run left
_COMES_OUT_WITHIN = 3.0  # seconds that a closing till waits for paper under way
_ORDERS_END_WITHIN = 10.0  # and for what was ordered: a disk may take nothing, for ever


class PrintSpool:
    """Implements the port `Spool`."""

    def __init__(
        self,
        *,
        store: JobStore,
        journal: Journal,
        recorder: SaleRecorder,
        printers: Printers,
        find: Find,
        who: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        """`find` returns a printer that is set up, by its name; `who` names the person at the
        till."""
        self._book = JobBook(store, now)
        self._numbers = IssueNumbers(journal, recorder)
        self._printers = printers
        self._find = find
        self._who = who
        self._now = now
        self._queues: dict[str, PrinterQueue] = {}
        self._lost_numbers = LostNumbers(self._book, self._numbers, journal)
        self._issuing = asyncio.Lock()  # from reading a number until it is in the journal
        self._new: set[str] = set()  # the ids of all jobs of this run
        self._orders: set[asyncio.Task[PrintJob]] = set()
        self._tasks = BackgroundTasks()
        self._restart: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Takes up what the last run left, in the background."""
        restart = Restart(
            self._book,
            self._numbers,
            self._numbering,
            lambda job, waited: self._queue(job.printer).put(job, waited),
            lambda job: job.id in self._new,
        )
        self._restart = self._tasks.start(restart.run(), "taking up the print jobs")

    async def stop(self) -> None:
        """Ends in order: what is under way may come out, and what waits stays for the next
        start."""
        await self._end_orders()
        await self._tasks.stop()
        queues = [queue.stop(_COMES_OUT_WITHIN) for queue in self._queues.values()]
        await asyncio.gather(*queues)

    async def _end_orders(self) -> None:
        """Leaves what does not end in time to the next start, which finds how far it came."""
        if not (orders := list(self._orders)):
            return
        await asyncio.wait(orders, timeout=_ORDERS_END_WITHIN)
        for order in orders:
            order.cancel()
        await asyncio.gather(*orders, return_exceptions=True)

    def listen(self, listener: Listener) -> None:
        self._book.listen(listener)

    # --- orders -----------------------------------------------------------------------------------

    async def print(self, order: PrintOrder, printer: str) -> PrintJob:
        self._check_is_set_up(printer)
        return await self._whole(self._print(order, printer))

    async def _print(self, order: PrintOrder, printer: str) -> PrintJob:
        async with self._numbering():
            job = await self._issue(order, printer)
        self._queue(printer).put(job)
        return job

    async def save(self, order: PrintOrder, path: Path) -> PrintJob:
        return await self._whole(self._save(order, path))

    async def _save(self, order: PrintOrder, path: Path) -> PrintJob:
        async with self._numbering():
            job = await self._issue(order, "")
        return await self._written(job, path)

    async def _written(self, job: PrintJob, path: Path) -> PrintJob:
        try:
            document = await self._book.store.document(job.id)
            job = await self._book.become(job, JobState.SENDING, tries=1)
        except PosError as error:
            await self._not_begun(job, str(error))
            raise
        try:
            await self._printers.save(document, path)
        except FileUncertain as error:
            await self._doubted(job, str(error))
            raise
        except FileNotWritten as error:
            await self._not_written(job, str(error))
            raise
        except Exception as error:
            await self._doubted(job, repr(error))
            raise FileUncertain(repr(error)) from error
        return await until_written(lambda: self._book.become(job, JobState.CONFIRMED))

    async def _doubted(self, job: PrintJob, detail: str) -> None:
        """Keeps the number: somebody may have the file."""
        await until_written(lambda: self._book.become(job, JobState.DOUBTFUL, Hitch.SILENT, detail))

    async def _not_begun(self, job: PrintJob, detail: str) -> None:
        """Gives the number back at once, if the journal takes it, and ends the job as soon as the
        spool's file does: whoever asked does not wait for that."""
        try:
            await self._numbers.withdraw(job)
        except PosError as error:
            report(error)
        self._tasks.start(self._not_written(job, detail), "ending a file that was not begun")

    async def _not_written(self, job: PrintJob, detail: str) -> None:
        await until_written(lambda: self._numbers.withdraw(job))
        await until_written(lambda: self._book.become(job, JobState.FAILED, Hitch.REFUSED, detail))

    async def note_lost(self, order: PrintOrder, printer: str) -> PrintJob:
        """Keeps a job that a killed till never came to ask for, as one that failed: a person sees
        it, and may repeat it. Raises NotAllowed, SpoolUnavailable, JournalUnavailable."""
        async with self._numbering():
            number = await self._numbers.next(order.kind, order.subject)
            job_id = uuid4().hex
            self._new.add(job_id)
            return await self._kept(
                job_id, order, printer, number, JobState.FAILED, Hitch.INTERRUPTED
            )

    async def keep(self, job: PrintJob, document: Document) -> None:
        """Keeps a job of an earlier run, as it ended. Raises SpoolUnavailable."""
        self._new.add(job.id)
        await self._book.add(job, document)

    async def next_number(self, kind: DocumentKind, subject: str) -> int:
        return await self._numbers.next(kind, subject)

    # --- what a person says -----------------------------------------------------------------------

    async def came_out(self, job_id: str) -> PrintJob:
        await self._taken_up(job_id)
        async with self._numbering():  # somebody else may be repeating it
            job = await self._book.job(job_id)
            if job.state is not JobState.DOUBTFUL:
                raise JobNotAllowed("nobody doubts this job")
            await self._numbers.take_back(job)  # a repeat that failed has given it back
            return await self._book.become(job, JobState.CONFIRMED, Hitch.BY_HAND)

    async def repeat(self, job_id: str, printer: str = "") -> PrintJob:
        return await self._whole(self._repeat(job_id, printer))

    async def _repeat(self, job_id: str, printer: str) -> PrintJob:
        await self._taken_up(job_id)
        async with self._numbering():
            old = await self._book.job(job_id)
            if not old.needs_person:
                raise JobNotAllowed("only what failed, or may have, is repeated")
            there = printer or old.printer
            self._check_is_set_up(there)
            order = await self._order_of(old)
            job = await self._in_place_of(old, order, there)
            self._queue(there).put(job)
        return job

    async def save_instead(self, job_id: str, path: Path) -> PrintJob:
        return await self._whole(self._save_instead(job_id, path))

    async def _save_instead(self, job_id: str, path: Path) -> PrintJob:
        await self._taken_up(job_id)
        async with self._numbering():
            old = await self._book.job(job_id)
            order = await self._order_of(old)
            if old.needs_person:
                job = await self._in_place_of(old, order, "")
            else:
                job = await self._in_place_of_waiting(job_id, order)
        return await self._written(job, path)

    async def _in_place_of_waiting(self, job_id: str, order: PrintOrder) -> PrintJob:
        """Issues a file for a job that waits. Raises JobNotAllowed once anything may have left."""
        old = await self._taken_out(job_id)
        try:
            return await self._in_place_of(old, order, "")
        except PosError as error:
            self._tasks.start(self._not_written(old, str(error)), "ending a job that waited")
            raise

    async def _in_place_of(self, old: PrintJob, order: PrintOrder, printer: str) -> PrintJob:
        """Issues a job for one that failed, is in doubt or waits no more, and ends that
        one: left open, it could be repeated once more."""
        await self._numbers.withdraw(old, self._who())
        job = await self._issue(order, printer)
        await until_written(lambda: self._book.become(old, JobState.CANCELLED, Hitch.BY_HAND))
        return job

    async def _order_of(self, job: PrintJob) -> PrintOrder:
        """Returns an order of the very same piece. Raises JobNotAllowed, where there is a later
        one, or it says what is not so any more, and SpoolUnavailable."""
        document = await self._book.store.document(job.id)
        await self._check_is_last(job)
        if not await self._numbers.still_says(job):
            raise JobNotAllowed("its sale has gone on since")
        return PrintOrder(
            kind=job.kind,
            compose=lambda _: document,
            subject=job.subject,
            sale_number=job.sale_number,
            by=self._who(),
        )

    async def _check_is_last(self, job: PrintJob) -> None:
        """Raises JobNotAllowed where a later piece was issued: this one says that it is none."""
        following = await self._numbers.next(job.kind, job.subject)
        counted = await self._numbers.known_of(job) is Issue.ISSUED
        if job.number and following != job.number + counted:
            raise JobNotAllowed("a later piece of this document was issued")

    async def move(self, job_id: str, printer: str) -> PrintJob:
        self._check_is_set_up(printer)
        return await self._whole(self._move(job_id, printer))

    async def _move(self, job_id: str, printer: str) -> PrintJob:
        await self._taken_up(job_id)
        job = await self._taken_out(job_id)
        try:
            job = await self._book.become(job, JobState.QUEUED, printer=printer)
        except PosError:
            self._queue(job.printer).put(job)
            raise
        self._queue(printer).put(job)
        return job

    async def cancel(self, job_id: str) -> PrintJob:
        return await self._whole(self._cancel(job_id))

    async def _cancel(self, job_id: str) -> PrintJob:
        await self._taken_up(job_id)
        job = await self._book.job(job_id)
        if job.needs_person:
            return await self._book.become(job, JobState.CANCELLED, job.hitch, job.detail)
        job = await self._taken_out(job_id)
        try:
            await self._numbers.withdraw(job, self._who())
        except PosError:
            self._queue(job.printer).put(job)
            raise
        return await until_written(
            lambda: self._book.become(job, JobState.CANCELLED, Hitch.BY_HAND)
        )

    async def _taken_up(self, job_id: str) -> None:
        """Waits for the restart, where the job is of the last run: a command names one as soon as
        the till is open."""
        if self._restart is not None and job_id not in self._new:
            await asyncio.wait([self._restart], timeout=_TAKEN_UP_WITHIN)

    async def _taken_out(self, job_id: str) -> PrintJob:
        """Takes a job out of its queue. Raises JobNotAllowed once anything may have left."""
        for queue in self._queues.values():
            if job := await queue.take_out(job_id):
                return job
        raise JobNotAllowed("it does not wait any more")

    # --- reads ------------------------------------------------------------------------------------

    async def latest(self, limit: int, subject: str = "") -> Sequence[PrintJob]:
        return await self._book.store.latest(limit, subject)

    async def unfinished(self) -> Sequence[PrintJob]:
        return await self._book.jobs(*_OPEN)

    # --- inside -----------------------------------------------------------------------------------

    @asynccontextmanager
    async def _numbering(self) -> AsyncIterator[None]:
        """Gives numbers: one caller at a time, and none while it is unknown which ones a restored
        journal has lost. Raises JournalUnavailable, SpoolUnavailable."""
        async with self._issuing:
            await self._lost_numbers.restore()
            yield

    async def _issue(self, order: PrintOrder, printer: str) -> PrintJob:
        """Keeps the job and gives it its number, under the lock. Raises NotAllowed,
        SpoolUnavailable or JournalUnavailable: then nothing will be printed."""
        job_id = uuid4().hex
        self._new.add(job_id)
        number = await self._numbers.next(order.kind, order.subject)
        job = await self._kept(job_id, order, printer, number, JobState.ASKED)
        try:
            await self._numbers.issue(job)
        except PosError:
            await self._forget(job)
            raise
        return await self._queued(job)

    async def _kept(
        self,
        job_id: str,
        order: PrintOrder,
        printer: str,
        number: int,
        state: JobState,
        hitch: Hitch = Hitch.NONE,
    ) -> PrintJob:
        """Composes the document, and keeps it with a new job."""
        at = self._now()
        document = order.compose(Edition(number=number, at=at, by=order.by))
        job = PrintJob(
            id=job_id,
            kind=order.kind,
            name=document.name,
            printer=printer,
            state=state,
            hitch=hitch,
            asked_at=at,
            changed_at=at,
            number=number,
            subject=order.subject,
            sale_number=order.sale_number,
            by=order.by,
        )
        await self._book.add(job, document)
        return job

    async def _queued(self, job: PrintJob) -> PrintJob:
        """Its number is in the journal, so that the job goes on even if the file does not take
        this step: the next one waits until it does, and a restart finds the number."""
        try:
            return await self._book.become(job, JobState.QUEUED)
        except SpoolUnavailable as error:
            report(error)
            return replace(job, state=JobState.QUEUED)

    async def _forget(self, job: PrintJob) -> None:
        """Whoever ordered it hears the error: nobody else has to."""
        try:
            await self._book.become(job, JobState.CANCELLED)
        except SpoolUnavailable as error:
            report(error)

    def _check_is_set_up(self, printer: str) -> None:
        if self._find(printer) is None:
            raise PrinterNotSetUp(printer)

    def _queue(self, printer: str) -> PrinterQueue:
        if printer not in self._queues:
            self._queues[printer] = PrinterQueue(
                printer, self._book, self._numbers, self._printers, self._find
            )
        return self._queues[printer]

    async def _whole(self, work: Coroutine[Any, Any, PrintJob]) -> PrintJob:
        """Does the work to its end, even if whoever asked has stopped waiting."""
        task = asyncio.get_running_loop().create_task(work, name="an order for paper")
        self._orders.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[PrintJob]) -> None:
        """Whoever ordered it has its error; the task is not reported a second time."""
        self._orders.discard(task)
        if not task.cancelled():
            task.exception()
