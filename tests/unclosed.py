"""Python 3.13 complains of a SQLite connection that nobody closed; here older ones do so too."""

import sqlite3
import sys
import warnings

from pos_app.journal import database_file


def complain_of_unclosed_journals() -> None:
    if sys.version_info < (3, 13):
        setattr(database_file._Connection, "__del__", _complain)  # noqa: B010 - it has none to type


def _complain(connection: sqlite3.Connection) -> None:
    try:
        _ = connection.total_changes
    except sqlite3.ProgrammingError:
        return  # it is closed, or was never opened
    warnings.warn(f"nobody closed {connection!r}", ResourceWarning, stacklevel=1)
