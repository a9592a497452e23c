"""Takes up the jobs that the last run of the till left.

It goes on with what is fresh and sure, and ends the rest with a word. Nothing that may have left is
printed again.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from pos_app.domain.errors import NotAllowed
from pos_app.domain.paper.print_job import UNDER_WAY, WAITING, WAITS_FOR, Hitch, JobState, PrintJob
from pos_app.till.spool.issue_numbers import Issue, IssueNumbers
from pos_app.till.spool.job_book import JobBook
from pos_app.till.spool.persistence import until_written

_KEPT = timedelta(days=30)  # jobs that have ended, for whoever asks what became of them

QueueAgain = Callable[[PrintJob, float], None]  # the job, and how many seconds it has waited


class Restart:
    def __init__(
        self,
        book: JobBook,
        numbers: IssueNumbers,
        numbering: Callable[[], AbstractAsyncContextManager[None]],
        queue_again: QueueAgain,
        is_new: Callable[[PrintJob], bool],
    ) -> None:
        """Numbers are given within `numbering`. `is_new`: the job was ordered in this run."""
        self._book = book
        self._numbers = numbers
        self._numbering = numbering
        self._queue_again = queue_again
        self._is_new = is_new

    async def run(self) -> None:
        """Takes up each job, oldest first."""
        await until_written(self._restore_numbers)
        left = await until_written(lambda: self._book.jobs(*WAITING, *UNDER_WAY))
        for job in [job for job in left if not self._is_new(job)]:
            if job.state in UNDER_WAY:
                await self._doubt(job)
            else:
                await self._take_up(job)
        await until_written(lambda: self._book.store.forget(self._book.now() - _KEPT))

    async def _restore_numbers(self) -> None:
        async with self._numbering():
            """That is done before anybody is given one."""

    async def _doubt(self, job: PrintJob) -> None:
        await until_written(lambda: self._book.become(job, JobState.DOUBTFUL, Hitch.INTERRUPTED))

    async def _take_up(self, job: PrintJob) -> None:
        waited = abs(self._book.now() - job.asked_at)  # by a clock that may have been set since
        if waited >= WAITS_FOR:
            await self._end(job, Hitch.WAITED_TOO_LONG)
        elif await self._goes_on(job):
            self._queue_again(await self._queued(job), waited.total_seconds())
        else:
            await self._end(job, Hitch.INTERRUPTED)

    async def _goes_on(self, job: PrintJob) -> bool:
        """Returns whether the journal has the job's number. One that was only asked for gets it, if
        it is still the next one. A file's path is not kept."""
        if not job.printer:
            return False
        known = await until_written(lambda: self._numbers.known_of(job))
        if known is Issue.NONE and job.number:
            return await self._issued(job)
        return known is not Issue.WITHDRAWN

    async def _issued(self, job: PrintJob) -> bool:
        async def issue() -> bool:
            async with self._numbering():
                if await self._numbers.next(job.kind, job.subject) != job.number:
                    return False
                await self._numbers.issue(job)
                return True

        try:
            return await until_written(issue)
        except NotAllowed:  # its sale is gone, with a journal that was restored
            return False

    async def _queued(self, job: PrintJob) -> PrintJob:
        if job.state is JobState.QUEUED:
            return job
        return await until_written(lambda: self._book.become(job, JobState.QUEUED))

    async def _end(self, job: PrintJob, hitch: Hitch) -> None:
        await until_written(lambda: self._numbers.withdraw(job))
        await until_written(lambda: self._book.become(job, JobState.FAILED, hitch))
