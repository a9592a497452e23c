"""The folder in which a till keeps its journal, and what people and programs do to the files."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from random import Random

from faults.simulation.checker import payments_told
from faults.simulation.truth import Lost, Slip

from pos_app.domain.errors import BackupFailed, CopyUnusable
from pos_app.journal.checks.last_shown import Follower, Shown
from pos_app.journal.copies.backup import back_up
from pos_app.journal.copies.latest_copy import latest_first, named_copies
from pos_app.journal.copies.restore import restore
from pos_app.ports.journal import Head

TILL = "till-1"
TOLD_TO, BY_HAND = "restored from a copy", "restored by hand"
RESTORES = (TOLD_TO, BY_HAND)  # because the till said so, or because somebody thought so
_BESIDE = ("", "-wal", "-shm")
_OF_A_SLIP = tuple(one.name for one in fields(Slip))


class Files:
    """One installation's, over all its deaths: the dead hold theirs open, so that the living go on
    in another folder with the same files in it."""

    def __init__(self, folder: Path, random: Random) -> None:
        self._folder = folder
        self._random = random
        self._generation = 0
        self.lost = Lost()
        self.restored = 0
        self.home.mkdir()
        self._copies.mkdir()

    @property
    def home(self) -> Path:
        return self._folder / str(self._generation)

    @property
    def journal(self) -> Path:
        return self.home / "journal.sqlite3"

    @property
    def shown(self) -> Shown:
        """What is known of the journal outside of it."""
        return Shown(self.journal, self._copies, TILL)

    @property
    def _copies(self) -> Path:
        return self._folder / "copies"

    def leave_to_the_dead(self) -> None:
        """The files stay as they were at the instant of death; the index of a log does not."""
        before = self.home
        self._generation += 1
        shutil.copytree(before, self.home, ignore=shutil.ignore_patterns("*-shm"))

    # --- copies -----------------------------------------------------------------------------------

    def make_copy(self, now: datetime) -> None:
        with suppress(BackupFailed):  # a journal that is gone, or a disk that is full
            back_up(self.journal, self._copies, TILL, now)

    def go_on_from_a_copy(self, now: datetime) -> None:
        """As a person does whom the till has told that its journal cannot be gone on with."""
        for copy in latest_first(self._copies, TILL):
            with suppress(CopyUnusable):
                restore(copy.path, self.journal, TILL, "Ana", now, self._copies)
                self.restored += 1
                return
        self._begin_anew()

    def in_doubt(self) -> list[tuple[str, ...]]:
        """What each sale that a copy left in doubt is called at its provider: by its key, and by
        what it was given there."""
        with suppress(sqlite3.Error), closing(_reading(self.journal)) as db:
            rows = db.execute("SELECT key, reference, follow FROM sales WHERE restored").fetchall()
            return [tuple(name for name in row if name) for row in rows]
        return []

    def _begin_anew(self) -> None:
        """By hand, as the manual tells those who have no copy."""
        for file in self.home.iterdir():
            file.unlink()

    # --- what happens to them ---------------------------------------------------------------------

    def befall(self, mishap: str, now: datetime) -> None:
        with self._held_until_now():
            if mishap == BY_HAND:
                self.go_on_from_a_copy(now)
            else:
                _MISHAPS[mishap](self)

    @contextmanager
    def _held_until_now(self) -> Iterator[None]:
        """Only what a file held at this moment may be missing later."""
        with suppress(sqlite3.Error), closing(_reading(self.journal)) as db:
            for row in db.execute(f"SELECT {', '.join(_OF_A_SLIP)} FROM sales"):
                self.lost.sales[row[0]] = Slip(*row)
            for sale, payments in payments_told(db).items():
                self.lost.payments |= {(sale, payment) for payment in payments}
        yield

    def _delete(self) -> None:
        for ending in _BESIDE if self._random.random() < 0.5 else ("",):
            self._beside(ending).unlink(missing_ok=True)

    def _empty(self) -> None:
        self.journal.write_bytes(b"")
        self._beside("-wal").unlink(missing_ok=True)

    def _cut(self) -> None:
        if self.journal.exists():
            with self.journal.open("r+b") as file:
                file.truncate(self.journal.stat().st_size // 2)

    def _roll_back(self) -> None:
        """An earlier copy takes its place, as a synchronised folder or a snapshot does it."""
        copies = named_copies(self._copies, TILL)
        if copies:
            for ending in _BESIDE:
                self._beside(ending).unlink(missing_ok=True)
            shutil.copyfile(self._random.choice(copies).path, self.journal)

    def _beside(self, ending: str) -> Path:
        return self.journal.with_name(self.journal.name + ending)


class FollowsAtOnce(Follower):
    """No thread is started in a simulated day: a head is kept before anything else happens."""

    def follow(self, head: Head) -> None:
        self._newest = head
        self._keep()


_MISHAPS: Mapping[str, Callable[[Files], None]] = {
    "journal deleted": Files._delete,
    "journal emptied": Files._empty,
    "journal cut": Files._cut,
    "journal replaced": Files._roll_back,
    "journal rolled back": Files._roll_back,
}


def _reading(journal: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{journal.resolve().as_uri()}?mode=ro", uri=True)
