"""The journal for commands that only look."""

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from pos_app.cli.run import profile_of
from pos_app.domain.errors import JournalDamaged
from pos_app.journal.schema import read_journal


@contextmanager
def reading(options: argparse.Namespace) -> Iterator[Database | None]:
    """The journal of the profile, or nothing where none was ever made."""
    profile = profile_of(options)
    path = (profile.training if options.training else profile).journal
    if not path.exists():
        yield None
        return
    try:
        db = read_journal(path)
        try:
            yield db
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise JournalDamaged(str(error)) from error
