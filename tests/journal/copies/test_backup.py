"""Copies of the journal, what is looked at before it is opened, and going on from a copy."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from new_sales import new_sale

from pos_app.domain.audit_notes import Restored
from pos_app.domain.errors import (
    BackupFolderMissing,
    CopyUnusable,
    JournalDamaged,
    JournalMissing,
    JournalUnsound,
)
from pos_app.domain.events import (
    Accepted,
    Authorized,
    Cancelling,
    Created,
    Event,
    FinalWordMissing,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    Sending,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies import backup
from pos_app.journal.copies.backup import back_up, checked, copy_pages
from pos_app.journal.copies.latest_copy import LAST, Named, latest_first, named_copies, too_many
from pos_app.journal.copies.restore import restore
from pos_app.journal.copies.room import room_in
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.store import Reader, Store
from pos_app.journal.thread import JournalThread
from pos_app.ports.backups import Copy

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
TILL = "0a1b2c3d4e5f"


def sell(store: Store, name: str, *, paid: bool = True) -> Sale:
    begin(store, name)
    more = (Paid(reference="r", payment=f"p-{name}"),) if paid else ()
    return store.append(name, Accepted(reference="r"), *more)


def child_of(parent: str) -> Callable[[int], Created]:
    def created(number: int) -> Created:
        return Created(
            number=number,
            method="proxypay",
            amount=Money(1_500_00, Currency.AOA),
            phone=None,
            description="",
            key="child",
            business_day=AT.date(),
            purpose=Purpose.REFUND,
            parent=parent,
        )

    return created


def begin(store: Store, name: str) -> None:
    def created(number: int) -> Created:
        return Created(
            number=number,
            method="proxypay",
            amount=Money(1_500_00, Currency.AOA),
            phone=None,
            description="",
            key=name,
            business_day=AT.date(),
        )

    new_sale(store, name, created, Sending(request="POST /", body=""))


class Shop:
    """A journal in a folder of its own, whose clock goes on with every event."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.sqlite3"
        self.copies = folder / "copies"
        self.copies.mkdir()
        self.at = AT

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def sell(self, *names: str, paid: bool = True) -> None:
        with closing(open_soundly(self.path)) as db:
            for name in names:
                sell(Store(db, TILL, self.now), name, paid=paid)

    def killed(self, *names: str) -> None:
        """Sales whose till ends without closing its journal: they are in its log alone."""
        with closing(open_soundly(self.path)) as db:
            for name in names:
                sell(Store(db, TILL, self.now), name)
            left = {file.name: file.read_bytes() for file in self.path.parent.glob("journal.sql*")}
        for name, content in left.items():
            (self.path.parent / name).write_bytes(content)

    def back_up(self) -> Path:
        return back_up(self.path, self.copies, TILL, self.now()).path

    def sales(self) -> list[str]:
        with closing(read_journal(self.path)) as db:
            assert verify(db).sound
            return [sale.id for sale in Store(db, TILL, self.now).last_sales(99)][::-1]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


# --- copies ---------------------------------------------------------------------------------------


def test_a_copy_taken_while_the_till_sells_is_whole_up_to_its_head(shop: Shop) -> None:
    shop.sell("first")
    stop, sold = threading.Event(), threading.Event()

    def selling() -> None:
        with closing(open_soundly(shop.path)) as db:
            store = Store(db, TILL, shop.now)
            while not stop.is_set():
                sell(store, f"sale-{store.head()[0]}")
                sold.set()

    till = threading.Thread(target=selling)
    till.start()
    try:
        heads = []
        for day in range(3):
            sold.clear()
            sold.wait(10)
            copy = back_up(shop.path, shop.copies, TILL, AT + timedelta(days=day))
            heads.append(copy.head)
    finally:
        stop.set()
        till.join()
    assert heads[0].number < heads[1].number < heads[2].number
    with closing(read_journal(shop.path)) as db:
        for named, head in zip(named_copies(shop.copies)[::-1], heads, strict=True):
            assert checked(named.path).head == head
            row = next(iter(db.query("SELECT hash FROM events WHERE seq = ?", [head.number])))
            assert row["hash"] == head.hash
    assert len(files(shop.copies)) == 3  # each is one file, and nothing lies beside it


def test_a_copy_that_does_not_verify_is_said_and_not_kept(shop: Shop) -> None:
    shop.sell("a", "b")
    good = shop.back_up()
    with closing(sqlite3.connect(shop.path)) as db:
        db.execute("DROP TRIGGER events_are_not_changed")
        db.execute("UPDATE events SET at = '2026-11-20T09:00:00.000000+00:00' WHERE seq = 2")
        db.commit()
    with pytest.raises(JournalUnsound, match=r"not guarded|event 2 "):
        shop.back_up()
    assert files(shop.copies) == {good.name}


def test_a_folder_that_is_not_there_is_said_and_not_made(shop: Shop) -> None:
    shop.sell("a")
    with pytest.raises(BackupFolderMissing, match="stick"):
        back_up(shop.path, shop.copies / "stick", TILL, AT)
    assert not files(shop.copies)


INTO_A_FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from pos_app.domain.errors import BackupFailed
from pos_app.journal.copies.backup import back_up
journal, folder, room = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
try:
    back_up(Path(journal), Path(folder), "till", datetime.now(UTC))
except BackupFailed as failed:
    print(type(failed).__name__)
"""


def test_while_a_copy_is_made_it_is_looked_after_each_few_pages_whether_it_is_to_go_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the journal is, and however slow the stick."""
    monkeypatch.setattr(backup, "_STEP", 5)
    shop.sell("a")
    pages = shop.path.stat().st_size // 4096
    looks: list[int] = []
    copy_pages(shop.path, shop.copies / "copy", Halt(lambda: looks.append(1)))
    assert len(looks) >= pages // 5 > 1


def test_a_copy_that_does_not_fit_leaves_the_older_ones_and_nothing_else(shop: Shop) -> None:
    shop.sell(*(f"sale-{number}" for number in range(12)))
    good = shop.back_up()
    room = str(good.stat().st_size // 2)
    full = [sys.executable, "-c", INTO_A_FULL_DISK, str(shop.path), str(shop.copies), room]
    done = subprocess.run(full, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "BackupFailed\n"), done.stderr
    assert files(shop.copies) == {good.name}
    assert checked(good)


def test_what_was_too_long_ago_goes_and_nothing_that_is_not_ours(shop: Shop) -> None:
    shop.sell("a")
    for name in ("journal-other123-20260101T000000Z.sqlite3", "accounts.xlsx", "journal-x.sqlite3"):
        (shop.copies / name).write_text("")
    there = files(shop.copies)
    content = shop.path.read_bytes()
    for day in range(500):
        instant = AT + timedelta(days=day)
        copy = shop.copies / f"journal-{TILL[:8]}-{instant:%Y%m%dT%H%M%SZ}.sqlite3"
        copy.write_bytes(content)
    shop.at = AT + timedelta(days=500)
    newest = shop.back_up()
    kept = [named.at.date() for named in named_copies(shop.copies, TILL)]
    last = shop.at.date()
    assert kept[:14] == [last - timedelta(days=day) for day in range(14)]
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) < 14 + 8 + 12
    assert newest.name in files(shop.copies) >= there


def test_copies_leave_room_for_the_next_and_a_disk_is_called_full_before_it_is(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy a day for two months, on a stick that holds nine; then others' files come too."""
    shop.sell("a")
    size = back_up(shop.path, shop.copies, TILL, AT).path.stat().st_size
    others = 0

    def usage(folder: Path) -> SimpleNamespace:
        held = sum(file.stat().st_size for file in folder.iterdir())
        return SimpleNamespace(free=9 * size - held - others)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    for day in range(1, 60):
        copy = back_up(shop.path, shop.copies, TILL, AT + timedelta(days=day))
        room = room_in(shop.copies, TILL, shop.path)
        assert room.copies == min(day + 1, 7), day
        assert not room.is_short
    assert latest_first(shop.copies, TILL)[0].path == copy.path
    assert latest_first(shop.copies, TILL)[-1].at < copy_at(copy) - timedelta(days=30)
    others = 6 * size
    back_up(shop.path, shop.copies, TILL, AT + timedelta(days=60))
    room = room_in(shop.copies, TILL, shop.path)
    assert (room.copies, room.free, room.is_short) == (2, size, True)


def copy_at(copy: Copy) -> datetime:
    (named,) = [one for one in named_copies(copy.path.parent) if one.path == copy.path]
    return named.at


def test_a_copy_is_called_by_its_till_and_its_instant_and_is_found_by_either_name(
    shop: Shop,
) -> None:
    shop.sell("a")
    east = datetime(2026, 11, 20, 15, tzinfo=timezone(timedelta(hours=3)))
    copy = back_up(shop.path, shop.copies, "0a1b.2c/3d-4e5f", east)
    assert copy.path.name == "journal-0a1b2c3d-20261120T120000Z.sqlite3"
    named = Named(copy.path, "0a1b2c3d", datetime(2026, 11, 20, 12, tzinfo=UTC))
    for till in ("", "0a1b2c3d", "0a1b.2c/3d-4e5f", "0a1b2c3dffff"):
        assert named_copies(shop.copies, till) == [named], till
    assert named_copies(shop.copies, "0a1b2c3") == []
    assert back_up(shop.path, shop.copies, "--", AT).path.name.startswith("journal-till-")


def kept(days: Sequence[int], room: int = 10**6) -> list[int]:
    """Which of a copy a day are kept, as so many days ago. Each takes one byte."""
    copies = [Named(Path(str(day)), "t", AT - timedelta(days=day), 1) for day in days]
    gone = {one.path.name for one in too_many(copies, room)}
    return [day for day in days if str(day) not in gone]


def test_the_last_seven_are_kept_and_one_of_each_of_14_days_8_weeks_and_12_months() -> None:
    """A fortnight reaches behind a holiday; a year is what an accountant asks for."""
    years = kept(range(800))
    assert years[:14] == [*range(14)]
    there = [(AT - timedelta(days=day)).date().isoformat() for day in years[14:]]
    assert there == [
        # The last days of six weeks more, and of ten months more.
        "2026-11-01", "2026-10-31", "2026-10-25", "2026-10-18", "2026-10-11", "2026-10-04",
        "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30",
        "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
    ]  # fmt: skip
    same_day = [Named(Path(str(place)), "t", AT - timedelta(minutes=place)) for place in range(9)]
    assert [one.path.name for one in too_many(same_day, 0)] == ["7", "8"]


def test_where_there_is_little_room_the_copies_that_are_kept_reach_far_back() -> None:
    """The 20th of November is a Friday."""
    assert kept(range(800), 4) == [0, 1, 5, 20]
    assert kept(range(800), 7) == [0, 1, 2, 5, 12, 20, 51]
    assert kept(range(800), 0) == [0, 1]
    assert kept([3], 0) == [3]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2060, 1, 1)))  # noqa: DTZ001
)
def test_the_latest_copies_are_never_too_many_whatever_their_names_say(
    instants: list[datetime],
) -> None:
    copies = [Named(Path(str(place)), "t", at) for place, at in enumerate(instants)]
    gone = too_many(copies, 10**6)
    kept = [copy for copy in copies if copy not in gone]
    assert kept[:LAST] == copies[:LAST]
    assert len(kept) <= LAST + 14 + 8 + 12
    assert not too_many(kept, 10**6)


# How wrong the clock is for a while: an hour, a day, ten years, either way.
WRONG = [timedelta(hours=hours) for hours in (-87_600, -24, -1, 1, 24, 87_600)]


@pytest.mark.parametrize("error", WRONG, ids=str)
def test_the_latest_copy_is_the_one_with_most_in_it_whatever_the_clock_said(
    error: timedelta, shop: Shop
) -> None:
    names: list[str] = []
    for wrong in (timedelta(), error, timedelta()):
        shop.sell(f"sale-{len(names)}")
        names.append(back_up(shop.path, shop.copies, TILL, shop.now() + wrong).path.name)
    assert [one.path.name for one in latest_first(shop.copies, TILL)] == names[::-1]


@pytest.mark.parametrize("error", WRONG, ids=str)
def test_copies_by_a_wrong_clock_push_out_no_good_ones(error: timedelta, shop: Shop) -> None:
    good = []
    for day in range(10):
        shop.sell(f"sale-{day}")
        at = AT + timedelta(days=day)
        good.append(back_up(shop.path, shop.copies, TILL, at).path.name)
    for minute in range(LAST + 3):
        at = AT + timedelta(days=10, minutes=minute) + error
        back_up(shop.path, shop.copies, TILL, at)
    # By a clock that is a day slow the last of them gets a later one of the same day.
    assert files(shop.copies) >= set(good[:-1])


def test_a_copy_by_a_clock_that_stands_still_takes_no_others_name(shop: Shop) -> None:
    shop.sell("a")
    first = back_up(shop.path, shop.copies, TILL, AT)
    shop.sell("b")
    second = back_up(shop.path, shop.copies, TILL, AT)
    assert (first.sales, second.sales) == (1, 2)
    assert files(shop.copies) == {first.path.name, second.path.name}


@pytest.mark.parametrize("error", WRONG, ids=str)
def test_a_copy_of_what_went_on_from_an_older_one_is_later_than_all_before(
    error: timedelta, shop: Shop
) -> None:
    """The events of the older branch may have come further; the numbers of its sales have not."""
    shop.sell("a")
    older = back_up(shop.path, shop.copies, TILL, shop.now())
    shop.sell("b", "c", "d", "e")
    lost = back_up(shop.path, shop.copies, TILL, shop.now())
    shop.path.unlink()
    restore(older.path, shop.path, TILL, "Ana", shop.now())
    shop.sell("f")
    now = back_up(shop.path, shop.copies, TILL, shop.now() + error)
    assert now.head.number < lost.head.number
    latest, *_ = latest_first(shop.copies, TILL)
    assert latest.path == now.path


# --- at the start ---------------------------------------------------------------------------------


def cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


def spoil(path: Path, place: int, length: int = 64) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"\xa5" * length)


def another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE x (y)")


HARMS: dict[str, Callable[[Path], None]] = {
    "gone": lambda path: path.unlink(),
    "emptied": lambda path: cut(path, 0),
    "zeroed": lambda path: spoil(path, 0, 4096),
    "cut in the middle of a page": lambda path: cut(path, path.stat().st_size - 100),
    "cut by half": lambda path: cut(path, path.stat().st_size // 2 // 4096 * 4096),
    "another database": another_database,
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
async def test_a_journal_that_was_harmed_is_said_and_none_begun_in_its_place(
    harm: Callable[[Path], None], shop: Shop
) -> None:
    shop.sell(*(f"sale-{number}" for number in range(12)))
    harm(shop.path)
    before = shop.path.read_bytes() if shop.path.exists() else None
    with pytest.raises(JournalDamaged):
        await JournalThread.open(shop.path, TILL, shop.now)
    assert (shop.path.read_bytes() if shop.path.exists() else None) == before


def test_a_first_start_that_was_cut_short_begins_again(shop: Shop) -> None:
    sqlite3.connect(shop.path).close()
    shop.path.touch()
    shop.sell("a")
    assert shop.sales() == ["a"]


def test_what_a_killed_till_left_in_its_log_is_taken_up(shop: Shop) -> None:
    shop.sell("a")
    shop.killed("b", "c")
    log = shop.path.with_name("journal.sqlite3-wal")
    whole = log.stat().st_size
    cut(log, whole - 100)  # the end of a write that nobody was told of
    shop.sell("d")
    assert shop.sales() == ["a", "b", "c", "d"]
    with closing(read_journal(shop.path)) as db:
        states = [Reader(db).sale(name) for name in "bc"]
    assert [sale and sale.state for sale in states] == [State.PAID, State.SENDING]


@pytest.mark.parametrize("place", [4, 20, 32 + 2, 32 + 10, 32 + 20, 32 + 24 + 200])
def test_a_log_that_lost_what_was_durable_is_damage(place: int, shop: Shop) -> None:
    shop.sell("a")
    shop.killed("b", "c", "d")
    spoil(shop.path.with_name("journal.sqlite3-wal"), place, 2)
    with pytest.raises(JournalDamaged, match="wal"):
        open_soundly(shop.path)


def test_a_log_that_went_with_its_journal_does_not_begin_a_new_one(shop: Shop) -> None:
    shop.killed("a")
    shop.path.unlink()
    shop.path.with_suffix(".made").unlink()
    with pytest.raises(JournalMissing):
        open_soundly(shop.path)


# --- going on from a copy -------------------------------------------------------------------------


def aside(shop: Shop) -> Iterator[Path]:
    return shop.path.parent.glob("journal-put-aside-*.sqlite3")


def test_a_lost_journal_goes_on_from_its_copy(shop: Shop) -> None:
    shop.sell("a")
    shop.sell("open", paid=False)
    copy = shop.back_up()
    shop.sell("after")
    shop.path.unlink()
    shop.at += timedelta(days=2)
    done = restore(copy, shop.path, TILL, "Ana", shop.now())
    assert (done.rescued, done.put_aside, done.doubtful) == (0, "", 1)
    assert shop.sales() == ["a", "open"]
    with closing(open_soundly(shop.path)) as db:
        store = Store(db, TILL, shop.now)
        waited = store.sale("open")
        assert waited
        assert (waited.state, waited.reason) == (State.UNKNOWN, Reason.JOURNAL_RESTORED)
        assert sell(store, "next").number == done.next_number == 4001
        (told,) = store.notes(Restored)
        assert told.note == Restored(
            head=done.copy.head.hash,
            events=done.copy.head.number,
            put_aside="",
            by="Ana",
            number=4000,
        )
    assert shop.sales() == ["a", "open", "next"]


OPEN_IN_A_COPY: dict[str, tuple[Event, ...]] = {
    "being sent": (),
    "waiting": (Accepted(reference="r"),),
    "being taken back": (Accepted(reference="r"), Cancelling()),
    "unknown": (OutcomeUnknown(reason=Reason.NO_ANSWER),),
    "unknown, and nothing to ask": (OutcomeUnknown(reason=Reason.NO_TRACE),),
    "unknown, its money odd": (
        Accepted(reference="r"),
        Mismatched(flag=Flag.SHORT, amount=Money(1, Currency.AOA), payment="p"),
    ),
    "held": (Authorized(reference="r"),),
}
AFTERWARDS: dict[str, tuple[Event, ...]] = {
    "": (),
    "doubted again": (OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER),),
    "found": (Accepted(reference="r"),),
    "found and lost": (Accepted(reference="r"), FinalWordMissing()),
}


@pytest.mark.parametrize("since", AFTERWARDS.values(), ids=AFTERWARDS.keys())
@pytest.mark.parametrize("history", OPEN_IN_A_COPY.values(), ids=OPEN_IN_A_COPY.keys())
def test_all_that_was_not_final_in_the_copy_is_in_doubt_for_good(
    history: tuple[Event, ...], since: tuple[Event, ...], shop: Shop
) -> None:
    with closing(open_soundly(shop.path)) as db:
        store = Store(db, TILL, shop.now)
        begin(store, "a")
        if history:
            store.append("a", *history)
        sell(store, "paid")
        new_sale(store, "child", child_of("paid"), Sending(request="POST /", body=""))
    copy = shop.back_up()
    done = restore(copy, shop.path, TILL, "Ana", shop.now())
    assert done.doubtful == 2
    with closing(open_soundly(shop.path)) as db:
        store = Store(db, TILL, shop.now)
        for name in ("a", "child"):
            sale = store.sale(name)
            assert sale
            assert (sale.state, sale.restored, sale.cancelling) == (State.UNKNOWN, True, False)
            sale = store.append(name, *since) if since else sale
            assert (sale.is_open, sale.restored) == (True, True)
        paid = store.sale("paid")
        assert paid
        assert (paid.state, paid.restored, paid.pending_operation) == (State.PAID, False, "child")
        assert verify(db).sound


def test_what_the_harmed_file_still_proves_is_not_lost(shop: Shop) -> None:
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b", "c")
    shop.killed("d", "e", "f")
    log = shop.path.with_name("journal.sqlite3-wal")
    spoil(log, log.stat().st_size // 2, 8)
    damaged = {file.name: file.read_bytes() for file in (shop.path, log)}
    with pytest.raises(JournalDamaged):
        open_soundly(shop.path)
    done = restore(copy, shop.path, TILL, "Ana", shop.now())
    assert shop.sales()[:3] == ["a", "b", "c"]
    assert done.rescued >= 8
    for name, content in damaged.items():
        kept = shop.path.with_name(name.replace("journal.sqlite3", done.put_aside))
        assert kept.read_bytes() == content
    shop.sell("next")


def test_nothing_is_taken_that_the_chain_does_not_prove(shop: Shop) -> None:
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b", "c")
    with closing(sqlite3.connect(shop.path)) as db:
        db.execute("DROP TRIGGER events_are_not_changed")
        db.execute("UPDATE events SET data = replace(data, '150000', '1') WHERE sale = 'c'")
        db.commit()
    restore(copy, shop.path, TILL, "Ana", shop.now())
    assert shop.sales() == ["a", "b"]
    assert len(list(aside(shop))) == 1


def test_a_copy_that_was_harmed_or_is_anothers_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    shop.sell("a", "b")
    harmed, foreign = shop.back_up(), tmp_path / "other"
    foreign.mkdir()
    before = files(tmp_path)
    content = harmed.read_bytes()
    spoil(harmed, content.index(b'"proxypay"'))
    with pytest.raises(CopyUnusable, match="changed"):
        restore(harmed, shop.path, TILL, "", AT)
    other = Shop(foreign)
    with closing(open_journal(other.path)) as db:
        sell(Store(db, "another", other.now), "x")
    with pytest.raises(CopyUnusable, match="another till"):
        restore(other.back_up(), shop.path, TILL, "", AT)
    assert files(tmp_path) == before
    assert shop.sales() == ["a", "b"]
