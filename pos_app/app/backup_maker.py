"""Makes and lists backups of the journal; in a child process where a person chose the folder.

The installation's own folder lies beside the journal: if its disk is dead, so is the journal. A
folder that somebody chose is a stick or a network share, on which a read may hang for ever: this
process never touches it.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Protocol

from pos_app.domain.errors import BackupFailed, BackupFolderSilent, CopyAbandoned, CopyUnusable
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.checks.last_shown import heads_of
from pos_app.journal.copies.backup import back_up, looked_at, sweep_alone
from pos_app.journal.copies.latest_copy import latest_first, named_copies, place_of
from pos_app.journal.copies.room import room_in
from pos_app.ports.backups import Copy, CopyRoom
from pos_app.ports.journal import Head
from pos_app.system.child_job import Broke, Errand, NoAnswer, Stopped

_LOG = logging.getLogger(__name__)

LOOK_PATIENCE = 5.0  # seconds of silence while a folder is listed: the till is opening
LIST_PATIENCE = 30.0  # while all backups are opened, because a person asked
COPY_PATIENCE = 120.0  # while a backup is made: one read of SQLite at a slow stick is as long
_MOST = 20  # backups offered to a person
_RECENT = timedelta(days=2)  # backups whose number of events is read
_SAYS_SO = 1.0  # seconds between two progress lines of a job


class Known(NamedTuple):
    """A backup in the folder: the instant in its name, and its number of events if it is recent."""

    at: datetime
    events: int | None


class MakesCopies(Protocol):
    """Lists and makes backups. Each call waits for a disk: not for the GUI thread."""

    def look(self, now: datetime) -> Sequence[Known]:
        """Lists this till's backups, the newest first. Raises BackupFailed where the folder cannot
        be read."""

    def make(self, at: datetime) -> Copy:
        """Makes a backup. Raises as `back_up` does."""

    def room(self) -> CopyRoom:
        """Tells what the backups take, and what is free beside them. Raises BackupFailed."""

    def copies(self) -> Sequence[Copy]:
        """Lists the backups that can be restored, the latest first. Raises BackupFailed."""

    def stop(self) -> None:
        """Ends a running call soon with CopyAbandoned, and every later call too. From any
        thread."""


class Here:
    """Makes backups in this process, beside the journal."""

    def __init__(self, journal: Path, folder: Path, till: str) -> None:
        self._journal, self._folder, self._till = journal, folder, till
        self._halt = Halt()

    def look(self, now: datetime) -> Sequence[Known]:
        sweep_alone(self._journal, self._folder, self._till)
        return _known(self._folder, self._till, now)

    def make(self, at: datetime) -> Copy:
        try:
            self._folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise BackupFailed(str(error)) from error
        return back_up(self._journal, self._folder, self._till, at, self._halt)

    def room(self) -> CopyRoom:
        return room_in(self._folder, self._till, self._journal)

    def copies(self) -> Sequence[Copy]:
        return list(_openable(self._folder, self._till))

    def stop(self) -> None:
        self._halt.ask()


class Apart:
    """Makes backups in a child process, in a folder that somebody chose; it may be unplugged."""

    def __init__(self, journal: Path, folder: Path, till: str) -> None:
        # The child process has another current folder.
        self._folder = folder
        self._where = {
            "journal": str(journal.resolve()),
            "folder": str(folder.absolute()),
            "till": till,
        }
        self._errand: Errand | None = None
        self._is_stopped = False
        self._lock = Lock()

    def heads(self) -> Sequence[tuple[Path, Head]]:
        """Returns the chain heads of the backups in the folder; none where the folder does not
        answer, which is logged."""
        try:
            told = self._ask("heads", LOOK_PATIENCE)
        except BackupFailed as silent:
            _LOG.warning("no copy was looked at: %s: %s", type(silent).__name__, silent)
            return ()
        return [(Path(path), Head(number, hash_)) for path, number, hash_ in told]

    def look(self, now: datetime) -> Sequence[Known]:
        told = self._ask("look", LOOK_PATIENCE, now=now.isoformat())
        return [Known(datetime.fromisoformat(at), events) for at, events in told]

    def make(self, at: datetime) -> Copy:
        return _copy(self._ask("copy", COPY_PATIENCE, at=at.isoformat()))

    def room(self) -> CopyRoom:
        return CopyRoom(*self._ask("room", LOOK_PATIENCE))

    def copies(self) -> Sequence[Copy]:
        return [_copy(told) for told in self._ask("copies", LIST_PATIENCE)]

    def stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            if self._errand is not None:
                self._errand.stop()

    def _ask(self, name: str, patience: float, **more: str) -> Any:
        with self._lock:
            errand = self._errand = Errand(name, {**self._where, **more}, patience)
            if self._is_stopped:
                errand.stop()
        try:
            return errand.run()
        except NoAnswer as silent:
            raise BackupFolderSilent(str(self._folder)) from silent
        except Stopped as stopped:
            raise CopyAbandoned("it was given up") from stopped
        except Broke as broken:
            raise BackupFailed(f"{self._folder}: {broken}") from broken


# --- in the process of its own --------------------------------------------------------------------


def heads_here(
    question: Mapping[str, Any], _: Callable[[], None]
) -> Sequence[tuple[str, int, str]]:
    found: Iterable[tuple[Path, Head]] = heads_of(Path(question["folder"]), question["till"])
    return [(str(path), head.number, head.hash) for path, head in found]


def look_here(
    question: Mapping[str, Any], _: Callable[[], None]
) -> Sequence[tuple[str, int | None]]:
    folder, till = Path(question["folder"]), question["till"]
    sweep_alone(Path(question["journal"]), folder, till)
    known = _known(folder, till, datetime.fromisoformat(question["now"]))
    return [(one.at.isoformat(), one.events) for one in known]


def copy_here(question: Mapping[str, Any], going_on: Callable[[], None]) -> Mapping[str, Any]:
    copy = back_up(
        Path(question["journal"]),
        Path(question["folder"]),
        question["till"],
        datetime.fromisoformat(question["at"]),
        Halt(_now_and_then(going_on)),
    )
    return _told(copy)


def room_here(question: Mapping[str, Any], _: Callable[[], None]) -> Sequence[int]:
    folder, journal = Path(question["folder"]), Path(question["journal"])
    return astuple(room_in(folder, question["till"], journal))


def copies_here(question: Mapping[str, Any], _: Callable[[], None]) -> Sequence[Mapping[str, Any]]:
    return [_told(copy) for copy in _openable(Path(question["folder"]), question["till"])]


def _told(copy: Copy) -> Mapping[str, Any]:
    return {
        "path": str(copy.path),
        "till": copy.till,
        "head": (copy.head.number, copy.head.hash),
        "sales": copy.sales,
        "until": copy.until.isoformat() if copy.until else None,
    }


def _copy(told: Mapping[str, Any]) -> Copy:
    return Copy(
        path=Path(told["path"]),
        till=told["till"],
        head=Head(*told["head"]),
        sales=told["sales"],
        until=datetime.fromisoformat(told["until"]) if told["until"] else None,
    )


def _openable(folder: Path, till: str) -> Iterator[Copy]:
    for named in latest_first(folder, till)[:_MOST]:
        with suppress(CopyUnusable):  # the next backup may be sound
            yield looked_at(named.path)


def _now_and_then(going_on: Callable[[], None]) -> Callable[[], None]:
    last = time.monotonic()

    def told() -> None:
        nonlocal last
        if time.monotonic() - last >= _SAYS_SO:
            last = time.monotonic()
            going_on()

    return told


def _known(folder: Path, till: str, now: datetime) -> Sequence[Known]:
    return [
        Known(named.at, _events(named.path) if abs(named.at - now) < _RECENT else None)
        for named in named_copies(folder, till)
    ]


def _events(path: Path) -> int | None:
    place = place_of(path)
    return place.events if place else None
