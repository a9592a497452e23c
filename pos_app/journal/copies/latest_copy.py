"""Names and order of backups: finds the latest, and picks those that are too old to keep.

The content decides which copy is later: the numbers of its sales, which only grow, also where a
journal went on from an older copy, and the number of its last event. The instant in its name is
from a clock that may have been wrong; it only tells days apart.
"""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain, zip_longest
from pathlib import Path

from pos_app.domain.errors import BackupFailed, BackupFolderMissing
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

# Copies to keep, where there is room for them: the last ones, whatever their names say, and the
# latest of each of so many days, weeks and months. A fortnight reaches behind a holiday after which
# somebody finds that something is wrong; an accountant asks for a year.
LAST = 7
KEPT = (("%Y-%m-%d", 14), ("%G-W%V", 8), ("%Y-%m", 12))
FEWEST = 2  # copies that stay, however large they are

_INSTANT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"journal-(?P<till>\w+)-(?P<at>\d{8}T\d{6}Z)\.sqlite3")
_TILL = 8  # characters of the till's own name: enough to tell those of one shop apart


@dataclass(frozen=True)
class Named:
    """A copy, as far as its name and its length describe it."""

    path: Path
    till: str
    at: datetime
    size: int = field(default=0, compare=False)  # bytes


@dataclass(frozen=True, order=True)
class JournalPosition:
    """The position of a journal in a till's history: of two, the later one is greater."""

    number: int  # the highest number given to a sale
    events: int


def named_copies(folder: Path, till: str = "") -> Sequence[Named]:
    """Returns the copies of this till, or of any, by the instants in their names, newest first.
    Raises BackupFolderMissing, BackupFailed."""
    try:
        paths = [*folder.iterdir()]
    except FileNotFoundError as missing:
        raise BackupFolderMissing(str(folder)) from missing
    except OSError as error:
        raise BackupFailed(str(error)) from error
    found = [one for path in paths if (one := _named(path))]
    mine = [one for one in found if till in ("", one.till) or one.till == short_name(till)]
    return sorted(mine, key=lambda one: one.at, reverse=True)


def latest_first(folder: Path, till: str = "") -> Sequence[Named]:
    """Returns the copies that can be opened, in the order of their content. Raises as
    `named_copies`."""
    places = {one: place for one in named_copies(folder, till) if (place := place_of(one.path))}
    return sorted(places, key=lambda one: (places[one], one.at), reverse=True)


def too_many(latest: Sequence[Named], room: int) -> Sequence[Named]:
    """Returns the copies to delete, given all with the latest first, so that the others take no
    more than `room` bytes. The latest stay."""
    kept: set[Path] = set()
    for copy in _by_worth(latest):
        if len(kept) < FEWEST or copy.size <= room:
            kept.add(copy.path)
            room -= copy.size
    return [copy for copy in latest if copy.path not in kept]


def _by_worth(latest: Sequence[Named]) -> Sequence[Named]:
    """Returns the copies to keep where there is room for all: by turns the next of the last ones,
    of the days, of the weeks and of the months. So they reach far back where there is little."""
    rows = [latest[:LAST]]
    for period, count in KEPT:
        latest_of: dict[str, Named] = {}
        for copy in latest:
            latest_of.setdefault(f"{copy.at:{period}}", copy)
        rows.append([*latest_of.values()][:count])
    by_turns = chain.from_iterable(zip_longest(*rows))
    return [*dict.fromkeys(copy for copy in by_turns if copy is not None)]


def place_of(path: Path) -> JournalPosition | None:
    """Returns the file's position, or None if it cannot be opened."""
    try:
        with closing(read_journal(path)) as db:
            reader = Reader(db)
            return JournalPosition(reader.highest_number(), reader.head()[0])
    except (sqlite3.Error, OSError, KeyError, ValueError):
        return None


def _named(path: Path) -> Named | None:
    told = _NAME.fullmatch(path.name)
    if told is None:
        return None
    try:
        at = datetime.strptime(told["at"], _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None  # digits that are no instant: not a name of ours
    return Named(path, told["till"], at, _size(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it went meanwhile, or its disk does not say


def free_name(folder: Path, till: str, now: datetime) -> Path:
    """Returns a free name: after a clock was set back there may be a copy of this very second."""
    while True:
        name = f"journal-{short_name(till)}-{now.astimezone(UTC).strftime(_INSTANT)}.sqlite3"
        if not (folder / name).exists():
            return folder / name
        now += timedelta(seconds=1)


def short_name(till: str) -> str:
    return re.sub(r"\W", "", till)[:_TILL] or "till"
