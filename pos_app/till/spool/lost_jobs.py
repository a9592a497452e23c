"""What a spool's file that could not be read may have held: told as doubtful, from the journal.

The jobs of the last minutes may have been under way. Their numbers are in the journal, so that a
person sees each of them, and can print it again.
"""

from collections.abc import Sequence
from datetime import datetime

from pos_app.domain.errors import NotAllowed, PosError
from pos_app.domain.events import DocumentIssued, IssueWithdrawn
from pos_app.domain.paper.print_job import WAITS_FOR, Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.sale import Sale
from pos_app.ports.journal import Recorded
from pos_app.ports.paper.spool import Edition
from pos_app.till.background import report
from pos_app.till.spool.auto_receipts import ReceiptSources
from pos_app.till.spool.spool import PrintSpool

_LOOKED_THROUGH = 1000  # events at the end of the journal: more than a shop has in that time


async def tell_of_lost_jobs(sources: ReceiptSources, spool: PrintSpool, now: datetime) -> None:
    """Keeps a doubtful job for each recent piece of paper, if the file was put aside since.
    Keeps the till from nothing: what fails is reported."""
    try:
        if not await sources.store.is_put_aside():
            return
        head = await sources.tail.head()
        since = await sources.tail.sales_since(max(head - _LOOKED_THROUGH, 1))
        found = [(sale, issue) for sale in since.sales for issue in await _out(sources, sale)]
        newest = max((issue.at for _, issue in found), default=now)
        for sale, issue in found:
            if newest - issue.at < WAITS_FOR:
                await _doubt(sources, spool, sale, issue, now)
        await sources.store.put_aside_is_told()
    except PosError as error:
        report(error)


async def _out(sources: ReceiptSources, sale: Sale) -> Sequence[Recorded]:
    """Returns the pieces of a sale whose numbers nobody has given back."""
    out: dict[str, Recorded] = {}
    for recorded in await sources.journal.events_of(sale.id):
        match recorded.event:
            case DocumentIssued(job=job):
                out[job] = recorded
            case IssueWithdrawn(job=job):
                out.pop(job, None)
    return list(out.values())


async def _doubt(
    sources: ReceiptSources, spool: PrintSpool, sale: Sale, issue: Recorded, now: datetime
) -> None:
    issued = issue.event
    if not isinstance(issued, DocumentIssued) or await sources.store.job(issued.job):
        return
    try:
        if issued.document is DocumentKind.SLIP:
            order = sources.documents.slip(sale)
        else:
            order = await sources.order(sale, issued.document)
    except NotAllowed:  # it is a document of this sale no more: nobody can print it again
        return
    edition = Edition(number=issued.number, at=now, by=issued.by)
    document = order.compose(edition)
    job = PrintJob(
        id=issued.job,
        kind=issued.document,
        name=document.name,
        printer=issued.printer,
        state=JobState.DOUBTFUL,
        asked_at=issue.at,
        changed_at=now,
        number=issued.number,
        subject=sale.id,
        sale_number=sale.number,
        by=issued.by,
        hitch=Hitch.INTERRUPTED,
    )
    await spool.keep(job, document)
