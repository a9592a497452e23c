"""Neighbours who flood the port at which providers call: nothing of it is felt at the counter."""

import asyncio
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import pytest
from hostile.neighbour import Kind, neighbour
from hostile.till_process import Till, till_of
from support import PATIENCE, OnLoop, Run, World

from pos_app import listening as module
from pos_app.listening import AT_A_TIME, SHARE, listening
from pos_app.profile import Profile
from pos_app.webhook_wire import MOST_HEADERS, MOST_PARTS, MOST_READ

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors counted as on Linux")

HERE = "127.0.0.1"
FEW = 160  # descriptors of the till's process: what ten thousand connections are to 1,024
CROWD = 400  # connections of a neighbour who comes again as soon as he is cut


class Knows:
    """Hears whoever calls, once it may."""

    def __init__(self) -> None:
        self.may = asyncio.Event()
        self.may.set()
        self.heard = 0

    async def hear(self, provider: str, *_: object) -> bool:
        self.heard += 1
        await self.may.wait()
        return provider == "proxypay"


def connected() -> int:
    """How many callers this process has."""
    return sum(task.get_name() == "webhook" for task in asyncio.all_tasks())


async def until(come: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not come():  # noqa: ASYNC110 - connections come and go without telling
            await asyncio.sleep(0.01)


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
def test_whatever_a_neighbour_does_there_is_a_place_for_a_provider(kind: Kind, run: Run) -> None:
    async def session() -> None:
        async with listening(Knows(), HERE, 0) as port:
            with neighbour(port, 2 * AT_A_TIME, kind):
                most = 0
                calling = asyncio.create_task(heard_at_last(port))
                while not calling.done():
                    most = max(most, connected())
                    await asyncio.sleep(0.005)
                await calling
                assert most <= AT_A_TIME
        assert not connected()

    run(session())


@pytest.mark.parametrize("kind", Kind)
def test_whoever_comes_to_no_end_is_hung_up_on(
    kind: Kind, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there is room for all of them."""
    for name in ("HEADERS_WITHIN", "BODY_WITHIN", "READ_WITHIN"):
        monkeypatch.setattr(module, name, 0.3)

    async def session() -> None:
        async with listening(Knows(), HERE, 0) as port:
            with neighbour(port, AT_A_TIME // 2, kind, once=True) as come:
                # It ends by itself once all of them are cut.
                assert await asyncio.to_thread(come.process.wait, PATIENCE) == 0
            await until(lambda: not connected())

    run(session())


@contextmanager
def callers(port: int, count: int, source: str) -> Iterator[list[socket.socket]]:
    """So many who say nothing, from this address."""
    opened: list[socket.socket] = []
    try:
        for _ in range(count):
            one = socket.socket()
            opened.append(one)
            one.setblocking(False)
            one.bind((source, 0))
            one.connect_ex((HERE, port))
        yield opened
    finally:
        for one in opened:
            one.close()


async def status_of(caller: socket.socket, said: bytes) -> int:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(caller, said)
    answer = b""
    while arrived := await loop.sock_recv(caller, 4096):
        answer += arrived
    return int(answer.split()[1]) if answer else 0


WHOLE = b"POST /proxypay HTTP/1.1\r\nhost: till\r\ncontent-length: 2\r\n\r\n{}"


def test_a_crowd_from_one_address_sends_nobody_of_another_away(on_loop: OnLoop) -> None:
    async def session() -> None:
        async with listening(Knows(), HERE, 0) as port:
            with callers(port, 2, HERE) as (slow, _):
                await until(lambda: connected() == 2)
                with callers(port, AT_A_TIME + 10, "127.0.0.2") as (first, *_, last):
                    await until(lambda: first.fileno() >= 0 and connected() == AT_A_TIME)
                    assert await asyncio.wait_for(_hung_up(first), PATIENCE)
                    assert await status_of(slow, WHOLE) == 204
                    assert await status_of(last, WHOLE) == 204

    on_loop(session())


async def _hung_up(caller: socket.socket) -> bool:
    return not await asyncio.get_running_loop().sock_recv(caller, 1)


def test_who_is_being_heard_is_not_sent_away(on_loop: OnLoop) -> None:
    async def session() -> None:
        till = Knows()
        till.may.clear()
        async with listening(till, HERE, 0) as port:
            with callers(port, 1, HERE) as (paying,), callers(port, 2 * AT_A_TIME, HERE):
                answered = asyncio.create_task(status_of(paying, WHOLE))
                await until(lambda: till.heard == 1 and connected() == AT_A_TIME)
                with callers(port, AT_A_TIME, HERE) as (*_, last):
                    calling = asyncio.create_task(status_of(last, WHOLE))
                    await until(lambda: till.heard == 2)
                    till.may.set()
                    assert (await answered, await calling) == (204, 204)

    on_loop(session())


def test_where_all_are_being_heard_the_next_one_waits(on_loop: OnLoop) -> None:
    async def session() -> None:
        till = Knows()
        till.may.clear()
        async with listening(till, HERE, 0) as port:
            with callers(port, AT_A_TIME + 5, HERE) as all_of_them:
                calls = [asyncio.create_task(status_of(one, WHOLE)) for one in all_of_them]
                await until(lambda: till.heard == AT_A_TIME)
                assert connected() == AT_A_TIME
                till.may.set()
                assert set(await asyncio.gather(*calls)) == {204}

    on_loop(session())


def test_a_till_that_closes_waits_for_nobody_who_has_not_said_all(on_loop: OnLoop) -> None:
    async def session() -> None:
        till = Knows()
        till.may.clear()
        with ExitStack() as sockets:
            async with listening(till, HERE, 0) as port:
                paying, *_ = sockets.enter_context(callers(port, AT_A_TIME, HERE))
                answered = asyncio.create_task(status_of(paying, WHOLE))
                await until(lambda: till.heard == 1)
                asyncio.get_running_loop().call_soon(till.may.set)
            assert not connected()
            assert await answered == 204

    on_loop(session())


HEAD = b"POST /proxypay HTTP/1.1\r\nhost: till\r\n"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"\r\n\r\n", 400),
        (b"\x00\xff\xfe\r\n\r\n", 400),
        (b"POST /proxypay HTTP/1.1\r\n\r\n", 400),  # to no host
        (b"POST /proxypay HTTP/1.0\r\ncontent-length: 2\r\n\r\n{}", 204),
        (HEAD + b"x: " + b"x" * MOST_HEADERS, 431),
        (HEAD + b"content-length: 2\r\ncontent-length: 3\r\n\r\n{}", 400),
        (HEAD + b"content-length: -1\r\n\r\n", 400),
        (HEAD + b"transfer-encoding: gzip\r\n\r\n", 501),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 204),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * (MOST_PARTS + 1), 413),
        (HEAD + b"content-length: %d\r\n\r\n" % (MOST_READ + 1) + b"x" * (MOST_READ + 1), 413),
        (b"GET /proxypay HTTP/1.1\r\nhost: till\r\n\r\n", 405),
        (b"HEAD /proxypay HTTP/1.1\r\nhost: till\r\n\r\n", 405),
        (b"POST / HTTP/1.1\r\nhost: till\r\n\r\n", 404),
        (b"POST //proxypay HTTP/1.1\r\nhost: till\r\n\r\n", 404),
        (b"POST /%70roxypay/%00/%ff?a=b HTTP/1.1\r\nhost: till\r\n\r\n", 204),
        (b"POST /nobody HTTP/1.1\r\nhost: till\r\n\r\n", 401),
        (WHOLE + WHOLE, 204),  # the second one is not heard
        (b"", 0),
        (b"POST /proxypay HTTP/1.1\r\nhost: ti", 400),  # and leaves
        (HEAD + b"content-length: 5\r\n\r\n{}", 400),
    ],
)
def test_every_caller_hears_what_became_of_it(on_loop: OnLoop, said: bytes, status: int) -> None:
    async def session() -> None:
        till = Knows()
        async with listening(till, HERE, 0) as port:
            with callers(port, 1, HERE) as (caller,):
                await until(lambda: connected() == 1)
                answer = asyncio.create_task(status_of(caller, said))
                if status in (0, 400, 431):
                    await asyncio.sleep(0)
                    caller.shutdown(socket.SHUT_WR)
                assert await answer == status
        assert till.heard == (status in (204, 401))

    on_loop(session())


def test_who_asks_whether_to_go_on_is_told_to(on_loop: OnLoop) -> None:
    async def session() -> None:
        async with listening(Knows(), HERE, 0) as port:
            reader, writer = await asyncio.open_connection(HERE, port)
            writer.write(HEAD + b"expect: 100-continue\r\ncontent-length: 2\r\n\r\n")
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 100 ")
            writer.write(b"{}")
            assert (await reader.read()).startswith(b"HTTP/1.1 204 ")
            writer.close()
            await writer.wait_closed()

    on_loop(session())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.168.1.2", "192.168.1.2", True),
        ("192.168.1.2", "192.168.1.3", False),
        ("::ffff:192.168.1.2", "::ffff:192.168.1.3", False),
        ("2001:db8::1", "2001:db8::ffff", True),  # one subscriber has all of these
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
    ],
)
def test_addresses_of_one_subscriber_are_one_source(one: str, other: str, *, same: bool) -> None:
    assert (module._source(one) == module._source(other)) is same
