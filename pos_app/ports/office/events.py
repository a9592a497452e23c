"""A till's own events, read slice by slice beside the till that writes them."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow


class ReadsEvents(Protocol):
    """Reads the journal's file, never on the journal's thread. Each call is a short read
    transaction of its own, closed at its end. Raises JournalUnavailable, JournalDamaged."""

    async def head(self) -> Head: ...

    async def hash_at(self, seq: int) -> str:
        """Returns the hash of the event of this number; empty where there is none."""

    async def slice(self, after: int, most_rows: int, most_bytes: int) -> Sequence[EventRow]:
        """Returns the events after that number, in their order: as many as there are, and as fit;
        one that is larger alone. `most_bytes` counts the bytes of their data and 300 for the rest
        of each."""
