"""What goes on by itself outlives mistakes of our own, journals that fail and turns that never
come."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from types import ModuleType
from typing import Any, NoReturn
from unittest import mock

import pytest
from quiet_shop import LOST, OpenQuietShop, QuietShop, told
from till.simulated import OpenSimulated, Pushes, References, said

from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.events import State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways import proxypay, vpos
from pos_app.journal.thread import JournalThread
from pos_app.till.tracking import supervisor

SILENT = "900002004"
STILL = told({"inserted_at": "2026-11-24T09:00:00Z", "eta": "300"})


def _mistaken(*_: object) -> NoReturn:
    raise ZeroDivisionError


async def at_a_queue(shop: QuietShop) -> Sale:
    return await shop.waiting("proxypay")


async def that_ended_unpaid(shop: QuietShop) -> Sale:
    sale = await shop.charge("vpos", phone=SILENT)
    return await shop.until(sale, lambda now: not now.is_open)


@pytest.mark.parametrize(
    ("begin", "gateway", "reader", "path"),
    [
        (at_a_queue, proxypay, "parse_queue", "^/payments"),
        (at_a_queue, proxypay, "parse_acknowledge", "^/payments/"),
        (that_ended_unpaid, vpos, "parse_status", "^/api"),
    ],
    ids=["queue", "acknowledgements", "late looks"],
)
async def test_a_mistake_of_ours_is_reported_each_time_and_tried_again_a_minute_later(
    begin: Callable[[QuietShop], "asyncio.Future[Sale]"],
    gateway: ModuleType,
    reader: str,
    path: str,
    quiet_shop: OpenQuietShop,
) -> None:
    """For as long as it lasts. Then all is as if it had not been."""
    async with quiet_shop() as shop:
        reported: list[float] = []
        sale = await begin(shop)
        loop = asyncio.get_running_loop()
        before = loop.get_exception_handler()
        loop.set_exception_handler(lambda *_: reported.append(shop.time()))
        if sale.state is State.WAITING:
            shop.providers.pay("proxypay", sale.reference or "", None)
        paid = {"status": "accepted", "status_reason": None}
        shop.fault("merge", "vpos", method="GET", path="/transactions/", times=0, fields=paid)
        with mock.patch.object(gateway, reader, _mistaken):
            await shop.till.look_now(sale.id)
            await asyncio.sleep(300)
        asked = len(shop.asked(sale.method, "", path))
        loop.set_exception_handler(before)
        await shop.till.look_now(sale.id)
        sale = await shop.until(sale, lambda now: now.state is State.PAID)
        await asyncio.sleep(100)
        assert len(shop.asked(sale.method, "", path)) > asked
        assert sale.state is not State.WAITING
        assert not shop.providers.queued()
    assert supervisor.TROUBLE_PAUSE == 60
    pauses = [after - before for before, after in pairwise(reported)]
    assert len(reported) >= 3
    assert all(pause > 59 for pause in pauses[1:])  # the first look was on its way already


@pytest.mark.parametrize("by", [timedelta(), timedelta(days=-1), timedelta(days=-3650)], ids=str)
async def test_a_sale_whose_turn_never_comes_is_unknown_all_the_same(
    by: timedelta, quiet_shop: OpenQuietShop
) -> None:
    """A minute and a half after its usual time, in which its own look would have found that out;
    no later by a clock that was set back since it was made."""
    async with quiet_shop() as shop:
        shop.answers("vpos", "GET", "^/api", STILL)
        sale = await shop.waiting("vpos", phone=SILENT)
        shop.till._client.limiter("vpos").pause(10**6)
        shop.set_clock(by)
        await shop.reopen()
        shop.till._client.limiter("vpos").pause(10**6)
        began = shop.time()
        sale = await shop.until(sale, lambda now: now.state is State.UNKNOWN)
        took = shop.time() - began
        await asyncio.sleep(3600)
        events = len(await shop.events(sale))
    assert sale.reason is Reason.NO_FINAL_WORD
    assert 15 * 60 + 85 < took < 15 * 60 + 91
    assert events == 4  # that it was made, sent, taken on, and doubted


async def test_a_journal_that_fails_for_a_while_is_asked_again_each_second(
    quiet_shop: OpenQuietShop,
) -> None:
    """By the looks at a queue, by those at one sale, and by the late ones."""
    async with quiet_shop() as shop:
        unpaid = await that_ended_unpaid(shop)
        waits = await shop.waiting("vpos", "77", SILENT)
        queued = await shop.waiting("proxypay")
        paid = {"status": "accepted", "status_reason": None}
        shop.fault("merge", "vpos", method="GET", path="/transactions/", times=0, fields=paid)
        shop.providers.pay("proxypay", queued.reference or "", None)
        tried: list[float] = []

        async def fails(*_: object) -> NoReturn:
            tried.append(shop.time())
            await asyncio.sleep(0)
            raise JournalUnavailable("disk I/O error")

        names = ("sale", "open_sales", "events_of", "append", "record_unmatched")
        failing: dict[str, Any] = dict.fromkeys(names, fails)
        with mock.patch.multiple(JournalThread, **failing):
            for sale in (queued, waits):
                shop.till._supervisor.wake(sale.id)
            await asyncio.sleep(100)
        after = []
        for sale in (unpaid, waits, queued):
            await shop.till.look_now(sale.id)
            after.append((await shop.until(sale, lambda now: now.state is State.PAID)).state)
    assert after == [State.PAID] * 3
    assert supervisor.JOURNAL_PAUSE == 1
    assert 100 < len(tried) < 1000  # four of them wait for it


@pytest.mark.parametrize("method", ["wipay", "vpos", "clicpay.mpesa"])
async def test_who_can_tell_nothing_more_is_not_asked_though_somebody_asks(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    async with quiet_shop() as shop:
        provider = method.partition(".")[0]
        shop.answers(provider, "POST", "", LOST)
        shop.answers(provider, "GET", "", told({"message": "Not Found"}, 404))
        sale = await shop.charge(method)
        await asyncio.sleep(2 * 3600)
        before = len(shop.asked(provider))
        await shop.till.look_now(sale.id)
        await asyncio.sleep(600)
        sale = await shop.sale(sale)
        asked = [one.method for one in shop.asked(provider)[before:]]
    assert sale.state is State.UNKNOWN
    assert "POST" not in asked
    # Lists that did not have it may have it by now: once more, in each of them.
    assert len(asked) == (2 if method == "clicpay.mpesa" else 0)


async def test_a_queue_is_asked_as_soon_as_a_reference_can_be_paid_and_not_for_one_that_cannot(
    simulated: OpenSimulated,
) -> None:
    """It rests for a minute while nothing waits."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        await shop.let_pass(seconds=5)
        looked = []
        at.trouble = lambda asked: said(503) if asked.request.method == "PUT" else None
        for _ in range(2):
            shop.network.asked.clear()
            await shop.charge("proxypay")
            await shop.let_pass(seconds=1)
            looked.append(len(shop.network.requests("GET", "/payments")))
            at.trouble = lambda _: None
    assert looked == [0, 1]


async def test_what_hangs_is_doubted_though_the_journal_fails_at_that_moment(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    async def fails(*_: object) -> NoReturn:
        await asyncio.sleep(0)
        raise JournalUnavailable("disk I/O error")

    async with simulated({"vpos": Pushes()}).open() as shop:
        sale = await shop.waiting("vpos")
        shop.till._client.limiter("vpos").pause(10**6)
        await shop.let_pass(minutes=15, seconds=80)
        monkeypatch.setattr(JournalThread, "sale", fails)
        await shop.let_pass(seconds=20)
        monkeypatch.undo()
        await shop.let_pass(seconds=2)
        assert (await shop.now_of(sale)).state is State.UNKNOWN
