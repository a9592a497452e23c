"""The jobs of the spool: each change is on the disk before anybody is told of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from pos_app.domain.errors import JobNotAllowed
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob, may_follow
from pos_app.ports.paper.job_store import JobStore
from pos_app.ports.paper.spool import Listener
from pos_app.till.background import report


class JobBook:
    """Writes jobs, and tells listeners, on the loop's thread."""

    def __init__(self, store: JobStore, now: Callable[[], datetime]) -> None:
        self.store = store
        self.now = now
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def add(self, job: PrintJob, document: Document) -> None:
        await self.store.add(job, document)
        self._tell(job)

    async def job(self, job_id: str) -> PrintJob:
        """Returns the job. Raises JobNotAllowed, SpoolUnavailable."""
        job = await self.store.job(job_id)
        if job is None:
            raise JobNotAllowed("there is no such job")
        return job

    async def jobs(self, *states: JobState) -> Sequence[PrintJob]:
        return await self.store.jobs(*states)

    async def become(
        self,
        job: PrintJob,
        state: JobState,
        hitch: Hitch = Hitch.NONE,
        detail: str = "",
        *,
        tries: int | None = None,
        printer: str | None = None,
    ) -> PrintJob:
        """Takes a job to its next state. Raises JobNotAllowed where that may not follow, and
        SpoolUnavailable: then it is as it was."""
        if not may_follow(job.state, state):
            raise JobNotAllowed(f"a job that is {job.state} does not become {state}")
        changed = replace(
            job,
            state=state,
            hitch=hitch,
            detail=detail,
            changed_at=self.now(),
            tries=job.tries if tries is None else tries,
            printer=job.printer if printer is None else printer,
        )
        await self.store.change(changed)
        self._tell(changed)
        return changed

    def _tell(self, job: PrintJob) -> None:
        for listener in self._listeners:
            try:
                listener(job)
            except Exception as error:  # noqa: BLE001 - reported
                report(error)
