"""References over time: they expire after a last look, and late money is still money."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from support import Dates, OpenCounter, Run, World

from pos_app.app import root
from pos_app.domain.errors import JournalInUse
from pos_app.domain.events import Flag, State
from pos_app.domain.sale import Sale


class Clock:
    """The till's clock, which a test may move."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(root, "now", clock)
    return clock


async def test_a_reference_expires_after_a_last_look_and_late_money_calls_a_person(
    counter: OpenCounter, world: World, dates: Dates
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        dates.ahead = timedelta(hours=25)
        await till.opened.till.look_now(sale.id)
        expired = await till.at_rest(sale)
        world.pay(sale.reference, force=True)
        await till.opened.till.look_now(sale.id)
        late = await till.until(sale, lambda now: bool(now.flags))
    assert expired.state is State.EXPIRED
    assert (late.state, set(late.flags)) == (State.PAID, {Flag.PAID_AFTER_END})


async def test_a_new_reference_wakes_a_queue_that_rests(counter: OpenCounter, world: World) -> None:
    """Nothing waited before: the queue would not be asked again for a minute."""
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.pay(sale.reference)
        assert (await till.at_rest(sale)).state is State.PAID


async def test_nothing_expires_while_the_queue_cannot_be_read(
    counter: OpenCounter, world: World, dates: Dates
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        dates.ahead = timedelta(hours=25)
        world.pay(sale.reference, force=True)
        world.fault("status", "proxypay", method="GET", status=503)
        troubled = asyncio.Event()
        till.opened.till.listen_health(lambda *_: troubled.set())
        await till.opened.till.look_now(sale.id)
        await troubled.wait()
        await till.opened.till.look_now(sale.id)
        sale = await till.at_rest(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


async def test_a_push_without_a_final_word_is_called_unknown_and_settles_when_the_word_comes(
    counter: OpenCounter, world: World, clock: Clock
) -> None:
    world.fault("status", "clicpay", method="GET", status=503, times=2)
    async with counter() as till:
        sale = await till.waiting("clicpay.mpesa")
        clock.ahead = timedelta(minutes=20)
        doubted = await till.until(sale, lambda now: now.state is State.UNKNOWN)
        clock.ahead = timedelta()
        await till.opened.till.look_now(sale.id)
        await till.opened.till.look_now(sale.id)
        settled = await till.at_rest(sale)
    assert doubted.state is State.UNKNOWN
    assert settled.state is State.PAID
    assert len(world.ledger()) == 1


def test_a_charge_in_doubt_is_not_repeated_once_its_hour_is_over(
    counter: OpenCounter, world: World, run: Run, clock: Clock
) -> None:
    world.fault("drop_after", "vpos", method="POST", times=0)

    async def hours() -> Sale:
        async with counter() as till:
            sale = await till.in_doubt("vpos")
            clock.ahead = timedelta(hours=1)
            return await till.at_rest(sale)

    assert run(hours()).state is State.UNKNOWN
    before = len(world.requests("POST", "/transactions"))
    world.heal()

    async def next_start() -> Sale:
        async with counter() as till:
            (sale,) = await till.opened.till.journal.last_sales(1)
            return await till.at_rest(sale)

    assert run(next_start()).state is State.UNKNOWN
    assert len(world.requests("POST", "/transactions")) == before


async def test_a_second_till_on_the_same_journal_is_refused(counter: OpenCounter) -> None:
    async with counter():
        with pytest.raises(JournalInUse):
            async with counter():
                pass
