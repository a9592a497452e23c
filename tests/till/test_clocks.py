"""The clock on the wall decides nothing about money: it may be wrong by any amount, either way."""

from datetime import UTC, datetime, timedelta

import pytest
from support import Counter, Dates, OpenCounter, Run, World

from pos_app.app import root
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import TooSoon
from pos_app.domain.events import State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.till.providers import poll_schedule

HOUR, DAY, TEN_YEARS = timedelta(hours=1), timedelta(days=1), timedelta(days=3650)
SLOW = [-HOUR, -DAY, -TEN_YEARS]
FAST = [HOUR, DAY, TEN_YEARS]
WRONG = [*SLOW, timedelta(), *FAST]


def _named(error: timedelta) -> str:
    return f"{error.total_seconds() / 3600:+.0f} h"


class Wall:
    """The clock on the wall of the till: what time it is, and by how much it is wrong."""

    def __init__(self) -> None:
        self.passed = timedelta()
        self.error = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.passed + self.error


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    wall = Wall()
    monkeypatch.setattr(root, "now", wall)
    return wall


def _let_pass(time: timedelta, wall: Wall, dates: Dates) -> None:
    """So much later, by the till's clock, right or wrong as it is, and at the providers."""
    wall.passed = dates.ahead = time


# --- a charge whose answer was lost ---------------------------------------------------------------


def _charges(world: World) -> int:
    return len(world.requests("POST", "/transactions"))


async def _lose_a_charge(counter: OpenCounter, world: World) -> Sale:
    """Its provider has said what time it is there, by the answers to the sale before."""
    async with counter() as till:
        await till.sell("vpos", world)
        world.fault("drop_after", "vpos", method="POST", times=0)
        sale = await till.charge("vpos")
        return await till.until(sale, lambda now: now.state is State.UNKNOWN)


async def _take_up(counter: OpenCounter, sale: Sale) -> Sale:
    async with counter() as till:
        return await till.at_rest(sale)


@pytest.mark.parametrize("error", WRONG, ids=_named)
def test_a_charge_is_not_repeated_after_a_restart_once_its_provider_has_forgotten_the_key(
    error: timedelta, counter: OpenCounter, world: World, run: Run, wall: Wall, dates: Dates
) -> None:
    lost = run(_lose_a_charge(counter, world))
    world.heal()
    before = _charges(world)
    _let_pass(timedelta(minutes=70), wall, dates)
    wall.error = error
    sale = run(_take_up(counter, lost))
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.REPEAT_UNSAFE)
    assert _charges(world) == before


@pytest.mark.parametrize("error", [*SLOW, timedelta()], ids=_named)
def test_a_charge_is_repeated_after_a_restart_where_its_providers_own_clock_allows_it(
    error: timedelta, counter: OpenCounter, world: World, run: Run, wall: Wall, dates: Dates
) -> None:
    lost = run(_lose_a_charge(counter, world))
    world.heal()
    _let_pass(timedelta(minutes=20), wall, dates)
    wall.error = error
    assert run(_take_up(counter, lost)).state is State.PAID
    assert len(world.ledger()) == 2  # with the sale before


@pytest.mark.parametrize("error", WRONG, ids=_named)
@pytest.mark.parametrize("mute", ["then", "now"])
def test_a_charge_is_not_repeated_after_a_restart_where_its_provider_does_not_say_what_time_it_is(
    mute: str,
    error: timedelta,
    counter: OpenCounter,
    world: World,
    run: Run,
    wall: Wall,
    dates: Dates,
) -> None:
    dates.mute = mute == "then"
    lost = run(_lose_a_charge(counter, world))
    world.heal()
    before = _charges(world)
    dates.mute = mute == "now"
    wall.error = error
    sale = run(_take_up(counter, lost))
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.REPEAT_UNSAFE)
    assert _charges(world) == before


def test_a_provider_that_cannot_be_asked_what_time_it_is_is_asked_again(
    counter: OpenCounter, world: World, run: Run, dates: Dates
) -> None:
    lost = run(_lose_a_charge(counter, world))
    world.heal()
    world.fault("drop_before", "vpos", method="GET", times=2)
    dates.ahead = timedelta(minutes=20)
    assert run(_take_up(counter, lost)).state is State.PAID
    assert len(world.ledger()) == 2


# --- references -----------------------------------------------------------------------------------


async def _wait_for_payment(till: Counter, method: str) -> Sale:
    return await till.waiting(method)


async def _look(till: Counter, world: World, method: str) -> None:
    """Whole looks at the queue, under this clock: another reference is made and paid."""
    sale = await _wait_for_payment(till, method)
    world.customer_pays(sale)
    await till.opened.till.look_now(sale.id)
    await till.at_rest(sale)


@pytest.mark.parametrize("method", ["proxypay", "wikipay"])
@pytest.mark.parametrize("mute", [False, True], ids=["its clock says otherwise", "mute"])
@pytest.mark.parametrize("error", FAST, ids=_named)
async def test_no_reference_ends_by_the_clock_on_the_wall(
    error: timedelta,
    mute: bool,  # noqa: FBT001 - a parameter of the test
    method: str,
    counter: OpenCounter,
    world: World,
    wall: Wall,
    dates: Dates,
) -> None:
    dates.mute = mute
    async with counter() as till:
        sale = await _wait_for_payment(till, method)
        wall.error = 3 * DAY + error
        await _look(till, world, method)
        waits = await till.opened.till.journal.sale(sale.id)
        assert waits is not None
        assert waits.state is State.WAITING
        world.customer_pays(sale)
        await till.opened.till.look_now(sale.id)
        sale = await till.at_rest(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


@pytest.mark.parametrize("error", WRONG, ids=_named)
async def test_a_reference_ends_by_its_providers_clock(
    error: timedelta, counter: OpenCounter, wall: Wall, dates: Dates
) -> None:
    async with counter() as till:
        sale = await _wait_for_payment(till, "proxypay")
        dates.ahead, wall.error = timedelta(hours=25), error
        await till.opened.till.look_now(sale.id)
        assert (await till.at_rest(sale)).state is State.EXPIRED


# --- what may yet turn out otherwise --------------------------------------------------------------


@pytest.mark.parametrize("error", WRONG, ids=_named)
def test_late_money_is_looked_for_after_a_restart_whatever_the_clock_says(
    error: timedelta,
    counter: OpenCounter,
    world: World,
    run: Run,
    wall: Wall,
    dates: Dates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(poll_schedule, "FIRST_LATE_LOOK", 0.5)
    timed_out = {"status": "rejected", "status_reason": 2004}
    path = "/api/v1/transactions/"
    world.fault("merge", "vpos", method="GET", path=path, times=0, fields=timed_out)

    async def first() -> Sale:
        async with counter() as till:
            await till.until(await till.charge("vpos"), lambda now: not now.is_open)
            wall.error = -error  # from here on, it is wrong the other way round
            return await till.until(await till.charge("vpos"), lambda now: not now.is_open)

    async def second(sale: Sale) -> Sale:
        async with counter() as till:
            return await till.until(sale, lambda now: now.state is State.PAID)

    sale = run(first())
    world.heal()
    dates.ahead = timedelta(hours=1)
    wall.error = error
    assert run(second(sale)).flags


@pytest.mark.parametrize("error", WRONG, ids=_named)
async def test_the_same_charge_twice_asks_whatever_was_done_to_the_clock_meanwhile(
    error: timedelta, counter: OpenCounter, world: World, wall: Wall
) -> None:
    async with counter() as till:
        await till.sell("vpos", world)
        wall.error = error
        with pytest.raises(PossibleDuplicate):
            await till.charge("vpos", allow_duplicate=False)


@pytest.mark.parametrize("error", FAST, ids=_named)
def test_nobody_calls_a_charge_unpaid_too_soon_by_a_clock_that_was_put_forward(
    error: timedelta,
    counter: OpenCounter,
    world: World,
    run: Run,
    wall: Wall,
    dates: Dates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(poll_schedule, "SETTLES_UNPAID_AFTER", 300.0)
    lost = run(_lose_a_charge(counter, world))
    world.heal()
    dates.ahead, wall.error = timedelta(seconds=90), error

    async def restarted() -> None:
        async with counter() as till:
            await till.at_rest(await till.charge("vpos", phone="900003000"))
            yes = await till.ana()
            with pytest.raises(TooSoon):
                await till.opened.till.settle(lost.id, paid=False, why="not seen", approval=yes)

    run(restarted())


# --- it is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize("error", WRONG, ids=_named)
async def test_a_clock_that_differs_from_the_providers_is_known_until_it_is_put_right(
    error: timedelta, counter: OpenCounter, world: World, wall: Wall
) -> None:
    async with counter() as till:
        desk = till.opened.till
        assert desk.clock_off() is None
        wall.error = error
        await till.sell("vpos", world)
        off = desk.clock_off()
        assert (off is not None) is (error != timedelta())
        if off:
            difference = off.here - off.there
            assert abs(difference - error) < timedelta(seconds=5)
        wall.error = timedelta(minutes=1)
        assert desk.clock_off() is None
