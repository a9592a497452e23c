"""Path check: detects that the open journal is no longer the file at its path.

SQLite writes on into a file that somebody has deleted, replaced or shortened, and everything that
it then calls durable is gone at the next start. On Windows nobody can move an open file. Elsewhere
a sync tool, a clean-up or a restore by hand can.
"""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.errors import JournalDamaged, JournalReplaced
from pos_app.journal.checks.opening_checks import follow_the_end
from pos_app.journal.database_file import looked_into

# The journal, its log and the log's index: a program that finds only two of them reads no event
# of ours, or writes over what we write.
_FILES = ("", "-wal", "-shm")

Head = tuple[int, str]


@dataclass(frozen=True)
class _Mark:
    """The state of a file, as it was last seen."""

    file: tuple[int, int]  # its device, and its number there: 0 where the file system has none
    size: int
    changed: int  # nanoseconds

    def is_another_than(self, before: "_Mark") -> bool:
        return self.file != before.file


class FileIdentity:
    """The files of an open journal, as this till has left them, and its last event."""

    def __init__(self, journal: Path, head: Head) -> None:
        self._journal = journal
        self._files = [journal.with_name(journal.name + ending) for ending in _FILES]
        self._head = head
        self._marks = self._seen()

    def check(self) -> None:
        """Raises JournalReplaced. Costs three system calls if no other program has touched the
        files, and a look at the journal's end if one has."""
        now = self.confirm()
        if now[:2] == self._marks[:2]:
            return
        for file, mark, before in zip(self._files[:2], now, self._marks, strict=False):
            if mark.size < before.size:
                raise JournalReplaced(f"{file}: it was shortened while it was open")
        self._find_head()
        self._marks = now

    def confirm(self) -> list[_Mark]:
        """Checks right after a write of our own, which changes sizes and times, but replaces no
        file. Raises JournalReplaced."""
        now = self._seen()
        for file, mark, before in zip(self._files, now, self._marks, strict=True):
            if mark.is_another_than(before):
                raise JournalReplaced(f"{file}: it was replaced while it was open")
        return now

    def remember(self, head: Head) -> None:
        """Takes the files as they are now: the change is our own write's."""
        self._head = head
        with suppress(JournalReplaced):  # the next check raises it
            self._marks = self.confirm()

    def _find_head(self) -> None:
        """Checks that another program that opens the path finds our last event, and a sound chain
        before it."""
        number, known = self._head
        try:
            with looked_into(self._journal) as db:
                rows = db.execute("SELECT hash FROM events WHERE seq = ?", [number]).fetchall()
                follow_the_end(db)
        except (sqlite3.Error, JournalDamaged) as error:
            raise JournalReplaced(f"{self._journal}: {error}") from error
        if number and rows != [(known,)]:
            raise JournalReplaced(f"{self._journal}: it does not have event {number} any more")

    def _seen(self) -> list[_Mark]:
        """Reads the files' state. Raises JournalReplaced where one of them is gone."""
        return [_mark(file) for file in self._files]


def _mark(file: Path) -> _Mark:
    try:
        seen = os.stat(file)  # noqa: PTH116 - a third of the time that Path.stat takes
    except OSError as error:
        raise JournalReplaced(f"{file}: {error.strerror}") from error
    return _Mark((seen.st_dev, seen.st_ino), seen.st_size, seen.st_mtime_ns)
