"""What the window and the commands hear of the office, and that the till ships on once it can."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from till.office.a_till import HURRIED, ATill, Store, TillFile, a_till, store_in
from till.office.small_office import TOKEN, Fault, SmallOffice, small_office, until

from pos_app.gateways.http import HttpSender
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.protocol import MOST_ROWS
from pos_app.ports.office.status import OfficeState


@pytest.fixture(autouse=True)
def _unheard() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@asynccontextmanager
async def running(folder: Path, events: int = 3) -> AsyncIterator[tuple[ATill, SmallOffice]]:
    """A till and its office, which has all of it."""
    async with AsyncExitStack() as closing:
        office = await closing.enter_async_context(small_office())
        sender = HttpSender()
        closing.push_async_callback(sender.close)
        file = TillFile(folder)
        closing.callback(file.close)
        file.write(events)
        store = store_in(folder, office.address)
        till = await closing.enter_async_context(a_till(file, store, sender))
        await till.is_up_to_date(office)
        yield till, office


def at(row: EventRow) -> datetime:
    return datetime.fromisoformat(row.at)


async def test_a_slow_line_gets_batches_that_it_can_carry(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        office.carries = 40
        till.write(300)
        await till.is_up_to_date(office)


async def test_cut_off_the_till_counts_what_waits_and_since_when(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        told = list[OfficeState]()
        till.beside.board.listen(lambda status: told.append(status.state))
        office.faults.extend([Fault.LOST_BEFORE] * 100_000)
        till.write(2)
        await until(lambda: till.state is OfficeState.AWAY)
        till.write(3)
        await until(lambda: till.beside.board.status.behind == 5)
        assert till.beside.board.status.since == at(till.file.rows[3])
        assert till.beside.board.status.heard_at is not None
        office.faults.clear()
        await till.is_up_to_date(office)
        status = till.beside.board.status
        assert (status.behind, status.since, status.forgot) == (0, None, 0)
        assert told[-1] is OfficeState.UP_TO_DATE


async def test_an_office_that_is_away_from_the_start_is_told_and_found_later(
    tmp_path: Path,
) -> None:
    async with small_office() as office, AsyncExitStack() as closing:
        office.faults.extend([Fault.LOST_BEFORE] * 100_000)
        sender = HttpSender()
        closing.push_async_callback(sender.close)
        file = TillFile(tmp_path)
        closing.callback(file.close)
        file.write(MOST_ROWS + 7)
        store = store_in(tmp_path, office.address)
        till = await closing.enter_async_context(a_till(file, store, sender))
        await until(lambda: till.state is OfficeState.AWAY)
        till.write(2)
        await until(lambda: till.beside.board.status.behind == 2)  # as far as it can know
        office.faults.clear()
        await till.is_up_to_date(office)
        assert len([line for line in office.lines if line.endswith("events 200")]) == 2


async def test_an_office_that_forgot_gets_it_again_with_nobodys_hand(tmp_path: Path) -> None:
    async with running(tmp_path, events=9) as (till, office):
        office.forget(5)  # and nothing is sold
        await until(lambda: office.chain(0) == till.file.rows)
        await until(lambda: till.beside.board.status.forgot == 5)


async def test_a_till_that_is_too_old_sells_on_and_ships_later(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        office.least_version = "2"
        till.write(2)
        await until(lambda: till.state is OfficeState.TOO_OLD)
        office.least_version = ""
        await till.is_up_to_date(office)


async def test_a_token_that_ended_is_told_until_the_till_is_enrolled_again(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        office.token = "another"
        till.write(2)
        await until(lambda: till.state is OfficeState.REFUSED)
        till.store.kept = "another"
        await till.is_up_to_date(office)


async def test_an_event_that_the_office_refuses_holds_up_none_before_it(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        office.refuses = frozenset({6})
        till.write(5)
        await until(lambda: till.state is OfficeState.STUCK)
        assert office.head(0).number == 5
        assert till.beside.board.status.behind == 3
        assert till.beside.board.status.since == at(till.file.rows[5])
        office.refuses = frozenset()
        await till.is_up_to_date(office)


async def test_busy_is_waited_for_as_long_as_it_asks(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        office.busy_for = 1000.0
        office.faults.append(Fault.BUSY)
        asked = len(office.lines)
        till.write(1)
        await until(lambda: len(office.lines) > asked)
        till.write(1)
        await until(lambda: till.beside.board.status.behind == 2)
        assert till.state is OfficeState.SHIPPING
        assert not any(line.endswith("events 200") for line in office.lines[asked:])
        await till.is_up_to_date(office)  # there is a network again


async def test_a_copy_and_its_original_both_hear_of_each_other(tmp_path: Path) -> None:
    async with running(tmp_path) as (till, office):
        store = Store(tmp_path / "copied.json")
        membership = till.store.load()
        assert membership is not None
        store.keep(replace(membership, session=0))
        sender = HttpSender()
        async with a_till(till.file, store, sender) as copy:
            await until(lambda: copy.state is OfficeState.CLONE)
            await copy.is_up_to_date(office)
        async with a_till(till.file, till.store, sender) as original:
            await until(lambda: original.state is OfficeState.CLONE)
        await sender.close()


async def test_a_fork_becomes_a_branch_and_both_are_kept(tmp_path: Path) -> None:
    """Restored while it was cut off, and sold on: the same numbers, other events."""
    async with running(tmp_path, events=40) as (till, office):
        lost = [*till.file.rows]
        till.file.restore(17)
        till.file.write(30, data='{"sold": "again"}')
        sender = HttpSender()
        office.faults.extend([Fault.PAGE, Fault.LOST_AFTER, Fault.GARBAGE, Fault.LOST_AFTER])
        async with a_till(till.file, till.store, sender) as restored:
            await restored.is_up_to_date(office)
            assert restored.beside.board.status.branch == 1
        await sender.close()
        assert office.chain(0) == lost
        assert office.branches[1].after == lost[16].head
        assert len(office.branches) == 2
        searched = [line for line in office.lines if "/hash/" in line]
        assert len(searched) <= 2 * 6  # of 40 events


async def test_a_till_that_lost_its_end_sends_nothing_until_it_sells(tmp_path: Path) -> None:
    async with running(tmp_path, events=20) as (till, office):
        till.file.restore(12)
        sender = HttpSender()
        async with a_till(till.file, till.store, sender) as restored:
            await until(lambda: restored.state is OfficeState.UP_TO_DATE)
            assert office.living == 0
            restored.write(1)
            await restored.is_up_to_date(office)
        await sender.close()


async def test_what_is_written_within_a_second_goes_together(tmp_path: Path) -> None:
    """And at once where nothing was shipped for as long."""
    pace = replace(HURRIED, interval=1000.0)
    async with small_office() as office, AsyncExitStack() as closing:
        sender = HttpSender()
        closing.push_async_callback(sender.close)
        file = TillFile(tmp_path)
        closing.callback(file.close)
        file.write(1)
        store = store_in(tmp_path, office.address)
        till = await closing.enter_async_context(a_till(file, store, sender, pace))
        await until(lambda: office.head(0).number == 1 and office.streams)
        for _ in range(20):
            till.write(1)
            await asyncio.sleep(0)
        await till.is_up_to_date(office)
        shipped = [line for line in office.lines if line.startswith("POST") and "events" in line]
        assert len(shipped) <= 4  # one more where the stream came up meanwhile, and hurried
        assert office.most_at_once <= 2  # one that ships, one that asks the inbox
        assert TOKEN not in "".join(map(repr, [till.beside.board.status, *office.lines]))
