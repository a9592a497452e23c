"""Day close: the values that its screen shows, its slip prints and the till returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pos_app.domain.audit_notes import Note, Restored
from pos_app.domain.sale import Sale
from pos_app.ports.journal import Day, Head


@dataclass(frozen=True)
class DayCloseSheet:
    """A business day, as its close shows it."""

    day: Day
    unsettled: Sequence[Sale]  # of any day: not at an end, or with a flag that nobody has cleared
    restored: Sequence[Restored]  # since the close before
    closed_at: datetime | None  # it was closed already
    closed_by: str
    notes: Sequence[Note] = ()  # all since the close before, whichever day that was of
    lacks_code: bool = False  # there are managers, and no recovery code


@dataclass(frozen=True)
class Closed:
    """A closed day. Somebody who keeps the head elsewhere can prove later that no event up to it
    was rewritten, taken out or put in."""

    sheet: DayCloseSheet
    head: Head
    by: str
    at: datetime
