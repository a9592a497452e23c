"""What other programs do to the file of a journal that is open: lock it, replace it, delete it."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from new_sales import new_sale_in
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.errors import (
    JournalFull,
    JournalHeld,
    JournalReadOnly,
    JournalReplaced,
    JournalUnavailable,
    PosError,
)
from pos_app.domain.events import Accepted, Created, Event, Paid, Sending, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal import thread, transaction
from pos_app.journal.copies.backup import back_up
from pos_app.journal.thread import JournalThread

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
SENDING = Sending(request="POST /", body="")
Work = Callable[["Till"], Coroutine[Any, Any, None]]


def created(number: int) -> Created:
    return Created(
        number=number,
        method="vpos",
        amount=Money(1_500_00, Currency.AOA),
        phone=None,
        description="",
        key=f"key-{number}",
        business_day=AT.date(),
    )


class Till:
    """A journal that is open, and a second program beside it."""

    def __init__(self, path: Path, journal: JournalThread) -> None:
        self.path = path
        self.journal = journal
        self._names = (f"sale-{number}" for number in count())

    async def sell(self, *events: Event) -> Sale:
        sale = await new_sale_in(self.journal, next(self._names), created, SENDING)
        return await self.journal.append(sale.id, *events) if events else sale

    @contextmanager
    def held(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield other


def at_a_till(folder: Path, work: Work) -> None:
    async def session() -> None:
        path = folder / "journal.sqlite3"
        journal = await JournalThread.open(path, "till-1", lambda: AT)
        try:
            await work(Till(path, journal))
        finally:
            await journal.close()

    asyncio.run(session())


# --- locked ---------------------------------------------------------------------------------------


async def _create(till: Till) -> None:
    await till.sell()


async def _append(till: Till) -> None:
    await till.journal.append("sale-0", Accepted(reference="r"))


async def _note(till: Till) -> None:
    await till.journal.note(PinRefused())


async def _see(till: Till) -> None:
    await till.journal.record_unmatched("proxypay", [], whole=True)


WRITES = [_create, _append, _note, _see]


@pytest.mark.parametrize("write", WRITES)
def test_every_write_waits_for_another_program_and_is_done_once_it_lets_go(
    write: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread, "SAID_AFTER", 0.1)
    monkeypatch.setattr(thread, "_LOOK_EVERY", 0.02)

    async def work(till: Till) -> None:
        await till.sell()
        told: list[PosError | None] = []
        said = asyncio.Event()

        def hear(trouble: PosError | None) -> None:
            told.append(trouble)
            said.set()

        till.journal.listen(hear)
        with till.held() as other:
            writing_ = asyncio.create_task(write(till))
            await asyncio.wait_for(said.wait(), 3)
            assert isinstance(till.journal.trouble, JournalHeld)
            assert not writing_.done()
            other.execute("ROLLBACK")
            await writing_
        assert [type(trouble) for trouble in told] == [JournalHeld, type(None)]

    at_a_till(tmp_path, work)


def test_what_waits_too_long_is_refused_as_held_and_nothing_of_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "_LATE", -1.0)
    monkeypatch.setattr(transaction, "BUSY_TIMEOUT", 0.3)

    async def work(till: Till) -> None:
        with till.held():
            began = monotonic()
            asked = [till.sell() for _ in range(4)]
            refused = await asyncio.gather(*asked, return_exceptions=True)
            # Each has waited for the one limit, and not for those in front of it as well.
            assert 0.3 <= monotonic() - began < 0.9
        assert {type(error) for error in refused} == {JournalHeld}
        assert await till.journal.open_sales() == []
        assert (await till.sell()).number == 1

    at_a_till(tmp_path, work)


# --- deleted, replaced, shortened -----------------------------------------------------------------


def _delete(till: Till) -> None:
    till.path.unlink()


def _move(till: Till) -> None:
    till.path.rename(till.path.with_name("moved"))


def _swap(till: Till) -> None:
    """As a sync tool does: an older file in the place of this one."""
    shutil.copy(till.path, till.path.with_name("older"))
    till.path.with_name("older").replace(till.path)


def _shorten(till: Till) -> None:
    os.truncate(till.path, 4096)


def _empty(till: Till) -> None:
    os.truncate(till.path, 0)


def _take_the_log(till: Till) -> None:
    till.path.with_name(f"{till.path.name}-wal").unlink()


def _cut_the_log(till: Till) -> None:
    os.truncate(till.path.with_name(f"{till.path.name}-wal"), 0)


def _take_the_index(till: Till) -> None:
    till.path.with_name(f"{till.path.name}-shm").unlink()


def _put_back_over_it(till: Till) -> None:
    """The same file with what a copy had in it: `cp copy journal.sqlite3`."""
    copy = next(till.path.parent.glob("journal-*.sqlite3"))
    with till.path.open("r+b") as file:
        file.write(copy.read_bytes())
    log = till.path.with_name(f"{till.path.name}-wal")
    with log.open("r+b") as file:
        file.write(b"\0" * log.stat().st_size)


HARMS = [
    _delete,
    _move,
    _swap,
    _shorten,
    _empty,
    _take_the_log,
    _cut_the_log,
    _take_the_index,
    _put_back_over_it,
]


@pytest.mark.parametrize("harm", HARMS)
def test_nothing_is_intended_once_the_open_file_is_not_the_one_at_the_path(
    harm: Callable[[Till], None], tmp_path: Path
) -> None:
    async def work(till: Till) -> None:
        sale = await till.sell(Accepted(reference="r"))
        back_up(till.path, tmp_path, "till-1", AT)
        await till.sell(Accepted(reference="s"), Paid())
        harm(till)
        for _ in range(2):  # it is not got used to
            with pytest.raises(JournalReplaced):
                await till.sell()
            with pytest.raises(JournalReplaced):
                await till.journal.append(sale.id, SENDING)
        with pytest.raises(JournalUnavailable):  # which evidence is kept for until it is over
            await till.journal.append(sale.id, Paid())
        assert isinstance(till.journal.trouble, JournalReplaced)

    at_a_till(tmp_path, work)


def test_a_file_that_is_put_back_is_written_on(tmp_path: Path) -> None:
    async def work(till: Till) -> None:
        await till.sell()
        _move(till)
        with pytest.raises(JournalReplaced):
            await till.sell()
        till.path.with_name("moved").rename(till.path)
        sale = await till.sell(Accepted(reference="r"), Paid())
        assert (sale.number, sale.state) == (2, State.PAID)
        assert till.journal.trouble is None

    at_a_till(tmp_path, work)


def test_who_only_reads_or_copies_or_tidies_stands_in_nobodys_way(tmp_path: Path) -> None:
    async def work(till: Till) -> None:
        for number in range(1, 4):
            await till.sell()
            back_up(till.path, tmp_path, "till-1", AT)
            with closing(sqlite3.connect(till.path)) as other:
                other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                assert other.execute("SELECT COUNT(*) FROM sales").fetchone() == (number,)

    at_a_till(tmp_path, work)


# --- full, read-only ------------------------------------------------------------------------------


def _full(db: Database) -> str:
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    return f"PRAGMA max_page_count={pages}"


def _read_only(_: Database) -> str:
    return "PRAGMA query_only=ON"


@pytest.mark.parametrize(("harm", "kind"), [(_full, JournalFull), (_read_only, JournalReadOnly)])
def test_a_disk_that_takes_nothing_is_called_what_it_is(
    harm: Callable[[Database], str], kind: type[JournalUnavailable], tmp_path: Path
) -> None:
    async def work(till: Till) -> None:
        await till.sell()
        db = till.journal._db
        await till.journal._do(lambda: db.execute(harm(db)).fetchall())

        async def fill() -> None:
            for _ in range(40):  # what is left of the last pages is used up first
                await till.sell(Accepted(reference="r" * 2000))

        with pytest.raises(kind):
            await fill()
        assert type(till.journal.trouble) is kind

    at_a_till(tmp_path, work)
