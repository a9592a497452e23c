"""The folder of a till's copies: which of its files are copies, whose, which is the latest, and
what goes."""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from hostile.files import by_sql
from journal.checks.test_tampering import harmed
from journal.copies.test_backup import AT, TILL, Shop
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused, Restored
from pos_app.domain.errors import (
    BackupFailed,
    BackupFolderMissing,
    CopyUnderWay,
    CopyUnusable,
)
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.copies import backup
from pos_app.journal.copies.backup import (
    back_up,
    back_up_open,
    checked,
    copy_pages,
    last_event,
    looked_at,
    sweep_alone,
)
from pos_app.journal.copies.latest_copy import JournalPosition, latest_first, named_copies, place_of
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.store import Reader, Store
from pos_app.ports.journal import Head


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


# --- names ----------------------------------------------------------------------------------------


def test_what_is_called_otherwise_is_no_copy_and_stays(shop: Shop) -> None:
    shop.sell("a")
    good = shop.back_up()
    for name in (
        "journal-0a1b2c3d-20269999T120000Z.sqlite3",  # figures that are no instant
        "journal-0a1b2c3d-20261120T120000Z.sqlite3.old",
        "x-journal-0a1b2c3d-20261120T120000Z.sqlite3",
        "journal.sqlite3",
    ):
        (shop.copies / name).write_bytes(good.read_bytes())
    there = names(shop.copies)
    assert [one.path for one in named_copies(shop.copies)] == [good]
    later = shop.back_up()
    assert names(shop.copies) == {*there, later.name}


def test_a_folder_that_is_none_is_said(shop: Shop) -> None:
    shop.sell("a")
    with pytest.raises(BackupFolderMissing):
        named_copies(shop.copies / "stick")
    (shop.copies / "file").touch()
    with pytest.raises(BackupFailed) as failed:
        named_copies(shop.copies / "file")
    assert not isinstance(failed.value, BackupFolderMissing)
    with pytest.raises(BackupFolderMissing):
        back_up(shop.path, shop.copies / "file", TILL, AT)


# --- the latest -----------------------------------------------------------------------------------


def test_the_later_copy_has_more_sales_or_else_more_events(shop: Shop) -> None:
    """Numbers only grow, also where a journal went on from an older copy and has fewer events."""
    assert JournalPosition(2, 5) > JournalPosition(1, 9) > JournalPosition(1, 8)
    shop.sell("a")
    assert place_of(shop.back_up()) == JournalPosition(1, 4)
    with closing(open_soundly(shop.path)) as db:
        Store(db, TILL, shop.now).note(Restored(head="", events=1, put_aside="", number=3000))
    assert place_of(shop.back_up()) == JournalPosition(3000, 5)
    assert place_of(shop.copies / "none") is None
    (shop.copies / "file").write_text("no journal")
    assert place_of(shop.copies / "file") is None


def test_of_copies_that_have_the_same_the_newer_name_comes_first(shop: Shop) -> None:
    shop.sell("a")
    copies = [shop.back_up() for _ in range(3)]
    junk = shop.copies / "journal-0a1b2c3d-20301120T120000Z.sqlite3"
    junk.write_text("no journal")
    assert [one.path for one in latest_first(shop.copies, TILL)] == copies[::-1]
    assert named_copies(shop.copies)[0].path == junk


# --- what a copy says -----------------------------------------------------------------------------


def test_a_copy_says_whose_it_is_how_far_it_goes_and_what_is_in_it(shop: Shop) -> None:
    shop.sell("a", "b")
    made = back_up(shop.path, shop.copies, TILL, AT)
    with closing(read_journal(shop.path)) as db:
        head = Head(*Reader(db).head())
    assert (made.till, made.head, made.sales, made.until) == (TILL, head, 2, shop.at)
    assert made == looked_at(made.path) == checked(made.path)
    assert last_event(made.path) == (TILL, head)
    # It keeps no log: on a stick that takes nothing there is none to be made.
    assert made.path.read_bytes()[18:20] == bytes([1, 1])  # sqlite.org/fileformat2.html


def test_a_copy_of_a_journal_in_which_nothing_has_happened_says_so(shop: Shop) -> None:
    open_journal(shop.path).close()
    made = back_up(shop.path, shop.copies, TILL, AT)
    assert (made.till, made.head, made.sales, made.until) == ("", Head(0, "0" * 64), 0, None)
    assert last_event(made.path) == ("", Head(0, "0" * 64))


def test_whether_it_is_to_go_on_is_asked_after_every_step(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or who closes the till would wait for all of a long journal."""
    shop.sell("a")
    monkeypatch.setattr(backup, "_STEP", 1)
    looks: list[str] = []
    copy_pages(shop.path, tmp_path / "copy", Halt(lambda: looks.append("a look")))
    assert len(looks) > 9  # pages


@pytest.mark.parametrize("look", [looked_at, checked, last_event])
def test_what_is_no_journal_is_unusable_and_named(
    look: Callable[[Path], object], shop: Shop
) -> None:
    file = shop.copies / "x.sqlite3"
    for content in (None, b"", b"no journal", b"SQLite format 3\x00" * 300):
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(CopyUnusable, match=r"x\.sqlite3"):
            look(file)
    with closing(sqlite3.connect(shop.copies / "y.sqlite3")) as db:
        db.execute("CREATE TABLE events (x)")
    with pytest.raises(CopyUnusable, match=r"y\.sqlite3"):
        look(shop.copies / "y.sqlite3")


def test_a_database_in_which_there_is_nothing_is_called_no_journal(shop: Shop) -> None:
    (shop.copies / "x.sqlite3").touch()
    with pytest.raises(CopyUnusable, match="it is no journal"):
        looked_at(shop.copies / "x.sqlite3")


def test_a_row_that_was_repainted_is_no_copy_to_go_on_from(shop: Shop) -> None:
    shop.sell("a")
    copy = shop.back_up()
    by_sql("UPDATE sales SET state = 'declined'")(copy)
    assert looked_at(copy).sales == 1  # unverified
    with pytest.raises(CopyUnusable, match="is not what its events say: state"):
        checked(copy)


def test_a_copy_whose_last_event_has_no_instant_is_unusable(shop: Shop) -> None:
    shop.sell("a")
    copy = shop.back_up()
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        harmed(Database(conn), "UPDATE events SET at = 'noon' WHERE seq = 4")
    with pytest.raises(CopyUnusable, match="noon"):
        looked_at(copy)


def test_a_copy_that_the_disk_does_not_keep_is_none(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sell("a")
    good = shop.back_up()

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "the stick was pulled out")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(BackupFailed, match="pulled out"):
        shop.back_up()
    assert names(shop.copies) == {good.name}


# --- one at a time, and what goes -----------------------------------------------------------------


def test_what_a_copy_left_that_was_killed_goes_and_nothing_else(shop: Shop) -> None:
    shop.sell("a")
    good = shop.back_up()
    part = "journal-0a1b2c3d-20261120T100000Z.part"
    ours = [part, *(f"{part}-{ending}" for ending in ("journal", "wal", "shm"))]
    others = [part.replace("0a1b2c3d", "another1"), f"{part}.old", f"x{part}", part.upper()]
    for name in (*ours, *others):
        (shop.copies / name).touch()
    lock = FileLock(shop.path.with_name("journal.copying"))
    with lock:
        sweep_alone(shop.path, shop.copies, TILL)
        with pytest.raises(CopyUnderWay):
            shop.back_up()
        assert names(shop.copies) == {good.name, *ours, *others}
    sweep_alone(shop.path, shop.copies, TILL)
    assert names(shop.copies) == {good.name, *others}
    sweep_alone(shop.path, shop.copies / "stick", TILL)  # not plugged in: said when a copy is made
    (shop.copies / part).touch()
    later = shop.back_up()
    assert names(shop.copies) == {good.name, later.name, *others}


def test_no_copy_is_made_where_nobody_can_tell_whether_one_is_being_made(shop: Shop) -> None:
    shop.sell("a")
    shop.path.with_name("journal.copying").mkdir()
    with pytest.raises(BackupFailed):
        shop.back_up()
    assert names(shop.copies) == set()


def test_a_journal_whose_file_is_gone_is_copied_from_whoever_has_it_open(shop: Shop) -> None:
    with closing(open_soundly(shop.path)) as db:
        Store(db, TILL, shop.now).note(PinRefused())
        shop.path.unlink()
        with pytest.raises(BackupFailed):
            shop.back_up()
        made = back_up_open(db, shop.copies, TILL, AT)
    assert (checked(made.path).head.number, names(shop.copies)) == (1, {made.path.name})
