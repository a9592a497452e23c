"""Providers stand apart: one that takes connections and never answers keeps nobody else waiting,
and keeps no charge of its own waiting either."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from support import Counter, OpenCounter, World

from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.gateways.http import IN_FLIGHT
from pos_app.till.tracking import supervisor

SILENT_CUSTOMER = "900002004"  # lets the request end after a while


@dataclass
class Hole:
    """A listener that reads and never answers. What has come is counted, and who has gone."""

    address: str = ""
    methods: list[str] = field(default_factory=list)
    gone: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def swallow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.methods.append(head.split(b" ", 1)[0].decode())
            self.news.set()
            while await reader.read(65536):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.gone += 1
            writer.close()

    async def until_came(self, method: str, times: int) -> None:
        while self.methods.count(method) < times:
            self.news.clear()
            await self.news.wait()


@asynccontextmanager
async def hole() -> AsyncIterator[Hole]:
    swallower = Hole()
    listener = await asyncio.start_server(swallower.swallow, "127.0.0.1", 0)
    swallower.address = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    try:
        yield swallower
    finally:
        listener.close()


async def hang_at(till: Counter, world: World, swallower: Hole, looks: int) -> list[Sale]:
    """So many sales wait at vPOS, which from now on takes connections and answers none; as many
    looks at them hang as there can be."""
    sales = [await till.charge("vpos", phone=SILENT_CUSTOMER) for _ in range(looks)]
    for sale in sales:
        await till.until(sale, lambda now: now.status_path is not None)
    moved = {"vpos": replace(world.accounts["vpos"], base_url=swallower.address)}
    till.opened.till.use_accounts({**world.accounts, **moved})
    for sale in sales:
        await till.opened.till.look_now(sale.id)
    await swallower.until_came("GET", IN_FLIGHT)
    return sales


@pytest.mark.parametrize("method", ["clicpay.mpesa", "proxypay", "wikipay", "wipay"])
async def test_a_charge_at_any_other_provider_is_paid_while_one_hangs(
    method: str, counter: OpenCounter, world: World
) -> None:
    async with hole() as swallower, counter() as till:
        await hang_at(till, world, swallower, IN_FLIGHT + 5)
        sale = await till.sell(method, world)
        gone = swallower.gone
    assert (sale.state, gone) == (State.PAID, 0)


async def test_a_charge_leaves_for_the_very_provider_whose_looks_all_hang(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.1)  # nobody hears these answers
    async with hole() as swallower, counter() as till:
        await hang_at(till, world, swallower, IN_FLIGHT + 5)
        for _ in range(3):  # nor behind one another
            await till.charge("vpos")
        await swallower.until_came("POST", 3)
        looks = swallower.methods.count("GET")
        gone = swallower.gone
    assert (looks, gone) == (IN_FLIGHT, 0)
