"""An event as it lies in a till's file, and as the office keeps it: verbatim, to the letter."""

from typing import NamedTuple

from pos_app.ports.journal import Head

BEGINNING = Head(0, "0" * 64)  # before the first event


class EventRow(NamedTuple):
    """One row of `events`. The till's id is not in it: a batch is of one till.

    `sale` is empty for a note. `at` is an instant in UTC with microseconds; `data` is JSON, byte by
    byte as it was hashed; `hash` is SHA-256 in hex.
    """

    seq: int
    sale: str
    at: str
    kind: str
    data: str
    hash: str

    @property
    def head(self) -> Head:
        return Head(self.seq, self.hash)
