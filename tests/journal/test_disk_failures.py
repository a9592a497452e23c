"""What SQLite and the system say of the journal's file, as what a person can act on."""

import errno
import sqlite3

import pytest

from pos_app.domain.errors import (
    JournalDamaged,
    JournalFull,
    JournalHeld,
    JournalOutOfReach,
    JournalReadOnly,
    JournalRewritten,
    JournalUnavailable,
    NotAllowed,
    PosError,
)
from pos_app.journal.disk_failures import (
    Strange,
    as_we_wrote_it,
    is_of_the_disk,
    is_of_the_system,
    problem_of,
    problem_of_reading,
)


def said(
    code: int | None, kind: type[sqlite3.DatabaseError] = sqlite3.OperationalError
) -> sqlite3.DatabaseError:
    """By SQLite; without a code, by Python before it asks SQLite."""
    error = kind("its words")
    if code is not None:
        error.sqlite_errorcode = code
    return error


BY_SQLITE = {
    "SQLITE_CORRUPT": JournalDamaged,
    "SQLITE_CORRUPT_INDEX": JournalDamaged,
    "SQLITE_NOTADB": JournalDamaged,
    "SQLITE_BUSY": JournalHeld,
    "SQLITE_BUSY_SNAPSHOT": JournalHeld,
    "SQLITE_LOCKED": JournalHeld,
    "SQLITE_READONLY": JournalReadOnly,
    "SQLITE_READONLY_DIRECTORY": JournalReadOnly,
    "SQLITE_PERM": JournalReadOnly,
    "SQLITE_FULL": JournalFull,
    "SQLITE_CANTOPEN": JournalOutOfReach,
    "SQLITE_IOERR": JournalUnavailable,
    "SQLITE_IOERR_FSYNC": JournalUnavailable,
    # A disk without room for the index of a log.
    "SQLITE_IOERR_SHMOPEN": JournalFull,
    "SQLITE_IOERR_SHMSIZE": JournalFull,
}


@pytest.mark.parametrize(("name", "kind"), BY_SQLITE.items(), ids=BY_SQLITE.keys())
def test_what_sqlite_says_of_a_disk_keeps_its_words(name: str, kind: type[PosError]) -> None:
    error = said(getattr(sqlite3, name))
    for problem in (problem_of(error), problem_of_reading(error)):
        assert (type(problem), str(problem)) == (kind, "its words")
    assert is_of_the_disk(error)
    assert is_of_the_system(error)


def test_what_is_not_of_the_disk_is_a_mistake_of_ours_or_of_the_file() -> None:
    double = said(sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.IntegrityError)
    no_table = said(sqlite3.SQLITE_ERROR)
    for error, is_system in ((double, False), (no_table, True), (said(None), True)):
        assert not is_of_the_disk(error)
        assert is_of_the_system(error) is is_system
        assert type(problem_of(error)) is JournalUnavailable
        assert type(problem_of_reading(error)) is JournalDamaged
    assert not is_of_the_system(said(None, sqlite3.ProgrammingError))


BY_SYSTEM = {
    "EROFS": JournalReadOnly,
    "EACCES": JournalReadOnly,
    "EPERM": JournalReadOnly,
    "ENOSPC": JournalFull,
    "EDQUOT": JournalFull,
    "EFBIG": JournalFull,
    "ENOENT": JournalOutOfReach,
    "ENOTDIR": JournalOutOfReach,
    "ENODEV": JournalOutOfReach,
    "ENXIO": JournalOutOfReach,
    "ESTALE": JournalOutOfReach,
    "EBUSY": JournalHeld,
    "EIO": JournalUnavailable,
}


@pytest.mark.parametrize(("name", "kind"), BY_SYSTEM.items(), ids=BY_SYSTEM.keys())
def test_what_the_system_says_of_a_file(name: str, kind: type[PosError]) -> None:
    error = OSError(getattr(errno, name), "its words")
    for problem in (problem_of(error), problem_of_reading(error)):
        assert type(problem) is kind
        assert "its words" in str(problem)


class OfWindowsError(OSError):
    winerror = 0


def test_what_windows_says_of_a_file_that_another_program_has_open() -> None:
    for code, kind in ((32, JournalHeld), (33, JournalHeld), (5, JournalReadOnly)):
        error = OfWindowsError(errno.EACCES, "its words")
        error.winerror = code
        assert type(problem_of(error)) is kind
    assert type(problem_of(OSError("of nothing that has a number"))) is JournalUnavailable


def test_a_file_that_something_else_has_written_is_told_from_one_that_cannot_be_read() -> None:
    strange = Strange("not ours")
    assert (type(problem_of(strange)), str(problem_of(strange))) == (JournalRewritten, "not ours")
    assert type(problem_of_reading(strange)) is JournalRewritten
    assert is_of_the_disk(strange)


@pytest.mark.parametrize(
    "error",
    [
        NotAllowed("x"), OverflowError("x"), ZeroDivisionError("x"), AttributeError("x"),
        KeyError("x"), IndexError("x"), RecursionError("x"), TypeError("x"), ValueError("x"),
        UnicodeDecodeError("utf-8", b"", 0, 1, "x"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_the_files_and_all_else_is_what_it_was(error: Exception) -> None:
    with pytest.raises(Strange, match="makes no sense"), as_we_wrote_it():
        raise error
    for other in (OSError("x"), said(sqlite3.SQLITE_BUSY), KeyboardInterrupt()):
        with pytest.raises(type(other)) as raised, as_we_wrote_it():
            raise other
        assert raised.value is other
