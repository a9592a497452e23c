"""Logs each provider's requests, for tests that count them."""

from collections import deque
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.sandbox.world.clock import Clock, iso_milliseconds

_KEPT = 10_000

Journal = deque[dict[str, Any]]


def new_journal() -> Journal:
    return deque(maxlen=_KEPT)


class JournalMiddleware:
    """Logs a request when it arrives; its status stays null until an answer begins."""

    def __init__(self, app: ASGIApp, *, provider: str, journal: Journal, clock: Clock) -> None:
        self._app = app
        self._provider = provider
        self._journal = journal
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        line: dict[str, Any] = {
            "provider": self._provider,
            "method": scope["method"],
            "path": scope["path"],
            "query": scope["query_string"].decode("latin-1"),
            "idempotency_key": Headers(scope=scope).get("idempotency-key"),
            "at": iso_milliseconds(self._clock.now()),
            "status": None,
        }
        self._journal.append(line)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                line["status"] = message["status"]
            await send(message)

        await self._app(scope, receive, noting)
