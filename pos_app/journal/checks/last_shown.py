"""Rollback detection: keeps the highest head that this installation has shown outside the journal.

A journal that was put back to an earlier day (a snapshot, an older version of the file, a copy by
hand) is sound in itself: only a record elsewhere shows that sales are missing. One record is a
small file in the profile, which never goes back; the others are the backups, which are journals and
have their heads in them.

The file follows the journal by a moment, on a thread of its own: a charge waits for one sync of the
disk, not for two. That loses nothing. The head in the file was durable in the journal first, so
that it never names events that a power cut took; and a journal that is put back is older than that
moment.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from pos_app.domain.errors import BackupFailed, CopyUnusable, JournalMissing, JournalRolledBack
from pos_app.journal.checks.opening_checks import head_file
from pos_app.journal.copies.backup import back_up_open, last_event, sync
from pos_app.journal.copies.latest_copy import named_copies
from pos_app.journal.database_file import read_journal
from pos_app.journal.outage_log import OutageLog
from pos_app.journal.sqlite_library import Database
from pos_app.ports.journal import Head
from pos_app.system.atomic import write_whole
from pos_app.system.private_files import read_small

_LOG = logging.getLogger(__name__)
_FOLDER = 0o700
_NUMBERS = "numbers"
MOST_NUMBER = 10**12  # no sale has a number above: another program has written it
_MOST_EVENTS = 2**63 - 1  # SQLite has no room for more

ReadsHeads = Callable[[], Iterable[tuple[Path, Head]]]


class Shown:
    """The records of a till's journal outside of it. `copies` is the folder of its copies."""

    def __init__(
        self, journal: Path, copies: Path | None, till: str, read: ReadsHeads | None = None
    ) -> None:
        """`read` reads that folder if its disk may never answer."""
        self._read = read
        self._journal = journal
        self._file = head_file(journal)
        self._copies = copies
        self._till = till
        heads, self.numbers = _read(self._file)
        self.highest = heads[0] if heads else None
        # Heads of copies that are newer than the one to which a person knowingly went back.
        self._given_up = heads[1:]
        # `numbers`: the highest number of a sale when the till was opened last, or that a sale may
        # have had before a person went back.
        self._numbers_kept = self.numbers

    def check_there(self) -> None:
        """Raises JournalMissing if there are copies of this till's journal and no journal: a person
        who deletes every file named like a journal deletes the files beside it too."""
        if not self._journal.exists() and any(head.number for _, head in self.copies()):
            raise JournalMissing(str(self._journal))

    def check(self, db: Database) -> None:
        """Raises JournalRolledBack if the journal lacks an event that was shown."""
        if self.highest and not _has(db, self.highest):
            raise JournalRolledBack(f"{self._file.name}: event {self.highest.number} is not in it")
        for path, head in self._ahead_of(db):
            raise JournalRolledBack(f"{path.name}: event {head.number} is not in it")

    def copies(self) -> Iterator[tuple[Path, Head]]:
        """Returns the till's own copies, as far as they can be read."""
        if self._read is not None:
            yield from self._read()
        elif self._copies is not None:
            yield from heads_of(self._copies, self._till)

    def _ahead_of(self, db: Database) -> Iterator[tuple[Path, Head]]:
        """Returns the copies whose last event the journal does not have."""
        for path, head in self.copies():
            if head not in self._given_up and not _has(db, head):
                yield path, head

    def learn(self, numbers: int) -> None:
        """Takes the highest number that the opened journal has given: only the journal may know it,
        if somebody has deleted this file since a person went back to a copy."""
        self.numbers = max(self.numbers, numbers)

    def keep(self, head: Head) -> None:
        """Saves the head durably, and never an older one. Raises OSError."""
        if self.highest is None or head.number > self.highest.number:
            self._write([head, *self._given_up])
        elif self.numbers > self._numbers_kept:
            self._write([self.highest, *self._given_up])

    def save(self, db: Database, now: datetime) -> None:
        """Copies the open journal, whose file is gone from its path, among the copies: the next
        start continues from there, and has lost nothing."""
        if self._copies is None:
            return
        try:
            if self._copies.parent == self._file.parent:  # the installation's own
                self._copies.mkdir(exist_ok=True, mode=_FOLDER)
            back_up_open(db, self._copies, self._till, now)
        except (BackupFailed, OSError) as error:
            _LOG.warning("what the open journal has cannot be copied: %s", error)

    def begin_anew(self, head: Head, numbers: int, db: Database) -> None:
        """Accepts that a person continues from an earlier event: events that this journal lacks are
        given up, but not their numbers, which stand on slips. Raises OSError."""
        self.numbers = max(self.numbers, numbers)
        lost = [head for _, head in self._ahead_of(db)]
        self._write([head, *self._given_up, *lost])
        sync(self._file.parent)

    def _write(self, heads: Sequence[Head]) -> None:
        write_whole(self._file, "".join(_lines(heads, self.numbers)).encode("ascii"))
        self.highest, self._given_up = heads[0], list(heads[1:])
        self._numbers_kept = self.numbers


class Follower:
    """Saves the newest head while the till goes on, however fast events come."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._newest: Head  # once there is one
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="head")
        self._trouble = OutageLog("kept outside")

    def follow(self, head: Head) -> None:
        """Saves the head soon; of several, only the last one is written."""
        self._newest = head
        self._executor.submit(self._keep)

    def close(self) -> None:
        """Waits until the last head is saved."""
        self._executor.shutdown()

    def _keep(self) -> None:
        try:
            self._shown.keep(self._newest)  # does nothing if it was kept already
        except OSError as error:  # the journal has it; the next event tries again
            self._trouble.fails(error)
        else:
            self._trouble.is_over()


def heads_of(copies: Path, till: str) -> Iterator[tuple[Path, Head]]:
    """Returns the heads of this till's copies in the folder, as far as they can be read."""
    with suppress(BackupFailed):  # as when a stick is not plugged in
        for named in named_copies(copies, till):
            with suppress(CopyUnusable):
                whose, head = last_event(named.path)
                if whose == till:
                    yield named.path, head


def is_rolled_back(journal: Path) -> bool:
    """Returns whether the journal can be read, and is older than the head that was shown here."""
    try:
        with closing(read_journal(journal)) as db:
            Shown(journal, None, "").check(db)
    except JournalRolledBack:
        return True
    except (sqlite3.Error, OSError):
        pass
    return False


def _has(db: Database, head: Head) -> bool:
    if head.number == 0:
        return True
    rows = db.execute("SELECT hash FROM events WHERE seq = ?", [head.number]).fetchall()
    return rows == [(head.hash,)]


def _read(file: Path) -> tuple[list[Head], int]:
    """Reads the file. An unreadable one binds nobody: the next event writes it anew."""
    with suppress(OSError, ValueError):
        first, *lines = read_small(file).decode("ascii").splitlines() or [f"{_NUMBERS} 0"]
        if not first.startswith(_NUMBERS):  # of a version that kept no numbers
            return [_head(line) for line in (first, *lines)], 0
        return [_head(line) for line in lines], _figure(first.removeprefix(_NUMBERS), MOST_NUMBER)
    return [], 0


def _head(line: str) -> Head:
    number, hash_ = line.split()
    return Head(_figure(number, _MOST_EVENTS), hash_)


def _figure(text: str, most: int) -> int:
    """Parses a number. Raises ValueError for one that this program cannot have written."""
    figure = int(text)
    if not 0 <= figure <= most:
        raise ValueError(text)
    return figure


def _lines(heads: Iterable[Head], numbers: int) -> Iterator[str]:
    yield f"{_NUMBERS} {numbers}\n"
    for head in heads:
        yield f"{head.number} {head.hash}\n"
