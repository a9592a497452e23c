"""Sets the Date header of every answer: the real time, shifted by the mode `date`."""

from collections.abc import Callable
from email.utils import format_datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.sandbox.world.clock import SECOND, Clock, Instant, moment

Shift = Callable[[], int | None]
"""Says by how many seconds a provider's clock is ahead; None: it tells no Date."""


def http_date(at: Instant) -> bytes:
    return format_datetime(moment(at), usegmt=True).encode()


class DateMiddleware:
    def __init__(self, app: ASGIApp, *, clock: Clock, shift: Shift) -> None:
        self._app = app
        self._clock = clock
        self._shift = shift

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dating(message: Message) -> None:
            shift = self._shift()
            if message["type"] == "http.response.start" and shift is not None:
                date = (b"date", http_date(self._clock.unhurried() + shift * SECOND))
                message = {**message, "headers": [*message.get("headers", ()), date]}
            await send(message)

        await self._app(scope, receive, dating)
