"""Chain heads: the number and hash of a last event, kept elsewhere (on paper, for example).

The chain in the file shows that one event was changed. Only a head shows that somebody wrote all of
it anew from some event on, or cut off its end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pos_app.domain.audit_notes import Restored
from pos_app.journal.chain import BEGINNING
from pos_app.journal.sqlite_library import Database


@dataclass(frozen=True)
class KeptHead:
    """The hash of an event, or its first digits, and the event's number if that is known."""

    hash: str
    seq: int | None = None

    def __str__(self) -> str:
        return self.hash if self.seq is None else f"{self.hash}@{self.seq}"

    @classmethod
    def read(cls, text: str) -> "KeptHead":
        """Parses `HASH` or `HASH@NUMBER`, in groups or not; of the hash, the first 16 digits are
        enough. Raises ValueError."""
        typed = "".join(text.lower().split())
        found = re.fullmatch(r"([0-9a-f]{16,64})(?:@([0-9]{1,18}))?", typed)
        if not found:
            raise ValueError("not a head")
        return cls(found[1], int(found[2]) if found[2] else None)


def last_number(db: Database) -> int:
    """Returns the number of the last event; 0 of an empty journal."""
    (last,) = db.conn.execute("SELECT COALESCE(MAX(seq), 0) FROM events").fetchone()
    return int(last)


def head_problems(
    db: Database, heads: Sequence[KeptHead], restored: Sequence[Restored]
) -> Iterator[str]:
    """Reports the heads that are not in the chain any more, and where else they may be."""
    problems = [problem for head in heads if (problem := _problem(db, head))]
    yield from problems
    for note in restored if problems else ():
        copy = f"a copy of {note.events} events"
        yield f"the journal was restored from {copy}: what came after them is in {note.put_aside}"


def _problem(db: Database, head: KeptHead) -> str | None:
    if head.seq is None:
        query = "SELECT 1 FROM events WHERE substr(hash, 1, ?) = ?"
        if db.conn.execute(query, [len(head.hash), head.hash]).fetchone():
            return None
        return f"no event has the hash that was written down: {head}"
    if head.seq == 0 and BEGINNING.startswith(head.hash):
        return None
    row = db.conn.execute("SELECT hash FROM events WHERE seq = ?", [head.seq]).fetchone()
    if row is None:
        return f"event {head.seq} is gone, whose hash was written down: {head}"
    if not str(row[0]).startswith(head.hash):
        return f"events up to {head.seq} are not those whose hash was written down: {head}"
    return None
