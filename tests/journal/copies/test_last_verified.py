"""A day's copy verifies what is new; all of it is verified once a week, and whenever in doubt."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import JournalUnsound
from pos_app.domain.events import Paid
from pos_app.journal.checks.verify import verify, verify_since
from pos_app.journal.copies.backup import back_up
from pos_app.journal.copies.last_verified import ALL_EVERY, MOST_COPIES
from pos_app.journal.database_file import open_journal
from pos_app.journal.migrations import GUARDS
from pos_app.journal.store import Store
from pos_app.ports.journal import Head, UnmatchedPayment

from .test_backup import AT, TILL, begin, sell

CLOCK = ShopClock(zone="Africa/Luanda")


class Shop:
    """Its sale `old` was paid before the first copy; `long` was begun before it, and paid after
    it, as `new` was."""

    def __init__(self, folder: Path) -> None:
        self.path, self.copies = folder / "journal.sqlite3", folder / "copies"
        self.copies.mkdir()
        self.at = AT
        self.write(self._begin)
        self.head = self.back_up()
        self.write(self._go_on)

    def _begin(self, store: Store) -> None:
        store.keep_clock(CLOCK)
        sell(store, "old")
        begin(store, "long")

    def _go_on(self, store: Store) -> None:
        store.append("long", Paid(payment="p-long"))
        sell(store, "new")
        seen = UnmatchedPayment("proxypay", "s", "1", "", None, "{}", AT, AT)
        store.record_unmatched("proxypay", [seen], whole=True)
        store.take_unmatched("proxypay", "s", "1", "Ana", "on the statement")

    def write(self, write: Callable[[Store], object]) -> None:
        with closing(open_journal(self.path)) as db:
            write(Store(db, TILL, lambda: self.at))

    def harm(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path)) as conn:
            harm(conn, statement)
            conn.commit()

    def back_up(self) -> Head:
        return back_up(self.path, self.copies, TILL, self.at).head


def harm(conn: sqlite3.Connection, statement: str) -> None:
    """Changes the file as somebody does who puts its guards back afterwards."""
    for name in GUARDS:
        conn.execute(f"DROP TRIGGER {name}")
    assert conn.execute(statement).rowcount != 0, statement
    for guard in GUARDS.values():
        conn.execute(guard)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


NEW = ("long", "new")
HARM = [
    *(f"UPDATE events SET {column} = {column} || 'x' WHERE seq = (SELECT MAX(seq) - 2 FROM events)"
      for column in ("till", "sale", "at", "kind", "data", "hash")),
    "DELETE FROM events WHERE seq = (SELECT MAX(seq) FROM events) - 1",
    "DELETE FROM events WHERE seq = 2",  # an old one
    *(statement for sale in NEW for statement in (
        f"UPDATE sales SET amount = amount + 1 WHERE id = '{sale}'",
        f"UPDATE sales SET detail = 'x' WHERE id = '{sale}'",
        f"DELETE FROM sales WHERE id = '{sale}'",
        f"DELETE FROM payments WHERE sale = '{sale}'",
        f"UPDATE identities SET identity = 'x' WHERE sale = '{sale}'",
        f"UPDATE ledger SET day = '2026-11-21' WHERE sale = '{sale}'",
        f"DELETE FROM ledger WHERE sale = '{sale}'",
        f"INSERT INTO payments VALUES ('proxypay', 'x', '{sale}')",
    )),
    "UPDATE strays SET taken_by = 'Rui'",
    "CREATE TABLE strange (x)",
]  # fmt: skip


def test_what_is_new_is_verified_as_it_is_when_all_is(shop: Shop) -> None:
    with closing(open_journal(shop.path)) as db:
        verdict = verify_since(db, shop.head)
        assert (verdict.problems, verdict.sales) == ([], 2)
        assert (verdict.last, verdict.head) == (verify(db).last, verify(db).head)
        for statement in HARM:
            with closing(sqlite3.connect(":memory:")) as copy:
                db.conn.backup(copy)
                if statement.startswith("CREATE"):
                    copy.execute(statement)
                else:
                    harm(copy, statement)
                found = verify_since(Database(copy), shop.head).problems
                assert found, statement
                # What it says is what is said of the whole, but for an event of before.
                of_all = verify(Database(copy)).problems
                assert {*found} <= {*of_all} or "seq = 2" in statement, statement


OLD_ROW = "UPDATE sales SET detail = 'x' WHERE id = 'old'"


def after_a_week(shop: Shop) -> None:
    shop.at += ALL_EVERY


def after_many_copies(shop: Shop) -> None:
    mark = shop.path.with_suffix(".verified")
    lines = mark.read_text().split("\n")
    mark.write_text("\n".join([*lines[:2], str(MOST_COPIES), *lines[3:]]))


def by_a_clock_that_was_set_back(shop: Shop) -> None:
    shop.at -= timedelta(seconds=1)


def of_another_version(shop: Shop) -> None:
    mark = shop.path.with_suffix(".verified")
    mark.write_text(mark.read_text() + "x")


def of_another_journal(shop: Shop) -> None:
    mark = shop.path.with_suffix(".verified")
    number, *rest = mark.read_text().split(" ", 1)
    mark.write_text(f"{int(number) - 1} {rest[0]}")  # an event of another hash


def without_a_record(shop: Shop) -> None:
    shop.path.with_suffix(".verified").unlink()


def with_a_record_of_nonsense(shop: Shop) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC).isoformat()
    shop.path.with_suffix(".verified").write_text(f"{2**70} {'0' * 64}\n{at}\n0\nx")


DUE = [
    after_a_week, after_many_copies, by_a_clock_that_was_set_back, of_another_version,
    of_another_journal, without_a_record, with_a_record_of_nonsense,
]  # fmt: skip


@pytest.mark.parametrize("comes", DUE, ids=lambda comes: str(comes.__name__))
def test_all_of_a_copy_is_verified_once_a_week_and_whenever_in_doubt(
    comes: Callable[[Shop], None], shop: Shop
) -> None:
    shop.harm(OLD_ROW)
    shop.back_up()  # what is new is sound
    comes(shop)
    for _ in range(2):  # what was found once is not forgotten
        with pytest.raises(JournalUnsound, match="is not what its events say: detail"):
            shop.back_up()
