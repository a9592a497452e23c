"""Late and odd money: the till asks on after an end, and a flag stays until it is cleared."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from support import Counter, Dates, OpenCounter, Run, World

from pos_app.app import root
from pos_app.domain.books.takings import net
from pos_app.domain.errors import BadInput, NotAllowed
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Money
from pos_app.domain.rules.follow_up import may_still_be_paid
from pos_app.domain.rules.money_back import owed, refundable
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.till.providers import poll_schedule
from pos_app.till.providers.poll_schedule import late_look

# What each provider says of a request whose time ran out, while the customer still pays it.
TIMED_OUT: Mapping[str, tuple[str, dict[str, Any]]] = {
    "vpos": ("/api/v1/transactions/", {"status": "rejected", "status_reason": 2004}),
    "clicpay.mpesa": ("/status", {"status": "failed", "message": "INS-9: timed out"}),
    "clicpay.emola": ("/status", {"status": "failed", "message": "11: no PIN"}),
}


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Late looks begin at once, and grow as slow as they always do."""
    monkeypatch.setattr(poll_schedule, "FIRST_LATE_LOOK", 0.05)


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How far ahead of the true one the till's clock is."""
    ahead = [timedelta()]
    monkeypatch.setattr(root, "now", lambda: datetime.now(UTC) + ahead[0])
    return ahead


def lie(world: World, method: str, times: int = 1, **fields: object) -> None:
    """The next looks are told that time has run out, or what else `fields` say."""
    path, said = TIMED_OUT[method]
    provider = METHODS[method].provider
    fields = {**said, **fields}
    world.fault("merge", provider, method="GET", path=path, times=times, fields=fields)


def looks(world: World, method: str) -> int:
    return len(world.requests("GET", TIMED_OUT[method][0]))


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - the provider tells nobody
            await asyncio.sleep(0.02)


async def ended(till: Counter, method: str) -> Sale:
    """Charged, and over as far as anybody at the counter can tell."""
    sale = await till.at_rest(await till.charge(method))
    assert sale.id not in [one.id for one in await till.opened.till.journal.open_sales()]
    return sale


def test_late_looks_come_ever_more_slowly_for_as_long_as_the_method_says() -> None:
    random, age, pauses = Random(7), 0.0, list[float]()
    while age < METHODS["vpos"].late_for:
        pauses.append(late_look(age, random))
        age += pauses[-1]
    assert pauses[0] < 20
    assert max(pauses) > 4 * 3600
    assert all(later > earlier / 2 for earlier, later in pairwise(pauses))
    assert len(pauses) < 25  # requests for a sale whose customer has long gone


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("method", TIMED_OUT)
def test_money_that_comes_after_a_time_out_is_found_after_a_restart_and_stays_flagged(
    method: str, counter: OpenCounter, world: World, run: Run
) -> None:
    lie(world, method, times=0)

    async def first() -> Sale:
        async with counter() as till:
            return await ended(till, method)

    async def second(sale: Sale) -> Sale:
        async with counter() as till:
            return await till.until(sale, lambda now: bool(now.flags))

    async def third(sale: Sale) -> tuple[Sale, Sale]:
        async with counter() as till:
            desk = till.opened.till
            (flagged,) = await desk.journal.flagged_sales()
            with pytest.raises(BadInput):
                await desk.clear_flag(sale.id, None, " ", await till.ana())
            with pytest.raises(NotAllowed):
                await desk.clear_flag(sale.id, Flag.SHORT, "not this one", await till.ana())
            cleared = await desk.clear_flag(sale.id, None, "took the goods", await till.ana())
            assert not await desk.journal.flagged_sales()
            return flagged, cleared

    sale = run(first())
    assert sale.state is State.EXPIRED
    world.heal()
    late = run(second(sale))
    assert (late.state, set(late.flags)) == (State.PAID, {Flag.PAID_AFTER_END})
    assert len(world.ledger()) == 1
    flagged, cleared = run(third(sale))
    assert flagged == late
    assert (cleared.state, cleared.taken, set(cleared.flags)) == (State.PAID, late.taken, set())


@pytest.mark.usefixtures("soon")
async def test_an_answer_that_brings_no_money_changes_nothing_and_a_clear_no_is_asked_about_no_more(
    counter: OpenCounter, world: World
) -> None:
    refused = "900003000"
    path, _ = TIMED_OUT["vpos"]
    async with counter() as till:
        desk = till.opened.till
        no = await till.at_rest(await till.charge("vpos", phone=refused))
        asked = looks(world, "vpos")
        lie(world, "vpos")
        world.fault("status", "vpos", method="GET", path=path, status=500)
        world.fault("garbage", "vpos", method="GET", path=path)
        world.fault("status", "vpos", method="GET", path=path, status=404)
        world.fault("drop_after", "vpos", method="GET", path=path)
        lie(world, "vpos", times=0, status_reason=3000)
        sale = await ended(till, "vpos")
        before = await desk.journal.events_of(sale.id)
        await until(lambda: looks(world, "vpos") > asked + 6)
        assert await desk.journal.events_of(sale.id) == before
        assert desk.is_at_rest(await desk.journal.sale(sale.id) or no)
        about_it = sum(sale.reference in one["path"] for one in world.requests("GET", path))
        assert looks(world, "vpos") == about_it + asked
        assert no.reason not in METHODS["vpos"].late_after


@pytest.mark.usefixtures("soon")
def test_no_late_look_is_taken_when_the_time_for_it_is_over(
    counter: OpenCounter, world: World, run: Run, ahead: list[timedelta], dates: Dates
) -> None:
    lie(world, "vpos", times=0)

    async def closed() -> Sale:
        async with counter() as till:
            return await ended(till, "vpos")

    async def next_week(sale: Sale) -> None:
        async with counter() as till:
            asked = looks(world, "vpos")
            await till.at_rest(await till.charge("vpos"))
            seen = world.requests("GET", TIMED_OUT["vpos"][0])[asked:]
            assert seen
            # One, at most: before it nobody knows what time it is at the provider.
            assert sum(str(sale.reference) in one["path"] for one in seen) <= 1
            # Whoever asks is answered all the same.
            world.heal()
            await till.opened.till.look_now(sale.id)
            assert (await till.until(sale, lambda now: bool(now.flags))).state is State.PAID

    sale = run(closed())
    ahead[0] = dates.ahead = timedelta(days=7)
    assert not may_still_be_paid(sale, METHODS["vpos"], root.now())
    run(next_week(sale))


async def test_a_callback_for_a_sale_that_was_refused_makes_the_till_ask(
    counter: OpenCounter, world: World
) -> None:
    """Nobody goes on asking after such an end; what calls by itself has news."""
    lie(world, "vpos", status_reason=3000)
    async with counter() as till:
        sale = await ended(till, "vpos")
        said = {
            "id": sale.reference,
            "type": "payment",
            "status": "accepted",
            "amount": sale.amount.plain,
            "mobile": "900000000",
            "pos_id": world.accounts["vpos"].options["pos_id"],
        }
        assert await till.opened.till.handle_webhook("vpos", {}, json.dumps(said).encode(), sale.id)
        late = await till.until(sale, lambda now: bool(now.flags))
    assert sale.state is State.DECLINED
    assert (late.state, set(late.flags)) == (State.PAID, {Flag.PAID_AFTER_END})


@pytest.mark.parametrize("method", ["proxypay", "wikipay"])
def test_a_reference_that_was_cancelled_long_ago_and_is_paid_calls_a_person(
    method: str, counter: OpenCounter, world: World, run: Run, ahead: list[timedelta]
) -> None:
    async def first() -> Sale:
        async with counter() as till:
            sale = await till.waiting(method)
            await till.opened.till.cancel(sale.id)
            return await till.at_rest(sale)

    async def second(sale: Sale) -> Sale:
        async with counter() as till:
            world.pay(sale.reference, provider=method, force=True)
            await till.opened.till.look_now(sale.id)
            late = await till.until(sale, lambda now: bool(now.flags))
            assert refundable(late, METHODS[method]) is None
            assert not await till.opened.till.journal.unmatched_payments()
            return late

    sale = run(first())
    assert sale.state is State.CANCELLED
    ahead[0] = timedelta(days=400)
    late = run(second(sale))
    assert (late.state, set(late.flags)) == (State.PAID, {Flag.PAID_AFTER_CANCEL})


async def test_what_came_too_much_goes_back_once_a_manager_has_settled_the_sale(
    counter: OpenCounter, world: World
) -> None:
    path, _ = TIMED_OUT["clicpay.mpesa"]
    more = {"amount": "2000.00"}
    world.fault("merge", "clicpay", method="GET", path=path, times=0, fields=more)
    async with counter() as till:
        desk = till.opened.till
        sale = await till.charge("clicpay.mpesa")
        odd = await till.until(sale, lambda now: bool(now.flags))
        assert (odd.state, set(odd.flags), odd.taken) == (
            State.UNKNOWN,
            {Flag.EXCESS},
            2_000_00,
        )
        with pytest.raises(NotAllowed):
            await desk.clear_flag(sale.id, Flag.EXCESS, "settle it", await till.ana())
        settled = await desk.settle(
            sale.id, paid=True, why="on the statement", approval=await till.ana()
        )
        assert (settled.state, set(settled.flags), settled.taken) == (
            State.PAID,
            set(),
            2_000_00,
        )
        takings = await desk.ledger.takings(desk.today(), desk.today())
        assert net(takings) == [Money(2_000_00, settled.amount.currency)]
        world.heal()
        back = owed(settled, METHODS["clicpay.mpesa"])
        refund = await desk.refund("back", sale.id, back, await till.ana())
        await till.at_rest(refund)
        sale = await till.until(sale, lambda now: now.pending_operation is None)
    assert back == Money(500_00, settled.amount.currency)
    assert (sale.refunded_minor, refundable(sale, METHODS["clicpay.mpesa"])) == (
        500_00,
        settled.amount,
    )
