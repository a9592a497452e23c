"""Keeps foreign web pages away from the control API and the pages of the sandbox.

Any page in this computer's browser can send requests to loopback. And by a domain name that
resolves to loopback (DNS rebinding) the browser takes the answers for that page's own.
"""

import re
import secrets
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pos_app.sandbox.server.http import RefusedError, json_answer

_HERE = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]{1,5})?", re.ASCII)
_TOKEN_BYTES = 8  # a person without a browser here may have to type it

UNSHARED: Mapping[str, str] = {
    "x-frame-options": "DENY",
    # Under `no-referrer` a browser would call the origin of the page's own forms `null`.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of a page that no other page may show in itself, or learn the address of."""


def new_token() -> str:
    """Return letters and digits for an address, not from the world's own random numbers, which are
    repeatable."""
    return secrets.token_hex(_TOKEN_BYTES)


def refuse_strangers(headers: Headers) -> None:
    """Refuse pages of other sites, and requests to other names of this server. Raises RefusedError.

    Programs send no Origin header; browsers send one with every request that can change something.
    """
    host = headers.get("host", "")
    if not _HERE.fullmatch(host):
        raise _refused("this is served as 127.0.0.1 and localhost alone")
    if headers.get("origin", f"http://{host}") != f"http://{host}":
        raise _refused("a page of another site may not ask this")


class StrangersMiddleware:
    """Passes requests to /TOKEN on, without the token."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            refuse_strangers(Headers(scope=scope))
            path = self._without_token(scope["path"])
        except RefusedError as refused:
            await json_answer(refused.body, refused.status)(scope, receive, send)
            return
        await self._app({**scope, "path": path}, receive, send)

    def _without_token(self, path: str) -> str:
        """Remove the token from the path. Raises RefusedError."""
        given, slash, rest = path.removeprefix("/").partition("/")
        if not secrets.compare_digest(given.encode(errors="replace"), self._token.encode()):
            raise _refused("the address is the one that was printed at the start")
        return slash + rest or "/"


def _refused(reason: str) -> RefusedError:
    return RefusedError(403, {"error": reason})
