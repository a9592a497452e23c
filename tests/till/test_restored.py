"""Sales that were open in a copy of the journal: nothing is sent for them once it was restored, and
only their provider or a manager ends them."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support import Counter, OpenCounter, Run, World

from pos_app.app import root
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import OutcomeUnknown, State
from pos_app.domain.method import Method
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.domain.rules.repeat import may_repeat
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.copies.backup import back_up
from pos_app.journal.copies.restore import restore
from pos_app.journal.store import Store

Begin = Callable[[Counter, World], Awaitable[Sale]]


async def _waits(at: Counter, world: World) -> Sale:
    sale = await at.charge("proxypay")
    del world
    return await at.until(sale, lambda now: now.state is State.WAITING)


async def _unknown(at: Counter, world: World) -> Sale:
    """The answer was lost, and so is that of every repeat."""
    world.fault("drop_after", "proxypay", method="PUT", times=0)
    return await at.until(await at.charge("proxypay"), lambda now: now.state is State.UNKNOWN)


async def _being_taken_back(at: Counter, world: World) -> Sale:
    sale = await _waits(at, world)
    world.fault("drop_before", "proxypay", method="DELETE", times=0)
    await at.opened.till.cancel(sale.id)
    return await at.until(sale, lambda now: now.cancelling)


async def _to_end_otherwise(at: Counter, world: World) -> Sale:
    sale = await _waits(at, world)
    world.fault("drop_before", "proxypay", method="PUT", times=0)
    await at.opened.till.extend(sale.id, datetime.now(UTC) + timedelta(days=7))
    return await at.until(sale, lambda now: now.has_pending_extension)


async def _pushed(at: Counter, world: World) -> Sale:
    """Under a key that makes a repeat harmless, for as long as its provider knows it."""
    world.fault("drop_before", "vpos", method="POST", times=0)
    return await at.until(await at.charge("vpos"), lambda now: now.state is State.UNKNOWN)


async def _wikipay(at: Counter, world: World) -> Sale:
    del world
    return await at.until(await at.charge("wikipay"), lambda now: now.state is State.WAITING)


async def _by_another_wallet(at: Counter, world: World) -> Sale:
    world.fault("drop_before", "clicpay", method="POST", times=0)
    sale = await at.charge("clicpay.mpesa")
    return await at.until(sale, lambda now: now.state is State.UNKNOWN)


async def _voucher(at: Counter, world: World) -> Sale:
    world.fault("drop_before", "wipay", method="POST", times=0)
    return await at.until(await at.charge("wipay"), lambda now: now.state is State.UNKNOWN)


async def _goes_back(at: Counter, world: World) -> Sale:
    """Money that would go out a second time."""
    paid = await at.sell("vpos", world)
    world.fault("drop_before", "vpos", method="POST", times=0)
    refund = await at.opened.till.refund(os.urandom(8).hex(), paid.id, None, await at.ana())
    return await at.until(refund, lambda now: now.state is State.UNKNOWN)


HISTORIES = [_waits, _unknown, _being_taken_back, _to_end_otherwise, _pushed, _wikipay]
ONCE = [_by_another_wallet, _voucher, _goes_back]


@pytest.mark.parametrize(
    ("begin", "doubted_again"),
    [*((begin, again) for begin in HISTORIES for again in (False, True)),
     *((begin, False) for begin in ONCE)],
)  # fmt: skip
def test_nothing_is_sent_for_it_and_no_time_ends_it(
    begin: Begin,
    doubted_again: bool,  # noqa: FBT001 - one of the cases
    shop: Profile,
    counter: OpenCounter,
    world: World,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ahead = [timedelta()]
    monkeypatch.setattr(root, "now", lambda: datetime.now(UTC) + ahead[0])
    till = shop.till_id()

    async def before() -> Sale:
        async with counter() as at:
            sale = await begin(at, world)
            shop.backups.mkdir(exist_ok=True)
            back_up(shop.journal, shop.backups, till, datetime.now(UTC))
            return sale

    sale = run(before())
    world.heal()
    (copy,) = shop.backups.iterdir()
    assert restore(copy, shop.journal, till, "", datetime.now(UTC)).doubtful == 1
    if doubted_again:
        with closing(open_soundly(shop.journal)) as db:
            lost = OutcomeUnknown(reason=Reason.NO_ANSWER)  # writes over the reason that there was
            Store(db, till, lambda: datetime.now(UTC)).append(sale.id, lost)
    sent = len(world.requests())

    async def after(ahead_by: timedelta) -> Sale:
        ahead[0] = ahead_by
        async with counter() as at:
            fresh = await at.opened.till.journal.sale(sale.id)
            assert fresh
            assert (fresh.state, fresh.restored, fresh.cancelling) == (State.UNKNOWN, True, False)
            with pytest.raises(NotAllowed):
                await at.opened.till.cancel(sale.id)
            with pytest.raises(NotAllowed):
                await at.opened.till.extend(sale.id, datetime.now(UTC) + timedelta(days=9))
            for _ in range(3):
                await at.opened.till.look_now(sale.id)
                await asyncio.sleep(0.05)
            return await at.opened.till.journal.sale(sale.id) or fresh

    for days in (0, 400):
        assert run(after(timedelta(days=days))).state is State.UNKNOWN
    asked = world.requests()[sent:]
    # A search is a question, whatever its verb is.
    assert {request["method"] for request in asked} <= {"GET"}


def test_the_providers_word_and_a_managers_end_it(
    shop: Profile, counter: OpenCounter, world: World, run: Run
) -> None:
    till = shop.till_id()

    async def before() -> tuple[Sale, Sale]:
        async with counter() as at:
            both = await _waits(at, world), await _waits(at, world)
            shop.backups.mkdir(exist_ok=True)
            back_up(shop.journal, shop.backups, till, datetime.now(UTC))
            return both

    paid, settled = run(before())
    (copy,) = shop.backups.iterdir()
    restore(copy, shop.journal, till, "", datetime.now(UTC))
    world.pay(paid.reference)

    async def after() -> tuple[Sale, Sale]:
        async with counter() as at:
            await at.opened.till.look_now(paid.id)
            first = await at.until(paid, lambda now: now.state is State.PAID)
            yes = await at.ana()
            said = await at.opened.till.settle(
                settled.id, paid=False, why="asked there", approval=yes
            )
            return first, said

    first, said = run(after())
    assert (first.state, said.state) == (State.PAID, State.DECLINED)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
def test_no_way_to_pay_repeats_what_is_in_doubt_since_a_restore(method: Method) -> None:
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    sale = Sale(
        id="a",
        till="t",
        number=1,
        method=method.id,
        amount=Money(100, method.currency),
        phone=None,
        description="",
        key="k",
        business_day=at.date(),
        created_at=at,
        updated_at=at,
        first_sent_at=at,
        state=State.UNKNOWN,
        restored=True,
    )
    for reason in Reason:
        assert not may_repeat(replace(sale, reason=reason), method, at), reason
