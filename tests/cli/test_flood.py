"""Neighbours who flood the port at which providers call: nothing of it is felt at the counter."""

import asyncio
import sys
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from cli.callers import HERE, WHOLE, Knows, callers, connected, hung_up, status_of, until
from hostile.neighbour import Kind, neighbour
from hostile.till_process import Till, till_of
from support import PATIENCE, World

from pos_app.app import webhook_server as module
from pos_app.app.webhook_server import AT_A_TIME, SHARE, serve
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors counted as on Linux")

FEW = 160  # descriptors of the till's process: what ten thousand connections are to 1,024
CROWD = 400  # connections of a neighbour who comes again as soon as he is cut


async def heard_at_last(port: int, content: bytes = b"{}", **more: Any) -> None:
    """A provider that calls again where nobody answered, as every one of them does."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with httpx.AsyncClient(verify=False, trust_env=False, timeout=10) as provider:
                    url = f"http://{HERE}:{port}/proxypay"
                    answer = await provider.post(url, content=content, **more)
            except httpx.TransportError:
                continue
            assert answer.status_code == 204
            return


@pytest.mark.parametrize("loop", ["asyncio", "qt"])
def test_the_counter_sells_copies_and_hears_in_a_flood(
    shop: Profile, world: World, loop: str
) -> None:
    with till_of(shop, world.accounts["proxypay"].secret, loop, FEW) as till:
        quiet = _worked(till)
        with neighbour(till.port, CROWD, *Kind) as flood:
            till.begin(3)
            asyncio.run(heard_at_last(till.port, **till.payment()))
            flooded = till.read()
            flood.stop()
        asyncio.run(heard_at_last(till.port, **till.payment()))
        told = till.end()
    # Besides its budget: one that waits for a place, and what of the till's own comes and goes.
    assert flooded["descriptors"] <= quiet["descriptors"] + FEW // SHARE + 5
    for deed in ("charge", "read", "copy"):
        assert flooded["took"][deed]  # what fails ends the till's process
    assert told == {"state": "paid", "flags": 0, "failures": []}


def _worked(till: Till) -> dict[str, Any]:
    till.begin(1)
    return till.read()


@pytest.mark.parametrize("kind", Kind)
async def test_whatever_a_neighbour_does_there_is_a_place_for_a_provider(kind: Kind) -> None:
    async with serve(Knows(), HERE, 0) as port:
        with neighbour(port, 2 * AT_A_TIME, kind):
            most = 0
            calling = asyncio.create_task(heard_at_last(port))
            while not calling.done():
                most = max(most, connected())
                await asyncio.sleep(0.005)
            await calling
            assert most <= AT_A_TIME
    assert not connected()


@pytest.mark.parametrize("kind", Kind)
async def test_whoever_comes_to_no_end_is_hung_up_on(
    kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there is room for all of them."""
    for name in ("HEADERS_WITHIN", "BODY_WITHIN", "READ_WITHIN"):
        monkeypatch.setattr(module, name, 0.3)
    async with serve(Knows(), HERE, 0) as port:
        with neighbour(port, AT_A_TIME // 2, kind, once=True) as come:
            # It ends by itself once all of them are cut.
            assert await asyncio.to_thread(come.process.wait, PATIENCE) == 0
        await until(lambda: not connected())


@pytest.fixture
def let_in_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes need not wait for those before: that is tried with the neighbours."""
    monkeypatch.setattr(module, "LET_IN", 1000)


@pytest.mark.usefixtures("let_in_at_once")
@pytest.mark.usefixtures("on_loop")
async def test_a_crowd_from_one_address_sends_nobody_of_another_away() -> None:
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 2, HERE) as (slow, _):
            await until(lambda: connected() == 2)
            with callers(port, AT_A_TIME + 10, "127.0.0.2") as (first, *_, last):
                await until(lambda: first.fileno() >= 0 and connected() == AT_A_TIME)
                assert await asyncio.wait_for(hung_up(first), PATIENCE)
                assert await status_of(slow, WHOLE) == 204
                assert await status_of(last, WHOLE) == 204


@pytest.mark.usefixtures("let_in_at_once")
@pytest.mark.usefixtures("on_loop")
async def test_who_is_being_heard_is_not_sent_away() -> None:
    till = Knows()
    till.may.clear()
    async with serve(till, HERE, 0) as port:
        with callers(port, 1, HERE) as (paying,), callers(port, 2 * AT_A_TIME, HERE):
            answered = asyncio.create_task(status_of(paying, WHOLE))
            await until(lambda: till.heard == 1 and connected() == AT_A_TIME)
            with callers(port, AT_A_TIME, HERE) as (*_, last):
                calling = asyncio.create_task(status_of(last, WHOLE))
                await until(lambda: till.heard == 2)
                till.may.set()
                assert (await answered, await calling) == (204, 204)


@pytest.mark.usefixtures("on_loop")
async def test_where_all_are_being_heard_the_next_one_waits() -> None:
    till = Knows()
    till.may.clear()
    async with serve(till, HERE, 0) as port:
        with callers(port, AT_A_TIME + 5, HERE) as all_of_them:
            calls = [asyncio.create_task(status_of(one, WHOLE)) for one in all_of_them]
            await until(lambda: till.heard == AT_A_TIME)
            assert connected() == AT_A_TIME
            till.may.set()
            assert set(await asyncio.gather(*calls)) == {204}


@pytest.mark.usefixtures("let_in_at_once")
@pytest.mark.usefixtures("on_loop")
async def test_a_till_that_closes_waits_for_nobody_who_has_not_said_all() -> None:
    till = Knows()
    till.may.clear()
    with ExitStack() as sockets:
        async with serve(till, HERE, 0) as port:
            paying, *_ = sockets.enter_context(callers(port, AT_A_TIME, HERE))
            answered = asyncio.create_task(status_of(paying, WHOLE))
            await until(lambda: till.heard == 1)
            asyncio.get_running_loop().call_soon(till.may.set)
        assert not connected()
        assert await answered == 204
