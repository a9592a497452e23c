"""The port of the spool's file: what outlives a till that is killed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import JobState, PrintJob


class JobStore(Protocol):
    """Keeps jobs. What has returned is on the disk. Raises SpoolUnavailable."""

    async def add(self, job: PrintJob, document: Document) -> None:
        """Adds a job; one of the same id is replaced. A recovery code's document is kept in memory
        alone."""

    async def change(self, job: PrintJob) -> None:
        """Writes the job's new state. One that is confirmed or cancelled keeps no document."""

    async def document(self, job_id: str) -> Document:
        """Returns the document of a job. Raises NotAllowed where it is not kept any more."""

    async def job(self, job_id: str) -> PrintJob | None: ...

    async def jobs(self, *states: JobState) -> Sequence[PrintJob]:
        """Returns the jobs in these states, oldest first; in any state where none is named."""

    async def latest(self, limit: int, subject: str = "") -> Sequence[PrintJob]:
        """Returns the latest jobs, the latest first; of one sale, where it is named."""

    async def forget(self, before: datetime) -> None:
        """Deletes what ended before this instant."""

    async def is_put_aside(self) -> bool:
        """Returns whether a file before this one could not be read, and nobody has told of its jobs
        yet."""

    async def put_aside_is_told(self) -> None:
        """Keeps that somebody has."""

    async def mark(self, name: str) -> int | None:
        """Returns the number that was kept under this name, mostly of an event of the journal;
        None where none is."""

    async def set_mark(self, name: str, event: int | None) -> None:
        """Keeps a number under this name; None takes the mark away."""

    async def close(self) -> None: ...
