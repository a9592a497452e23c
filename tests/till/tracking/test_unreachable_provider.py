"""Who cannot be asked has not said no: however long a provider is out of reach, busy or not to be
understood, nothing ends, expires, is taken back or is free to go out again by that."""

import asyncio
from collections.abc import Callable

import pytest
from faults.simulation.network import LOST_AFTER, REFUSED
from odd_server import Said
from quiet_shop import OpenQuietShop, QuietShop, told

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.sale import Sale

PROVIDERS = ("vpos", "clicpay", "proxypay", "wikipay")
MINUTE = 60.0


def _says(said: Said) -> Callable[[QuietShop], None]:
    def trouble(shop: QuietShop) -> None:
        for provider in PROVIDERS:
            for method in ("GET", "POST", "PUT", "DELETE"):
                shop.answers(provider, method, "", said)

    return trouble


def _on_the_way(kind: str) -> Callable[[QuietShop], None]:
    def trouble(shop: QuietShop) -> None:
        for provider in PROVIDERS:
            shop.weather(kind, provider)

    return trouble


TROUBLES = {
    "offline": _on_the_way(REFUSED),
    "lost after": _on_the_way(LOST_AFTER),
    "a page": _says(Said(404, "<html>gone</html>", {"content-type": "text/html"})),
    "busy": _says(told({"message": "Too Many Requests"}, 429, **{"retry-after": "5"})),
    "unreadable": _says(told({"what": ["is", "this"]})),
}


async def everything_open(shop: QuietShop) -> tuple[list[Sale], list[Sale]]:
    """A sale of each kind whose end is not known yet; and those that something of them is under
    way."""
    paid, bought = await shop.paid("vpos", "10"), await shop.paid("clicpay.mpesa", "11")
    held = await shop.charge("vpos", "12", hold=True)
    held = await shop.until(held, lambda now: now.state is State.AUTHORIZED)
    lost = await shop.waiting("proxypay", "13")
    asked = [
        await shop.waiting("vpos", "14", "900002004"),
        await shop.waiting("clicpay.mpesa", "15", "840000002"),
        await shop.waiting("clicpay.card", "16"),
        await shop.waiting("proxypay", "17"),
        await shop.waiting("wikipay", "18"),
    ]
    refunds = [await shop.refund(parent) for parent in (paid, bought)]
    asked += [*refunds, await shop.till.capture(shop.new_id(), held.id, None)]
    for operation in asked[-3:]:
        await shop.until(operation, lambda now: now.state is State.WAITING)
    await shop.till.cancel(lost.id)
    return [*asked, lost], [paid, bought, held]


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_in_half_an_hour_nothing_ends_by_not_being_asked(
    trouble: Callable[[QuietShop], None], quiet_shop: OpenQuietShop
) -> None:
    """Over a closing time, and for longer than customers and phones take. Then each ends as its
    provider says."""
    async with quiet_shop() as shop:
        asked, parents = await everything_open(shop)
        trouble(shop)
        for minutes in (10, 25):
            await asyncio.sleep(minutes * MINUTE)
            for sale in asked:
                now = await shop.sale(sale)
                assert now.is_open, (now.method, now.purpose, now.state, now.reason)
            await shop.reopen()
        for parent in parents[:2]:
            assert (await shop.sale(parent)).pending_operation
            with pytest.raises(NotAllowed):
                await shop.refund(parent)
        assert (await shop.sale(parents[2])).state is State.AUTHORIZED
        shop.heal()
        await asyncio.sleep(10 * MINUTE)
        for parent in parents:
            assert (await shop.sale(parent)).pending_operation is None
        states = [(await shop.sale(sale)).state for sale in asked]
    assert states == [
        *(State.EXPIRED, State.EXPIRED, State.DECLINED),  # whose customers did not answer
        *(State.WAITING, State.WAITING),  # references, for a day
        *(State.PAID, State.PAID, State.PAID),
        State.CANCELLED,
    ]
