"""Going on from a copy: whose it may be, from which number on, and what is given up by it."""

import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hostile.files import by_sql
from journal.checks.test_tampering import harmed
from journal.copies.test_backup import AT, TILL, Shop, begin, sell
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused, Restored
from pos_app.domain.errors import CopyUnusable, JournalMissing, JournalRolledBack
from pos_app.journal.chain import BEGINNING
from pos_app.journal.checks.last_shown import MOST_NUMBER, Follower, Shown, heads_of, is_rolled_back
from pos_app.journal.checks.opening_checks import head_file, open_soundly
from pos_app.journal.copies.backup import back_up, looked_at
from pos_app.journal.copies.latest_copy import latest_first
from pos_app.journal.copies.restore import name_aside, put_aside, restore
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.store import Reader, Store
from pos_app.ports.backups import Restoration
from pos_app.ports.journal import Head


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def go_on(shop: Shop, copy: Path, copies: Path | None = None) -> Restoration:
    return restore(copy, shop.path, TILL, "Ana", shop.now(), copies)


def keep(shop: Shop, content: str) -> None:
    head_file(shop.path).write_text(content)


# --- whose ----------------------------------------------------------------------------------------


@pytest.fixture
def anothers(tmp_path: Path) -> Path:
    (tmp_path / "another").mkdir()
    other = Shop(tmp_path / "another")
    with closing(open_journal(other.path)) as db:
        sell(Store(db, "another", other.now), "x")
    return other.back_up()


def _has_sold(shop: Shop) -> None:
    shop.sell("a", paid=False)


def _has_noted(shop: Shop) -> None:
    with closing(open_soundly(shop.path)) as db:
        Store(db, TILL, shop.now).note(PinRefused())


def _is_new(shop: Shop) -> None:
    del shop


@pytest.mark.parametrize(
    ("before", "may"), [(_has_sold, False), (_has_noted, True), (_is_new, True)]
)
def test_another_tills_copy_is_gone_on_from_only_where_nothing_was_sold(
    before: Callable[[Shop], None], shop: Shop, anothers: Path, *, may: bool
) -> None:
    """As on a new computer, on which somebody has set up a till before the stick was found."""
    before(shop)
    if may:
        assert go_on(shop, anothers).copy.till == "another"
        assert shop.sales() == ["x"]
        return
    with pytest.raises(CopyUnusable, match="another till's"):
        go_on(shop, anothers)
    assert shop.sales() == ["a"]


def test_a_copy_in_which_nothing_has_happened_is_nobodys(shop: Shop, tmp_path: Path) -> None:
    with closing(open_journal(tmp_path / "new.sqlite3")):
        pass
    copy = back_up(tmp_path / "new.sqlite3", shop.copies, "x", AT).path
    shop.sell("a")
    done = go_on(shop, copy)
    assert (done.copy.till, done.rescued, done.until) == ("", 4, shop.at - timedelta(seconds=1))
    assert shop.sales() == ["a"]


def test_one_in_which_nothing_has_happened_is_all_that_is_left(shop: Shop, tmp_path: Path) -> None:
    open_journal(tmp_path / "new.sqlite3").close()
    copy = back_up(tmp_path / "new.sqlite3", shop.copies, TILL, AT).path
    done = go_on(shop, copy)
    assert (done.rescued, done.until, done.put_aside, done.next_number) == (0, None, "", 1001)
    with closing(read_journal(shop.path)) as db:
        (told,) = Reader(db).notes(Restored)
    assert told.note == Restored(head=BEGINNING, events=0, put_aside="", by="Ana", number=1000)
    assert shop.sales() == []


# --- numbers --------------------------------------------------------------------------------------


def _next_number(shop: Shop, copy: Path, copies: Path | None = None) -> int:
    number = go_on(shop, copy, copies).next_number
    with closing(open_soundly(shop.path)) as db:
        assert sell(Store(db, TILL, shop.now), "next").number == number
    return number


def test_without_a_day_between_a_thousand_numbers_are_left_out_and_a_round_one_is_next(
    shop: Shop,
) -> None:
    """A thousand sales are more than a shop makes in a day."""
    shop.sell("a", "b")
    assert _next_number(shop, shop.back_up()) == 2001


@pytest.mark.parametrize(("hours", "number"), [(23, 2001), (24, 3001), (47, 3001), (48, 4001)])
def test_a_thousand_more_are_left_out_for_each_day_since_the_last_event(
    hours: int, number: int, shop: Shop
) -> None:
    shop.sell("a")
    copy = shop.back_up()
    shop.at += timedelta(hours=hours)
    assert _next_number(shop, copy) == number


def _by_its_head(shop: Shop) -> None:
    keep(shop, f"numbers 5000\n1 {'0' * 64}\n")


def _by_events_that_are_lost(shop: Shop) -> None:
    """Each may have been the making of a sale."""
    keep(shop, f"numbers 0\n5003 {'0' * 64}\n")


def _by_a_later_copy(shop: Shop) -> None:
    (copy,) = shop.copies.iterdir()
    later = shop.copies / copy.name.replace("20261120", "20261121")
    later.write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(later, isolation_level=None)) as db:
        db.execute("UPDATE sales SET number = 5000")


def _by_its_rows(shop: Shop) -> None:
    shop.sell("b")
    by_sql("UPDATE sales SET number = 5000 WHERE id = 'a'")(shop.path)


def _by_a_restore_in_it(shop: Shop) -> None:
    with closing(open_soundly(shop.path)) as db:
        store = Store(db, TILL, shop.now)
        for number in (5000, 100):
            store.note(Restored(head="", events=1, put_aside="", number=number))
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as conn:
        # Nothing of it can be proved, but for the numbers.
        harmed(Database(conn), "UPDATE events SET hash = 'x' WHERE seq = 5")


KNOWN: Mapping[str, Callable[[Shop], None]] = {
    "its head": _by_its_head,
    "events that are lost": _by_events_that_are_lost,
    "a later copy": _by_a_later_copy,
    "its own rows": _by_its_rows,
    "a restore in it": _by_a_restore_in_it,
}


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN.keys())
def test_no_number_is_given_again_that_anything_knows_of(
    known: Callable[[Shop], None], shop: Shop
) -> None:
    shop.sell("a")
    copy = shop.back_up()
    known(shop)
    assert _next_number(shop, copy, shop.copies) == 6001
    with closing(read_journal(shop.path)) as db:
        assert Reader(db).highest_number() == 6001


@pytest.mark.parametrize(
    ("number", "next_number"), [(MOST_NUMBER, MOST_NUMBER + 1001), (MOST_NUMBER + 1, 2001)]
)
def test_a_number_that_is_nobodys_sale_leaves_out_no_other(
    number: int, next_number: int, shop: Shop
) -> None:
    shop.sell("a")
    copy = shop.back_up()
    by_sql(f"UPDATE sales SET number = {number}")(shop.path)
    assert go_on(shop, copy).next_number == next_number


# --- what is given up -----------------------------------------------------------------------------


def test_a_copy_that_was_gone_back_behind_binds_nobody_any_more_nor_does_an_older_one(
    shop: Shop,
) -> None:
    shop.sell("a")
    older = shop.back_up()
    for name in ("b", "c"):
        shop.sell(name)
        shop.back_up()
    shop.path.unlink()
    go_on(shop, older, shop.copies)
    for _ in range(2):  # and stays so, whatever is written since
        shown = Shown(shop.path, shop.copies, TILL)
        with closing(open_soundly(shop.path, shown.check)) as db:
            store = Store(db, TILL, shop.now)
            store.note(PinRefused())
            shown.keep(Head(*store.head()))
    fresh = Shop(shop.path.parent / "copies")  # of this till, and ahead
    fresh.path = shop.path.parent / "ahead.sqlite3"
    fresh.sell("x", "y", "z", "u", "v")
    back_up(fresh.path, shop.copies, TILL, shop.now())
    with pytest.raises(JournalRolledBack, match="event 20 is not in it"):
        open_soundly(shop.path, Shown(shop.path, shop.copies, TILL).check)


# --- the head that is kept outside ----------------------------------------------------------------

A_HEAD = "a" * 64


def test_a_head_of_another_event_of_that_number_is_not_in_a_journal(shop: Shop) -> None:
    shop.sell("a")
    assert not is_rolled_back(shop.path)
    with closing(read_journal(shop.path)) as db:
        number, hash_ = Reader(db).head()
    for there, is_back in (
        (Head(number, hash_), False),
        (Head(0, "0" * 64), False),
        (Head(number, A_HEAD), True),
        (Head(number + 1, hash_), True),
    ):
        keep(shop, f"numbers 1\n{there.number} {there.hash}\n")
        assert is_rolled_back(shop.path) is is_back, there
    shop.path.write_bytes(b"no journal")
    assert not is_rolled_back(shop.path)
    shop.path.unlink()
    assert not is_rolled_back(shop.path)


def test_a_copy_that_says_anothers_name_and_is_this_tills_file_binds_nobody(shop: Shop) -> None:
    shop.sell("a")
    good = shop.back_up()
    assert [path for path, _ in heads_of(shop.copies, TILL)] == [good]
    assert [*heads_of(shop.copies, "0a1b2c3dffff")] == []
    assert [*heads_of(shop.copies / "stick", TILL)] == []
    Shown(shop.path, shop.copies, TILL).check_there()
    shop.path.unlink()
    with pytest.raises(JournalMissing):
        Shown(shop.path, shop.copies, TILL).check_there()
    Shown(shop.path, None, TILL).check_there()
    Shown(shop.path, shop.copies, "0a1b2c3dffff").check_there()


def test_copies_that_somebody_else_reads_are_asked_of_them(shop: Shop) -> None:
    """Where the folder's disk may never answer."""
    shop.sell("a")
    ahead = (shop.copies / "x", Head(99, A_HEAD))
    shown = Shown(shop.path, shop.copies, TILL, lambda: [ahead])
    assert [*shown.copies()] == [ahead]
    with closing(read_journal(shop.path)) as db, pytest.raises(JournalRolledBack, match="event 99"):
        shown.check(db)


def test_nothing_is_put_aside_where_there_is_nothing(shop: Shop) -> None:
    assert name_aside(shop.path, AT) == ""
    shop.path.touch()
    shop.path.with_name("journal.sqlite3-shm").write_bytes(b"x")  # the index of a log that is gone
    assert name_aside(shop.path, AT) == ""
    shop.path.with_name("journal.sqlite3-wal").write_bytes(b"x")
    assert name_aside(shop.path, AT) == "journal-put-aside-20261120T100000000000Z.sqlite3"
    shop.path.with_name("journal.sqlite3-wal").unlink()
    shop.path.write_bytes(b"x")
    assert name_aside(shop.path, AT + timedelta(microseconds=7)).endswith("T100000000007Z.sqlite3")


def test_an_empty_journal_is_put_aside_with_all_that_is_beside_it(shop: Shop) -> None:
    """Where a journal is brought from another computer, none of another may lie beside it."""
    for ending, content in (("", b""), ("-wal", b""), ("-shm", b"the index of a log that is gone")):
        shop.path.with_name(shop.path.name + ending).write_bytes(content)
    assert put_aside(shop.path, AT) == ""
    assert not [*shop.path.parent.glob("journal*")]


def test_what_was_open_is_doubted_in_the_name_of_whoever_goes_on(shop: Shop) -> None:
    with closing(open_soundly(shop.path)) as db:
        begin(Store(db, TILL, shop.now), "open")
    copy = shop.back_up()
    shop.path.unlink()
    done = go_on(shop, copy, shop.copies)
    assert (done.rescued, done.doubtful, done.put_aside) == (0, 1, "")
    assert [one.path for one in latest_first(shop.copies, TILL)] == [copy]


def test_what_a_person_went_on_from_is_what_is_known_outside(shop: Shop) -> None:
    shop.sell("a")
    done = go_on(shop, shop.back_up(), shop.copies)
    shown = Shown(shop.path, None, TILL)
    with closing(read_journal(shop.path)) as db:
        assert shown.highest == Head(*Reader(db).head())
    assert shown.numbers == done.next_number - 1


# --- what an open journal has whose file is gone --------------------------------------------------


def test_it_is_saved_among_the_copies_and_no_folder_is_made_that_a_person_chose(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    stick, own = shop.path.parent / "away" / "stick", shop.path.parent / "backups"
    with closing(open_soundly(shop.path)) as db:
        sell(Store(db, TILL, shop.now), "a")
        shop.path.unlink()
        Shown(shop.path, None, TILL).save(db, AT)
        Shown(shop.path, stick, TILL).save(db, AT)  # not plugged in
        assert not stick.parent.exists()
        own.touch()  # a file, where the folder is to be
        Shown(shop.path, own, TILL).save(db, AT)
        own.unlink()
        told = [record.getMessage() for record in caplog.records]
        assert len(told) == 2
        assert all("what the open journal has cannot be copied" in line for line in told)
        caplog.clear()
        for _ in range(2):
            Shown(shop.path, own, TILL).save(db, AT)
    assert own.stat().st_mode & 0o777 == 0o700
    assert [looked_at(one.path).sales for one in latest_first(own, TILL)] == [1, 1]
    assert not caplog.records


def test_a_head_that_cannot_be_kept_is_said_once_and_the_next_one_is_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "profile"
    follower = Follower(Shown(folder / "journal.sqlite3", None, TILL))
    try:
        for number in (1, 2):
            _follow(follower, number)
        folder.mkdir()
        _follow(follower, 3)
    finally:
        follower.close()
    assert Shown(folder / "journal.sqlite3", None, TILL).highest == Head(3, A_HEAD)
    first, second = (record.getMessage() for record in caplog.records)
    assert first.startswith("the journal cannot be kept outside: ")
    assert second == "the journal is kept outside again; 2 tries failed"
    assert not [one for one in threading.enumerate() if one.name.startswith("head")]


def _follow(follower: Follower, number: int) -> None:
    """And is done with it."""
    follower.follow(Head(number, A_HEAD))
    follower._executor.submit(lambda: None).result()
