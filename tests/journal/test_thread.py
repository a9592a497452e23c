"""The journal as coroutines have it: what is told of trouble, and of a file that is taken away."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from journal.copies.test_backup import TILL, Shop
from journal.copies.test_salvage import room_for
from journal.test_held import AT, SENDING, Till, at_a_till, created
from new_sales import new_sale_in
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import (
    CannotBeKept,
    JournalFull,
    JournalHeld,
    JournalMissing,
    JournalReplaced,
    JournalRewritten,
    JournalUnavailable,
    NotAllowed,
    PosError,
)
from pos_app.domain.events import Accepted, Created, Paid, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale
from pos_app.journal import thread, transaction
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.opening_checks import head_file
from pos_app.journal.database_file import connect_to_file, open_journal, read_journal
from pos_app.journal.store import Reader, Store
from pos_app.journal.thread import JournalThread
from pos_app.journal.transaction import Writing

# --- trouble --------------------------------------------------------------------------------------


def _fill(till: Till) -> Callable[[], object]:
    """The disk takes no page more; what is given back makes room again."""
    db = till.journal._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages}").fetchall()
    return lambda: db.execute("PRAGMA max_page_count=1000000").fetchall()


MUCH = Accepted(reference="r" * 100_000)


def test_trouble_is_told_once_and_is_over_with_the_first_write_that_proves_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(till: Till) -> None:
        told: list[PosError | None] = []
        till.journal.listen(told.append)
        sale = await till.sell()
        assert told == []
        make_room = await till.journal._do(lambda: _fill(till))
        for _ in range(2):
            with pytest.raises(JournalFull):
                await till.journal.append(sale.id, MUCH)
        assert [type(trouble) for trouble in told] == [JournalFull]
        await till.journal._do(make_room)
        # There is nothing to write.
        await till.journal.record_unmatched("proxypay", [], whole=True)
        assert isinstance(till.journal.trouble, JournalFull)
        await till.journal.note(PinRefused())
        assert [type(trouble) for trouble in told] == [JournalFull, type(None)]
        assert till.journal.trouble is None

    with caplog.at_level(logging.WARNING):
        at_a_till(tmp_path, work)
    lines = [record.getMessage() for record in caplog.records]
    assert lines == [
        "the journal cannot be written: database or disk is full",
        "the journal is written again; 2 tries failed",
    ]


def test_an_amount_that_no_file_can_hold_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    def absurd(number: int) -> Created:
        return Created(**{**vars(created(number)), "amount": Money(2**63, Currency.AOA)})

    async def work(till: Till) -> None:
        with pytest.raises(CannotBeKept):
            await new_sale_in(till.journal, "a", absurd, SENDING)
        assert await till.journal.last_sales(9) == []
        assert till.journal.trouble is None
        assert (await till.sell()).number == 1

    at_a_till(tmp_path, work)


def test_a_mistake_of_ours_is_no_trouble_of_the_disks(tmp_path: Path) -> None:
    async def work(till: Till) -> None:
        sale = await till.sell()
        with pytest.raises(NotAllowed):
            await new_sale_in(till.journal, sale.id, created, SENDING)

        for number in (sale.number, sale.number + 2):  # given already, or there would be a gap
            with pytest.raises(NotAllowed):
                await till.journal.create("b", created(number), SENDING, AT)

        def without_a_key(number: int) -> Created:
            return Created(**{**vars(created(number)), "key": None})

        with pytest.raises(sqlite3.IntegrityError):
            await new_sale_in(till.journal, "b", without_a_key, SENDING)
        assert till.journal.trouble is None
        assert (await till.sell()).number == 2

    at_a_till(tmp_path, work)


async def test_none_is_begun_where_copies_tell_that_there_was_one(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.sell("a")
    shop.back_up()
    for file in tmp_path.glob("journal.*"):
        file.unlink()
    shown = Shown(shop.path, shop.copies, TILL)
    with pytest.raises(JournalMissing):
        await JournalThread.open(shop.path, TILL, shop.now, shown=shown)
    assert not shop.path.exists()


async def test_a_disk_of_another_kind_is_written_by_what_opens_it_and_not_looked_at(
    tmp_path: Path,
) -> None:
    path, elsewhere = tmp_path / "journal.sqlite3", tmp_path / "elsewhere.sqlite3"
    journal = await JournalThread.open(
        path, "till-1", lambda: AT, connect=lambda _: connect_to_file(elsewhere)
    )
    try:
        await new_sale_in(journal, "a", created, SENDING)
    finally:
        await journal.close()
    assert not path.exists()
    assert not _mark_is_there(path)
    with closing(read_journal(elsewhere)) as db:
        assert Reader(db).sale("a")


def test_a_charge_that_nobody_has_meant_is_no_second(tmp_path: Path) -> None:
    def of_a_customer(number: int) -> Created:
        return replace(created(number), phone=Phone("AO", "923123456"))

    async def work(till: Till) -> None:
        for name in ("a", "b"):  # meant, as long as nobody says otherwise
            await new_sale_in(till.journal, name, of_a_customer, SENDING)
        with pytest.raises(PossibleDuplicate):
            await new_sale_in(till.journal, "c", of_a_customer, SENDING, allow_duplicate=False)
        assert [sale.id for sale in await till.journal.open_sales()] == ["b", "a"]

    at_a_till(tmp_path, work)


def test_a_journal_that_is_closed_says_so(tmp_path: Path) -> None:
    async def work() -> None:
        path = tmp_path / "journal.sqlite3"
        journal = await JournalThread.open(path, "till-1", lambda: AT)
        await journal.close()
        with pytest.raises(JournalUnavailable, match="closed"):
            await journal.last_sales(1)

    asyncio.run(work())
    assert not threads_of_a_journal()


async def test_a_path_of_which_the_system_knows_nothing_is_no_mistake_of_ours(
    tmp_path: Path,
) -> None:
    with pytest.raises(JournalUnavailable, match="too long"):
        await JournalThread.open(tmp_path / ("n" * 300), "till-1", lambda: AT)


def threads_of_a_journal() -> list[str]:
    names = (one.name for one in threading.enumerate())
    return [name for name in names if name.startswith(("journal", "head"))]


def test_a_row_that_makes_no_sense_is_told_until_it_does(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(till: Till) -> None:
        await till.sell()
        db = till.journal._db
        for state in ("moon", "star"):
            await till.journal._do(partial(db.execute, "UPDATE sales SET state = ?", [state]))
            with pytest.raises(JournalRewritten, match=state):
                await till.journal.last_sales(1)
        await till.journal._do(lambda: db.execute("UPDATE sales SET state = 'sending'"))
        assert len(await till.journal.last_sales(1)) == 1
        assert till.journal.trouble is None

    at_a_till(tmp_path, work)
    told = [record.getMessage() for record in caplog.records]
    assert [line.partition(":")[0] for line in told[::2]] == ["the journal cannot be read"] * 2
    assert told[1::2] == ["the journal is read again; 1 tries failed"] * 2


def test_a_write_that_finds_no_sense_is_trouble_until_one_does(tmp_path: Path) -> None:
    async def work(till: Till) -> None:
        sale = await till.sell()
        db = till.journal._db
        await till.journal._do(lambda: db.execute("UPDATE sales SET state = 'moon'"))
        with pytest.raises(JournalRewritten):
            await till.journal.append(sale.id, Accepted(reference="r"))
        assert isinstance(till.journal.trouble, JournalRewritten)
        await till.journal._do(lambda: db.execute("UPDATE sales SET state = 'sending'"))
        await till.journal.append(sale.id, Accepted(reference="r"))
        assert till.journal.trouble is None

    at_a_till(tmp_path, work)


@pytest.mark.parametrize(("seconds", "is_said"), [(None, False), (0.99, False), (1.0, True)])
def test_only_a_write_that_waits_for_another_program_is_said_to_and_after_a_second(
    seconds: float | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_said: bool
) -> None:
    """A disk that is slow is not another program."""

    async def work(till: Till) -> None:
        await till.sell()
        monkeypatch.setattr(thread, "monotonic", lambda: 1.0)
        writing_ = till.journal._store.writing
        till.journal._begin_to_look()
        assert till.journal._next_look
        writing_.waits_since = None if seconds is None else 1.0 - seconds
        till.journal._look()
        assert isinstance(till.journal.trouble, JournalHeld) is is_said
        writing_.waits_since = None
        till.journal._stop_looking()
        assert till.journal.trouble is None

    at_a_till(tmp_path, work)


def test_who_waits_is_told_after_a_second_and_is_refused_after_five() -> None:
    """A cashier sees within the second why nothing happens, and a customer is not kept for longer
    than it takes to ask for the money in another way."""
    assert (thread.SAID_AFTER, thread._LOOK_EVERY) == (1.0, 0.5)
    assert (transaction.BUSY_TIMEOUT, transaction._LATE) == (5.0, 0.25)


def test_that_another_program_holds_the_file_is_told_while_any_write_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread, "SAID_AFTER", 0.05)
    monkeypatch.setattr(thread, "_LOOK_EVERY", 0.01)

    async def work(till: Till) -> None:
        told: list[type[PosError] | None] = []
        said = asyncio.Event()

        def hear(trouble: PosError | None) -> None:
            told.append(type(trouble) if trouble else None)
            said.set()

        await till.sell()
        till.journal.listen(hear)
        with till.held() as other:
            waiting = (till.sell(), till.journal.append("sale-0", Accepted(reference="r")))
            writes = [asyncio.create_task(write) for write in waiting]
            await said.wait()
            other.execute("ROLLBACK")
            await asyncio.gather(*writes)
        assert told == [JournalHeld, None]
        assert till.journal._next_look is None  # nobody looks on

    at_a_till(tmp_path, work)


# --- a file that is taken away while it is written ------------------------------------------------


class Away:
    """Moves the file while a write is under way, and back."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._path = path
        self._elsewhere = path.with_name("moved")
        self.is_due = False
        write = Store._write_events

        def moved(store: Store, *what: Any) -> int:
            """Called by each write, within its transaction."""
            self._move()
            return write(store, *what)

        monkeypatch.setattr(Store, "_write_events", moved)

    def _move(self) -> None:
        if self.is_due:
            self.is_due = False
            self._path.rename(self._elsewhere)
            self._path.write_bytes(b"another")

    def undo(self) -> None:
        self._elsewhere.rename(self._path)


async def test_nothing_is_sent_for_an_intent_whose_file_was_taken_away_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a provider said is written once and no more: that is not asked for again."""
    away = Away(tmp_path / "journal.sqlite3", monkeypatch)
    journal = await JournalThread.open(tmp_path / "journal.sqlite3", "till-1", lambda: AT)
    try:
        await new_sale_in(journal, "a", created, SENDING)
        intents: list[Callable[[], Awaitable[Sale]]] = [
            lambda: new_sale_in(journal, "b", created, SENDING),
            lambda: journal.append("a", SENDING),
        ]
        for intend in intents:
            away.is_due = True
            with pytest.raises(JournalReplaced):
                await intend()
            assert isinstance(journal.trouble, JournalReplaced)
            away.undo()
        away.is_due = True
        told = await journal.append("a", Accepted(reference="1"), Paid(reference="1"))
        assert told.state is State.PAID
        with pytest.raises(JournalReplaced):
            await journal.note(PinRefused())
        away.undo()
    finally:
        await journal.close()


# --- what is kept beside it -----------------------------------------------------------------------


def test_what_is_known_outside_follows_it_and_is_whole_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"

    async def day(*names: str) -> Sale | None:
        journal = await JournalThread.open(
            path, "till-1", lambda: AT, shown=Shown(path, None, "till-1")
        )
        try:
            for name in names:
                await new_sale_in(journal, name, created, SENDING)
            return await journal.sale("b")
        finally:
            await journal.close()

    asyncio.run(day())
    assert not threads_of_a_journal()
    assert not head_file(path).exists()  # nothing has happened
    asyncio.run(day("a", "b"))
    shown = Shown(path, None, "till-1")
    assert shown.highest
    assert (shown.highest.number, shown.numbers) == (4, 0)
    head_file(path).unlink()
    assert asyncio.run(day())
    shown = Shown(path, None, "till-1")
    assert shown.highest
    assert (shown.highest.number, shown.numbers) == (4, 2)
    assert _mark_is_there(path)


def _mark_is_there(path: Path) -> bool:
    return path.with_suffix(".made").exists()


# --- one transaction ------------------------------------------------------------------------------


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        yield db


def timeout_of(db: Database) -> int:
    return int(db.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_write_waits_for_what_is_left_of_its_five_seconds_and_the_next_for_all_of_them(
    db: Database, tmp_path: Path
) -> None:
    """Whatever it waited behind others counts; what has waited longer is tried once."""
    whole = timeout_of(db)
    assert whole == 5000
    write = Writing(db)
    assert write.waits_since is None
    for ago in (0.0, 1.0, 4.9, 99.0):
        began = monotonic()
        with write.asked_at(monotonic() - ago), write.transaction():
            db.conn.execute("DELETE FROM payments")
        assert monotonic() - began < 3  # seconds
        assert timeout_of(db) == whole
        assert write.waits_since is None
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(sqlite3.OperationalError, match="locked"),
            write.asked_at(monotonic() - 99),
            write.transaction(),
        ):
            raise AssertionError
        assert timeout_of(db) == whole
        assert write.waits_since is None
        other.execute("ROLLBACK")
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    with write.transaction():  # asked for now: all of them are left
        db.conn.execute("DELETE FROM payments")
    db.conn.set_trace_callback(None)
    assert asked == ["BEGIN IMMEDIATE", "DELETE FROM payments", "COMMIT"]


def test_how_long_a_write_waits_can_be_seen_meanwhile(db: Database, tmp_path: Path) -> None:
    write = Writing(db)
    seen: list[float | None] = []
    with closing(
        sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN IMMEDIATE")

        def let_go() -> None:
            until = monotonic() + 10  # seconds, which it never takes
            while write.waits_since is None and monotonic() < until:
                pass
            seen.append(write.waits_since)
            other.execute("ROLLBACK")

        watching = threading.Thread(target=let_go)
        began = monotonic()
        watching.start()
        with write.transaction():
            db.conn.execute("DELETE FROM payments")
        watching.join()
    (since,) = seen
    assert since is not None
    assert began <= since <= monotonic()


ROW = {"method": "m", "payment": "p", "sale": "s"}


def test_what_raises_within_has_not_happened(db: Database) -> None:
    write = Writing(db)

    def insert(error: BaseException | None) -> None:
        with write.transaction():
            db.conn.execute("INSERT INTO payments VALUES (?, ?, ?)", [*ROW.values()])
            if error:
                raise error

    for error in (NotAllowed("no"), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            insert(error)
        assert db.table("payments").count == 0
        assert not db.conn.in_transaction
    insert(None)
    assert [*db.query("SELECT * FROM payments")] == [ROW]


def test_what_the_disk_does_not_take_has_not_happened_and_is_said(
    db: Database, tmp_path: Path
) -> None:
    write = Writing(db)

    def insert() -> None:
        with write.transaction():
            db.conn.execute("INSERT INTO payments VALUES (?, ?, ?)", [*ROW.values()])

    log = tmp_path / "journal.sqlite3-wal"
    with room_for(log.stat().st_size), pytest.raises(sqlite3.OperationalError):
        insert()
    assert not db.conn.in_transaction
    assert db.table("payments").count == 0
    insert()
    assert [*db.query("SELECT * FROM payments")] == [ROW]
