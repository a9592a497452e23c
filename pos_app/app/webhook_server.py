"""Receives providers' webhooks on a port of the till, for shops with a tunnel or a public address.

Nothing depends on it: the till still polls for every payment.

It runs on the till's own loop, Qt's or asyncio's, and any stranger may call it. So it has a budget
of its own: a number of connections, a number of turns a second, and seconds for each part of a
request. Requests beyond it wait in the kernel, and the cashier does not notice.

When all places are taken, the oldest incomplete request has to go, so that a complete one is heard
beside any number of slow ones. It is the oldest of the address with the most of them. Behind a
tunnel or a proxy all callers have the same address, and it is the oldest of all; anybody can write
a `Forwarded` header, so it is not read.
"""

import asyncio
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import Any, Protocol

from pos_app.app.webhook_connection import CallHead, Gone, Unreadable, WebhookConnection
from pos_app.domain.errors import BadInput, Field, InputProblem, JournalUnavailable
from pos_app.till.background import BackgroundTasks, report
from pos_app.till.providers.rate_limit import NOW, RateLimiter

AT_A_TIME = 50  # connections
SHARE = 8  # an eighth of the descriptors that the system gives us, where it gives few
LET_IN = 50  # connections accepted a second: even in a flood each has a second until it has to go
PIECES = 200  # turns a second, of all connections
SHORT = 2  # turns of a usual request: headers, body
FIRST, LATER = 0.0, 1.0  # priorities of a turn
WAITING_ROOM = 64  # connections that the kernel queues
HEADERS_WITHIN = 5.0  # seconds
BODY_WITHIN = 5.0  # seconds
ANSWER_WITHIN = 10.0  # seconds, before the caller is told to send it again
READ_WITHIN = 3.0  # seconds, for the caller to read the answer and hang up
GRACE = 1.0  # seconds for a running request when the till closes


class HandlesWebhooks(Protocol):
    """The till's side: takes a webhook's content."""

    async def handle_webhook(
        self, provider: str, headers: Mapping[str, str], body: bytes, about: str
    ) -> bool:
        """Handles a webhook. Raises JournalUnavailable."""


@asynccontextmanager
async def serve(till: HandlesWebhooks, host: str, port: int) -> AsyncIterator[int]:
    """Serves webhooks at http://host:port/<provider> until the block is left. Port 0 is any free
    one; the block gets the port. Raises BadInput where the port cannot be had."""
    with _open(host, port) as listener:
        reception = _Reception(till, listener)
        taking = BackgroundTasks()
        taking.start(reception.take(), "webhooks")
        try:
            yield listener.getsockname()[1]
        finally:
            await taking.stop()
            await reception.close()


class _Listener(socket.socket):
    """A listening socket that closes a connection it accepted after its waiter was cancelled."""

    _let_in: socket.socket | None = None

    def accept(self) -> tuple[socket.socket, Any]:
        connection, address = super().accept()
        self._let_in = connection
        return connection, address

    async def next_one(self) -> tuple[socket.socket, Any]:
        """Accepts the next connection. Raises OSError."""
        try:
            return await asyncio.get_running_loop().sock_accept(self)
        except asyncio.CancelledError:
            if self._let_in:
                self._let_in.close()
            raise
        finally:
            self._let_in = None


def _open(host: str, port: int) -> _Listener:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = _Listener(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # on Windows another program could then share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(WAITING_ROOM)
    except (OSError, OverflowError) as error:
        listener.close()
        raise BadInput(
            Field.SETTINGS, InputProblem.SETTING_INVALID, f"webhooks: {error}"
        ) from error
    listener.setblocking(False)
    return listener


@dataclass(eq=False)
class _Caller:
    """A connected caller."""

    source: str
    is_heard: bool = False
    turns: int = 0


class _Reception:
    """The connected callers, and the rule which of them has to go for another."""

    def __init__(self, till: HandlesWebhooks, listener: _Listener) -> None:
        self._till = till
        self._listener = listener
        self._places = _places()
        self._lets_in = RateLimiter(LET_IN)
        self._reads = RateLimiter(PIECES)
        self._tasks = BackgroundTasks()
        self._callers: dict[asyncio.Task[None], _Caller] = {}  # the oldest first

    async def take(self) -> None:
        """Accepts one caller after another until it is cancelled."""
        while True:
            try:
                connection, address = await self._listener.next_one()
            except OSError:  # the caller left, or the system has no descriptor for it
                await self._lets_in.acquire(self, NOW)
                continue
            try:
                await self._lets_in.acquire(self, NOW)
                await self._make_room()
            except asyncio.CancelledError:
                connection.close()
                raise
            caller = _Caller(_source(address[0]))
            task = self._tasks.start(self._talk(connection, caller), "webhook")
            self._callers[task] = caller
            # Not in the task, which may be cancelled before it has begun.
            task.add_done_callback(partial(self._ended, connection))

    def _ended(self, connection: socket.socket, task: "asyncio.Task[None]") -> None:
        connection.close()
        del self._callers[task]

    async def close(self) -> None:
        """Hangs up on callers whose request is incomplete."""
        for task in self._unfinished():
            task.cancel()
        if self._callers:
            await asyncio.wait(self._callers, timeout=GRACE)
        await self._tasks.stop()

    def _unfinished(self) -> Mapping["asyncio.Task[None]", str]:
        """Returns the callers with an incomplete request, or who do not hang up, and their
        addresses; the oldest first."""
        callers = self._callers.items()
        return {task: caller.source for task, caller in callers if not caller.is_heard}

    async def _make_room(self) -> None:
        while len(self._callers) >= self._places:
            if sources := self._unfinished():
                crowd = Counter(sources.values())
                max(sources, key=lambda task: crowd[sources[task]]).cancel()
            await asyncio.wait(self._callers, return_when=asyncio.FIRST_COMPLETED)

    async def _talk(self, connection: socket.socket, caller: _Caller) -> None:
        with suppress(OSError, Gone, TimeoutError):  # the caller is gone
            wire = WebhookConnection(connection, partial(self._turn, caller))
            status = await self._answer(wire, caller)
            async with asyncio.timeout(READ_WITHIN):
                await wire.answer(status)
                await wire.drop_the_rest()

    async def _turn(self, caller: _Caller) -> None:
        """Waits for a turn. A caller with few turns so far comes before one with many."""
        caller.turns += 1
        await self._reads.acquire(caller, FIRST if caller.turns <= SHORT else LATER)

    async def _answer(self, wire: WebhookConnection, caller: _Caller) -> HTTPStatus:
        """Handles one request. Raises OSError, Gone, and TimeoutError for a request that is too
        slow."""
        try:
            async with asyncio.timeout(HEADERS_WITHIN):
                asked = await wire.head()
            provider, _, rest = asked.path.removeprefix("/").partition("/")
            if not provider:
                return HTTPStatus.NOT_FOUND
            if asked.method != "POST":
                return HTTPStatus.METHOD_NOT_ALLOWED
            async with asyncio.timeout(BODY_WITHIN):
                body = await wire.body()
        except Unreadable as unreadable:
            return unreadable.status
        caller.is_heard = True
        try:
            return await _heard(self._till, provider, asked, body, rest.rpartition("/")[2])
        finally:
            caller.is_heard = False


async def _heard(
    till: HandlesWebhooks, provider: str, asked: CallHead, body: bytes, about: str
) -> HTTPStatus:
    """Returns 204 once the webhook is durable or acted on; 503 asks the provider to send it
    again."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            known = await till.handle_webhook(provider, asked.headers, body, about)
    except (JournalUnavailable, TimeoutError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    except Exception as error:  # noqa: BLE001 - reported, and the provider sends it again
        report(error)
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.NO_CONTENT if known else HTTPStatus.UNAUTHORIZED


def _places() -> int:
    """Returns how many connections to allow: never so many that the till lacks file descriptors."""
    if sys.platform == "win32":  # Windows does not count sockets
        return AT_A_TIME
    import resource  # noqa: PLC0415 - not on every system

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return AT_A_TIME if most == resource.RLIM_INFINITY else max(1, min(AT_A_TIME, most // SHARE))


def _source(host: str) -> str:
    """Returns the caller's address, or the network that one subscriber has whole (IPv6)."""
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
