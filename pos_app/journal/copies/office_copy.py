"""A copy of a journal, made from the events that its office has: whole, or none.

Each event has to follow from the one before. What comes out is a copy like any other, from which
`restore` goes on.
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import CopyUnusable
from pos_app.journal.chain import link_or_none
from pos_app.journal.copies.backup import sync
from pos_app.journal.copies.salvage import Row, append_whole
from pos_app.journal.database_file import open_journal
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.store import Store
from pos_app.ports.office.event_row import BEGINNING, EventRow


class OfficeCopy:
    """Writes the copy. Every call waits for the disk, on one thread, and raises CopyUnusable,
    JournalUnavailable; then `give_up` is to follow."""

    def __init__(self, file: Path, till: str) -> None:
        """`file` must not exist."""
        self._file = file
        self._till = till
        self._journal = file.with_name("no-other-journal")  # the office has no rows but events
        self._waiting: list[Row] = []  # of a group that is not complete
        self.head = BEGINNING
        try:
            self._db = open_journal(file)
        except (sqlite3.Error, OSError) as error:
            raise problem_of(error) from error
        self._store = Store(self._db, till, lambda: datetime.now(UTC))

    def take(self, rows: Sequence[EventRow]) -> None:
        """Takes the next events."""
        for row in rows:
            self._waiting.append(self._proved(row))
            self.head = row.head
        self._write(to_the_end=False)

    def give_up(self) -> None:
        """Ends without a copy."""
        self._db.close()
        for ending in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)

    def finish(self) -> None:
        """Ends the copy, durable and closed."""
        self._write(to_the_end=True)
        if self._waiting:
            first = self._waiting[0]["seq"]
            raise CopyUnusable(f"event {first}: this version of the program cannot read it")
        try:
            with self._db.atomic():
                self._store.refill_ledger()
            self._db.execute("PRAGMA journal_mode=DELETE").fetchall()
            self._db.close()
            sync(self._file)
        except (sqlite3.Error, OSError) as error:
            raise problem_of(error) from error

    def _proved(self, row: EventRow) -> Row:
        seq, sale, at, kind, data, kept = row
        proof = link_or_none(self.head.hash, seq, self._till, sale, at, kind, data)
        if seq != self.head.number + 1 or kept != proof:
            raise CopyUnusable(f"event {seq} of the office does not follow from the one before")
        return {**row._asdict(), "till": self._till}

    def _write(self, *, to_the_end: bool) -> None:
        try:
            with self._db.atomic():
                taken = append_whole(
                    self._db, self._store, self._waiting, self._journal, to_the_end=to_the_end
                )
        except (sqlite3.Error, OSError) as error:
            raise problem_of(error) from error
        del self._waiting[: len(taken)]
