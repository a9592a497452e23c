"""What did not come out on paper, or may not have, for the close of a day."""

from collections.abc import Sequence

from pos_app.domain.errors import SpoolUnavailable
from pos_app.domain.paper.print_job import Hitch, JobState, PrintTrouble
from pos_app.ports.paper.job_store import JobStore
from pos_app.till.background import report

# Of a cancelled job: a person at the till wanted it so.
_WANTED = (Hitch.NONE, Hitch.BY_HAND)


async def troubles_in(store: JobStore) -> Sequence[PrintTrouble]:
    """Returns the documents of failed and doubtful jobs, oldest first, also of those that somebody
    has done with, and not of those that were repeated. Where the spool's file cannot be read there
    are none, and a report: a close waits for no printer."""
    try:
        jobs = await store.jobs(JobState.FAILED, JobState.DOUBTFUL, JobState.CANCELLED)
    except SpoolUnavailable as error:
        report(error)
        return []
    return [
        PrintTrouble(
            kind=job.kind,
            state=job.state,
            hitch=job.hitch,
            name=job.name,
            at=job.changed_at,
            printer=job.printer,
            sale=job.sale_number,
        )
        for job in jobs
        if job.state is not JobState.CANCELLED or job.hitch not in _WANTED
    ]
