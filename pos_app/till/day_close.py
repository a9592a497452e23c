"""The close of a business day: the sheet that a manager sees first, and the note of the close.

The close settles nothing: a sale that is open or flagged stays so, and the sheet names it first.
"""

from collections.abc import Sequence
from datetime import date

from pos_app.domain.audit_notes import DayClosed, Note, Restored
from pos_app.domain.sale import Sale
from pos_app.ports.closing import DayCloseSheet
from pos_app.ports.journal import Journal, Noted


async def sheet_of(journal: Journal, day: date, *, lacks_code: bool = False) -> DayCloseSheet:
    noted = await journal.notes()
    closes = [(one, one.note) for one in noted if isinstance(one.note, DayClosed)]
    since = _since(closes[-1][0].seq if closes else 0, noted)
    of_this_day = [(one.at, note.by) for one, note in closes if note.day == day]
    closed_at, closed_by = of_this_day[-1] if of_this_day else (None, "")
    return DayCloseSheet(
        day=await journal.day(day),
        unsettled=await _unsettled(journal),
        restored=[note for note in since if isinstance(note, Restored)],
        notes=since,
        lacks_code=lacks_code,
        closed_at=closed_at,
        closed_by=closed_by,
    )


async def _unsettled(journal: Journal) -> Sequence[Sale]:
    sales = [*await journal.open_sales(), *await journal.flagged_sales()]
    return sorted({sale.id: sale for sale in sales}.values(), key=lambda sale: sale.number)


def _since(seq: int, notes: Sequence[Noted]) -> Sequence[Note]:
    return [one.note for one in notes if one.seq > seq]
