"""Checks of the records: the journal, the sales that wait in it, and its copies."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pos_app.app.doctor.check import apart, broken, noted, warning, well
from pos_app.app.doctor.profile_folder import short
from pos_app.domain.errors import BackupFailed, JournalMissing, PosError
from pos_app.installation.profile import Profile
from pos_app.journal.checks.health import JournalHealth, look_at
from pos_app.journal.checks.opening_checks import was_made
from pos_app.journal.copies.latest_copy import named_copies, place_of
from pos_app.ports.doctor.findings import Diagnosis, Sign, Subject

_MB = 1_000_000
_MOST_LOG = 64 * _MB  # bytes: SQLite writes a log back at 4 MB, unless a reader keeps it from that
_OLD = timedelta(days=3)  # of the last copy: a shop may close for a weekend
_LOCKS = Path("/proc/locks")


async def journal(place: Profile) -> Sequence[Diagnosis]:
    """Raises JournalMissing, and the journal's own errors."""
    return await apart(lambda: _journal(place.journal))


def _journal(path: Path) -> Sequence[Diagnosis]:
    if not path.exists():
        if was_made(path):
            raise JournalMissing(short(path))
        return [noted(Subject.JOURNAL, Sign.JOURNAL_NONE)]
    try:
        known = look_at(path)
    except PosError as problem:
        return [broken(Subject.JOURNAL, Sign.JOURNAL_DAMAGED, problem=problem)]
    return [_file(known), _waiting(known)]


def _file(known: JournalHealth) -> Diagnosis:
    if known.problems:
        return broken(Subject.JOURNAL, Sign.JOURNAL_DAMAGED)
    if known.log_size > _MOST_LOG:
        return warning(Subject.JOURNAL, Sign.WAL_LARGE, known.log_size // _MB)
    at = f"{known.verified_at:%Y-%m-%d}" if known.verified_at else "?"
    size = max(1, round(known.size / _MB))
    return well(Subject.JOURNAL, Sign.JOURNAL, size, known.events, at)


def _waiting(known: JournalHealth) -> Diagnosis:
    if known.oldest is None:
        return well(Subject.SALES, Sign.SALES_NONE)
    since = f"{known.oldest:%Y-%m-%d %H:%M}Z"
    if known.unknown:
        return warning(Subject.SALES, Sign.SALES_UNKNOWN, known.waiting, known.unknown, since)
    return well(Subject.SALES, Sign.SALES_WAIT, known.waiting, since)


async def copies(place: Profile, folder: Path, now: datetime) -> Sequence[Diagnosis]:
    def look() -> Diagnosis:
        if not place.journal.exists():
            return noted(Subject.COPIES, Sign.JOURNAL_NONE)
        there = named_copies(folder, place.known_till_id()) if folder.exists() else []
        if not there:
            return warning(Subject.COPIES, Sign.COPY_NONE, short(folder))
        newest = there[0]
        if place_of(newest.path) is None:
            return broken(Subject.COPIES, Sign.COPY_UNREADABLE, short(newest.path))
        age = now - newest.at.astimezone(UTC)
        make, fact = (warning, Sign.COPY_OLD) if age > _OLD else (well, Sign.COPY)
        return make(Subject.COPIES, fact, f"{newest.at:%Y-%m-%d}", len(there), short(folder))

    try:
        return [await apart(look)]
    except BackupFailed as failed:
        return [broken(Subject.COPIES, Sign.FAILED, problem=failed)]


async def running(place: Profile) -> Sequence[Diagnosis]:
    """Tells whether a till has this profile open, without touching its lock: Linux lists all locks
    by the number of their file."""
    if sys.platform != "linux":
        return [noted(Subject.RUNNING, Sign.NOT_TOLD)]
    fact = Sign.RUNNING if await apart(lambda: _is_locked(place.lock)) else Sign.NOT_RUNNING
    return [well(Subject.RUNNING, fact)]


def _is_locked(lock: Path) -> bool:
    if not (lock.exists() and _LOCKS.exists()):
        return False
    number = f":{lock.stat().st_ino}"
    held = (line.split() for line in _LOCKS.read_text(encoding="ascii").splitlines())
    return any(any(word.endswith(number) for word in line) for line in held)
