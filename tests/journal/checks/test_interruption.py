"""Copies that are given up, killed, or made twice at a time; folders whose disk never answers."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hostile.silent import stalled_file

from pos_app.app import backup_maker
from pos_app.app.backup_maker import Apart
from pos_app.app.backup_service import LocalBackups
from pos_app.app.restore_service import LocalRestore
from pos_app.app.root import now, open_till
from pos_app.domain.audit_notes import SettingsChanged
from pos_app.domain.errors import (
    BackupFolderSilent,
    CopyAbandoned,
    CopyUnderWay,
    JournalClosing,
    JournalInUse,
)
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.checks import interruption
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.copies.backup import back_up, sweep_alone
from pos_app.journal.database_file import open_journal
from pos_app.journal.file_lock import Ownership, closing_mark
from pos_app.journal.store import Store
from pos_app.ports.backups import Copy

EVENTS = 2000
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
NAME = "journal-{0}-20261120T100000Z.{1}"
COPY_FOR_EVER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from pos_app.journal.copies.backup import back_up
from pos_app.journal.checks.interruption import Halt
def wait():
    print("copies", flush=True)
    time.sleep(600)
back_up(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], datetime.now(UTC), Halt(wait))
"""


@pytest.fixture
def place(tmp_path: Path) -> Profile:
    """A profile with a journal of some megabytes, and a folder for its copies."""
    profile = Profile(tmp_path / "till")
    profile.prepare()
    profile.backups.mkdir()
    with closing(open_journal(profile.journal)) as db:
        store = Store(db, profile.till_id(), now)
        db.execute("PRAGMA synchronous=OFF")  # no disk has to keep what a test begins with
        for number in range(EVENTS):
            store.note(SettingsChanged(what=f"shop.name {number}", by="Ana"))
    return profile


@pytest.fixture
def copier(place: Profile) -> Iterator["subprocess.Popen[str]"]:
    """A process that is in the middle of a copy, and stays there."""
    where = [str(place.journal), str(place.backups), place.till_id()]
    command = [sys.executable, "-c", COPY_FOR_EVER, *where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "copies\n"
        yield process
        process.kill()


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_given_up_between_two_steps_and_leaves_nothing(place: Profile) -> None:
    looks: list[int] = []

    def give_up() -> None:
        looks.append(1)
        halt.ask()

    halt = Halt(give_up)
    with pytest.raises(CopyAbandoned):
        back_up(place.journal, place.backups, place.till_id(), AT, halt)
    assert looks
    assert left(place.backups) == []


@pytest.mark.parametrize("steps", [10_000, 1 << 30])
def test_what_is_read_is_interrupted(
    steps: int, place: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a long journal is verified: whichever query that is in, and also within what is one
    step to SQLite, such as its look at all pages of a table."""
    monkeypatch.setattr(interruption, "_OFTEN", steps)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    halt, began = Halt(), time.monotonic()
    with closing(sqlite3.connect(place.journal)) as reading:
        timer = threading.Timer(0.3, halt.ask)
        timer.start()
        with (
            pytest.raises(CopyAbandoned),
            halt.over(reading),
            pytest.raises(sqlite3.OperationalError, match="interrupted"),
        ):
            reading.execute(endless).fetchone()
        timer.join()
    assert time.monotonic() - began < 10


def test_that_it_goes_on_is_told_within_one_query_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a look at all pages of a long journal would be taken for a disk that does not answer."""
    monkeypatch.setattr(interruption, "_OFTEN", 10)
    told: list[str] = []
    halt = Halt(lambda: told.append("it goes on"))
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 99) SELECT i FROM n"
    )
    with closing(sqlite3.connect(":memory:")) as db, halt.over(db):
        assert len(db.execute(many).fetchall()) == 99
        assert len(told) > 9


def test_one_copy_at_a_time_and_what_a_killed_one_left_goes_with_the_next(
    place: Profile, copier: "subprocess.Popen[str]"
) -> None:
    till = place.till_id()
    (part,) = left(place.backups)[:1]
    assert part.endswith(".part")
    stranger = NAME.format("another", "part")
    (place.backups / stranger).touch()
    with pytest.raises(CopyUnderWay):
        back_up(place.journal, place.backups, till, AT)
    sweep_alone(place.journal, place.backups, till)
    assert part in left(place.backups)  # somebody is at it
    copier.send_signal(signal.SIGKILL)
    copier.wait()
    assert (place.backups / part).exists()
    sweep_alone(place.journal, place.backups, till)
    assert left(place.backups) == [stranger]


def backups_of(place: Profile, folder: Path) -> LocalBackups:
    return LocalBackups(place, folder, now, lambda at: at.date())


async def test_closing_waits_for_a_copy_or_gives_it_up_and_others_are_told(place: Profile) -> None:
    owner = Ownership(place.lock)
    with pytest.raises(JournalInUse) as taken:
        Ownership(place.lock)
    assert not isinstance(taken.value, JournalClosing)
    backups = backups_of(place, place.backups)
    making = asyncio.ensure_future(backups.make())
    await asyncio.sleep(0)
    assert backups.is_making
    abandoned = asyncio.Event()
    finishing = asyncio.ensure_future(backups.finish(abandoned))
    await asyncio.sleep(0)
    with pytest.raises(JournalClosing):
        Ownership(place.lock)
    await finishing
    assert (await making).path.exists()
    backups._copies.stop()
    with pytest.raises(CopyAbandoned):
        await backups.make()
    await backups.close()
    owner.release()
    assert closing_mark(place.lock).exists()
    Ownership(place.lock).release()  # of a till that is gone it means nothing
    assert not closing_mark(place.lock).exists()
    assert [name for name in left(place.backups) if name.endswith(".part")] == []


# --- a disk that never answers --------------------------------------------------------------------


@pytest.fixture
def share(tmp_path: Path, place: Profile) -> Iterator[Path]:
    """A network share with a copy on it, whose server has gone."""
    folder = tmp_path / "share"
    folder.mkdir()
    name = f"journal-{place.till_id()[:8]}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite3"
    back_up(place.journal, folder, place.till_id(), AT)
    with stalled_file(folder / name):
        yield folder


async def test_a_folder_that_does_not_answer_is_said_and_holds_nobody(
    place: Profile, share: Path
) -> None:
    backups = backups_of(place, share)
    began = time.monotonic()
    with pytest.raises(BackupFolderSilent, match="share"):
        await backups.make_if_due()
    assert time.monotonic() - began < 20
    assert isinstance(backups.state.problem, BackupFolderSilent)
    asking = asyncio.ensure_future(backups.make_if_due())
    await asyncio.sleep(0.2)
    began = time.monotonic()
    await backups.close()
    assert time.monotonic() - began < 4
    with pytest.raises(CopyAbandoned):
        await asking


async def test_the_till_opens_on_a_folder_that_does_not_answer(place: Profile, share: Path) -> None:
    place.settings.write_text(f'[backup]\nfolder = "{share}"\n')
    began = time.monotonic()
    async with open_till(place, training=False) as opened:
        assert time.monotonic() - began < 20
        assert await opened.till.journal.last_sales(1) == []
        began = time.monotonic()
    assert time.monotonic() - began < 10


def test_the_copies_of_a_folder_that_does_not_answer_are_not_waited_for(
    place: Profile, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the journal is damaged, and there may be one to go on from."""
    monkeypatch.setattr(backup_maker, "LIST_PATIENCE", 3.0)
    with pytest.raises(BackupFolderSilent):
        Apart(place.journal, share, place.till_id()).copies()
    began = time.monotonic()
    people = People(place.people, training=False)
    assert LocalRestore(place, share, people, now).copies_now() == []
    assert time.monotonic() - began < 20


def test_copies_in_a_folder_that_was_chosen_are_made_by_a_process_and_are_the_same(
    place: Profile, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    apart = Apart(place.journal, stick, place.till_id())
    assert apart.look(AT) == []
    made = apart.make(AT)
    assert isinstance(made, Copy)
    beside = back_up(place.journal, stick, place.till_id(), AT)
    assert made.path.read_bytes() == beside.path.read_bytes()
    assert replace(made, path=beside.path) == beside
    (later, first) = apart.look(AT)
    assert (first.at, first.events) == (AT, EVENTS)
    assert later.at > AT
    assert list(apart.copies()) == [beside, made]
    room = apart.room()
    assert (room.copies, room.held) == (2, 2 * made.path.stat().st_size)
    assert room.following == place.journal.stat().st_size
    assert not room.is_short
