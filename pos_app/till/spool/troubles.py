"""What did not come out on paper, or may not have, for the close of a day."""

from collections.abc import Sequence

from pos_app.domain.errors import SpoolUnavailable
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob, PrintTrouble
from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.paper.job_store import JobStore
from pos_app.till.background import report

_ENDED = (JobState.FAILED, JobState.DOUBTFUL, JobState.CANCELLED, JobState.CONFIRMED)
# Of a cancelled job: a person at the till wanted it so.
_WANTED = (Hitch.NONE, Hitch.BY_HAND)


async def troubles_in(store: JobStore) -> Sequence[PrintTrouble]:
    """Returns the documents of failed and doubtful jobs, oldest first, also of those that somebody
    has done with, and not of those that were repeated, or came out by a later order. Where the
    spool's file cannot be read there are none, and a report: a close waits for no printer."""
    try:
        jobs = await store.jobs(*_ENDED)
    except SpoolUnavailable as error:
        report(error)
        return []
    # By what a job is about: the place of the last one that came out.
    came_out = {_about(job): at for at, job in enumerate(jobs) if job.state is JobState.CONFIRMED}
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
        for at, job in enumerate(jobs)
        if _is_trouble(job) and not (_left_nothing(job) and at < came_out.get(_about(job), 0))
    ]


def _is_trouble(job: PrintJob) -> bool:
    if job.state is JobState.CANCELLED:
        return job.hitch not in _WANTED
    return job.state is not JobState.CONFIRMED


def _left_nothing(job: PrintJob) -> bool:
    """Returns whether another piece makes up for this one; a doubtful one may be somewhere."""
    return job.state is not JobState.DOUBTFUL and bool(job.subject)


def _about(job: PrintJob) -> tuple[DocumentKind, str]:
    return job.kind, job.subject
