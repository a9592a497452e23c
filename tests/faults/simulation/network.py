"""The network between the till and the simulated providers, in this very process.

The till's own client (httpx) sends on it and the sandbox's own applications (ASGI) answer, so that
all but the sockets is what a shop runs. What goes wrong on the way goes wrong here; what goes wrong
at a provider does so in the sandbox, by its own faults.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

import httpx
from faults.simulation.process import DEED, KEYED, Process, in_the_world
from starlette.types import ASGIApp

from pos_app.sandbox.server.fault_injection import CONNECTION

Message = MutableMapping[str, Any]

REFUSED, LOST_BEFORE, LOST_AFTER, SILENT = "refused", "lost_before", "lost_after", "silent"
KINDS = (REFUSED, LOST_BEFORE, LOST_AFTER, SILENT)
_BY_KEY = "/api/v1/transactions"
QUICKEST, SLOWEST = 0.005, 0.15  # seconds, one way


@dataclass
class Weather:
    """What the network does next: one kind of trouble, on so many requests to one host."""

    kind: str
    port: int | None
    times: int


class Leaves(Protocol):
    """Is told of each request, and whether it is on its way or was refused at once."""

    def __call__(self, request: httpx.Request, *, left: bool) -> None: ...


@dataclass
class Network:
    """The way from any process to the providers. `ports` leads to the applications."""

    ports: Mapping[int, ASGIApp]
    random: Random
    struck: Callable[[str], None]
    leaves: Leaves
    weather: list[Weather] = field(default_factory=list)

    def for_process(self, process: Process) -> "Line":
        return Line(self, process)

    def strike(self, port: int) -> str | None:
        for trouble in self.weather:
            if trouble.times and trouble.port in (None, port):
                trouble.times -= 1
                self.struck(f"network: {trouble.kind}")
                return trouble.kind
        return None

    async def pass_time(self) -> None:
        await asyncio.sleep(self.random.uniform(QUICKEST, SLOWEST))


class Line(httpx.AsyncBaseTransport):
    """One process's way out."""

    def __init__(self, network: Network, process: Process) -> None:
        self._network = network
        self._process = process

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        kinds = _kinds_of(request)
        self._process.step(*kinds)
        port = request.url.port or 0
        trouble = self._network.strike(port)
        self._network.leaves(request, left=trouble != REFUSED)
        if trouble == REFUSED:
            raise httpx.ConnectError("refused", request=request)
        if trouble == LOST_BEFORE:
            await self._network.pass_time()
            raise httpx.ReadError("reset", request=request)
        call = Call(self._network, port, request)
        answering = in_the_world(lambda: asyncio.ensure_future(call.carry()))
        patience = request.extensions["timeout"]["read"]
        try:
            async with asyncio.timeout(patience):
                await asyncio.shield(answering)
                if trouble == SILENT:
                    await asyncio.sleep(patience + 1)
        except TimeoutError as error:
            raise httpx.ReadTimeout("no answer", request=request) from error
        self._process.step(*kinds)
        if trouble == LOST_AFTER or call.status is None:
            raise httpx.RemoteProtocolError("Server disconnected", request=request)
        stream = Body(bytes(call.body), cut=call.cut)
        return httpx.Response(call.status, headers=call.headers, stream=stream)


def _kinds_of(request: httpx.Request) -> tuple[str, ...]:
    """Where a process may die beside it."""
    if request.method == "GET":
        return ()
    return (DEED, KEYED) if request.url.path.startswith(_BY_KEY) else (DEED,)


class Body(httpx.AsyncByteStream):
    """What arrived of an answer."""

    def __init__(self, body: bytes, *, cut: bool) -> None:
        self._body = body
        self._cut = cut

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body
        if self._cut:
            raise httpx.RemoteProtocolError("peer closed connection")


class Call:
    """One request as its server sees it. It is carried out whether anybody still waits or not."""

    def __init__(self, network: Network, port: int, request: httpx.Request) -> None:
        self._network = network
        self._port = port
        self._request = request
        self._read = False
        self._hung_up = asyncio.Event()
        self.status: int | None = None
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = bytearray()
        self._whole = False

    @property
    def cut(self) -> bool:
        return not self._whole

    def close(self) -> None:
        """The server hangs up (the sandbox calls this its transport)."""
        self._hung_up.set()

    async def carry(self) -> None:
        await self._network.pass_time()
        await self._network.ports[self._port](self._scope(), self._receive, self._send)
        await self._network.pass_time()

    def _scope(self) -> dict[str, Any]:
        url = self._request.url
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self._request.method,
            "scheme": "http",
            "path": url.path,
            "raw_path": url.raw_path.partition(b"?")[0],
            "query_string": url.query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in self._request.headers.raw],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", self._port),
            "extensions": {CONNECTION: {"transport": self}},
        }

    async def _receive(self) -> Message:
        if not self._read:
            self._read = True
            return {"type": "http.request", "body": self._request.content, "more_body": False}
        await self._hung_up.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.body += message.get("body", b"")
            self._whole = not message.get("more_body", False)
