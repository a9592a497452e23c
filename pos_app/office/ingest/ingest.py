"""Takes batches from tills: one writer for all of them, which stores what waits in one transaction.

A transaction for each request would take several times as long. Nobody is told that a batch is
stored before it is durable; whoever is told nothing says it again.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import psycopg
from psycopg_pool import PoolTimeout

from pos_app.office.database.connections import Connection, Pool
from pos_app.office.database.partitions import month_of
from pos_app.office.ingest.batch_check import first_wrong
from pos_app.office.ingest.group_commit import store_together
from pos_app.office.ingest.job import HIGHEST_BRANCH, NO_BRANCH, Answer, ChainKey, Job, OnStored
from pos_app.office.ingest.singly import settle
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.till_tokens import ANSWERS_WITHIN
from pos_app.ports.office.protocol import Batch, Busy, RowRefused, Stored

MOST_WAITING = 400  # batches
MOST_OF_A_TILL = 4  # of them; it sends one at a time, and another where it gave up on an answer
RETRY_AFTER = 2.0  # seconds
_MOST_ROWS_TOGETHER = 20_000
_DONE_WITHIN = 20.0  # seconds

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Ingest:
    """`on_stored` hears, after the commit, of which chains something was stored."""

    def __init__(
        self, pool: Pool, on_stored: OnStored, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._pool = pool
        self._on_stored = on_stored
        self._now = now
        self._waiting: list[Job] = []
        self._is_open = False
        self._some = asyncio.Event()

    @property
    def waiting(self) -> int:
        """Batches that nobody has begun to store."""
        return len(self._waiting)

    async def take(self, till: KnownTill, batch: Batch) -> Answer:
        """Checks a batch, and returns when it is durable, or why it is not."""
        if not 0 <= batch.branch <= HIGHEST_BRANCH:
            batch = replace(batch, branch=NO_BRANCH)
        wrong = first_wrong(till.public, batch)
        if wrong is not None:
            return RowRefused(wrong)
        if not self._is_open or not self._has_room(till):
            return Busy(RETRY_AFTER)
        job = Job(till, batch, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self._some.set()
        return await job.answer

    def _has_room(self, till: KnownTill) -> bool:
        """One that sends more at once than a till does keeps nobody else out."""
        if len(self._waiting) >= MOST_WAITING:
            return False
        return sum(job.till.till == till.till for job in self._waiting) < MOST_OF_A_TILL

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """Stores what comes until the block is left; who still waits then may ask again. Gives the
        work, which never ends by itself."""
        writer = asyncio.create_task(self._write())
        self._is_open = True
        try:
            yield writer
        finally:
            self._is_open = False
            writer.cancel()
            await asyncio.wait([writer])
            _tell(self._waiting, Busy(RETRY_AFTER))
            self._waiting = []
        if not writer.cancelled():
            writer.result()

    async def _write(self) -> None:
        while True:
            await self._some.wait()
            self._some.clear()
            while jobs := self._next_group():
                try:
                    await self._store(jobs)
                finally:
                    _tell(jobs, Busy(RETRY_AFTER))  # whom nothing was told by now

    def _next_group(self) -> Sequence[Job]:
        """Takes everything that waits, but one job a till: the next follows from it."""
        group: dict[int, Job] = {}
        later: list[Job] = []
        rows = 0
        for job in self._waiting:
            if job.till.till in group or rows >= _MOST_ROWS_TOGETHER:
                later.append(job)
            else:
                group[job.till.till] = job
                rows += len(job.batch.rows)
        self._waiting = later
        return sorted(group.values(), key=lambda job: job.key)

    async def _store(self, jobs: Sequence[Job]) -> None:
        """One that no transaction can hold must not keep the others out: then each is by itself."""
        try:
            async with asyncio.timeout(_DONE_WITHIN):
                left = await self._together(jobs)
        except (PoolTimeout, TimeoutError):
            return  # there is no database, or it hangs
        except (psycopg.OperationalError, psycopg.InterfaceError) as problem:
            _log.warning("a group of batches was not stored: %s", problem)
            left = jobs
        except Exception:  # noqa: BLE001 - logged, and each is tried by itself
            _log.exception("a group of batches cannot be stored together")
            left = jobs
        for job in left:
            if not await self._by_itself(job):
                return

    async def _together(self, jobs: Sequence[Job]) -> Sequence[Job]:
        """Returns those that did not follow."""
        async with self._pool.connection(ANSWERS_WITHIN) as connection:
            stored = await store_together(connection, jobs, month_of(self._now()))
        for job in stored.values():
            job.tell(Stored(job.last))
        self._say_stored(stored)
        return [job for job in jobs if job.key not in stored]

    async def _by_itself(self, job: Job) -> bool:
        """Tells whether it is worth while to go on with others."""
        try:
            async with asyncio.timeout(_DONE_WITHIN):
                async with self._pool.connection(ANSWERS_WITHIN) as connection:
                    answer, key = await self._settled(connection, job)
        except (PoolTimeout, TimeoutError):
            return False
        except (psycopg.OperationalError, psycopg.InterfaceError) as problem:
            _log.warning("a batch was not stored: %s", problem)
        except Exception:  # noqa: BLE001 - logged; the others must go on
            _log.exception("a batch of till %s cannot be stored", job.till.public)
        else:
            job.tell(answer)
            self._say_stored([key] if key else [])
        return True

    async def _settled(self, connection: Connection, job: Job) -> tuple[Answer, ChainKey | None]:
        """What PostgreSQL calls no value of its own is refused, so that somebody sees it."""
        try:
            return await settle(connection, job, month_of(self._now()))
        except psycopg.DataError:
            _log.exception("till %s sent what cannot be stored", job.till.public)
            return RowRefused(0), None

    def _say_stored(self, keys: Iterable[ChainKey]) -> None:
        if told := [*keys]:
            asyncio.get_running_loop().call_soon(self._on_stored, told)


def _tell(jobs: Iterable[Job], answer: Answer) -> None:
    for job in jobs:
        job.tell(answer)
