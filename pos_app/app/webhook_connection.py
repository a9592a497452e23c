"""Reads one webhook request over one connection, within bounds, and writes a one-line answer (h11).

The caller may be anybody and may be slow: the user of this class sets how long each wait lasts.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import unquote

import h11

MOST_HEADERS = 8_192  # bytes of headers; a provider's and a proxy's are a quarter of that
MOST_READ = 100_000  # bytes of a body; a webhook's is a hundredth of that
MOST_PARTS = 100  # chunks of a body: chunks of a byte each would cost more than they bring
SLICE = 4_096  # bytes parsed in one turn

Turn: TypeAlias = Callable[[], Awaitable[None]]


class Unreadable(Exception):
    """The bytes are no HTTP request, or longer than any webhook's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = HTTPStatus(status)


class Gone(Exception):
    """The caller hung up before the request was complete."""


@dataclass(frozen=True)
class CallHead:
    """A request up to its body. Header names are in lower case; of two alike, the first counts."""

    method: str
    path: str
    headers: Mapping[str, str]


class WebhookConnection:
    """HTTP/1.1 on a socket that does not block. Every method raises OSError and Gone.

    `turn` is awaited before each piece is parsed: faster bytes wait in the kernel, whose full
    buffer at last slows the caller down.
    """

    def __init__(self, connection: socket.socket, turn: Turn) -> None:
        self._connection = connection
        self._turn = turn
        self._loop = asyncio.get_running_loop()
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=MOST_HEADERS)

    async def head(self) -> CallHead:
        """Reads the request line and headers. Raises Unreadable."""
        event = await self._next()
        if not isinstance(event, h11.Request):
            raise Gone
        headers: dict[str, str] = {}
        for name, value in event.headers:
            headers.setdefault(name.decode("ascii"), value.decode("latin-1"))
        path, _, _ = event.target.partition(b"?")
        return CallHead(event.method.decode("ascii"), unquote(path.decode("latin-1")), headers)

    async def body(self) -> bytes:
        """Reads the body. Raises Unreadable."""
        read, parts = bytearray(), 0
        while isinstance(event := await self._next(), h11.Data):
            read += event.data
            parts += 1
            if len(read) > MOST_READ or parts > MOST_PARTS:
                raise Unreadable(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return bytes(read)

    async def answer(self, status: HTTPStatus) -> None:
        """Sends the only answer: it tells the caller that the connection ends."""
        headers = [("connection", "close")]
        if status is not HTTPStatus.NO_CONTENT:  # a 204 has no length, RFC 9110 8.6
            headers.append(("content-length", "0"))
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("allow", "POST"))
        response = h11.Response(status_code=status, headers=headers, reason=status.phrase)
        await self._send(response)
        self._connection.shutdown(socket.SHUT_WR)

    async def drop_the_rest(self) -> None:
        """Reads and drops bytes until the caller hangs up: a socket closed with unread bytes resets
        the connection, and the caller may never read the answer."""
        while await self._loop.sock_recv(self._connection, SLICE):
            await self._turn()

    async def _next(self) -> object:
        """Returns the next event that h11 parsed. Raises Unreadable."""
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                if self._http.they_are_waiting_for_100_continue:
                    await self._send(h11.InformationalResponse(status_code=100, headers=[]))
                arrived = await self._loop.sock_recv(self._connection, SLICE)
                await self._turn()
                self._http.receive_data(arrived)
        except h11.RemoteProtocolError as error:
            raise Unreadable(error.error_status_hint) from error
        return event

    async def _send(self, event: h11.Response | h11.InformationalResponse) -> None:
        await self._loop.sock_sendall(self._connection, self._http.send(event) or b"")
