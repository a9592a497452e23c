"""One transaction: what has returned is durable, what has raised has not happened and will not."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlite_utils import Database


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Raises what its body does, and sqlite3.Error where the disk does not take it."""
    committing = False
    try:
        with db.atomic():
            yield
            committing = True
    except sqlite3.Error:
        if committing:
            _take_back(db)
        raise


def _take_back(db: Database) -> None:
    """A commit whose sync fails may stand whole in the log: whoever opens the file after a crash
    would find what this till was told had not happened, and sent nothing for. The next commit is
    written over it: this one, which changes nothing. Where the disk does not take that either,
    the log is left as it is until it takes something."""
    with suppress(sqlite3.Error), db.atomic():
        db.execute("PRAGMA user_version = 0")
