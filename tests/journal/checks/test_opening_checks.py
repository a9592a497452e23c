"""What is looked at before a journal is written on: that it is there, whole, and its end sound."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hostile.files import as_huge
from journal.checks.test_tampering import harmed
from journal.copies.test_backup import AT, TILL, Shop
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.errors import JournalDamaged, JournalMissing
from pos_app.journal.chain import link
from pos_app.journal.checks.opening_checks import draft_of, head_file, open_soundly, was_made
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def _mark(shop: Shop) -> Path:
    return shop.path.with_suffix(".made")


def _log(shop: Shop) -> Path:
    return shop.path.with_name("journal.sqlite3-wal")


# --- there, or not --------------------------------------------------------------------------------

TRACES: dict[str, Callable[[Shop], object]] = {
    "its mark": lambda shop: _mark(shop).touch(),
    "its head": lambda shop: head_file(shop.path).touch(),
    "its log": lambda shop: _log(shop).write_bytes(b"x"),
}
REMAINS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "an empty file": lambda path: path.touch(),
}


@pytest.mark.parametrize("remains", REMAINS.values(), ids=REMAINS.keys())
@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES.keys())
def test_none_is_begun_where_anything_tells_that_there_was_one(
    trace: Callable[[Shop], object], remains: Callable[[Path], object], shop: Shop
) -> None:
    trace(shop)
    remains(shop.path)
    before = sorted(file.name for file in shop.path.parent.iterdir())
    with pytest.raises(JournalMissing):
        open_soundly(shop.path)
    assert sorted(file.name for file in shop.path.parent.iterdir()) == before


@pytest.mark.parametrize("trace", ["its mark", "its head"])
def test_a_database_without_events_is_no_journal_where_there_was_one(
    trace: str, shop: Shop
) -> None:
    with closing(sqlite3.connect(shop.path)) as db:
        db.execute("PRAGMA journal_mode=wal").fetchall()
    assert shop.path.stat().st_size
    TRACES[trace](shop)
    with pytest.raises(JournalMissing):
        open_soundly(shop.path)


def test_one_that_is_begun_is_known_from_then_on(shop: Shop) -> None:
    assert not was_made(shop.path)
    shop.sell("a")
    assert was_made(shop.path)
    assert "none is begun in its place" in _mark(shop).read_text()
    shop.path.unlink()
    with pytest.raises(JournalMissing):
        shop.sell("b")


# --- its log --------------------------------------------------------------------------------------


def test_what_is_in_the_log_is_in_the_journal_once_it_is_open(shop: Shop) -> None:
    shop.sell("a")
    shop.killed("b")
    assert _log(shop).stat().st_size
    with closing(open_soundly(shop.path)):
        assert _log(shop).stat().st_size == 0
    assert shop.sales() == ["a", "b"]


def test_a_log_that_is_no_file_is_damage(shop: Shop) -> None:
    shop.sell("a")
    _log(shop).mkdir()
    with pytest.raises(JournalDamaged, match="cannot be read"):
        open_soundly(shop.path)


def test_a_log_that_is_longer_than_any_till_wrote_is_damage(shop: Shop) -> None:
    shop.sell("a")
    as_huge(_log(shop))
    with pytest.raises(JournalDamaged, match="cannot be read"):
        open_soundly(shop.path)


def test_a_journal_is_shorter_than_it_says_only_while_its_log_has_the_rest(shop: Shop) -> None:
    shop.killed("a")  # on its first day: all of it is in the log
    many = [f"{number}" for number in range(20)]
    shop.killed(*many)  # of more pages than the file has
    shop.sell("b")
    assert shop.sales() == ["a", *many, "b"]
    with shop.path.open("r+b") as file:
        file.truncate(shop.path.stat().st_size - 1)
    with pytest.raises(JournalDamaged):
        open_soundly(shop.path)


def test_what_a_journal_that_was_made_again_left_half_done_goes(shop: Shop) -> None:
    shop.sell("a")
    draft = draft_of(shop.path)
    left = [draft.with_name(draft.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    for file in left:
        file.touch()
    beside = shop.path.with_name("journal.restoring")  # which may be all that there is
    beside.touch()
    shop.sell("b")
    assert not any(file.exists() for file in left)
    assert beside.exists()


# --- its end --------------------------------------------------------------------------------------


@pytest.fixture
def long(shop: Shop) -> Path:
    """Of 202 events."""
    with closing(open_journal(shop.path)) as db:
        db.execute("PRAGMA synchronous=OFF")  # no disk has to keep what a test begins with
        store = Store(db, TILL, lambda: AT)
        for _ in range(202):
            store.note(PinRefused())
    return shop.path


def _write(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        harmed(Database(conn), *statements)


@pytest.mark.parametrize(
    ("column", "value"),
    [("till", "'x'"), ("at", "'x'"), ("kind", "'x'"), ("data", "'x'"), ("hash", "'x'")],
)
@pytest.mark.parametrize("seq", [4, 100, 202])
def test_each_of_the_last_200_events_follows_from_the_one_before(
    column: str, value: str, seq: int, long: Path
) -> None:
    """What was written last is what a crash harms first. All of it is verified with each copy."""
    _write(long, f"UPDATE events SET {column} = {value} WHERE seq = {seq}")
    with pytest.raises(JournalDamaged, match=f"event ({seq}|{seq + 1}) does not follow"):
        open_soundly(long)


def test_a_start_takes_no_longer_as_the_years_go_by(long: Path) -> None:
    _write(long, "UPDATE events SET till = 'x' WHERE seq = 3")
    open_soundly(long).close()


def test_an_event_that_was_taken_out_is_missed_however_its_next_one_was_made_to_fit(
    long: Path,
) -> None:
    with closing(sqlite3.connect(long, isolation_level=None)) as conn:
        db = Database(conn)
        (before,) = db.query("SELECT hash FROM events WHERE seq = 200")
        (last,) = db.query("SELECT * FROM events WHERE seq = 202")
        columns = ("seq", "till", "sale", "at", "kind", "data")
        fitting = link(before["hash"], *(last[name] for name in columns))
        harmed(db, "DELETE FROM events WHERE seq = 201",
               f"UPDATE events SET hash = '{fitting}' WHERE seq = 202")  # fmt: skip
    with pytest.raises(JournalDamaged, match="event 202 does not follow"):
        open_soundly(long)


def test_what_more_is_asked_of_one_that_is_there_is_asked_before_it_is_written_on(
    shop: Shop,
) -> None:
    asked: list[int] = []

    def look(db: Database) -> None:
        asked.append(db.table("events").count)

    open_soundly(shop.path, look).close()
    assert asked == []  # there was none
    shop.sell("a")
    open_soundly(shop.path, look).close()
    assert asked == [4]
