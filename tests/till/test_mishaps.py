"""What went wrong once, in a review or in a shop, and must not again."""

import asyncio
import sqlite3
from dataclasses import replace

import pytest
from support import PATIENCE, VOUCHER, OpenCounter, Run, World

from pos_app.domain.errors import JournalUnavailable, NotAllowed
from pos_app.domain.events import Flag, State
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.thread import JournalThread


async def test_a_charge_in_doubt_is_not_repeated_at_another_account(
    counter: OpenCounter, world: World
) -> None:
    """The key of the first try is known to the first account alone."""
    world.fault("drop_after", "vpos", method="POST")
    async with counter() as till:
        sale = await till.in_doubt("vpos")
        other = replace(world.accounts["vpos"], secret="another-token")
        till.opened.till.use_accounts({"vpos": other})
        assert (await till.at_rest(sale)).state is State.UNKNOWN
    assert len(world.requests("POST", "/transactions")) == 1


def test_odd_money_on_a_reference_stays_with_a_person_after_a_restart(
    counter: OpenCounter, world: World, run: Run
) -> None:
    async def first() -> Sale:
        async with counter() as till:
            sale = await till.waiting("proxypay")
            world.pay(sale.reference, amount="2000.00")
            return await till.until(sale, lambda now: bool(now.flags))

    async def second(sale: Sale) -> Sale:
        async with counter() as till:
            await till.opened.till.look_now(sale.id)
            other = await till.waiting("proxypay", "1")
            world.pay(other.reference)
            await till.at_rest(other)
            return await till.opened.till.journal.sale(sale.id) or sale

    odd = run(second(run(first())))
    assert (odd.state, set(odd.flags)) == (State.UNKNOWN, {Flag.EXCESS})
    assert len(world.requests("PUT", "/references/")) == 2


async def test_a_reference_with_odd_money_is_taken_back_once_and_stays_with_a_person(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        world.pay(sale.reference, amount="1.00")
        await till.until(sale, lambda now: bool(now.flags))
        await till.opened.till.cancel(sale.id)
        sale = await till.until(sale, lambda now: not now.cancelling)
    assert (sale.state, set(sale.flags)) == (State.UNKNOWN, {Flag.SHORT})
    assert len(world.requests("DELETE", "/references/")) == 1


async def test_a_till_closes_although_the_journal_cannot_keep_what_was_said(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def day() -> None:
        async with counter() as till:
            await till.waiting("vpos", phone="900002004")
            tried = asyncio.Event()

            async def full(*_: object) -> Sale:
                tried.set()
                raise JournalUnavailable("database or disk is full")

            monkeypatch.setattr(JournalThread, "append", full)
            await tried.wait()

    await asyncio.wait_for(day(), PATIENCE)
    assert not world.ledger()


async def test_the_queue_and_the_sale_outlive_a_journal_that_fails_for_a_while(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with counter() as till:
        sale = await till.waiting("proxypay")
        real, left = JournalThread.open_sales, iter(range(3))

        async def failing(journal: JournalThread) -> object:
            if next(left, None) is not None:
                raise JournalUnavailable("disk I/O error")
            return await real(journal)

        monkeypatch.setattr(JournalThread, "open_sales", failing)
        await till.opened.till.look_now(sale.id)
        world.pay(sale.reference)
        assert (await till.at_rest(sale)).state is State.PAID


async def test_a_listener_that_fails_does_not_stop_the_sale(counter: OpenCounter) -> None:
    reported: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, what: reported.append(what))
    async with counter() as till:
        till.opened.till.listen(_mistaken)
        assert (await till.at_rest(await till.charge("vpos"))).state is State.PAID
    assert reported


def _mistaken(_: Sale) -> None:
    raise RuntimeError("a mistake in a window")


async def test_a_key_that_a_broken_server_echoes_is_not_kept(
    counter: OpenCounter, world: World, shop: Profile
) -> None:
    secret = world.accounts["clicpay"].secret
    world.fault(
        "status", "clicpay", method="POST", status=500, fields={"debug": f"Bearer {secret}"}
    )
    async with counter() as till:
        await till.in_doubt("clicpay.mpesa")
    db = sqlite3.connect(shop.journal)
    kept = "".join(row[0] for row in db.execute("SELECT data FROM events"))
    db.close()
    assert "Bearer" in kept
    assert secret not in kept


async def test_a_journal_can_be_verified_while_the_till_sells(
    counter: OpenCounter, shop: Profile
) -> None:
    problems: list[str] = []
    async with counter() as till:
        for _ in range(5):
            sales = [await till.charge("proxypay", "1") for _ in range(5)]
            db = read_journal(shop.journal)
            problems += verify(db).problems
            db.close()
            for sale in sales:
                await till.until(sale, lambda now: now.state is State.WAITING)
    assert problems == []


async def test_a_vouchers_code_is_nowhere_even_if_the_provider_repeats_it(
    counter: OpenCounter, world: World, shop: Profile
) -> None:
    """Its outcome is unknown: the code may still be worth money, and events are never deleted."""
    message = {"status": "error", "msg": f"Voucher {VOUCHER.upper()} is locked"}
    world.fault("merge", "wipay", method="POST", fields=message)
    async with counter() as till:
        sale = await till.at_rest(await till.charge("wipay"))
    assert sale.state is State.UNKNOWN
    assert sale.detail == f"HTTP 200 Voucher {'•' * 8}{VOUCHER[-4:]} is locked"
    for file in shop.root.rglob("*"):
        if file.is_file():
            assert VOUCHER.encode() not in file.read_bytes().lower()


async def test_an_account_that_comes_back_takes_up_what_waits_for_it(
    counter: OpenCounter, world: World
) -> None:
    """A keyring may be locked while a charge is in doubt."""
    world.fault("drop_after", "vpos", method="POST")
    async with counter() as till:
        sale = await till.in_doubt("vpos")
        till.opened.till.use_accounts({})
        await till.at_rest(sale)
        till.opened.till.use_accounts(world.accounts)
        assert (await till.until(sale, lambda now: not now.is_open)).state is State.PAID
    assert len(world.ledger()) == 1


async def test_nobody_settles_a_sale_while_it_is_being_sent(
    counter: OpenCounter, world: World
) -> None:
    """What the answer says would be heard by nobody."""
    world.fault("drop_before", "vpos", method="POST")
    world.fault("delay", "vpos", method="POST", seconds=40)
    async with counter() as till:
        sale = await till.in_doubt("vpos")
        await till.until(sale, lambda now: now.tries == 2)
        with pytest.raises(NotAllowed):
            await till.opened.till.settle(
                sale.id, paid=False, why="nobody knows", approval=await till.ana()
            )
        assert (await till.at_rest(sale)).state is State.PAID
