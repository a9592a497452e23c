"""Numbers of paper that a restored journal has lost: the spool's file still knows of them.

Without this, the next receipt of such a sale would be an original again; or a copy of none, where
the journal has lost that a number was given back.
"""

from contextlib import suppress

from pos_app.domain.audit_notes import Restored
from pos_app.domain.errors import NotAllowed
from pos_app.domain.paper.print_job import UNDER_WAY, Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.journal import Journal, Noted
from pos_app.till.spool.issue_numbers import Issue, IssueNumbers, belongs_to_sale, is_numbered
from pos_app.till.spool.job_book import JobBook

S = JobState
_MARK = "restored"  # the last restore after which this was done
_NOT_WAITING = (*UNDER_WAY, S.CONFIRMED, S.DOUBTFUL, S.FAILED, S.CANCELLED)  # the rest goes on
# Of a cancelled job: another piece has its number, or it certainly never left.
_NOT_SEEN = (Hitch.NONE, Hitch.BY_HAND, Hitch.WAITED_TOO_LONG, Hitch.NOT_FOUND)


class LostNumbers:
    """Writes them into the journal again, once after each restore."""

    def __init__(self, book: JobBook, numbers: IssueNumbers, journal: Journal) -> None:
        self._book = book
        self._numbers = numbers
        self._journal = journal
        self._are_back = False

    async def restore(self) -> None:
        """Comes before anybody is given a number. A sale that is lost itself has none. Raises
        JournalUnavailable, SpoolUnavailable."""
        if self._are_back:
            return
        restores = await self._journal.notes(Restored)
        if restores and _stamp(restores[-1]) != await self._book.store.mark(_MARK):
            await self._write_again(restores[-1])
            await self._book.store.set_mark(_MARK, _stamp(restores[-1]))
        self._are_back = True

    async def _write_again(self, restore: Noted) -> None:
        for job in await self._book.jobs(*_NOT_WAITING):
            if not _is_known_by_its_name(job, restore):
                continue
            if not _may_be_seen(job):
                await self._numbers.withdraw(job)
            elif await self._numbers.known_of(job) is Issue.NONE:
                with suppress(NotAllowed):  # its sale is lost, or a later piece is known
                    await self._numbers.issue(job)


def _stamp(restore: Noted) -> int:
    """Returns what tells one restore from another, in microseconds: the same backup, put back
    twice, tells of it at the same number."""
    return round(restore.at.timestamp() * 1_000_000)


def _is_known_by_its_name(job: PrintJob, restore: Noted) -> bool:
    """Returns whether its subject means what it meant. The numbers of lost closes are given to no
    other; a shift's is that of an event, and lost ones are given again."""
    if job.kind is DocumentKind.SHIFT and is_numbered(job.kind, job.subject):
        return int(job.subject.split()[-1]) < restore.seq
    return belongs_to_sale(job.kind) or job.kind is DocumentKind.CLOSE


def _may_be_seen(job: PrintJob) -> bool:
    """Returns whether somebody may have the paper. Of a doubtful job that somebody had done with,
    the file has no more than why."""
    if job.state is S.CANCELLED:
        return job.tries > 0 and job.hitch not in _NOT_SEEN
    return job.state is not S.FAILED
