"""Disks that cannot be written, are full, or are gone: a plain sentence each, and no traceback."""

import errno
import json
import logging
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cli.asking import sold
from rights import like_anybody
from support import PATIENCE, Terminal

from pos_app.diagnostics.logs import write_to
from pos_app.domain.errors import (
    JournalDamaged,
    JournalFull,
    JournalHeld,
    JournalOutOfReach,
    JournalReadOnly,
    JournalUnavailable,
)
from pos_app.installation.profile import Profile
from pos_app.journal.disk_failures import problem_of, problem_of_reading

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="permissions of Linux")

CHARGE = ("charge", "--method", "vpos", "--amount", "10", "--phone", "923123456")


@contextmanager
def read_only(profile: Profile) -> Iterator[None]:
    there = [profile.root, *profile.root.rglob("*")]
    modes = [(path, path.stat().st_mode) for path in there]
    for path, mode in modes:
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes:
            path.chmod(mode)


def on_a_full_disk() -> None:
    """Nothing more can be written to any file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def told(profile: Profile, *arguments: str) -> tuple[int, str, str]:
    """By a command that may not write where it is not allowed to."""
    code, out, err = Terminal(profile).run(*arguments, like=like_anybody)
    assert "Traceback" not in err, err
    return code, out, err


def told_on_a_full_disk(profile: Profile, *arguments: str) -> tuple[int, str, str]:
    """Its words go into pipes: a file of them could not be written either."""
    command = [sys.executable, "-m", "pos_app", "--profile", str(profile.root), *arguments]
    done = subprocess.run(
        command,
        preexec_fn=on_a_full_disk,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def profile(shop: Profile, terminal: Terminal) -> Profile:
    sold(terminal, "vpos")
    return shop


@pytest.mark.parametrize("log", ["none", "of a killed till"])
def test_a_sound_journal_on_a_read_only_disk_is_read_and_not_called_damaged(
    log: str, profile: Profile
) -> None:
    if log != "none":
        with closing(sqlite3.connect(profile.journal)) as db:
            db.execute("CREATE TABLE late (x)")
            db.execute("DROP TABLE late")
            db.commit()
            for ending in ("", "-wal"):
                file = Path(f"{profile.journal}{ending}")
                shutil.copy(file, file.with_name(f"kept{ending}"))
        for ending in ("", "-wal"):
            file = Path(f"{profile.journal}{ending}")
            file.with_name(f"kept{ending}").replace(file)
    with read_only(profile):
        for command in (("sales", "list"), ("sales", "show", "1"), ("verify",)):
            code, out, err = told(profile, *command)
            assert code == 0, err
            assert out
            assert str(profile.root) in err
            assert "restore" not in err
        code, out, err = told(profile, "sales", "list", "--json")
        assert [sale["number"] for sale in json.loads(out)] == [1]
        for writing in (CHARGE, ("recover",), ("restore", str(profile.journal))):
            code, out, err = told(profile, *writing)
            assert (code, out) == (5, ""), writing
            assert "só de leitura" in err
            assert "restore" not in err


def test_a_sound_journal_on_a_full_disk_is_read_and_the_disk_is_called_full(
    profile: Profile,
) -> None:
    for command in (("sales", "list"), ("sales", "show", "1"), ("verify",)):
        code, out, err = told_on_a_full_disk(profile, *command)
        assert code == 0, err
        assert out
        assert "restore" not in err
    for writing in (CHARGE, ("recover",), ("backup",)):
        code, out, err = told_on_a_full_disk(profile, *writing)
        assert (code, out) == (5, ""), writing
        assert "restore" not in err
    code, _, err = told_on_a_full_disk(profile, *CHARGE)
    assert "cheio" in err


def test_a_log_that_takes_no_line_changes_nothing_and_prints_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "till.log").symlink_to("/dev/full")
    stop = write_to(tmp_path)
    logging.getLogger("pos_app.test").warning("nothing of this is kept")
    stop()
    assert capsys.readouterr() == ("", "")


def test_a_journal_that_may_not_even_be_read_is_said_so(profile: Profile) -> None:
    profile.journal.chmod(0)
    try:
        code, out, err = told(profile, "sales", "list")
    finally:
        profile.journal.chmod(0o600)
    assert (code, out) == (5, "")
    assert "restore" not in err


CODES = {
    sqlite3.SQLITE_BUSY: JournalHeld,
    sqlite3.SQLITE_BUSY | 2 << 8: JournalHeld,
    sqlite3.SQLITE_LOCKED: JournalHeld,
    sqlite3.SQLITE_READONLY: JournalReadOnly,
    sqlite3.SQLITE_READONLY | 6 << 8: JournalReadOnly,
    sqlite3.SQLITE_FULL: JournalFull,
    sqlite3.SQLITE_CANTOPEN: JournalOutOfReach,
    sqlite3.SQLITE_CORRUPT: JournalDamaged,
    sqlite3.SQLITE_NOTADB: JournalDamaged,
    sqlite3.SQLITE_IOERR: JournalUnavailable,
    sqlite3.SQLITE_IOERR_SHMOPEN: JournalFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: JournalFull,
}


@pytest.mark.parametrize(("code", "kind"), CODES.items())
def test_whatever_sqlite_says_has_its_own_error(code: int, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("what it said")
    error.sqlite_errorcode = code
    assert type(problem_of(error)) is kind
    assert type(problem_of_reading(error)) is kind


def test_what_makes_no_sense_as_a_journal_is_damaged_to_who_reads_it() -> None:
    error = sqlite3.OperationalError("no such table: sales")
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    assert type(problem_of_reading(error)) is JournalDamaged


SYSTEM = {
    "EROFS": JournalReadOnly,
    "EACCES": JournalReadOnly,
    "EPERM": JournalReadOnly,
    "ENOSPC": JournalFull,
    "EDQUOT": JournalFull,
    "ENOENT": JournalOutOfReach,
    "ENOTDIR": JournalOutOfReach,
    "EIO": JournalUnavailable,
}


@pytest.mark.parametrize(("name", "kind"), SYSTEM.items())
def test_whatever_the_system_says_has_its_own_error(name: str, kind: type[Exception]) -> None:
    assert type(problem_of(OSError(getattr(errno, name), "what it said"))) is kind
