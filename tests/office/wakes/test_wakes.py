"""Tills hold a stream open, and hear at once that there is something to look for."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress

import httpx
from office.calls.scene import Scene, scene, served, until
from starlette.applications import Starlette

from pos_app.office.tills.known_till import KnownTill
from pos_app.office.wakes.asking import AskingWakes
from pos_app.office.wakes.hub import WakeHub
from pos_app.office.wakes.listening import ListeningWakes
from pos_app.office.wakes.notifier import Notifier
from pos_app.office.wakes.stream_route import wake_routes
from pos_app.office.wakes.wakes import EVERYBODY, Look, Wakes, look_in

LOOK, COMMENT = "data: look", ":"


async def _check(public: str, authorization: str) -> KnownTill | None:
    good = authorization == f"Bearer token-{public}"
    return KnownTill(1, int(public), public, "Caixa", 1) if good else None


def _app(hub: WakeHub, silent_for: float = 0.2) -> Starlette:
    return Starlette(routes=wake_routes(hub, _check, silent_for=silent_for, taken_within=0.3))


@asynccontextmanager
async def _stream(client: httpx.AsyncClient, public: str) -> AsyncIterator[AsyncIterator[str]]:
    headers = {"authorization": f"Bearer token-{public}"}
    async with client.stream("GET", f"/v1/tills/{public}/wake", headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["x-accel-buffering"] == "no"
        lines = answer.aiter_lines()
        assert await _next(lines) == LOOK  # it may have missed something before
        yield lines


async def _next(lines: AsyncIterator[str]) -> str:
    while not (line := await anext(lines)):
        pass
    return line


async def _next_look(lines: AsyncIterator[str]) -> None:
    async with asyncio.timeout(10):
        while await _next(lines) != LOOK:
            pass


@asynccontextmanager
async def _relayed(hub: WakeHub, wakes: Wakes) -> AsyncIterator[None]:
    relaying = asyncio.create_task(hub.relay(wakes))
    try:
        yield
    finally:
        relaying.cancel()
        with suppress(asyncio.CancelledError):
            await relaying


async def _listeners(stage: Scene) -> list[int]:
    told = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' AND datname = %s"
    name = stage.owner.info.dbname
    return [pid for (pid,) in await stage.asked(told, name)]


async def test_a_till_hears_its_own_word_and_everybody_after_a_loss(office_url: str) -> None:
    hub = WakeHub()
    async with scene(office_url) as stage, _relayed(hub, ListeningWakes(office_url)):
        pids = await until(lambda: _listeners(stage))
        async with (
            served(_app(hub), hub.close) as client,
            _stream(client, "7") as seventh,
            _stream(client, "8") as eighth,
        ):
            stranger = await client.get("/v1/tills/8/wake", headers={"authorization": "Bearer 7"})
            assert (stranger.status_code, stranger.json()) == (401, {"error": "token"})
            assert await _next(eighth) == COMMENT
            await Notifier(stage.pool).tell([7])
            await _next_look(seventh)
            assert await _next(eighth) == COMMENT
            await stage.asked("SELECT pg_terminate_backend(%s)", pids[0])
            await _next_look(seventh)
            await _next_look(eighth)
            assert await _listeners(stage) != pids
            await stage.asked("NOTIFY office_wake, 'of a newer office'")
            await _next_look(eighth)


async def _open(hub: WakeHub, streams: int) -> None:
    """Waits until so many streams are open."""

    async def are_open() -> bool:
        return hub.open_streams == streams

    await until(are_open)


async def test_streams_end_with_the_office_and_a_till_has_two_at_most() -> None:
    hub = WakeHub()
    async with served(_app(hub, silent_for=60), hub.close) as client:
        async with _stream(client, "7") as first, _stream(client, "7"), _stream(client, "7"):
            assert [line async for line in first if line] == []
            assert hub.open_streams == 2
        await _open(hub, 0)
        base = client.base_url

        async def listen(own: httpx.AsyncClient) -> list[str]:
            async with _stream(own, "8") as lines:
                return [line async for line in lines if line]

        tills = httpx.AsyncClient(base_url=base, verify=False, trust_env=False)
        listening = [asyncio.create_task(listen(tills)) for _ in range(2)]
        await _open(hub, 2)
        began = asyncio.get_running_loop().time()
    assert await asyncio.gather(*listening) == [[], []]  # in order, and not cut off
    assert asyncio.get_running_loop().time() - began < 2
    await tills.aclose()


async def test_a_reader_that_froze_is_let_go_and_keeps_nobody_waiting() -> None:
    hub = WakeHub()
    async with served(_app(hub, silent_for=60), hub.close, unread=4096) as client:
        frozen = socket.socket()
        frozen.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        frozen.setblocking(False)
        await asyncio.get_running_loop().sock_connect(frozen, ("127.0.0.1", client.base_url.port))
        asked = b"GET /v1/tills/9/wake HTTP/1.1\r\nhost: x\r\nauthorization: Bearer token-9\r\n\r\n"
        await asyncio.get_running_loop().sock_sendall(frozen, asked)
        async with _stream(client, "8") as lines, asyncio.timeout(20):
            await _open(hub, 2)
            while hub.open_streams == 2:
                hub.tell([9])
                await asyncio.sleep(0)
            hub.tell([8])
            await _next_look(lines)
        frozen.close()


async def test_where_nobody_can_listen_the_calls_are_asked_for(office_url: str) -> None:
    async with scene(office_url) as stage:
        shop = await stage.shop("Baixa")
        till, other = await stage.till(shop), await stage.till(shop)
        number, _ = await stage.account("proxypay", [shop])
        new = (
            "INSERT INTO call (account, mark, kind, headers, body, till, received_at)"
            " VALUES (%s, %s, 'webhook', '{}', '', %s, now() - %s::interval)"
        )
        async with aclosing(AskingWakes(stage.pool, every=0.01).looks()) as looks:
            assert await anext(looks) == Look()
            await stage.asked(new, number, b"1", till.till, "9 minutes")  # that committed late
            assert await anext(looks) == Look(frozenset({till.till}))
            await stage.asked(new, number, b"2", None, "3 seconds")
            assert await anext(looks) == Look(frozenset({till.till, other.till}))
            await stage.asked("REVOKE SELECT ON call FROM office_collect")
            await stage.asked(new, number, b"3", till.till, "0 seconds")
            asking = asyncio.ensure_future(anext(looks))
            await stage.asked("SELECT pg_sleep(0.05)")
            await stage.asked("GRANT SELECT ON call TO office_collect")
            assert await asking == Look()


def test_a_word_names_as_many_tills_as_it_has_room_for() -> None:
    assert look_in(Look(frozenset({3, 12})).word) == Look(frozenset({3, 12}))
    assert Look(frozenset(range(10**9, 10**9 + 501))).word == EVERYBODY
    assert len(Look(frozenset(range(2**31 - 500, 2**31))).word) < 8000
    assert look_in(Look().word) == look_in("") == Look()
