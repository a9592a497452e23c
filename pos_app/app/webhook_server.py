"""Hearing providers that call: a small address of the till's own, for shops that have a tunnel or
a public address. Nothing depends on it: what is not heard here is asked for as always.

It runs on the till's own loop, Qt's or asyncio's, and whoever reaches it may be anybody. So it has
a budget of its own: so many connections, so many turns a second, so many seconds for each part of a
call. What is beyond that waits in the kernel, and is felt by nobody at the counter.

Where all places are taken, the longest of those that have not said all yet has to go, so that a
call that is whole in a moment is heard beside any number that never are. It is one of the address
with the most of them. Behind a tunnel or a proxy all have the same address and it is the longest of
all; what a proxy writes about whose call it is (`Forwarded`) anybody can write, and is not read.
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
LET_IN = 50  # connections a second: even in a flood each has a second until it has to go
PIECES = 200  # a second that are looked at, of all connections
SHORT = 2  # pieces of a usual call: headers, body
FIRST, LATER = 0.0, 1.0  # whose turn it is
WAITING_ROOM = 64  # connections that the kernel keeps, until there is a turn for them
HEADERS_WITHIN = 5.0  # seconds
BODY_WITHIN = 5.0  # seconds
ANSWER_WITHIN = 10.0  # seconds, before the caller is asked to call again
READ_WITHIN = 3.0  # seconds, until the caller has read the answer and hung up
GRACE = 1.0  # seconds that a call under way is given when the till closes


class HandlesWebhooks(Protocol):
    """The till."""

    async def handle_webhook(
        self, provider: str, headers: Mapping[str, str], body: bytes, about: str
    ) -> bool:
        """Raises JournalUnavailable."""


@asynccontextmanager
async def serve(till: HandlesWebhooks, host: str, port: int) -> AsyncIterator[int]:
    """Hears providers at http://host:port/<provider>, until the block is left. Port 0 is any free
    one; the port is what the block is given. Raises BadInput where it cannot be had."""
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
    """Does not lose whom it let in while nobody waited any more."""

    _let_in: socket.socket | None = None

    def accept(self) -> tuple[socket.socket, Any]:
        connection, address = super().accept()
        self._let_in = connection
        return connection, address

    async def next_one(self) -> tuple[socket.socket, Any]:
        """Raises OSError."""
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
    if sys.platform != "win32":  # there it would allow to share a port with a stranger
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
    """One who is connected."""

    source: str
    is_heard: bool = False
    turns: int = 0


class _Reception:
    """Who is connected, and who has to go for another."""

    def __init__(self, till: HandlesWebhooks, listener: _Listener) -> None:
        self._till = till
        self._listener = listener
        self._places = _places()
        self._lets_in = RateLimiter(LET_IN)
        self._reads = RateLimiter(PIECES)
        self._tasks = BackgroundTasks()
        self._callers: dict[asyncio.Task[None], _Caller] = {}  # the longest first

    async def take(self) -> None:
        """Takes one after another, until it is cancelled."""
        while True:
            try:
                connection, address = await self._listener.next_one()
            except OSError:  # it left again, or the system has no descriptor for it
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
        """Those who have not said all are hung up on."""
        for task in self._unfinished():
            task.cancel()
        if self._callers:
            await asyncio.wait(self._callers, timeout=GRACE)
        await self._tasks.stop()

    def _unfinished(self) -> Mapping["asyncio.Task[None]", str]:
        """Those who have not said all, or do not hang up, and from where; the longest first."""
        callers = self._callers.items()
        return {task: caller.source for task, caller in callers if not caller.is_heard}

    async def _make_room(self) -> None:
        while len(self._callers) >= self._places:
            if sources := self._unfinished():
                crowd = Counter(sources.values())
                max(sources, key=lambda task: crowd[sources[task]]).cancel()
            await asyncio.wait(self._callers, return_when=asyncio.FIRST_COMPLETED)

    async def _talk(self, connection: socket.socket, caller: _Caller) -> None:
        with suppress(OSError, Gone, TimeoutError):  # nobody is there to be told
            wire = WebhookConnection(connection, partial(self._turn, caller))
            status = await self._answer(wire, caller)
            async with asyncio.timeout(READ_WITHIN):
                await wire.answer(status)
                await wire.drop_the_rest()

    async def _turn(self, caller: _Caller) -> None:
        """Whoever asks for little comes before whoever goes on and on."""
        caller.turns += 1
        await self._reads.acquire(caller, FIRST if caller.turns <= SHORT else LATER)

    async def _answer(self, wire: WebhookConnection, caller: _Caller) -> HTTPStatus:
        """Raises OSError, Gone, and TimeoutError where all was not said in time."""
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
    """204 once it is durable here or acted on; 503 asks the provider to call again."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            known = await till.handle_webhook(provider, asked.headers, body, about)
    except (JournalUnavailable, TimeoutError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    except Exception as error:  # noqa: BLE001 - reported, and the provider calls again
        report(error)
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.NO_CONTENT if known else HTTPStatus.UNAUTHORIZED


def _places() -> int:
    """How many connections there may be: never so many that the till lacks descriptors."""
    if sys.platform == "win32":  # sockets are not counted there
        return AT_A_TIME
    import resource  # noqa: PLC0415 - not on every system

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return AT_A_TIME if most == resource.RLIM_INFINITY else max(1, min(AT_A_TIME, most // SHARE))


def _source(host: str) -> str:
    """The address, or the network where one subscriber has a whole one (IPv6)."""
    address = ip_address(host.partition("%")[0])
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
