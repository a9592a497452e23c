"""Disk and SQLite errors, translated into this program's own, which a person can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pos_app.domain.errors import (
    JournalDamaged,
    JournalFull,
    JournalHeld,
    JournalNewer,
    JournalOutOfReach,
    JournalReadOnly,
    JournalRewritten,
    JournalUnavailable,
    NotAllowed,
    PosError,
)

# Errors of reading an event, or a row, that this program has not written.
UNREADABLE = (
    NotAllowed, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip


class Strange(sqlite3.DatabaseError):
    """A file that SQLite can read, and that is not as we make it. Handlers of SQLite's own errors
    handle it too."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.sqlite_errorcode = sqlite3.SQLITE_CORRUPT


class Newer(Strange):
    """A file that a newer version of this program has made, or brought up to date. The text is that
    version, as far as the file says."""


@contextmanager
def as_we_wrote_it() -> Iterator[None]:
    """Raises Strange where the content that was read makes no sense."""
    try:
        yield
    except UNREADABLE as error:
        raise Strange(f"what was read makes no sense: {error!r}") from error


# By SQLite's primary codes (sqlite.org/rescode.html).
_BY_SQLITE: dict[int, type[PosError]] = {
    sqlite3.SQLITE_CORRUPT: JournalDamaged,
    sqlite3.SQLITE_NOTADB: JournalDamaged,
    sqlite3.SQLITE_BUSY: JournalHeld,
    sqlite3.SQLITE_LOCKED: JournalHeld,
    sqlite3.SQLITE_READONLY: JournalReadOnly,
    sqlite3.SQLITE_PERM: JournalReadOnly,
    sqlite3.SQLITE_FULL: JournalFull,
    sqlite3.SQLITE_CANTOPEN: JournalOutOfReach,
    sqlite3.SQLITE_IOERR: JournalUnavailable,
}
# Errors of a full disk before a log is even read (`unixOpenSharedMemory` in its os_unix.c).
_NO_ROOM_FOR_AN_INDEX = frozenset({sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE})
_BY_SYSTEM: dict[int, type[PosError]] = {
    errno.EROFS: JournalReadOnly,
    errno.EACCES: JournalReadOnly,
    errno.EPERM: JournalReadOnly,
    errno.ENOSPC: JournalFull,
    errno.EDQUOT: JournalFull,
    errno.EFBIG: JournalFull,
    errno.ENOENT: JournalOutOfReach,
    errno.ENOTDIR: JournalOutOfReach,
    errno.ENODEV: JournalOutOfReach,
    errno.ENXIO: JournalOutOfReach,
    errno.ESTALE: JournalOutOfReach,
    errno.EBUSY: JournalHeld,
}
_HELD_ON_WINDOWS = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


def is_of_the_system(error: sqlite3.DatabaseError) -> bool:
    """Returns whether the file or its disk failed: all else that SQLite raises is a mistake of
    ours."""
    return _code(error) in _BY_SQLITE or isinstance(error, sqlite3.OperationalError)


def problem_of(error: sqlite3.Error | OSError) -> PosError:
    """Returns our error for one of SQLite's or of the system's, with its text."""
    if isinstance(error, Newer):
        return JournalNewer(str(error))
    if isinstance(error, Strange):
        return JournalRewritten(str(error))
    if isinstance(error, sqlite3.Error):
        if _whole_code(error) in _NO_ROOM_FOR_AN_INDEX:
            return JournalFull(str(error))
        return _BY_SQLITE.get(_code(error), JournalUnavailable)(str(error))
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return JournalHeld(str(error))
    return _BY_SYSTEM.get(error.errno or 0, JournalUnavailable)(str(error))


def problem_of_reading(error: sqlite3.Error | OSError) -> PosError:
    """Returns our error for a file that is only read: one that makes no sense as a journal is
    damaged."""
    if isinstance(error, sqlite3.Error) and not is_of_the_disk(error):
        return JournalDamaged(str(error))
    return problem_of(error)


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Returns whether the error is about the file and its disk, and not about the query."""
    return _code(error) in _BY_SQLITE


def _code(error: sqlite3.Error) -> int:
    return _whole_code(error) & 0xFF


def _whole_code(error: sqlite3.Error) -> int:
    """Returns the extended code; errors that Python raises before it asks SQLite carry none."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code
