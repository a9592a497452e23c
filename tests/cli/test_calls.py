"""One call at the address where providers call: what is read of it, and what it is answered."""

import asyncio
import errno
import resource
import socket
import struct
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from cli.callers import (
    HEAD,
    HERE,
    WHOLE,
    Heard,
    Knows,
    answer_to,
    callers,
    connected,
    hung_up,
    status_of,
    until,
)
from support import PATIENCE

from pos_app.app import webhook_server as module
from pos_app.app.webhook_connection import MOST_HEADERS, MOST_PARTS, MOST_READ, SLICE
from pos_app.app.webhook_server import serve
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.till.providers.rate_limit import RateLimiter


@pytest.mark.usefixtures("on_loop")
async def test_the_budget_of_those_who_call_is_small_beside_a_tills() -> None:
    """What a shop feels of a flood at most, and what a provider has time for."""
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            assert await status_of(caller, WHOLE) == 204
    connections = (module.AT_A_TIME, module.SHARE, module.LET_IN, module.WAITING_ROOM)
    assert connections == (50, 8, 50, 64)
    assert (module.PIECES, module.SHORT) == (200, 2)
    seconds = (module.HEADERS_WITHIN, module.BODY_WITHIN, module.ANSWER_WITHIN)
    assert (*seconds, module.READ_WITHIN, module.GRACE) == (5, 5, 10, 3, 1)
    assert (MOST_HEADERS, MOST_READ, MOST_PARTS, SLICE) == (8_192, 100_000, 100, 4_096)


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
        (HEAD + b"transfer-encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 100 + b"0\r\n\r\n", 204),
        (HEAD + b"content-length: %d\r\n\r\n" % (MOST_READ + 1) + b"x" * (MOST_READ + 1), 413),
        (HEAD + b"content-length: 100000\r\n\r\n" + b"x" * 100_000, 204),
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
@pytest.mark.usefixtures("on_loop")
async def test_every_caller_hears_what_became_of_it(said: bytes, status: int) -> None:
    till = Knows()
    async with serve(till, HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            await until(lambda: connected() == 1)
            answer = asyncio.create_task(status_of(caller, said))
            if status in (0, 400, 431):
                await asyncio.sleep(0)
                caller.shutdown(socket.SHUT_WR)
            assert await answer == status
    assert till.heard == (status in (204, 401))


@pytest.mark.usefixtures("on_loop")
async def test_who_asks_whether_to_go_on_is_told_to() -> None:
    async with serve(Knows(), HERE, 0) as port:
        reader, writer = await asyncio.open_connection(HERE, port)
        writer.write(HEAD + b"expect: 100-continue\r\ncontent-length: 2\r\n\r\n")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 100 ")
        writer.write(b"{}")
        assert (await reader.read()).startswith(b"HTTP/1.1 204 ")
        writer.close()
        await writer.wait_closed()


@pytest.mark.usefixtures("on_loop")
async def test_a_provider_is_heard_with_what_it_said_and_what_the_path_says_of_it() -> None:
    """Of two headers alike the first one counts: what is put in front of it is a proxy's."""
    till = Knows()
    async with serve(till, HERE, 0) as port:
        for path in (b"/proxypay/shop%2F1/7%20a?id=8", b"/proxypay", b"/proxypay/"):
            with callers(port, 1, HERE) as (caller,):
                said = b"POST %s HTTP/1.1\r\nHost: till\r\n" % path
                said += b"X-Signature: first\r\nx-signature: second\r\nx-name: jos\xe9\r\n"
                await status_of(caller, said + b"content-length: 2\r\n\r\n{}")
    headers = {
        "host": "till",
        "x-signature": "first",
        "x-name": "jos\xe9",
        "content-length": "2",
    }
    assert till.calls == [Heard("proxypay", headers, b"{}", about) for about in ("7 a", "", "")]


ANSWERS = {
    WHOLE: b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n",
    WHOLE.replace(b"proxypay", b"nobody"): (
        b"HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    ),
    WHOLE.replace(b"POST", b"PUT"): (
        b"HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\ncontent-length: 0\r\n"
        b"allow: POST\r\n\r\n"
    ),
}


@pytest.mark.parametrize("said", ANSWERS)
@pytest.mark.usefixtures("on_loop")
async def test_an_answer_is_one_line_with_its_end(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to wait until the till hangs up to know that it was all."""
    monkeypatch.setattr(module, "READ_WITHIN", 2 * PATIENCE)
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            async with asyncio.timeout(PATIENCE / 3):
                assert (await answer_to(caller, said)).lower() == ANSWERS[said].lower()


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whoever has had a turn to be read."""
    taken: list[object] = []

    class Told(RateLimiter):
        async def acquire(self, who: object, due: float) -> None:
            await super().acquire(who, due)
            if isinstance(who, module._Caller):
                taken.append(who)

    monkeypatch.setattr(module, "RateLimiter", Told)
    return taken


@pytest.mark.usefixtures("on_loop")
async def test_who_says_more_than_was_asked_for_reads_the_answer_all_the_same(
    taken: list[object],
) -> None:
    """A socket that is closed with something unread takes its answer back. What is dropped takes
    its turns like what is read."""
    too_much = 200_000
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            assert await status_of(caller, WHOLE + b"x" * too_much) == 204
        await until(lambda: not connected())
    assert len(taken) >= too_much // SLICE


@pytest.mark.parametrize("said", [b"", HEAD, HEAD + b"content-length: 50\r\n\r\n{}"])
async def test_a_connection_that_breaks_off_is_nobodys_mistake(said: bytes) -> None:
    """Reset, as by a router that is switched off; the next one is heard."""
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            await until(lambda: connected() == 1)
            await asyncio.get_running_loop().sock_sendall(caller, said)
            reset = struct.pack("ii", 1, 0)
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        await until(lambda: not connected())
        with callers(port, 1, HERE) as (caller,):
            assert await status_of(caller, WHOLE) == 204


async def test_whoever_is_let_in_while_the_till_closes_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system has let them in, and nobody waits for them any more."""
    accept = module._Listener.accept

    def accept_at_the_end(listener: Any) -> Any:
        let_in = accept(listener)
        for task in asyncio.all_tasks():
            if task.get_name() == "webhooks":
                task.get_loop().call_soon(task.cancel)
        return let_in

    monkeypatch.setattr(module._Listener, "accept", accept_at_the_end)
    async with serve(Knows(), HERE, 0) as port:
        for _ in range(10):  # until it waits for somebody
            await asyncio.sleep(0)
        with callers(port, 1, HERE) as (caller,):
            async with asyncio.timeout(PATIENCE / 3):
                assert await hung_up(caller)


async def test_a_till_that_closes_hangs_up_at_once_on_those_who_have_not_said_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GRACE", "HEADERS_WITHIN", "BODY_WITHIN"):
        monkeypatch.setattr(module, name, PATIENCE)
    with ExitStack() as sockets:
        async with asyncio.timeout(PATIENCE / 3), serve(Knows(), HERE, 0) as port:
            silent, half = sockets.enter_context(callers(port, 2, HERE))
            await asyncio.get_running_loop().sock_sendall(half, HEAD)
            await until(lambda: connected() == 2)
        assert not connected()
        assert await hung_up(silent)
        assert await hung_up(half)


@pytest.mark.parametrize("ends", [True, False])
async def test_a_till_that_closes_waits_for_a_call_under_way_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, *, ends: bool
) -> None:
    monkeypatch.setattr(module, "GRACE", PATIENCE if ends else 0.05)
    till, began = Knows(), asyncio.Event()
    till.may.clear()

    async def open_and_close() -> None:
        async with serve(till, HERE, 0) as port:
            calling = sockets.enter_context(callers(port, 1, HERE))
            answers.append(asyncio.create_task(_answered(calling[0])))
            await until(lambda: till.heard == 1)
            began.set()

    answers: list[asyncio.Task[int]] = []
    with ExitStack() as sockets:
        closing = asyncio.create_task(open_and_close())
        await began.wait()
        for _ in range(100):  # whatever the loop has to do before it waits
            await asyncio.sleep(0)
        if ends:
            till.may.set()
        async with asyncio.timeout(PATIENCE / 3):
            await closing
            assert await answers[0] == (204 if ends else 0)
        assert not connected()


async def test_moments_without_descriptors_are_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    take = module._Listener.next_one
    failed: list[object] = []

    async def fails_at_first(listener: Any) -> Any:
        if len(failed) < 10:
            failed.append(listener)
            raise OSError(errno.EMFILE, "too many open files")
        return await take(listener)

    monkeypatch.setattr(module._Listener, "next_one", fails_at_first)
    began = asyncio.get_running_loop().time()
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            assert await status_of(caller, WHOLE) == 204
    # Not asked as fast as a processor can: each time is a turn, of which a second has 50.
    assert asyncio.get_running_loop().time() - began > 0.1
    assert len(failed) == 10


async def test_whoever_says_little_is_read_before_those_who_go_on_and_on(
    taken: list[object],
) -> None:
    crowd, long = 20, HEAD + b"content-length: 90000\r\n\r\n" + b"x" * 90_000
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, crowd, HERE) as greedy, callers(port, 1, HERE) as (brief,):
            calls = [asyncio.create_task(answer_to(one, long)) for one in greedy]
            await until(lambda: len(taken) > 4 * crowd)
            in_two = HEAD + b"content-length: 2\r\n\r\n", b"{}"
            for piece in in_two:
                before = len(taken)
                await asyncio.get_running_loop().sock_sendall(brief, piece)
                await until(lambda: len({*taken}) > crowd)  # it has had its turn
            assert await answer_to(brief, b"")
            assert len(taken) - before < crowd // 2
            for call in calls:
                call.cancel()
            await asyncio.wait(calls)


# --- where places are few -------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """So many connections at a time, and nobody is hung up on for being slow."""

    def few(places: int) -> None:
        monkeypatch.setattr(module, "AT_A_TIME", places)
        monkeypatch.setattr(module, "LET_IN", 1e9)
        for name in ("HEADERS_WITHIN", "BODY_WITHIN", "ANSWER_WITHIN", "READ_WITHIN"):
            monkeypatch.setattr(module, name, 2 * PATIENCE)

    return few


@pytest.mark.usefixtures("on_loop")
async def test_one_more_than_there_are_places_waits_for_one(
    few: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    few(2)
    accept = module._Listener.accept
    let_in: list[object] = []

    def counted(listener: Any) -> Any:
        there = accept(listener)
        let_in.append(there)
        return there

    monkeypatch.setattr(module._Listener, "accept", counted)
    till = Knows()
    till.may.clear()
    async with serve(till, HERE, 0) as port:
        with callers(port, 2, HERE) as two:
            calls = [asyncio.create_task(_answered(one)) for one in two]
            await until(lambda: till.heard == 2)
            with callers(port, 1, HERE) as (third,):
                calls.append(asyncio.create_task(_answered(third)))
                await until(lambda: len(let_in) == 3)
                for _ in range(100):  # whatever the loop has still to do
                    await asyncio.sleep(0)
                assert (connected(), till.heard) == (2, 2)
                till.may.set()
                assert await asyncio.gather(*calls) == [204, 204, 204]


async def _answered(caller: socket.socket) -> int:
    """Who hangs up once the answer was read."""
    status = await status_of(caller, WHOLE)
    caller.close()
    return status


@pytest.mark.usefixtures("on_loop")
async def test_who_was_answered_and_does_not_hang_up_makes_room(few: Callable[[int], None]) -> None:
    few(1)
    async with asyncio.timeout(PATIENCE / 3), serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (answered,):
            assert await status_of(answered, WHOLE) == 204
            with callers(port, 1, HERE) as (next_one,):
                assert await status_of(next_one, WHOLE) == 204


@pytest.mark.usefixtures("on_loop")
async def test_who_says_nothing_makes_room_and_who_is_being_heard_does_not(
    few: Callable[[int], None],
) -> None:
    few(2)
    till = Knows()
    till.may.clear()
    async with asyncio.timeout(PATIENCE / 3), serve(till, HERE, 0) as port:
        with callers(port, 1, HERE) as (paying,), callers(port, 1, HERE) as (silent,):
            heard = asyncio.create_task(status_of(paying, WHOLE))
            await until(lambda: till.heard == 1 and connected() == 2)
            with callers(port, 1, HERE) as (another,):
                calling = asyncio.create_task(status_of(another, WHOLE))
                assert await hung_up(silent)
                await until(lambda: till.heard == 2)
                till.may.set()
                assert (await heard, await calling) == (204, 204)


# --- the address ----------------------------------------------------------------------------------


async def test_the_same_port_can_be_had_again_at_once() -> None:
    """A till that is started again right after a call hears the next one."""
    async with serve(Knows(), HERE, 0) as port:
        with callers(port, 1, HERE) as (caller,):
            assert await status_of(caller, WHOLE) == 204
        await until(lambda: not connected())
    async with serve(Knows(), HERE, port) as same:
        with callers(same, 1, HERE) as (caller,):
            assert await status_of(caller, WHOLE) == 204


@pytest.mark.parametrize(("host", "port"), [(HERE, 70_000), (HERE, -1), ("192.0.2.1", 0)])
async def test_an_address_that_cannot_be_had_is_named_and_let_go(
    host: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[socket.socket] = []

    class Listener(module._Listener):
        def __init__(self, family: int, kind: int) -> None:
            super().__init__(family, kind)
            made.append(self)

    monkeypatch.setattr(module, "_Listener", Listener)
    with pytest.raises(BadInput, match="webhooks") as refused:
        async with serve(Knows(), host, port):
            pass
    assert (refused.value.field, refused.value.complaint) == (
        Field.SETTINGS,
        InputProblem.SETTING_INVALID,
    )
    assert [listener.fileno() for listener in made] == [-1]


async def test_an_address_of_the_newer_internet_is_one_too() -> None:
    async with serve(Knows(), "::1", 0) as port:
        reader, writer = await asyncio.open_connection("::1", port)
        writer.write(WHOLE)
        assert (await reader.read()).startswith(b"HTTP/1.1 204 ")
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize(
    ("descriptors", "places"),
    [(resource.RLIM_INFINITY, 50), (1024, 50), (400, 50), (399, 49), (160, 20), (8, 1), (7, 1)],
)
def test_connections_take_an_eighth_of_what_the_system_gives_at_most(
    descriptors: int, places: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def limits(what: int) -> tuple[int, int]:
        asked.append(what)
        return descriptors, resource.RLIM_INFINITY

    monkeypatch.setattr(resource, "getrlimit", limits)
    assert module._places() == places
    assert asked == [resource.RLIMIT_NOFILE]


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
