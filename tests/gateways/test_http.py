"""The one client, over real sockets: what never left, what was never heard, and at most twenty to a
provider."""

import asyncio
import gc
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hostile.certificates import Authority
from hostile.provider import Reply, answer, flood, hostile_provider
from hostile.proxies import http_proxy, socks_proxy

from pos_app.domain.errors import ProxyUnusable, RequestNotSent, ResponseLost
from pos_app.gateways import dns, http
from pos_app.gateways.dns import Names
from pos_app.gateways.http import IN_FLIGHT, KEPT, HttpSender
from pos_app.ports.gateway import READ_TIMEOUT, Account, Answer, Request

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
    with hostile_provider(reply) as provider, pytest.raises(ResponseLost):
        send(provider.url)


def test_an_answer_that_does_not_come_in_time_is_lost() -> None:
    with hostile_provider([None]) as provider, pytest.raises(ResponseLost):
        send(provider.url, read_timeout=0.2)


async def test_at_most_twenty_requests_are_under_way() -> None:
    """Every answer is held back until nobody more comes."""
    under_way, most = 0, 0
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
    assert dns.PATIENCE == 10  # seconds: as long as for a connection
    monkeypatch.setattr(dns, "PATIENCE", 0.05)

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


# --- what an error means --------------------------------------------------------------------------


def failing(error: Exception) -> HttpSender:
    """Over a network on which every request fails like this."""

    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    return HttpSender(httpx.MockTransport(fail))


async def through(sender: HttpSender, request: Request = CHARGE) -> Answer:
    try:
        return await sender.send(Account("p", "http://127.0.0.1:9", secret="s3cret"), request)
    finally:
        await sender.close()


@pytest.mark.parametrize("request_", [LOOK, CHARGE], ids=["look", "charge"])
@pytest.mark.parametrize(
    "error",
    [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol,
     httpx.ProxyError],
)  # fmt: skip
async def test_what_fails_before_anything_can_leave_was_not_sent(
    error: type[httpx.TransportError], request_: Request
) -> None:
    with pytest.raises(RequestNotSent, match=error.__name__):
        await through(failing(error("s3cret")), request_)


@pytest.mark.parametrize("request_", [LOOK, CHARGE], ids=["look", "charge"])
@pytest.mark.parametrize(
    "error",
    [httpx.ReadError, httpx.ReadTimeout, httpx.WriteError, httpx.WriteTimeout, httpx.CloseError,
     httpx.RemoteProtocolError, httpx.LocalProtocolError, httpx.DecodingError, httpx.StreamError],
)  # fmt: skip
async def test_a_request_that_broke_off_may_have_arrived(
    error: type[Exception], request_: Request
) -> None:
    """Half-way counts as all the way: only who saw that nothing left may say so."""
    with pytest.raises(ResponseLost, match=error.__name__) as lost:
        await through(failing(error("s3cret")), request_)
    assert "s3cret" not in str(lost.value)


@pytest.mark.parametrize("says", [[], [b""]], ids=["at once", "half-way"])
def test_a_provider_that_hangs_up_while_the_request_leaves_may_have_it(
    says: list[bytes],
) -> None:
    """Whoever hangs up with something unread cuts the line."""

    async def once(port: int) -> None:
        sender = HttpSender()
        try:
            large = replace(CHARGE, body="x" * 5_000_000)
            await sender.send(Account("p", f"http://127.0.0.1:{port}"), large)
        finally:
            await sender.close()

    with http_proxy(0, says=says) as rude, pytest.raises(ResponseLost):
        asyncio.run(once(rude.port))


async def test_a_mistake_of_ours_is_not_called_the_networks() -> None:
    with pytest.raises(ZeroDivisionError):
        await through(failing(ZeroDivisionError()))


@pytest.mark.parametrize(
    ("address", "key", "body"),
    [
        ("http://127.0.0.1:9", "schlüssel\u2603", ""),
        ("http://127.0.0.1:9", "s3cret", "\ud83d"),
        ("http://127.0.0.1:port", "s3cret", ""),
        ("http://127.0.0.1:9/\x00", "s3cret", ""),
    ],
    ids=["key", "body", "port", "path"],
)
def test_a_request_that_cannot_be_built_was_not_sent_and_tells_no_key(
    address: str, key: str, body: str
) -> None:
    async def once() -> None:
        sender = HttpSender(httpx.MockTransport(lambda _: httpx.Response(200)))
        request = Request("POST", "/", {"Authorization": key}, body)
        try:
            await sender.send(Account("p", address, secret=key), request)
        finally:
            await sender.close()

    with pytest.raises(RequestNotSent, match="cannot be built") as refused:
        asyncio.run(once())
    assert refused.value.__suppress_context__  # its words hold the headers


def test_our_keys_are_in_no_answer_though_a_server_repeats_them() -> None:
    account = Account("p", "", secret="s3cret", other_secrets={"webhook_secret": "whsec", "x": ""})
    said = answer(b'{"key": "s3cret whsec"}', headers={"X-Key": "Bearer s3cret", "Y": "whsec"})

    async def once(address: str) -> Answer:
        sender = HttpSender()
        try:
            return await sender.send(replace(account, base_url=address), CHARGE)
        finally:
            await sender.close()

    with hostile_provider(said) as provider:
        heard = asyncio.run(once(provider.url))
    told = f"{heard.text} {heard.headers}"
    assert "key" in heard.text
    assert heard.headers["x-key"].startswith("Bearer")
    assert "s3cret" not in told
    assert "whsec" not in told


# --- connections ----------------------------------------------------------------------------------


@dataclass
class KeptOpen:
    """A provider that closes no connection by itself: where it listens, the requests that each of
    its connections bore, and how many of these are still open."""

    port: int = 0
    bore: list[list[bytes]] = field(default_factory=list)
    open: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def until_open(self, count: int) -> None:
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: self.open == count)


@asynccontextmanager
async def kept_open(tls: ssl.SSLContext | None = None) -> AsyncIterator[KeptOpen]:
    provider = KeptOpen()

    async def count(by: int) -> None:
        async with provider.changed:
            provider.open += by
            provider.changed.notify_all()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard: list[bytes] = []
        provider.bore.append(heard)
        await count(1)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                heard.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        writer.close()
        await count(-1)

    listener = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    provider.port = listener.sockets[0].getsockname()[1]
    try:
        yield provider
    finally:
        listener.close()
        await listener.wait_closed()


@pytest.mark.parametrize("way", ["straight", "http", "socks5"])
async def test_looks_share_a_connection_and_every_charge_opens_its_own(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kept one may have been closed by the other side: what must not be repeated would be lost in
    a way that looks as if it had arrived."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    tls = None if way == "straight" else authority.tls(host="vpos.invalid")
    async with kept_open(tls) as provider, AsyncExitStack() as between:
        address = provider.url
        if way != "straight":
            speaks = http_proxy if way == "http" else socks_proxy
            proxy = between.enter_context(speaks(provider.port))
            monkeypatch.setenv("ALL_PROXY", f"{way}://127.0.0.1:{proxy.port}")
            address = "https://vpos.invalid"
        sender = HttpSender()
        account = Account("p", address)
        try:
            for request in (LOOK, LOOK, CHARGE, LOOK, CHARGE, CHARGE, LOOK):
                await sender.send(account, request)
            await provider.until_open(1)  # a charge's is gone with its answer
            assert [len(heard) for heard in provider.bore] == [4, 1, 1, 1]
            verbs = [{heard[:4] for heard in bore} for bore in provider.bore]
            assert verbs == [{b"GET "}, *[{b"POST"}] * 3]
        finally:
            await sender.close()
        await provider.until_open(0)


async def test_a_crowd_leaves_six_connections_behind() -> None:
    """Each is asked at every look whether it is still there, which is what a look costs."""
    assert KEPT == 6
    async with kept_open() as provider:
        sender = HttpSender()
        account = Account("p", provider.url)
        try:
            await asyncio.gather(*(sender.send(account, LOOK) for _ in range(IN_FLIGHT)))
            await sender.send(account, LOOK)
            await provider.until_open(6)
        finally:
            await sender.close()


async def test_we_ask_for_the_codings_that_we_read_and_for_no_other() -> None:
    async def through_to(address: str) -> None:
        sender = HttpSender()
        try:
            await sender.send(Account("p", address), LOOK)
        finally:
            await sender.close()

    async with kept_open() as provider:
        await through_to(provider.url)
    (head,) = provider.bore[0]
    assert b"\r\naccept-encoding: gzip, deflate\r\n" in head.lower()


async def test_a_person_waits_for_no_look_and_no_provider_for_another() -> None:
    """Looks hang at one provider, as many as may be under way there."""
    assert IN_FLIGHT == 20

    def script(heard: bytes) -> Reply:
        return [None] if b"GET /hangs" in heard else answer(b"ok")

    with hostile_provider(script) as hostile:
        sender = HttpSender()
        slow, quick = Account("slow", hostile.url), Account("quick", hostile.url)
        hangs = replace(LOOK, path="/hangs")
        looks = [asyncio.ensure_future(sender.send(slow, hangs)) for _ in range(IN_FLIGHT)]
        try:
            async with asyncio.timeout(20):
                while len(hostile.heard) < IN_FLIGHT:  # noqa: ASYNC110 - until all of them hang
                    await asyncio.sleep(0.01)
                charged = await sender.send(slow, CHARGE)
                looked = await sender.send(quick, LOOK)
            waits = asyncio.ensure_future(sender.send(slow, LOOK))
            done, _ = await asyncio.wait([waits, *looks], timeout=0.05)
            assert not done
            looks.append(waits)
            assert [charged.text, looked.text] == ["ok", "ok"]
        finally:
            for look in looks:
                look.cancel()
            await asyncio.gather(*looks, return_exceptions=True)
            await sender.close()


# --- times ----------------------------------------------------------------------------------------


def test_an_answer_has_its_own_time_beside_that_of_connecting_and_writing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A customer types a PIN for minutes, and nobody waits for ever."""
    assert (http.CONNECT_TIMEOUT, http.WRITE_TIMEOUT, http.MOST_TIME) == (10, 10, 20)  # seconds
    assert READ_TIMEOUT == 20
    monkeypatch.setattr(http, "MOST_TIME", 0.0)
    with hostile_provider(answer(b"ok")) as provider:
        assert send(provider.url, read_timeout=20.0).text == "ok"


def test_whoever_talks_without_end_is_hung_up_on() -> None:
    """And not only when the till is closed."""
    hung_up = threading.Event()

    def endless() -> Iterator[bytes]:
        try:
            yield from flood(bytes(65536), b"HTTP/1.1 200 OK\r\n\r\n")
        finally:
            hung_up.set()

    async def day(address: str) -> bool:
        sender = HttpSender()
        try:
            with pytest.raises(ResponseLost):
                await sender.send(Account("p", address), LOOK)
            return await asyncio.to_thread(hung_up.wait, 20)
        finally:
            await sender.close()

    with hostile_provider(lambda _: endless()) as provider:
        assert asyncio.run(day(provider.url))


# --- names ----------------------------------------------------------------------------------------


def test_whoever_goes_through_a_proxy_looks_up_nobody_but_the_proxy(
    resolver: Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with http_proxy(0, says=[b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"]) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(ProxyUnusable):
            send(f"https://{HANGS}")
    assert resolver.hanging == 0


@pytest.mark.parametrize(
    ("without", "port", "straight"),
    [("443", "", True), ("443", ":443", True), ("8443", ":8443", True), ("443", ":8443", False),
     ("8443", "", False)],
)  # fmt: skip
def test_who_is_reached_without_a_proxy_may_be_named_with_a_port(
    without: str, port: str, monkeypatch: pytest.MonkeyPatch, *, straight: bool
) -> None:
    """An address that names none is one of 443."""
    with http_proxy(0) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", f"nowhere.invalid:{without}")
        with pytest.raises(RequestNotSent) as refused:
            send(f"https://nowhere.invalid{port}")
    assert isinstance(refused.value, ProxyUnusable) is not straight
    assert bool(proxy.asked) is not straight


async def test_a_name_is_looked_up_once_for_everybody_and_its_thread_ends_with_the_sender(
    resolver: Resolver,
) -> None:
    def threads() -> list[threading.Thread]:
        return [one for one in threading.enumerate() if HANGS in one.name]

    asked = Names()
    waiting = [asyncio.ensure_future(asked.wait_for(HANGS)) for _ in range(3)]
    await asyncio.to_thread(resolver.asked.acquire)
    resolver.let_go()
    await asyncio.gather(*waiting)
    assert resolver.hanging == 1
    await asked.wait_for(HANGS)  # anew: what was found may have changed
    assert resolver.hanging == 2
    (thread,) = threads()
    asked.close()
    await asyncio.to_thread(thread.join, 20)
    assert not thread.is_alive()


async def test_whoever_waits_for_a_name_waits_no_longer_than_the_sender_is_there(
    resolver: Resolver,
) -> None:
    """And closing does not wait for the resolver."""
    sender = HttpSender()
    waits = asyncio.ensure_future(sender.send(Account("p", f"https://{HANGS}"), LOOK))
    await asyncio.to_thread(resolver.asked.acquire)
    await sender.close()
    await asyncio.wait([waits], timeout=20)
    assert waits.cancelled()


async def test_a_look_up_that_fails_when_everybody_has_gone_is_nobodys_failure(
    resolver: Resolver,
) -> None:
    asked = Names()
    gone = asyncio.ensure_future(asked.wait_for(HANGS))
    await asyncio.to_thread(resolver.asked.acquire)
    gone.cancel()
    await asyncio.wait([gone])
    resolver.let_go()
    async with asyncio.timeout(20):
        while asked._asked:  # noqa: ASYNC110 - until the loop has heard of it
            await asyncio.sleep(0.001)
    gc.collect()
    asked.close()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "[::1]", "10.0.0.7"])
async def test_an_address_is_no_name_to_look_up(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looks_up(*_: object, **__: object) -> None:
        raise AssertionError("somebody asks for the name of an address")

    monkeypatch.setattr(socket, "getaddrinfo", looks_up)
    await Names().wait_for(address)
