"""A journal on a disk that nobody can write, or on a full one, is read as it lies there: with what
a killed till left in its log, and nothing is changed by it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from hostile.files import STRANGE_JOURNALS, Harm, by_sql
from journal.copies.test_backup import TILL, Shop, sell
from journal.copies.test_salvage import room_for
from rights import like_anybody

from pos_app.domain.errors import CopyUnusable
from pos_app.journal.checks.last_shown import is_rolled_back
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.checks.schema_check import check_tables
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies.backup import checked, looked_at
from pos_app.journal.database_file import (
    Connect,
    connect_to_file,
    connect_to_read,
    open_journal,
    read_journal,
)
from pos_app.journal.disk_failures import Strange
from pos_app.journal.store import Reader, Store

T = TypeVar("T")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    there = [folder, *folder.iterdir()]
    for path in there:
        path.chmod(path.stat().st_mode & 0o555)
    try:
        yield
    finally:
        for path in there:
            path.chmod(path.stat().st_mode | 0o200)


def by_anybody(work: Callable[[], T]) -> T:
    """Rights are a thread's own."""
    with ThreadPoolExecutor(1, initializer=like_anybody) as executor:
        return executor.submit(work).result()


def _closed(shop: Shop) -> None:
    shop.sell("a", "b")


def _killed(shop: Shop) -> None:
    """And whatever cleared up after it took the index of its log."""
    shop.sell("a")
    shop.killed("b")
    shop.path.with_name("journal.sqlite3-shm").unlink()


def _killed_with_an_index(shop: Shop) -> None:
    shop.sell("a")
    shop.killed("b")


@pytest.mark.parametrize("leave", [_closed, _killed, _killed_with_an_index])
def test_a_disk_that_takes_nothing_is_read_with_what_is_in_the_log(
    leave: Callable[[Shop], None], shop: Shop
) -> None:
    shop.copies.rmdir()
    leave(shop)
    told: list[str] = []

    def look() -> list[str]:
        with closing(read_journal(shop.path, lambda: told.append("read as it lies"))) as db:
            assert verify(db).sound
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                db.conn.execute("DELETE FROM payments")
            return [sale.id for sale in Reader(db).last_sales(9)]

    before = content(shop.path.parent)
    with read_only(shop.path.parent):
        assert by_anybody(look) == ["b", "a"]
    assert content(shop.path.parent) == before
    # Where the index is there, SQLite reads by it, and there is nothing to say.
    assert told == ([] if leave is _killed_with_an_index else ["read as it lies"])


def test_a_log_that_may_not_be_read_either_is_told_by_whoever_looks(shop: Shop) -> None:
    shop.copies.rmdir()
    _killed(shop)
    shop.path.with_name("journal.sqlite3-wal").chmod(0)
    with read_only(shop.path.parent):
        for look in (looked_at, checked):
            with pytest.raises(CopyUnusable, match="Permission denied"):
                by_anybody(partial(look, shop.path))
        assert not by_anybody(partial(is_rolled_back, shop.path))  # nothing tells


def test_a_disk_without_room_for_an_index_is_read_as_it_lies(shop: Shop) -> None:
    shop.sell("a")
    told: list[str] = []
    with room_for(0), closing(read_journal(shop.path, lambda: told.append("as it lies"))) as db:
        assert [sale.id for sale in Reader(db).last_sales(9)] == ["a"]
    assert told == ["as it lies"]


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_journal_that_another_program_holds_is_not_read_past_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.journal.database_file.BUSY_TIMEOUT", 0.1)
    shop.sell("a")
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as browser:
        browser.execute("PRAGMA locking_mode=EXCLUSIVE")
        browser.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            read_journal(shop.path)


# --- a version that was killed while it began its first journal -----------------------------------


def test_the_index_that_was_not_made_is_made_as_it_is_in_every_journal(shop: Shop) -> None:
    shop.sell("a")
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as db:
        db.execute("DROP INDEX idx__sqlite_migrations_migration_set_name")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for _ in range(2):
        with closing(open_soundly(shop.path)) as journal:
            assert verify(journal).problems == []
            (index,) = journal.table("_sqlite_migrations").indexes
            assert (index.unique, index.columns) == (1, ["migration_set", "name"])


def test_another_index_under_its_name_is_not_ours(shop: Shop) -> None:
    shop.sell("a")
    name = "idx__sqlite_migrations_migration_set_name"
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as db:
        db.execute(f"DROP INDEX {name}")
        db.execute(f"CREATE INDEX {name} ON _sqlite_migrations (hex(name))")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with pytest.raises(Strange, match=name):
        open_soundly(shop.path)


@pytest.mark.parametrize("version", ["", "journal-001.sqlite3", "journal-005-every-kind.sqlite3"])
def test_tables_are_ours_as_any_version_has_made_them(version: str, shop: Shop) -> None:
    if version:
        shutil.copy(Path(__file__).parents[1] / "old" / version, shop.path)
    else:
        shop.sell("a")
    with closing(connect_to_read(shop.path)) as conn:
        check_tables(conn, "events", "sales", "payments")
        with pytest.raises(Strange, match="beside"):
            check_tables(conn, "beside")
    STRANGE_JOURNALS["a generated column"](shop.path)  # which would run when the table is read
    with closing(connect_to_read(shop.path)) as conn:
        check_tables(conn, "events", "payments")
        with pytest.raises(Strange, match="sales"):
            check_tables(conn, "events", "sales")


def test_no_row_is_asked_for_of_a_file_that_is_not_ours(shop: Shop) -> None:
    """To read one can run what came with the file."""
    shop.sell("a")
    STRANGE_JOURNALS["a table beside"](shop.path)
    with pytest.raises(Strange, match="beside"):
        open_soundly(shop.path, lambda _: pytest.fail("it was asked"))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (
            by_sql("DROP TABLE _sqlite_migrations", "CREATE TABLE _sqlite_migrations (x)"),
            "as it was made: _sqlite_migrations",
        ),
        (STRANGE_JOURNALS["a migration that is missing"], "in our order"),
        (STRANGE_JOURNALS["a newer version"], "a newer version .*999_tips"),
    ],
)
def test_what_is_no_history_of_ours_is_told_as_what_it_is(
    harm: Harm, told: str, shop: Shop
) -> None:
    shop.sell("a")
    harm(shop.path)
    with pytest.raises(Strange, match=told):
        open_soundly(shop.path)


@pytest.mark.parametrize("connect", [connect_to_file, connect_to_read])
def test_nothing_in_a_file_is_trusted(connect: Connect, shop: Shop) -> None:
    """Not what a schema calls, and not what a page says of its length."""
    shop.sell("a")
    with closing(connect(shop.path)) as conn:
        assert conn.execute("PRAGMA trusted_schema").fetchall() == [(0,)]
        assert conn.execute("PRAGMA cell_size_check").fetchall() == [(1,)]
    with pytest.raises(Strange, match="is no file"):
        connect(shop.path.parent)


# --- comments -------------------------------------------------------------------------------------

SAID_OTHERWISE = {
    "a comment in other words": ("-- minor units", "-- cents,\n -- as everywhere"),
    "no comment": ("-- minor units", ""),
    "a comment of the other form": ("-- minor units", "/* minor -- units */"),
    "blanks": (" INTEGER ", "\n\tINTEGER  "),
}


@pytest.mark.parametrize("words", SAID_OTHERWISE.values(), ids=SAID_OTHERWISE.keys())
def test_a_version_may_say_the_same_in_other_words(words: tuple[str, str], shop: Shop) -> None:
    """A comment that is put better does not make every journal there is another program's."""
    shop.sell("a")
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema=ON")
        change = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'sales'"
        db.execute(change, words)
        (statement,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'sales'").fetchone()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert words[1] in statement
    with closing(open_journal(shop.path)) as journal:
        assert sell(Store(journal, TILL, shop.now), "b").number == 2
        assert verify(journal).problems == []
