"""An older journal is copied before it is brought up to date, whole or not at all; and no version
touches the journal of a newer one."""

import os
import re
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from old_files import NEWER, journal_of_a_newer_version

from pos_app.domain.audit_notes import NOTES
from pos_app.domain.errors import CopyNewer, JournalNewer, JournalNotCopied
from pos_app.domain.events import EVENTS
from pos_app.journal.checks.format_stamp import FormatStamp, number_today, stamp_of
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.checks.schema_check import known_migrations, version_of
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies.backup import checked, last_event, looked_at
from pos_app.journal.copies.before_upgrade import kept_before_upgrades
from pos_app.journal.copies.restore import restore
from pos_app.journal.database_file import (
    connect_to_file,
    connect_to_read,
    looked_into,
    open_journal,
    read_journal,
)
from pos_app.journal.disk_failures import Newer
from pos_app.journal.thread import JournalThread
from pos_app.system.version import VERSION

OLD = Path(__file__).parents[1] / "old"
BY_NEWER = re.escape(NEWER)
FIRST, EVERY_KIND = "journal-001.sqlite3", "journal-005-every-kind.sqlite3"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return copied(OLD / EVERY_KIND, tmp_path / "journal.sqlite3")


def copied(source: Path, target: Path) -> Path:
    shutil.copy(source, target)
    return target


def events_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM events ORDER BY seq").fetchall()


def content_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder.iterdir()}


def in_a_process_that_dies(work: Callable[[], None]) -> bool:
    """Runs it in a process of its own; returns whether that was killed before the work's end."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def killed_at(step: int) -> Callable[[Path], sqlite3.Connection]:
    """A connection whose process dies before the statement of this number."""

    def connect(path: Path) -> sqlite3.Connection:
        connection = connect_to_file(path)
        done = 0

        def count(_: str) -> None:
            nonlocal done
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(count)
        return connection

    return connect


# --- the copy -------------------------------------------------------------------------------------


def test_an_older_journal_is_copied_once_and_the_copy_can_be_gone_on_from(journal: Path) -> None:
    before = events_of(journal)
    open_soundly(journal).close()
    (copy,) = kept_before_upgrades(journal)
    assert copy.name == f"journal-before-upgrade-from-005-event-{len(before)}.sqlite3"
    assert stamp_of(copy) is None
    assert events_of(copy) == events_of(journal) == before
    assert checked(copy).head.number == len(before)
    open_soundly(journal).close()
    assert kept_before_upgrades(journal) == [copy]
    assert not list(journal.parent.glob("*.part"))


def test_a_new_journal_is_stamped_and_has_nothing_to_copy(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    open_soundly(path).close()
    assert stamp_of(path) == FormatStamp(known_migrations(), VERSION)
    assert kept_before_upgrades(path) == []


def test_only_the_copies_of_the_last_upgrades_stay(journal: Path) -> None:
    for event in (1, 2):
        old = f"journal-before-upgrade-from-00{event}-event-{event}.sqlite3"
        copied(OLD / FIRST, journal.with_name(old))
    open_soundly(journal).close()
    kept = [path.name.split("-from-")[1][:3] for path in kept_before_upgrades(journal)]
    assert kept == ["005", "002"]


async def test_without_room_for_the_copy_nothing_is_brought_up_to_date(journal: Path) -> None:
    open_soundly(copied(journal, journal.with_name("other.sqlite3"))).close()  # imports
    journal.with_suffix(".made").touch()
    before = journal.read_bytes()
    there = {one.name for one in journal.parent.iterdir()}

    def on_a_full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, len(before) // 2))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with pytest.raises(JournalNotCopied):
            open_soundly(journal)

    assert not in_a_process_that_dies(on_a_full_disk)
    assert journal.read_bytes() == before
    left = {one.name for one in journal.parent.iterdir()} - there
    assert left <= {"journal.sqlite3-wal", "journal.sqlite3-shm"}


# --- killed in the middle -------------------------------------------------------------------------


@pytest.mark.parametrize("name", [FIRST, EVERY_KIND])
def test_an_upgrade_killed_at_any_statement_is_whole_or_was_never_begun(
    name: str, tmp_path: Path
) -> None:
    """And the version before opens what was never begun: it has no stamp."""
    path = tmp_path / "journal.sqlite3"
    before = events_of(copied(OLD / name, path))
    # The first ones are many and change nothing; from the first migration on, every one of them.
    step, died, seen = 1, True, set()
    while died:
        for file in tmp_path.iterdir():
            file.unlink()
        copied(OLD / name, path)
        died = in_a_process_that_dies(lambda: open_journal(path, killed_at(step)).close())  # noqa: B023
        with closing(connect_to_read(path)) as db:
            (tables,) = db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
        seen.add((tables, stamp_of(path)))
        with closing(open_journal(path)) as db:
            assert version_of(db).startswith(f"{known_migrations():03}")
            if died is False or step % 25 == 0:
                assert verify(db).sound
        assert events_of(path) == before
        step += 7
    assert len(seen) == 2
    assert step > 100


def test_a_copy_that_was_killed_is_made_again(journal: Path) -> None:
    def killed() -> None:
        draft = next(iter(journal.parent.glob("*.part")), None)
        assert draft is None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "replace", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            open_soundly(journal)

    assert in_a_process_that_dies(killed)
    assert len(list(journal.parent.glob("*.part"))) == 1
    assert kept_before_upgrades(journal) == []
    open_soundly(journal).close()
    assert len(kept_before_upgrades(journal)) == 1
    assert not list(journal.parent.glob("*.part"))


# --- of a newer version ---------------------------------------------------------------------------

READERS: dict[str, Callable[[Path], object]] = {
    "to sell": open_soundly,
    "to write": open_journal,
    "to read": read_journal,
    "to report": lambda path: read_journal(path, as_found=True),
    "to look": lambda path: looked_into(path).__enter__(),
}


@pytest.mark.parametrize("is_killed", [False, True], ids=["closed", "killed"])
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_no_byte_of_a_newer_journal_is_touched(
    read: Callable[[Path], object], *, is_killed: bool, tmp_path: Path
) -> None:
    """Not even where the newer version died, and its log has what the file has not."""
    path = journal_of_a_newer_version(tmp_path, is_killed=is_killed)
    before = content_of(tmp_path)
    assert is_killed == (f"{path.name}-wal" in before)
    with pytest.raises(Newer, match=BY_NEWER):
        read(path)
    assert content_of(tmp_path) == before


async def test_a_person_hears_which_version_opens_it(tmp_path: Path) -> None:
    path = journal_of_a_newer_version(tmp_path)
    with pytest.raises(JournalNewer, match=BY_NEWER):
        await JournalThread.open(path, "till", lambda: NOW)


def test_a_newer_copy_is_not_restored_and_no_copy_replaces_a_newer_journal(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    journal = copied(OLD / FIRST, ours / "journal.sqlite3")
    till, _ = last_event(journal)
    newer = journal_of_a_newer_version(theirs)
    before = content_of(ours), content_of(theirs)
    with pytest.raises(CopyNewer, match=BY_NEWER):
        looked_at(newer)
    with pytest.raises(CopyNewer, match=BY_NEWER):
        restore(newer, journal, till, "Ana", NOW)
    with pytest.raises(JournalNewer, match=BY_NEWER):
        restore(journal, newer, till, "Ana", NOW)
    assert (content_of(ours), content_of(theirs)) == before


def test_an_event_that_this_version_does_not_know_has_a_migration() -> None:
    """A version without the migration refuses the journal: it could not read the event either.
    Whoever adds a word writes a migration, an empty one where no table changes, and the word here
    beside it."""
    assert known_migrations() == 13
    assert (len(EVENTS), len(NOTES)) == WORDS_OF_013


WORDS_OF_013 = (37, 27)


@pytest.mark.parametrize("version", ["0.1.0", "1.20.3", "127.127.127"])
def test_a_stamp_is_read_as_it_was_written(version: str) -> None:
    stamp = FormatStamp(12, version)
    assert 0 < stamp.as_number() < 2**31
    assert FormatStamp.from_number(stamp.as_number()) == stamp
    assert number_today(13) > number_today(12)


@pytest.mark.parametrize("version", ["128.0.0", "1.2", ""])
def test_a_version_that_no_stamp_can_hold_is_no_stamp(version: str) -> None:
    with pytest.raises(ValueError, match="no stamp can hold"):
        FormatStamp(12, version).as_number()
