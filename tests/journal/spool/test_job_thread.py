"""The spool's file: what is kept of print jobs, and what becomes of a file that cannot be used."""

import os
import sqlite3
import stat
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.domain.errors import NotAllowed, SpoolUnavailable
from pos_app.domain.paper.document import Document, TextBlock
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.installation.profile import Profile
from pos_app.journal.spool.job_file import make_tables, open_jobs
from pos_app.journal.spool.job_rows import put
from pos_app.journal.spool.job_thread import JobThread

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
DOCUMENT = Document(name="Recibo 7", blocks=(TextBlock("pão"),))
JOB = PrintJob(
    id="a",
    kind=DocumentKind.RECEIPT,
    name="Recibo 7",
    printer="Balcão",
    state=JobState.QUEUED,
    asked_at=AT,
    changed_at=AT + timedelta(seconds=1),
    number=2,
    subject="sale",
    sale_number=7,
    by="Rui",
    hitch=Hitch.PAPER_OUT,
    detail="no paper",
    tries=3,
)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[JobThread]:
    store = JobThread(path, lambda: AT)
    try:
        yield store
    finally:
        await store.close()


async def test_a_job_is_there_after_a_restart_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    for one in fields(PrintJob):
        assert getattr(JOB, one.name) != one.default, one.name
    async with opened(tmp_path / "spool.sqlite3") as store:
        await store.add(JOB, DOCUMENT)
    async with opened(tmp_path / "spool.sqlite3") as store:
        assert await store.job("a") == JOB
        assert await store.document("a") == DOCUMENT
        changed = replace(
            JOB,
            state=JobState.SENDING,
            printer="Loja",
            changed_at=AT + timedelta(hours=1),
            hitch=Hitch.NONE,
            detail="",
            tries=4,
        )
        await store.change(changed)
        assert await store.job("a") == changed
        assert await store.job("b") is None


async def test_jobs_are_found_by_their_states_and_by_their_sale(tmp_path: Path) -> None:
    async with opened(tmp_path / "spool.sqlite3") as store:
        jobs = [
            replace(JOB, id=f"{number}", state=state, subject=f"sale {number % 2}")
            for number, state in enumerate(JobState)
        ]
        for job in jobs:
            await store.add(job, DOCUMENT)
        assert await store.jobs() == jobs
        assert await store.jobs(JobState.DOUBTFUL, JobState.ASKED) == [jobs[0], jobs[5]]
        assert await store.latest(2) == [jobs[7], jobs[6]]
        assert await store.latest(9, "sale 1") == jobs[7::-2]


async def test_only_what_has_ended_is_forgotten(tmp_path: Path) -> None:
    async with opened(tmp_path / "spool.sqlite3") as store:
        for state in JobState:
            await store.add(replace(JOB, id=state.value, state=state), DOCUMENT)
        await store.forget(AT)
        assert len(await store.jobs()) == len(JobState)
        await store.forget(AT + timedelta(days=30))
        left = {job.state for job in await store.jobs()}
        assert left == {JobState.ASKED, JobState.QUEUED, JobState.SENDING, JobState.SENT}


@pytest.mark.parametrize("over", [JobState.CONFIRMED, JobState.CANCELLED])
async def test_the_file_keeps_no_document_that_nobody_will_print(
    tmp_path: Path, over: JobState
) -> None:
    path = tmp_path / "spool.sqlite3"
    async with opened(path) as store:
        await store.add(JOB, DOCUMENT)
        await store.change(replace(JOB, state=JobState.DOUBTFUL))
        assert await store.document("a") == DOCUMENT
        await store.change(replace(JOB, state=over))
        with pytest.raises(NotAllowed):
            await store.document("a")
        assert await store.job("a") == replace(JOB, state=over)
    assert "pão".encode() not in path.read_bytes()


async def test_a_mark_stays_until_it_is_taken_away(tmp_path: Path) -> None:
    async with opened(tmp_path / "spool.sqlite3") as store:
        assert await store.mark("receipts") is None
        await store.set_mark("receipts", 7)
        await store.set_mark("receipts", 9)
    async with opened(tmp_path / "spool.sqlite3") as store:
        assert await store.mark("receipts") == 9
        await store.set_mark("receipts", None)
        assert await store.mark("receipts") is None


def garbage(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"garbage" * 900)


def of_a_newer_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version=99")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE jobs (name)")


def a_folder(path: Path) -> None:
    path.mkdir()


def with_a_flipped_letter(column: str) -> Callable[[Path], None]:
    """Returns what spoils one column of a job: SQLite itself finds nothing wrong with that."""

    def spoil(path: Path) -> None:
        with closing(open_jobs(path, lambda: AT)) as db:
            put(db, JOB, DOCUMENT)
            db.execute(f"UPDATE jobs SET {column} = 'x' || {column}")

    return spoil


def a_cut_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE much (x)")
        db.executemany("INSERT INTO much VALUES (?)", [["x" * 4000]] * 20)
        db.commit()
    path.write_bytes(path.read_bytes()[:9000])


@pytest.mark.parametrize(
    "spoil",
    [
        garbage,
        of_a_newer_version,
        of_another_program,
        a_folder,
        a_cut_file,
        *map(with_a_flipped_letter, ("kind", "state", "hitch", "asked_at", "changed_at")),
    ],
)
async def test_a_file_that_cannot_be_used_is_put_aside_with_a_word(
    spoil: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "spool.sqlite3"
    spoil(path)
    async with opened(path) as store:
        await store.add(JOB, DOCUMENT)
        assert await store.jobs() == [JOB]
    async with opened(path) as store:
        assert await store.is_put_aside()
        await store.put_aside_is_told()
        assert not await store.is_put_aside()
    (aside,) = tmp_path.glob("spool-put-aside-*.sqlite3")
    assert aside.name == "spool-put-aside-20261130T090000000000Z.sqlite3"
    assert aside.name in caplog.text


@contextmanager
def no_file_can_be_opened() -> Iterator[None]:
    """As where a process has as many files open as it may."""
    import resource  # noqa: PLC0415 - Windows has none

    next_one = os.open(os.devnull, os.O_RDONLY)
    os.close(next_one)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (next_one, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
async def test_a_sound_file_that_cannot_be_opened_now_is_not_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "spool.sqlite3"
    async with opened(path) as store:
        await store.add(JOB, DOCUMENT)
    async with opened(path) as store:
        with no_file_can_be_opened(), pytest.raises(SpoolUnavailable):
            await store.jobs()
        assert await store.jobs() == [JOB]
        assert not await store.is_put_aside()


async def test_whoever_reads_beside_a_till_leaves_its_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "spool.sqlite3"
    garbage(path)
    found = path.read_bytes()
    beside = JobThread(path, lambda: AT, is_owner=False)
    try:
        with pytest.raises(SpoolUnavailable):
            await beside.jobs()
    finally:
        await beside.close()
    assert path.read_bytes() == found


async def test_two_that_find_no_tables_make_them_once(tmp_path: Path) -> None:
    """A window, and a command that reads beside it: the second one must not call it damage."""
    path = tmp_path / "spool.sqlite3"
    with closing(sqlite3.connect(path)) as first, closing(sqlite3.connect(path)) as second:
        make_tables(first)
        make_tables(second)
    async with opened(path) as store:
        assert await store.jobs() == []
        assert not await store.is_put_aside()


async def test_a_file_that_is_lost_meanwhile_begins_anew(tmp_path: Path) -> None:
    """What was under way is there again, without its document."""
    path = tmp_path / "spool.sqlite3"
    async with opened(path) as store:
        await store.add(JOB, DOCUMENT)
    async with opened(path) as store:
        garbage(path)
        for beside in tmp_path.glob("spool.sqlite3-*"):
            beside.unlink()
        await store.change(JOB)
        assert await store.job(JOB.id) == JOB
        with pytest.raises(NotAllowed):
            await store.document(JOB.id)


async def test_a_disk_that_takes_no_file_is_told_and_tried_again(tmp_path: Path) -> None:
    async with opened(tmp_path / "away" / "spool.sqlite3") as store:
        with pytest.raises(SpoolUnavailable):
            await store.add(JOB, DOCUMENT)
        (tmp_path / "away").mkdir()
        await store.add(JOB, DOCUMENT)
    with pytest.raises(SpoolUnavailable):
        await store.jobs()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes a user's folders by itself")
async def test_the_profile_closes_the_file_to_others(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    async with opened(profile.spool) as store:
        await store.add(JOB, DOCUMENT)
        for file in tmp_path.glob("spool*"):
            file.chmod(0o644)
        profile.prepare()
        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("spool*")} == {0o600}


async def test_a_write_that_returned_survives_a_power_cut(tmp_path: Path) -> None:
    async with opened(tmp_path / "spool.sqlite3") as store:
        await store.add(JOB, DOCUMENT)
        assert store._db
        asked = ("PRAGMA journal_mode", "PRAGMA synchronous")
        told = await store._do(lambda db: [db.execute(one).fetchone()[0] for one in asked])
        assert told == ["wal", 2]
