"""Limits each provider's requests a second. Real seconds: real tills send them."""

import time
from collections import deque
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from pos_app.sandbox.server.http import json_answer

_SECOND = 1.0
_TOO_MANY = 429


class Limits:
    def __init__(self, providers: Iterable[str], per_second: int | None) -> None:
        self._usual = per_second
        self.per_second: dict[str, int | None] = dict.fromkeys(providers, per_second)
        self._taken: dict[str, deque[float]] = {name: deque() for name in self.per_second}

    def reset(self) -> None:
        self.per_second = dict.fromkeys(self.per_second, self._usual)

    def take(self, provider: str) -> bool:
        """Tell whether one more request is allowed now; refused ones do not count."""
        limit = self.per_second[provider]
        if limit is None:
            return True
        taken, now = self._taken[provider], time.monotonic()
        while taken and now - taken[0] >= _SECOND:
            taken.popleft()
        if len(taken) >= limit:
            return False
        taken.append(now)
        return True


class LimitMiddleware:
    def __init__(
        self, app: ASGIApp, *, provider: str, error: Callable[[int], object], limits: Limits
    ) -> None:
        self._app = app
        self._provider = provider
        self._error = error
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._limits.take(self._provider):
            await self._app(scope, receive, send)
            return
        refusal = json_answer(self._error(_TOO_MANY), _TOO_MANY, {"retry-after": "1"})
        await refusal(scope, receive, send)
