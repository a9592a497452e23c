"""Every change of a sale is durable, then told: to the log, to whoever listens, and of the sale
that it belongs to as well. On a real journal, whose disk fails when a test says so."""

import asyncio
import gc
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import JournalUnavailable, NotAllowed
from pos_app.domain.events import (
    Accepted,
    Cancelling,
    Created,
    Declined,
    Event,
    Paid,
    Purpose,
    Sending,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.journal.thread import JournalThread
from pos_app.till.recorder import SaleRecorder

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
ASKED = Money(1_500_00, Currency.AOA)
SENDING = Sending(request="POST /", body="")
NO = Declined(reason=Reason.NO_MONEY)


def created(number: int, purpose: Purpose = Purpose.PAYMENT, parent: str | None = None) -> Created:
    return Created(
        number=number, method="vpos", amount=ASKED, phone=Phone("AO", "923123456"), description="",
        key=f"k{number}", business_day=date(2026, 11, 20), purpose=purpose, parent=parent,
    )  # fmt: skip


@dataclass
class Counter:
    """A book on an open journal, and what was told of it."""

    book: SaleRecorder
    journal: JournalThread
    told: list[tuple[str, State]] = field(default_factory=list)
    reported: list[BaseException] = field(default_factory=list)

    def hear(self, sale: Sale) -> None:
        self.told.append((sale.id, sale.state))

    async def sell(self, sale_id: str = "sale") -> Sale:
        return await self.book.create(sale_id, created(await self.next_number()), SENDING, AT)

    async def next_number(self) -> int:
        return len(await self.journal.last_sales(9)) + 1

    async def give_back(self, by: SaleRecorder | None = None) -> Sale:
        """A refund of a sale that is paid."""
        paid = await self.sell()
        await self.book.evidence(paid, Paid(reference="T1"))
        refund = created(await self.next_number(), Purpose.REFUND, "sale")
        return await (by or self.book).create("refund", refund, SENDING, AT)


@asynccontextmanager
async def open_book(folder: Path) -> AsyncIterator[Counter]:
    journal = await JournalThread.open(folder / "journal.sqlite3", "t", lambda: AT)
    counter = Counter(SaleRecorder(journal), journal)
    counter.book.listen(counter.hear)
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: counter.reported.append(context["exception"])
    )
    try:
        yield counter
    finally:
        await journal.close()


class Disk:
    """Fails so many times, or until it is told to be well."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fails = 0
        self.tries: list[float] = []
        self.gate: asyncio.Event | None = None  # that a write waits for
        self.entered = asyncio.Event()
        real = JournalThread.append

        async def append(journal: JournalThread, sale_id: str, *events: Event) -> Sale:
            self.tries.append(asyncio.get_running_loop().time())
            self.entered.set()
            if self.gate:
                await self.gate.wait()
            if self.fails:
                self.fails -= 1
                raise JournalUnavailable("database or disk is full")
            return await real(journal, sale_id, *events)

        monkeypatch.setattr(JournalThread, "append", append)


async def test_a_change_is_told_to_all_once_it_is_durable(tmp_path: Path) -> None:
    kept: list[str] = []
    async with open_book(tmp_path) as till:
        with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as reader:

            def read(_: Sale) -> None:
                kept.extend(*reader.execute("SELECT state FROM sales"))

            till.book.listen(read)
            sale = await till.sell()
            sale = await till.book.evidence(sale, Accepted(reference="1"))
            sale = await till.book.command(sale, Cancelling())
        assert sale == await till.journal.sale("sale")
        assert [state for _, state in till.told] == kept
    assert kept == ["sending", "waiting", "waiting"]


async def test_what_the_journal_refuses_is_told_to_nobody(tmp_path: Path) -> None:
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        for refused in (
            till.sell(),  # the same reservation
            till.book.command(sale, Cancelling()),
            till.book.evidence(sale, SENDING, Cancelling()),  # the second of the two
        ):
            with pytest.raises(NotAllowed):
                await refused
        with pytest.raises(PossibleDuplicate):
            await till.book.create("2", created(2), SENDING, AT, allow_duplicate=False)
        assert till.told == [("sale", State.SENDING)]
        with pytest.raises(NotAllowed):
            await till.book.create("2", created(3), SENDING, AT)  # there would be a gap
        assert (await till.book.create("2", created(2), SENDING, AT)).number == 2


async def test_whoever_listens_badly_is_reported_and_keeps_nobody_from_hearing(
    tmp_path: Path,
) -> None:
    async with open_book(tmp_path) as till:
        mistake = ValueError("a window's mistake")

        def listen_badly(_: Sale) -> None:
            raise mistake

        after: list[Sale] = []
        till.book.listen(listen_badly)
        till.book.listen(after.append)
        sale = await till.sell()
        assert (till.reported, after) == ([mistake], [sale])


async def test_the_sale_that_an_operation_belongs_to_is_told_of_too(tmp_path: Path) -> None:
    async with open_book(tmp_path) as till:
        parents: list[str | None] = []
        till.book.listen(lambda sale: parents.append(sale.pending_operation))
        refund = await till.give_back()
        assert till.told[-2:] == [("refund", State.SENDING), ("sale", State.PAID)]
        assert parents[-1] == "refund"
        await till.book.evidence(refund, NO)
        assert till.told[-2:] == [("refund", State.DECLINED), ("sale", State.PAID)]
        assert parents[-1] is None


async def test_what_is_durable_is_told_also_where_its_parent_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(*_: object) -> Sale:
        raise JournalUnavailable("disk I/O error")

    async with open_book(tmp_path) as till:
        refund = await till.give_back()
        monkeypatch.setattr(JournalThread, "sale", unreadable)
        ended = await till.book.evidence(refund, NO)
        assert ended.state is State.DECLINED
        assert till.told[-1] == ("refund", State.DECLINED)


# --- a disk that fails ----------------------------------------------------------------------------


@pytest.mark.usefixtures("virtual_time")
async def test_what_a_provider_said_is_tried_every_second_until_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        disk = Disk(monkeypatch)
        disk.fails = 3
        paid = await till.book.evidence(sale, Paid(reference="T1"))
        assert paid.state is State.PAID
        assert [round(at - disk.tries[0]) for at in disk.tries] == [0, 1, 2, 3]
        assert till.told[-1] == ("sale", State.PAID)


@pytest.mark.usefixtures("virtual_time")
async def test_a_persons_command_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told, and nothing was sent."""
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        disk = Disk(monkeypatch)
        disk.fails = 1
        with pytest.raises(JournalUnavailable):
            await till.book.command(sale, SENDING)
        assert len(disk.tries) == 1


@pytest.mark.parametrize("still_fails", [False, True])
@pytest.mark.usefixtures("virtual_time")
async def test_a_till_that_closes_tries_once_more_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, still_fails: bool
) -> None:
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        disk = Disk(monkeypatch)
        disk.fails = 1
        said = asyncio.create_task(till.book.evidence(sale, Paid(reference="T1")))
        await asyncio.sleep(0.5)  # on a clock that jumps: it waits to try again
        disk.fails = int(still_fails)
        said.cancel()
        with pytest.raises(asyncio.CancelledError):
            await said
        assert len(disk.tries) == 2
        kept = await till.journal.sale("sale")
        assert kept
        assert kept.state is (State.SENDING if still_fails else State.PAID)


@pytest.mark.parametrize("fails", [False, True])
async def test_what_is_being_written_is_told_although_nobody_waits_for_it_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    """A write that fails then is told again by its provider, who was not answered."""
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        disk = Disk(monkeypatch)
        disk.gate, disk.fails = asyncio.Event(), int(fails)
        said = asyncio.create_task(till.book.evidence(sale, Paid(reference="T1")))
        await disk.entered.wait()
        said.cancel()
        with pytest.raises(asyncio.CancelledError):
            await said
        resting = asyncio.create_task(till.book.rest())
        await asyncio.sleep(0)
        assert not resting.done()
        disk.gate.set()
        await resting
        last = ("sale", State.SENDING if fails else State.PAID)
        assert till.told[-1] == last
        del said, resting
        gc.collect()
        assert till.reported == []
        assert len(disk.tries) == 1


async def test_a_write_that_fails_with_nobody_there_is_no_news_to_anybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would stand in the log as a mistake of the till's."""
    async with open_book(tmp_path) as till:
        sale = await till.sell()
        disk = Disk(monkeypatch)
        disk.gate, disk.fails = asyncio.Event(), 1
        said = asyncio.create_task(till.book.evidence(sale, Paid(reference="T1")))
        await disk.entered.wait()
        said.cancel()
        with pytest.raises(asyncio.CancelledError):
            await said
        disk.gate.set()
        del said
        for _ in range(9):  # turns of the loop, in which the write fails and is forgotten
            await asyncio.sleep(0)
        assert not disk.fails
        gc.collect()
        assert till.reported == []
