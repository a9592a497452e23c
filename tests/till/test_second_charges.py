"""The same money is not asked of the same customer twice, unless somebody means it."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from support import OpenCounter, World
from till.simulated import (
    ACCEPTED,
    Asked,
    OpenSimulated,
    Pushes,
    References,
    Script,
    Simulated,
    said,
)

from pos_app.domain.duplicate_charge import JUST_PAID, PossibleDuplicate
from pos_app.domain.errors import TooManyCalls
from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.journal import store
from pos_app.ports.gateway import Answer
from pos_app.till.charge_request import parse_charge_request

if TYPE_CHECKING:
    from collections.abc import Mapping

SILENT = "900002004"
PAYS = "900000000"
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


async def test_two_charges_at_once_are_one(counter: OpenCounter, world: World) -> None:
    """Two quick ones, by two reservations: the journal's own transaction tells them apart."""
    order = parse_charge_request(METHODS["vpos"], "1500", SILENT)
    async with counter() as till:
        charges = [till.opened.till.charge(uuid4().hex, order) for _ in range(5)]
        came = await asyncio.gather(*charges, return_exceptions=True)
    (sale,) = [one for one in came if isinstance(one, Sale)]
    seconds = [one for one in came if isinstance(one, PossibleDuplicate)]
    assert [second.first.id for second in seconds] == [sale.id] * 4
    assert len(world.requests("POST", "/transactions")) == 1


@pytest.mark.parametrize("method", ["vpos", "clicpay.mpesa", "wipay"])
async def test_a_lost_answer_asks_before_it_is_charged_again_and_what_is_meant_is_charged(
    method: str, counter: OpenCounter, world: World
) -> None:
    world.fault("drop_after", METHODS[method].provider, method="POST", times=0)
    async with counter() as till:
        first = await till.in_doubt(method)
        sent = len(world.requests("POST"))
        with pytest.raises(PossibleDuplicate) as refused:
            await till.charge(method, allow_duplicate=False)
        assert refused.value.first.id == first.id
        assert METHODS[method].provider == "vpos" or len(world.requests("POST")) == sent
        # Another amount is another sale.
        other = await till.charge(method, "77", allow_duplicate=False)
        meant = await till.charge(method, allow_duplicate=True)
    assert (other.number, meant.number) == (2, 3)


async def test_what_has_just_been_paid_is_asked_about_and_what_was_not_is_not(
    counter: OpenCounter, world: World
) -> None:
    """A till that stopped while the customer paid, or a script, has seen no outcome."""
    async with counter() as till:
        refused = await till.at_rest(await till.charge("vpos", "1500", "900003000"))
        assert refused.state is State.DECLINED
        await till.at_rest(await till.charge("vpos", "1500", "900003000", allow_duplicate=False))
        first = await till.sell("clicpay.mpesa", world)
    async with counter() as till:
        with pytest.raises(PossibleDuplicate) as second:
            await till.charge("clicpay.mpesa", allow_duplicate=False)
        assert second.value.first.id == first.id
        ana = await till.ana()
        refund = await till.opened.till.refund(uuid4().hex, first.id, None, ana)
        await till.at_rest(refund)
        assert (await till.charge("clicpay.mpesa", allow_duplicate=False)).state is State.SENDING


async def test_many_references_of_one_amount_are_a_usual_day(counter: OpenCounter) -> None:
    async with counter() as till:
        for _ in range(2):
            await till.charge("proxypay", allow_duplicate=False)
            await till.charge("clicpay.card", allow_duplicate=False)
        assert len(await till.opened.till.journal.open_sales()) == 4


async def test_the_same_number_is_the_same_customer_by_any_wallet_and_as_a_hold(
    counter: OpenCounter,
) -> None:
    """A hold is money asked for, too; a voucher is known by the end of its code."""
    pays_out = parse_charge_request(METHODS["clicpay.mpesa"], "200", "840000003")
    async with counter() as till:
        await till.charge("vpos", phone=SILENT, hold=True)
        with pytest.raises(PossibleDuplicate):
            await till.charge("vpos", phone=SILENT, allow_duplicate=False)
        await till.charge("clicpay.mpesa", phone="840000003")
        with pytest.raises(PossibleDuplicate):
            await till.charge("clicpay.emola", phone="840000003", allow_duplicate=False)
        await till.opened.till.pay_out(uuid4().hex, pays_out, await till.ana())
        with pytest.raises(PossibleDuplicate):
            await till.opened.till.pay_out(uuid4().hex, pays_out, await till.ana())
        meant = replace(pays_out, allow_duplicate=True)
        ana = await till.ana()
        assert (await till.opened.till.pay_out(uuid4().hex, meant, ana)).number == 4


# --- a second, much later, or after a restart -----------------------------------------------------


async def _is_second(shop: Simulated, amount: str = "100", phone: str = PAYS) -> int | None:
    """The number of the sale that this charge would be the second of."""
    try:
        await shop.charge("vpos", amount, phone, allow_duplicate=False)
    except PossibleDuplicate as refused:
        return refused.first.number
    return None


async def _pays(shop: Simulated, at: Pushes, amount: str = "100", phone: str = PAYS) -> Sale:
    at.verdict = ACCEPTED
    sale = await shop.charge("vpos", amount, phone)
    return await shop.until(sale, lambda now: not now.is_open)


async def test_a_second_is_known_whatever_was_sold_in_between(simulated: OpenSimulated) -> None:
    """Two others came between; of two that it could be the second of, the newer one is named."""
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        at.verdict = ACCEPTED
        sales = [await _pays(shop, at) for _ in range(2)]
        for amount in ("7", "8"):
            await _pays(shop, at, amount)
        assert [one.number for one in sales] == [1, 2]
        seconds = [await _is_second(shop), await _is_second(shop, "8")]
        assert [*seconds, await _is_second(shop, "100", "923000001")] == [2, 4, None]


@pytest.mark.parametrize(("between", "is_second"), [(3, True), (4, True), (5, False)])
async def test_what_was_just_paid_is_looked_for_among_the_last_five_hundred_sales(
    between: int, simulated: OpenSimulated, *, is_second: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than are begun while one is paid. Here five stand for them."""
    assert store._LATELY == 500
    monkeypatch.setattr(store, "_LATELY", 5)
    at = Pushes()
    scripts: Mapping[str, Script] = {"vpos": at, "proxypay": References("proxypay")}
    async with simulated(scripts).open() as shop:
        await _pays(shop, at)
        for number in range(between):
            await shop.charge("proxypay", f"{7 + number}")
        assert await _is_second(shop) == (1 if is_second else None)


async def test_one_that_may_yet_be_paid_is_looked_for_however_long_ago_it_was(
    monkeypatch: pytest.MonkeyPatch, simulated: OpenSimulated
) -> None:
    monkeypatch.setattr(store, "_LATELY", 1)
    at = Pushes()
    async with simulated({"vpos": at, "proxypay": References("proxypay")}).open() as shop:
        await shop.waiting("vpos", phone=PAYS)
        for number in range(4):
            await shop.charge("proxypay", f"{7 + number}")
        await shop.let_pass(minutes=5)
        assert await _is_second(shop) == 1


@pytest.mark.parametrize(
    ("error", "is_second"),
    [
        (timedelta(), True),
        (timedelta(seconds=90), True),
        (timedelta(minutes=2), False),
        (-timedelta(hours=1), True),  # set back: what lies ahead has just been
        (-timedelta(days=3650), True),
    ],
)
async def test_after_a_restart_what_was_just_paid_is_told_by_the_clock_and_none_set_back_forgets(
    error: timedelta, simulated: OpenSimulated, *, is_second: bool
) -> None:
    """For two minutes: a till that stopped while its customer paid is started again within them."""
    assert timedelta(minutes=2) == JUST_PAID
    at = Pushes()
    shop = simulated({"vpos": at})
    async with shop.open():
        sale = await _pays(shop, at)
    async with shop.open():
        assert sale.settled_at
        shop.error = sale.settled_at + error - shop.now()
        assert (await _is_second(shop) == 1) is is_second


# --- calls that a provider counts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("passed", "error", "calls"),
    [
        (30, timedelta(), 0),
        (58, timedelta(), 0),
        (61, timedelta(), 5),
        (30, -timedelta(hours=1), 0),
        (30, -timedelta(days=3650), 0),
    ],
)
async def test_a_till_that_is_opened_again_makes_no_more_than_five_calls_a_minute_by_any_clock(
    passed: float, error: timedelta, calls: int, simulated: OpenSimulated
) -> None:
    """A clock that was set back gives nobody another five."""

    def wipay(_: Asked) -> Answer:
        return said(200, {"status": "error", "msg": "Parameter: voucher not found"})

    shop = simulated({"wipay": wipay})
    async with shop.open():
        for _ in range(5):
            await shop.charge("wipay", "1")
        await shop.let_pass(seconds=passed)
    shop.error = error
    async with shop.open():
        before = len(shop.network.requests("POST"))
        with suppress(TooManyCalls):
            for _ in range(9):
                await shop.charge("wipay", "1")
        await shop.let_pass(seconds=1)
        assert (len(shop.network.requests("POST")) - before) == calls
