"""The spool's thread: owns the file of print jobs (the port `JobStore`)."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pos_app.domain.errors import JobNotAllowed, SpoolUnavailable
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import JobState, PrintJob
from pos_app.journal.codec import instant_text
from pos_app.journal.spool.job_file import PUT_ASIDE, open_jobs
from pos_app.journal.spool.job_rows import change, document_in, is_over, is_secret, jobs_where, put

T = TypeVar("T")

_ENDED = (JobState.CONFIRMED, JobState.DOUBTFUL, JobState.FAILED, JobState.CANCELLED)


class JobThread:
    """Keeps jobs in the file. It is opened at the first call, and again after a failure: a disk
    that takes no file keeps paper waiting, and never a sale."""

    def __init__(self, path: Path, now: Callable[[], datetime], *, is_owner: bool = True) -> None:
        """Whoever is not the owner reads beside a till that may be open, and leaves a damaged file
        where it is."""
        self._path = path
        self._now = now
        self._is_owner = is_owner
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spool")
        self._db: sqlite3.Connection | None = None
        self._secrets: dict[str, Document] = {}
        self._is_closed = False

    async def add(self, job: PrintJob, document: Document) -> None:
        if is_secret(job):
            self._secrets[job.id] = document
        await self._do(lambda db: put(db, job, document))

    async def change(self, job: PrintJob) -> None:
        await self._do(lambda db: change(db, job))
        if is_over(job):
            self._secrets.pop(job.id, None)

    async def document(self, job_id: str) -> Document:
        document = self._secrets.get(job_id) or await self._do(lambda db: document_in(db, job_id))
        if document is None:
            raise JobNotAllowed("the document is not kept any more")
        return document

    async def jobs(self, *states: JobState) -> Sequence[PrintJob]:
        wanted = states or tuple(JobState)
        where = f"WHERE state IN ({', '.join('?' * len(wanted))}) ORDER BY place"
        return await self._do(lambda db: jobs_where(db, where, *wanted))

    async def latest(self, limit: int, subject: str = "") -> Sequence[PrintJob]:
        latest = "ORDER BY place DESC LIMIT ?"
        if subject:
            return await self._do(
                lambda db: jobs_where(db, f"WHERE subject = ? {latest}", subject, limit)
            )
        return await self._do(lambda db: jobs_where(db, latest, limit))

    async def job(self, job_id: str) -> PrintJob | None:
        found = await self._do(lambda db: jobs_where(db, "WHERE id = ?", job_id))
        return found[0] if found else None

    async def forget(self, before: datetime) -> None:
        states = ", ".join("?" * len(_ENDED))
        statement = f"DELETE FROM jobs WHERE state IN ({states}) AND changed_at < ?"  # noqa: S608 - marks are question marks
        await self._do(lambda db: db.execute(statement, [*_ENDED, instant_text(before)]))

    async def is_put_aside(self) -> bool:
        return await self.mark(PUT_ASIDE) is not None

    async def put_aside_is_told(self) -> None:
        await self.set_mark(PUT_ASIDE, None)

    async def mark(self, name: str) -> int | None:
        """Returns the number of the journal's event that was marked; None where none is."""

        def marked(db: sqlite3.Connection) -> int | None:
            row = db.execute("SELECT event FROM marks WHERE name = ?", [name]).fetchone()
            return row[0] if row else None

        return await self._do(marked)

    async def set_mark(self, name: str, event: int | None) -> None:
        """Marks an event of the journal; None takes the mark away."""
        if event is None:
            await self._do(lambda db: db.execute("DELETE FROM marks WHERE name = ?", [name]))
            return
        put_mark = "INSERT OR REPLACE INTO marks (name, event) VALUES (?, ?)"
        await self._do(lambda db: db.execute(put_mark, [name, event]))

    async def close(self) -> None:
        self._is_closed = True
        await asyncio.get_running_loop().run_in_executor(self._executor, self._let_go)
        self._executor.shutdown()

    async def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._is_closed:
            raise SpoolUnavailable("the till is closed")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: self._done(work))

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Works on the thread. A failure closes the file: the next call opens it anew, and puts one
        that was damaged meanwhile aside."""
        try:
            if self._db is None:
                self._db = open_jobs(self._path, self._now, is_owner=self._is_owner)
            return work(self._db)
        except (sqlite3.Error, OSError, OverflowError) as error:
            self._let_go()
            raise SpoolUnavailable(str(error)) from error

    def _let_go(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            db.close()
