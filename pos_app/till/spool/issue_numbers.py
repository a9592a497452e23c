"""The numbers of documents in the journal: original, first copy, second copy.

A number is durable before the first byte leaves, so that no restart makes a second original; and it
is given back where nobody has seen the paper.
"""

from collections.abc import Iterator, Sequence
from enum import Enum

from pos_app.domain.audit_notes import ReportIssued, ReportWithdrawn
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import DocumentIssued, IssueWithdrawn
from pos_app.domain.fold import issues_of
from pos_app.domain.paper.print_job import PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.rules.receipts import still_says
from pos_app.domain.sale import Sale
from pos_app.ports.journal import Journal
from pos_app.till.recorder import SaleRecorder

_OF_SALES = frozenset({DocumentKind.SLIP, DocumentKind.RECEIPT, DocumentKind.SHOP_RECEIPT})
_REPORTS = frozenset({DocumentKind.CLOSE, DocumentKind.SHIFT})

Issues = Sequence[DocumentIssued | IssueWithdrawn | ReportIssued | ReportWithdrawn]


class Issue(Enum):
    """What the journal knows of a job's number."""

    NONE = "none"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


def is_numbered(kind: DocumentKind, subject: str) -> bool:
    """Returns whether pieces of this document are counted."""
    return bool(subject) and kind in _OF_SALES | _REPORTS


def belongs_to_sale(kind: DocumentKind) -> bool:
    return kind in _OF_SALES


class IssueNumbers:
    """Gives numbers, and takes them back. Every call may raise JournalUnavailable."""

    def __init__(self, journal: Journal, recorder: SaleRecorder) -> None:
        self._journal = journal
        self._recorder = recorder

    async def next(self, kind: DocumentKind, subject: str) -> int:
        """Returns the number of the next piece; 0 where they are not counted. Raises NotAllowed
        without such a sale."""
        if not is_numbered(kind, subject):
            return 0
        if kind in _OF_SALES:
            return issues_of(await self._sale(subject), kind) + 1
        last = _last_words(await self._reports(kind, subject))
        held = (one.number for one in last if isinstance(one, ReportIssued))
        return max(held, default=0) + 1

    async def issue(self, job: PrintJob) -> None:
        """Writes that the job has its number. Raises NotAllowed where it was issued before."""
        if job.number == 0:
            return
        if job.kind in _OF_SALES:
            sale = await self._sale(job.subject)
            issued = DocumentIssued(
                document=job.kind, number=job.number, job=job.id, printer=job.printer, by=job.by
            )
            await self._recorder.command(sale, issued)
            return
        report = ReportIssued(
            document=job.kind,
            subject=job.subject,
            number=job.number,
            job=job.id,
            printer=job.printer,
            by=job.by,
        )
        await self._journal.note(report)

    async def withdraw(self, job: PrintJob, by: str = "") -> None:
        """Writes that nobody has seen this piece, once. A restored journal may have lost it: then
        there is nothing to give back."""
        if await self.known_of(job) is not Issue.ISSUED:
            return
        if job.kind in _OF_SALES:
            sale = await self._sale(job.subject)
            withdrawn = IssueWithdrawn(document=job.kind, number=job.number, job=job.id, by=by)
            is_last = job.number == issues_of(sale, job.kind)
            freed = _freed_below(job, await self._issues(job)) if is_last else ()
            await self._recorder.command(sale, withdrawn, *freed)
            return
        await self._journal.note(
            ReportWithdrawn(
                document=job.kind, subject=job.subject, number=job.number, job=job.id, by=by
            )
        )

    async def take_back(self, job: PrintJob) -> None:
        """Writes that somebody has this piece after all, unless another one has its number. Raises
        NotAllowed without such a sale."""
        if await self.known_of(job) is not Issue.WITHDRAWN:
            return
        if await self.next(job.kind, job.subject) == job.number:
            await self.issue(job)

    async def known_of(self, job: PrintJob) -> Issue:
        """Returns what the journal has of this very job."""
        if job.number == 0:
            return Issue.NONE
        known = Issue.NONE
        for one in await self._issues(job):
            if one.job == job.id:
                is_issue = isinstance(one, DocumentIssued | ReportIssued)
                known = Issue.ISSUED if is_issue else Issue.WITHDRAWN
        return known

    async def still_says(self, job: PrintJob) -> bool:
        """Returns whether a piece that was made before may be handed out now. Raises NotAllowed
        without such a sale."""
        if not job.subject or job.kind not in _OF_SALES:
            return True
        return still_says(job.kind, await self._sale(job.subject))

    async def _issues(self, job: PrintJob) -> Issues:
        if job.kind not in _OF_SALES:
            return await self._reports(job.kind, job.subject)
        events = [recorded.event for recorded in await self._journal.events_of(job.subject)]
        return [one for one in events if isinstance(one, DocumentIssued | IssueWithdrawn)]

    async def _reports(
        self, kind: DocumentKind, subject: str
    ) -> Sequence[ReportIssued | ReportWithdrawn]:
        noted = await self._journal.notes(ReportIssued, ReportWithdrawn)
        return [
            one.note
            for one in noted
            if isinstance(one.note, ReportIssued | ReportWithdrawn)
            and (one.note.document, one.note.subject) == (kind, subject)
        ]

    async def _sale(self, sale_id: str) -> Sale:
        sale = await self._journal.sale(sale_id)
        if sale is None:
            raise NotAllowed("there is no such sale")
        return sale


def _last_words(issues: Issues) -> Issues:
    """Returns the last word on each piece."""
    return list({one.job: one for one in issues}.values())


def _freed_below(job: PrintJob, issues: Issues) -> Iterator[IssueWithdrawn]:
    """Yields what is to be written once more, as this piece is given back: those before it that
    were given back while it was the last one, and changed nothing then."""
    last = [one for one in _last_words(issues) if one.document is job.kind]
    held = {one.number for one in last if isinstance(one, DocumentIssued)}
    given_back = {one.number: one for one in last if isinstance(one, IssueWithdrawn)}
    number = job.number - 1
    while number in given_back and number not in held:
        yield given_back[number]
        number -= 1
