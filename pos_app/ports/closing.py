"""Day close: the values that its screen shows, its slip prints and the till returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.audit_notes import Note, Restored
from pos_app.domain.books.day_close import CloseDocument
from pos_app.ports.journal import Head


@dataclass(frozen=True)
class DayCloseSheet:
    """A close with what its reader has to know beside the money."""

    document: CloseDocument  # as it was made, or as it would be now
    restored: Sequence[Restored] = ()  # since the close before
    notes: Sequence[Note] = ()  # all since the close before, whichever day that was of
    closed_at: datetime | None = None  # the day was closed before
    closed_by: str = ""
    lacks_code: bool = False  # there are managers, and no recovery code


@dataclass(frozen=True)
class Closed:
    """A closed day. Somebody who keeps the head elsewhere can prove later that no event up to it
    was rewritten, taken out or put in."""

    sheet: DayCloseSheet
    head: Head
