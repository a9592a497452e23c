"""The one client, over real sockets: what never left, what was never heard, and at most twenty to a
provider."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from pos_app.domain.errors import AnswerLost, RequestNotSent
from pos_app.gateways import names
from pos_app.gateways.http import IN_FLIGHT, HttpSender
from pos_app.ports.gateway import Account, Answer, Request

LOOK = Request("GET", "/", repeat_harmless=True)
CHARGE = Request("POST", "/", at_once=True)


@contextmanager
def server(reply: bytes, *, hang_up: bool = True) -> Iterator[tuple[str, list[bytes]]]:
    """Answers every connection with these bytes."""
    seen: list[bytes] = []
    done = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            while not done.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    seen.append(connection.recv(65536))
                    connection.sendall(reply)
                    if not hang_up:
                        done.wait()
                    # Whoever closes with something unread takes the answer back too.
                    connection.shutdown(socket.SHUT_WR)
                    with suppress(ConnectionError):
                        while connection.recv(65536):
                            pass

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", seen
        done.set()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


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
    reply = b"HTTP/1.1 303 See Other\r\nLocation: /there\r\nContent-Length: 2\r\n\r\nok"
    with server(reply) as (address, seen):
        heard = send(address)
    assert (heard.status, heard.headers["location"], heard.text) == (303, "/there", "ok")
    assert len(seen) == 1


def test_where_nobody_listens_nothing_was_sent(unused_port: int) -> None:
    with pytest.raises(RequestNotSent):
        send(f"http://127.0.0.1:{unused_port}")


def test_a_name_that_does_not_exist_is_never_reached() -> None:
    with pytest.raises(RequestNotSent):
        send("https://nowhere.invalid")


def test_a_certificate_that_cannot_be_had_is_never_reached() -> None:
    with server(b"this is no TLS") as (address, _), pytest.raises(RequestNotSent):
        send(address.replace("http:", "https:"))


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
    with server(reply) as (address, _), pytest.raises(AnswerLost):
        send(address)


def test_an_answer_that_does_not_come_in_time_is_lost() -> None:
    with server(b"", hang_up=False) as (address, _), pytest.raises(AnswerLost):
        send(address, read_timeout=0.2)


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
        asked = [sender.send(account, Request("GET", "/")) for _ in range(3 * IN_FLIGHT)]
        crowd_of_them = asyncio.gather(*asked)
        async with asyncio.timeout(20):
            await full.wait()
            release.set()
            await crowd_of_them
        await sender.close()
        listener.close()
        await listener.wait_closed()

    asyncio.run(crowd())
    assert most == IN_FLIGHT


def test_a_name_that_nobody_answers_keeps_no_other_from_being_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The resolver's threads are few, and cannot be interrupted."""
    answered, real = threading.Event(), socket.getaddrinfo
    asked: list[object] = []

    def getaddrinfo(host: object, *how: object, **more: object) -> object:
        if host == "hangs.invalid":
            asked.append(host)
            answered.wait()
            raise socket.gaierror
        return real(host, *how, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(names, "PATIENCE", 0.5)

    async def others(address: str) -> tuple[Answer, list[BaseException | Answer]]:
        sender = HttpSender()
        hangs = Account("p", "https://hangs.invalid")
        looks = [asyncio.ensure_future(sender.send(hangs, LOOK)) for _ in range(3 * IN_FLIGHT)]
        while not asked:  # noqa: ASYNC110 - until one of them hangs
            await asyncio.sleep(0.01)
        try:
            async with asyncio.timeout(10):
                heard = await sender.send(Account("q", address), CHARGE)
            assert not any(look.done() for look in looks)
            return heard, await asyncio.gather(*looks, return_exceptions=True)
        finally:
            answered.set()
            await sender.close()

    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") as (address, _):
        heard, lost = asyncio.run(others(address.replace("127.0.0.1", "localhost")))
    assert heard.text == "ok"
    assert all(isinstance(one, RequestNotSent) for one in lost)
    assert len(asked) == 1  # at a time, for all of them
