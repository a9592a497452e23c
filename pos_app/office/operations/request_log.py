"""A line in the log for each request: which route, how it ended, how long it took. Of its address
only the route's own: what stands in the rest may be a secret, or somebody's number."""

import logging
import secrets
from collections.abc import Callable, Iterator
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("pos_app.office.requests")
HEADER = "x-request-id"
_REFUSED, _FAILED = 400, 500


class RequestLog:
    """Names each request, says so in its answer and in the log."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = perf_counter) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(4)
        began, status = self._clock(), _FAILED

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = number
            await send(message)

        try:
            await self._app(scope, receive, named)
        finally:
            self._tell(scope, number, status, began)

    def _tell(self, scope: Scope, number: str, status: int, began: float) -> None:
        level = _level(scope, status)
        if not LOG.isEnabledFor(level):
            return
        told = {
            "request": number,
            "method": _known_method(scope),
            "route": route_of(scope),
            "status": status,
            "ms": round((self._clock() - began) * 1000, 1),
        }
        LOG.log(level, "request", extra=told | till_of(scope))


def _level(scope: Scope, status: int) -> int:
    """What a till was given is counted, and not told: there are thousands a second."""
    if status >= _FAILED:
        return logging.ERROR
    return logging.DEBUG if status < _REFUSED and till_of(scope) else logging.INFO


def route_of(scope: Scope) -> str:
    """Returns the address as its route has it: `/invitation/{token}`. Empty for an address that no
    route has, which may be one with a slip of the pen, and its secret right."""
    answering = scope.get("endpoint")
    if answering is None:
        return ""
    return next((one.path for one in _routes(scope["router"]) if one.endpoint is answering), "")


def _routes(router: Router | Mount) -> Iterator[Route]:
    for one in router.routes:
        if isinstance(one, Route):
            yield one
        elif isinstance(one, Mount):
            yield from _routes(one)


def till_of(scope: Scope) -> dict[str, int]:
    """Returns the till's number, where its route has found out whose request it is."""
    till = scope.get("state", {}).get("till")
    return {} if till is None else {"till": till}


def _known_method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in {"GET", "HEAD", "POST"} else "other"
