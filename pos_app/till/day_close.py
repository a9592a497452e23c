"""The close of a business day: the sheet that a manager sees first, and the document of the close.

The close settles nothing: a sale that is open or flagged stays so, and the sheet names it first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from pos_app.domain.audit_notes import DayClosed, Restored
from pos_app.domain.books.day_close import CloseDocument, CloseOrder, DrawerCount
from pos_app.domain.method import Kind, Method
from pos_app.domain.paper.print_job import PrintTrouble
from pos_app.ports.closing import DayCloseSheet
from pos_app.ports.journal import Journal, Noted


def order_of(
    day: date,
    by: str,
    methods: Mapping[str, Method],
    drawer: Iterable[DrawerCount] = (),
    cash_methods: Iterable[str] = (),
    paper: Iterable[PrintTrouble] = (),
) -> CloseOrder:
    """Returns what is to be closed. A customer who pays a reference needs it on paper."""
    on_paper = [method.id for method in methods.values() if method.kind is Kind.REFERENCE]
    return CloseOrder(
        day=day,
        by=by,
        drawer=tuple(drawer),
        slip_methods=tuple(on_paper),
        cash_methods=tuple(cash_methods),
        paper=tuple(paper),
    )


async def sheet_of(
    journal: Journal, document: CloseDocument, *, lacks_code: bool = False
) -> DayCloseSheet:
    """Returns the sheet of a close, made or not yet made."""
    noted = await journal.notes(since=document.since)
    closes = await journal.closes_of(document.day)
    return sheet_from(noted, closes, document, lacks_code=lacks_code)


def sheet_from(
    noted: Sequence[Noted],
    closes: Sequence[Noted],
    document: CloseDocument,
    *,
    lacks_code: bool = False,
) -> DayCloseSheet:
    """Returns the sheet by the notes since the close before, and the closes of the day."""
    span = [one for one in noted if document.since < one.seq <= document.until]
    before = [one for one in closes if one.seq <= document.until]
    closed_at, closed_by = _last_of(before)
    return DayCloseSheet(
        document=document,
        restored=[one.note for one in span if isinstance(one.note, Restored)],
        notes=[one.note for one in span],
        closed_at=closed_at,
        closed_by=closed_by,
        lacks_code=lacks_code,
    )


def _last_of(closes: Sequence[Noted]) -> tuple[datetime | None, str]:
    """Returns when the last of these closes was made, and by whom."""
    for one in reversed(closes):
        if isinstance(one.note, DayClosed):
            return one.at, one.note.by
    return None, ""
