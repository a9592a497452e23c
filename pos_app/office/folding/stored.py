"""Stored events: as they are read from the database, and as the domain's values."""

from datetime import UTC, datetime
from typing import NamedTuple

from pos_app.domain.audit_notes import NOTES, Note
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import EVENTS, Event
from pos_app.journal.codec import event_from_text, note_from_text

NO_SALE = ""  # the sale of notes
# What the fold raises for an event that this version cannot have written.
UNREADABLE = (
    NotAllowed, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


class StoredEvent(NamedTuple):
    """An event of a till, verbatim. `at` is the till's claim."""

    branch: int
    seq: int
    sale: str
    at: datetime
    kind: str
    data: str
    hash: bytes

    @property
    def instant(self) -> datetime:
        return self.at if self.at.tzinfo is UTC else self.at.astimezone(UTC)


def event_in(stored: StoredEvent) -> Event:
    """Raises any of UNREADABLE."""
    return event_from_text(stored.kind, stored.data)


def note_in(stored: StoredEvent) -> Note:
    """Raises any of UNREADABLE."""
    return note_from_text(stored.kind, stored.data)


def why_unreadable(stored: StoredEvent, error: Exception) -> str:
    """Says for a technician why an event could not be folded."""
    known = NOTES if stored.sale == NO_SALE else EVENTS
    if stored.kind not in known:
        return f"this version does not know {stored.kind!r}"
    return f"{stored.kind} cannot be read: {type(error).__name__} {error}"
