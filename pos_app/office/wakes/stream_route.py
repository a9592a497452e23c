"""`GET /v1/tills/{public}/wake`: server-sent events, of which each says "look"."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from pos_app.office.api.answers import RefusedRequest
from pos_app.office.api.asking import answering
from pos_app.office.http_server import transport_of
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.wakes.hub import WakeHub, WakeStream
from pos_app.ports.office.protocol import TokenRefused

SILENT_FOR = 15.0  # seconds, before a comment shows both sides that the other is there
TAKEN_WITHIN = 10.0  # seconds in which a reader takes a word, or is let go
_LOOK, _COMMENT = b"data: look\n\n", b":\n\n"
_MOST_UNREAD = 1024  # bytes that wait for a slow reader here, besides those in the system
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # a proxy in between passes each word on at once
]
_START: Message = {"type": "http.response.start", "status": HTTPStatus.OK, "headers": _HEADERS}

ChecksToken = Callable[[str, str], Awaitable[KnownTill | None]]


def wake_routes(
    hub: WakeHub,
    check: ChecksToken,
    *,
    silent_for: float = SILENT_FOR,
    taken_within: float = TAKEN_WITHIN,
) -> list[Route]:
    """`check` tells by its id and the header `Authorization` which till asks."""

    async def wake(request: Request) -> Response:
        header = request.headers.get("authorization", "")
        till = await check(request.path_params["public"], header)
        if till is None:
            raise RefusedRequest(TokenRefused())
        return _WakeResponse(hub, till.till, silent_for, taken_within)

    return [Route("/v1/tills/{public}/wake", answering(wake), methods=["GET"])]


class _WakeResponse(Response):
    """Goes on until the till hangs up, is too slow to read, or the office ends."""

    def __init__(self, hub: WakeHub, till: int, silent_for: float, taken_within: float) -> None:
        super().__init__()
        self._hub = hub
        self._till = till
        self._silent_for = silent_for
        self._taken_within = taken_within

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = transport_of(scope)
        if connection:
            connection.set_write_buffer_limits(high=_MOST_UNREAD)
        stream = self._hub.open(self._till)
        gone = asyncio.create_task(_hung_up(receive, stream))
        try:
            await self._say(_START, send)
            while await self._said(stream, send):
                pass
            await self._say({"type": "http.response.body", "body": b""}, send)
        except TimeoutError:
            if connection is None:
                raise
            connection.abort()  # to close it would be to wait until what is unread is read
            await gone
        finally:
            gone.cancel()
            self._hub.leave(self._till, stream)

    async def _said(self, stream: WakeStream, send: Send) -> bool:
        """Says the next word; returns False where there is none any more. Raises TimeoutError."""
        has_news = await stream.next_word(self._silent_for)
        if stream.is_ended:
            return False
        body = _LOOK if has_news else _COMMENT
        await self._say({"type": "http.response.body", "body": body, "more_body": True}, send)
        return True

    async def _say(self, message: Message, send: Send) -> None:
        async with asyncio.timeout(self._taken_within):
            await send(message)


async def _hung_up(receive: Receive, stream: WakeStream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()
