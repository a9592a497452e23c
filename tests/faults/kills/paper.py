"""What must be true of paper, whenever the till was killed."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from faults.kills.person import SALE

from pos_app.domain.paper.print_job import JobState, PrintJob
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.spool.job_thread import JobThread

_UNFINISHED = (JobState.ASKED, JobState.QUEUED, JobState.SENDING, JobState.SENT)


def gather_jobs(profile: Profile) -> Sequence[PrintJob]:
    """The jobs as they lie on the disk."""

    async def read() -> Sequence[PrintJob]:
        store = JobThread(profile.spool, lambda: datetime.now(UTC))
        try:
            return await store.jobs()
        finally:
            await store.close()

    return asyncio.run(read())


def wrong_paper(jobs: Sequence[PrintJob], pieces: int, sales: Sequence[Sale]) -> Iterator[str]:
    """Once the till was started again and everything is at rest: one piece at most, which somebody
    knows of, and a number that is held by what may be out alone."""
    states = [job.state for job in jobs]
    if pieces > 1:
        yield f"{pieces} pieces came out of one order: {states}"
    if not jobs:
        yield "nothing is known of a receipt that was asked for"
    out = [state for state in states if state in (JobState.CONFIRMED, JobState.DOUBTFUL)]
    if len(out) < pieces:
        yield f"{pieces} pieces came out, and the jobs are {states}"
    if states.count(JobState.CONFIRMED) > pieces:
        yield f"a job is confirmed, and {pieces} pieces came out"
    if any(state in _UNFINISHED for state in states):
        yield f"a job is not at rest: {states}"
    for sale in sales:
        if sale.id == SALE and sale.receipts != len(out):
            yield f"{sale.receipts} receipts are counted, and the jobs are {states}"
