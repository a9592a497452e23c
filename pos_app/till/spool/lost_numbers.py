"""Numbers of paper that a restored journal has lost: the spool's file still knows of them.

Without this, the next receipt of such a sale would be an original again.
"""

from contextlib import suppress

from pos_app.domain.audit_notes import Restored
from pos_app.domain.errors import NotAllowed
from pos_app.domain.paper.print_job import UNDER_WAY, JobState
from pos_app.ports.journal import Journal
from pos_app.till.spool.issue_numbers import Issue, IssueNumbers, belongs_to_sale
from pos_app.till.spool.job_book import JobBook

_MARK = "restored"  # the last restore after which this was done
_SEEN = (*UNDER_WAY, JobState.CONFIRMED, JobState.DOUBTFUL)  # somebody may have the paper


async def restore_numbers(book: JobBook, numbers: IssueNumbers, journal: Journal) -> None:
    """Writes them into the journal again, once after each restore. A sale that is lost itself has
    none. Raises JournalUnavailable, SpoolUnavailable."""
    restores = await journal.notes(Restored)
    if not restores or restores[-1].seq == await book.store.mark(_MARK):
        return
    for job in await book.jobs(*_SEEN):
        if belongs_to_sale(job.kind) and await numbers.known_of(job) is Issue.NONE:
            with suppress(NotAllowed):  # its sale is lost, or a later piece is known
                await numbers.issue(job)
    await book.store.set_mark(_MARK, restores[-1].seq)
