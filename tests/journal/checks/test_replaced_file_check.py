"""Whether the file that is open is still the one at its path, file by file."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journal.copies.test_backup import AT, TILL
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.errors import JournalReplaced
from pos_app.journal.checks.replaced_file_check import FileIdentity
from pos_app.journal.database_file import open_journal
from pos_app.journal.migrations import GUARDS
from pos_app.journal.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    with closing(open_journal(path)) as db:
        yield db


def write(db: Database) -> tuple[int, str]:
    """The head that it comes to."""
    store = Store(db, TILL, lambda: AT)
    store.note(PinRefused())
    return store.head()


def touch(path: Path) -> None:
    """By another program, which need not have changed anything."""
    os.utime(path, (0, 0))


def test_who_touches_it_has_done_nothing_as_long_as_its_last_event_is_in_it(
    path: Path, db: Database
) -> None:
    place = FileIdentity(path, Store(db, TILL, lambda: AT).head())
    touch(path)
    place.check()  # of a journal in which nothing has happened
    for _ in range(2):
        place.remember(write(db))
        touch(path)
        place.check()
        place.check()


@pytest.mark.parametrize("head", [(2, "0" * 64), (1, "0" * 64)])
def test_one_that_does_not_have_what_was_written_last_is_another(
    head: tuple[int, str], path: Path, db: Database
) -> None:
    place = FileIdentity(path, (0, ""))
    write(db)
    place.remember(head)
    place.check()  # nobody has touched it since
    touch(path)
    with pytest.raises(JournalReplaced, match=f"does not have event {head[0]} any more"):
        place.check()


def test_one_whose_chain_is_broken_is_another_whatever_its_last_event_is(
    path: Path, db: Database
) -> None:
    for _ in range(2):
        write(db)
    place = FileIdentity(path, write(db))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DROP TRIGGER events_are_not_changed")
        other.execute("UPDATE events SET till = 'another' WHERE seq = 2")
        other.execute(GUARDS["events_are_not_changed"])
    with pytest.raises(JournalReplaced, match="event 2 does not follow"):
        place.check()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_each_of_its_files_is_missed_and_told_from_another(
    ending: str, path: Path, db: Database
) -> None:
    place = FileIdentity(path, write(db))
    file = path.with_name(path.name + ending)
    moved = path.with_name("moved")
    file.rename(moved)
    for look in (place.check, place.confirm):
        with pytest.raises(JournalReplaced, match=f"{file.name}: No such file"):
            look()
    file.write_bytes(moved.read_bytes())
    for look in (place.check, place.confirm):
        with pytest.raises(JournalReplaced, match=f"{file.name}: it was replaced"):
            look()
    place.remember((1, ""))  # which says nothing, and the next look tells
    moved.replace(file)
    place.confirm()


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_it_is_missed_that_it_was_shortened(ending: str, path: Path, db: Database) -> None:
    place = FileIdentity(path, write(db))
    file = path.with_name(path.name + ending)
    os.truncate(file, file.stat().st_size - 1)
    with pytest.raises(JournalReplaced, match=f"{file.name}: it was shortened"):
        place.check()
