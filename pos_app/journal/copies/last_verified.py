"""The event up to which a journal was verified last: a day's copy verifies what has come since.

A small file beside the journal has it, and when all of the journal was verified last. What cannot
be read there, or does not fit the journal, only makes the next copy verify all. So does a week, a
clock that was set back, and a number of copies: a clock may stand still. A restore, a rebuild and
the command `verify` always verify all.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from pos_app.journal.checks.schema_check import version_of
from pos_app.journal.checks.verify import Verification, verify, verify_since
from pos_app.journal.disk_failures import UNREADABLE
from pos_app.journal.sqlite_library import Database
from pos_app.ports.journal import Head
from pos_app.system.atomic import write_whole
from pos_app.system.private_files import read_small

ALL_EVERY = timedelta(days=7)
MOST_COPIES = 30  # that verify only what is new, one after the other


@dataclass(frozen=True)
class _Verified:
    """`version` is that of the file: a newer program may make other rows of the same events."""

    head: Head
    all_at: datetime
    copies: int
    version: str

    def as_text(self) -> str:
        head = f"{self.head.number} {self.head.hash}"
        return "\n".join((head, self.all_at.isoformat(), str(self.copies), self.version))

    @classmethod
    def read(cls, text: str) -> "_Verified":
        """Parses the output of `as_text`. Raises ValueError."""
        head, all_at, copies, version = text.split("\n")
        number, hash_ = head.split()
        return cls(Head(int(number), hash_), datetime.fromisoformat(all_at), int(copies), version)


class LastVerified:
    """The record of one journal. `now` is an instant, in UTC."""

    def __init__(self, journal: Path, now: datetime) -> None:
        self._file = journal.with_suffix(".verified")
        self._now = now

    def verify(self, copy: Database) -> Verification:
        """Verifies a copy of the journal, or what is new in it; records it where it is sound."""
        known = self._known(copy)
        verdict = verify_since(copy, known.head) if known else verify(copy)
        if verdict.sound:
            head = Head(verdict.last, verdict.head)
            if known:
                self._keep(replace(known, head=head, copies=known.copies + 1))
            else:
                self._keep(_Verified(head, self._now, 0, version_of(copy)))
        return verdict

    def _known(self, copy: Database) -> _Verified | None:
        """Returns the record, if what came before its event need not be verified again now."""
        query = "SELECT hash FROM events WHERE seq = ?"
        try:
            mark = _Verified.read(read_small(self._file).decode("ascii"))
            is_recent = timedelta(0) <= self._now - mark.all_at < ALL_EVERY
            there = copy.conn.execute(query, [mark.head.number]).fetchone()
        except (OSError, *UNREADABLE):
            return None
        is_due = not is_recent or mark.copies >= MOST_COPIES or mark.version != version_of(copy)
        return None if is_due or there != (mark.head.hash,) else mark

    def _keep(self, mark: _Verified) -> None:
        with suppress(OSError):  # the next copy then verifies more
            write_whole(self._file, mark.as_text().encode("ascii"))


def verified_at(journal: Path) -> datetime | None:
    """Returns when all of a journal was verified last; None where that is not known."""
    try:
        return _Verified.read(read_small(journal.with_suffix(".verified")).decode("ascii")).all_at
    except (OSError, ValueError):
        return None
