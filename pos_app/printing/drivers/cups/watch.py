"""Tells by what the print system says of a queue and a job whether something is wrong with them."""

from time import monotonic

from pos_app.domain.paper.print_job import CONFIRMED_WITHIN, Hitch
from pos_app.printing.drivers.cups.job import CupsJob
from pos_app.printing.drivers.cups.queue import CupsQueue, hitch_of
from pos_app.printing.drivers.cups.record import is_before_the_printer

# Seconds: what a backend calls wrong it may take back at once, and the job is taken back when it is
# believed.
_STANDS_FOR = 1.5
_SLOWEST = 50.0  # mm of paper a second: a backend has nothing to say while its printer prints


def trouble(queue: CupsQueue) -> Hitch:
    """Returns why a queue cannot be given a job. The reasons of an idle one are those of its last
    job, and stay until the next: the paper may have come since."""
    if not queue.accepts:
        return Hitch.REFUSED
    if queue.is_stopped:
        return Hitch.OFFLINE
    return hitch_of(queue.reasons) if queue.is_busy else Hitch.NONE


class Watch:
    """Looks at a job from when the print system has it."""

    def __init__(self, before: CupsQueue, length: float) -> None:
        """`before` is the queue as it was without the job; `length` the paper that the job needs,
        in mm."""
        self._old_reasons = before.reasons
        self._patience = CONFIRMED_WITHIN + length / _SLOWEST
        self._seen: object = None
        self._seen_at = monotonic()
        self._wrong = Hitch.NONE
        self._wrong_at = monotonic()

    def hitch(self, job: CupsJob, queue: CupsQueue) -> Hitch:
        """Returns what is wrong, when it is certain enough to take the job back; else NONE."""
        now = monotonic()
        self._note(job, queue, now)
        if queue.is_stopped:
            return self._wrong or Hitch.OFFLINE
        if self._wrong and now - self._wrong_at > _STANDS_FOR:
            return self._wrong
        if now - self._seen_at <= self._patience:
            return Hitch.NONE
        return hitch_of(queue.reasons) or (Hitch.SILENT if job.began else Hitch.OFFLINE)

    def _note(self, job: CupsJob, queue: CupsQueue, now: float) -> None:
        self._old_reasons &= queue.reasons
        wrong = hitch_of(queue.reasons - self._old_reasons - {"paused"})
        if wrong is not self._wrong:
            self._wrong, self._wrong_at = wrong, now
        seen = _progress(job, queue)
        if seen != self._seen:
            self._seen, self._seen_at = seen, now


def _progress(job: CupsJob, queue: CupsQueue) -> object:
    """Returns what changes while things go on, also with the jobs before it: whoever tries to
    reach the printer says so again and again."""
    words = "" if is_before_the_printer(queue.message) else queue.message
    return job.state, job.began, job.progress, queue.jobs, words
