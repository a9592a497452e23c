"""The one client, over real sockets: what never left, what was never heard, and at most twenty to a
provider."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hostile.provider import answer, hostile_provider

from pos_app.domain.errors import AnswerLost, RequestNotSent
from pos_app.gateways import names
from pos_app.gateways.http import IN_FLIGHT, HttpSender
from pos_app.ports.gateway import Account, Answer, Request

LOOK = Request("GET", "/", repeat_harmless=True)
CHARGE = Request("POST", "/", at_once=True)


def send(address: str, *, read_timeout: float = 20.0) -> Answer:
    async def once() -> Answer:
        sender = HttpSender()
        try:
            request = Request("POST", "/charge", {"X": "1"}, "{}", read_timeout)
            return await sender.send(Account("p", address), request)
        finally:
            await sender.close()

    return asyncio.run(once())


def test_an_answer_is_heard_and_a_redirect_is_an_answer() -> None:
    with hostile_provider(answer(b"ok", 303, {"Location": "/there"})) as provider:
        heard = send(provider.url)
    assert (heard.status, heard.headers["location"], heard.text) == (303, "/there", "ok")
    assert len(provider.heard) == 1


def test_where_nobody_listens_nothing_was_sent(unused_port: int) -> None:
    with pytest.raises(RequestNotSent):
        send(f"http://127.0.0.1:{unused_port}")


def test_a_name_that_does_not_exist_is_never_reached() -> None:
    with pytest.raises(RequestNotSent):
        send("https://nowhere.invalid")


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Len",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)
def test_what_breaks_after_the_request_has_left_is_an_answer_lost(reply: bytes) -> None:
    with hostile_provider(reply) as provider, pytest.raises(AnswerLost):
        send(provider.url)


def test_an_answer_that_does_not_come_in_time_is_lost() -> None:
    with hostile_provider([None]) as provider, pytest.raises(AnswerLost):
        send(provider.url, read_timeout=0.2)


def test_at_most_twenty_requests_are_under_way() -> None:
    """Every answer is held back until nobody more comes."""
    under_way, most = 0, 0

    async def crowd() -> None:
        release = asyncio.Event()
        full = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal under_way, most
            await reader.readuntil(b"\r\n\r\n")
            under_way += 1
            most = max(most, under_way)
            if under_way == IN_FLIGHT:
                full.set()
            await release.wait()
            under_way -= 1
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            writer.close()
            await writer.wait_closed()

        listener = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        account = Account("p", f"http://127.0.0.1:{port}")
        sender = HttpSender()
        try:
            async with asyncio.timeout(20), asyncio.TaskGroup() as crowd_of_them:
                for _ in range(3 * IN_FLIGHT):
                    crowd_of_them.create_task(sender.send(account, Request("GET", "/")))
                await full.wait()
                release.set()
        finally:
            release.set()
            await sender.close()
            listener.close()
            await listener.wait_closed()

    asyncio.run(crowd())
    assert most == IN_FLIGHT


class Resolver:
    """The system's own, for which one name hangs until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real = socket.getaddrinfo
        self._let_go = threading.Event()
        self.asked = threading.Semaphore(0)
        self.hanging = 0
        monkeypatch.setattr(socket, "getaddrinfo", self._look_up)

    def _look_up(self, host: str | bytes, *how: Any, **more: Any) -> Any:
        if host not in (HANGS, HANGS.encode()):
            return self._real(host, *how, **more)
        self.hanging += 1
        self.asked.release()
        self._let_go.wait()
        raise socket.gaierror

    def let_go(self) -> None:
        self._let_go.set()


HANGS = "hangs.invalid"


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    resolver = Resolver(monkeypatch)
    yield resolver
    resolver.let_go()


def test_a_name_that_nobody_answers_keeps_no_other_from_being_found(resolver: Resolver) -> None:
    """The resolver's threads are few, and cannot be interrupted."""

    async def others(address: str) -> tuple[Answer, list[BaseException | Answer]]:
        sender = HttpSender()
        hangs = Account("p", f"https://{HANGS}")
        looks = [asyncio.ensure_future(sender.send(hangs, LOOK)) for _ in range(3 * IN_FLIGHT)]
        try:
            await asyncio.to_thread(resolver.asked.acquire)
            heard = await sender.send(Account("q", address), CHARGE)
            assert not any(look.done() for look in looks)
            assert resolver.hanging == 1  # at a time, for all of them
            resolver.let_go()
            return heard, await asyncio.gather(*looks, return_exceptions=True)
        finally:
            resolver.let_go()
            await sender.close()

    with hostile_provider(answer(b"ok")) as provider:
        heard, lost = asyncio.run(others(provider.url.replace("127.0.0.1", "localhost")))
    assert heard.text == "ok"
    assert all(isinstance(one, RequestNotSent) for one in lost)


def test_a_name_that_nobody_answers_is_given_up_and_nothing_was_sent(
    resolver: Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is it looked up again by what connects, in a thread that all share."""
    assert names.PATIENCE == 10  # seconds: as long as for a connection
    monkeypatch.setattr(names, "PATIENCE", 0.05)

    async def once() -> None:
        sender = HttpSender()
        try:
            await sender.send(Account("p", f"https://{HANGS}"), LOOK)
        finally:
            resolver.let_go()
            await sender.close()

    with pytest.raises(RequestNotSent, match="its name is not answered"):
        asyncio.run(once())
    assert resolver.hanging == 1
