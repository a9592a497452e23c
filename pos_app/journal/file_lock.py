"""The journal's file lock: one till owns a journal; the system releases it if the till dies."""

from pathlib import Path

from filelock import FileLock, Timeout

from pos_app.domain.errors import JournalClosing, JournalInUse
from pos_app.journal.disk_failures import problem_of


class Ownership:
    """The lock, held for as long as this till runs. Raises JournalInUse where another till holds
    it, JournalClosing where that one is about to release it, and JournalUnavailable."""

    def __init__(self, path: Path) -> None:
        closing = closing_mark(path)
        # filelock: one file lock that works alike on Linux, macOS and Windows.
        self._lock = FileLock(path, blocking=False)
        try:
            self._lock.acquire()
            closing.unlink(missing_ok=True)  # of a till that was killed while it was closed
        except Timeout as taken:
            if closing.exists():
                raise JournalClosing("a copy is being made before it closes") from taken
            raise JournalInUse("another till is running on this journal") from taken
        except OSError as error:
            raise problem_of(error) from error

    def release(self) -> None:
        self._lock.release()


def closing_mark(path: Path) -> Path:
    """Returns the file that exists while the owner waits for a copy before it releases the lock. It
    means nothing without an owner."""
    return path.with_suffix(".closing")
