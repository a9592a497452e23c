"""One owner of a journal at a time: a lock that the system lets go of when its holder dies."""

from pathlib import Path

from filelock import FileLock, Timeout

from pos_app.domain.errors import JournalInUse
from pos_app.journal.failures import problem_of


class Ownership:
    """Held for as long as this till runs. Raises JournalInUse where another till holds it, and
    JournalUnavailable."""

    def __init__(self, path: Path) -> None:
        # filelock: one file lock that works alike on Linux, macOS and Windows.
        self._lock = FileLock(path, blocking=False)
        try:
            self._lock.acquire()
        except Timeout as taken:
            raise JournalInUse("another till is running on this journal") from taken
        except OSError as error:
            raise problem_of(error) from error

    def release(self) -> None:
        self._lock.release()
