"""The close of a business day: the sheet that a manager sees first, and the document of the close.

The close settles nothing: a sale that is open or flagged stays so, and the sheet names it first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pos_app.domain.audit_notes import DayClosed, Restored
from pos_app.domain.books.day_close import CloseDocument, CloseOrder, DrawerCount
from pos_app.domain.method import Kind, Method
from pos_app.ports.closing import DayCloseSheet
from pos_app.ports.journal import Journal, Noted


def order_of(
    day: date, by: str, methods: Mapping[str, Method], drawer: Iterable[DrawerCount] = ()
) -> CloseOrder:
    """Returns what is to be closed. A customer who pays a reference needs it on paper."""
    on_paper = [method.id for method in methods.values() if method.kind is Kind.REFERENCE]
    return CloseOrder(day=day, by=by, drawer=tuple(drawer), slip_methods=tuple(on_paper))


async def sheet_of(
    journal: Journal, document: CloseDocument, *, lacks_code: bool = False
) -> DayCloseSheet:
    """Returns the sheet of a close, made or not yet made."""
    return sheet_from(await journal.notes(), document, lacks_code=lacks_code)


def sheet_from(
    noted: Sequence[Noted], document: CloseDocument, *, lacks_code: bool = False
) -> DayCloseSheet:
    """Returns the sheet by all notes of the journal, oldest first."""
    span = [one for one in noted if document.since < one.seq <= document.until]
    before = [
        (one.at, one.note.by)
        for one in noted
        if isinstance(one.note, DayClosed)
        and one.note.day == document.day
        and one.seq <= document.until
    ]
    closed_at, closed_by = before[-1] if before else (None, "")
    return DayCloseSheet(
        document=document,
        restored=_restores(span),
        notes=[one.note for one in span],
        closed_at=closed_at,
        closed_by=closed_by,
        lacks_code=lacks_code,
    )


def _restores(noted: Sequence[Noted]) -> Sequence[Restored]:
    return [one.note for one in noted if isinstance(one.note, Restored)]
