"""Hearing providers that call: a small address of the till's own, for shops that have a tunnel or
a public address. Nothing depends on it: what is not heard here is asked for as always.

It runs on the till's own loop, Qt's or asyncio's: uvicorn's server is started and ended by hand,
since running it whole would take over the signals and wake the loop ten times a second.
"""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from pos_app.domain.errors import BadInput, Complaint, Field, JournalUnavailable
from pos_app.till.tasks import report

MOST_READ = 100_000  # bytes of a body; a notice is a hundredth of that
ANSWER_WITHIN = 10.0  # seconds, before the caller is asked to call again
AT_A_TIME = 20  # connections; whoever comes after them is told to call again
GRACE = 1  # seconds that a call under way is given when the till closes


class Hears(Protocol):
    """The till."""

    async def hear(
        self, provider: str, headers: Mapping[str, str], body: bytes, about: str
    ) -> bool:
        """Raises JournalUnavailable."""


@asynccontextmanager
async def listening(till: Hears, host: str, port: int) -> AsyncIterator[int]:
    """Hears providers at http://host:port/<provider>, until the block is left. Port 0 is any free
    one; the port is what the block is given. Raises BadInput where it cannot be had."""
    opened = _open(host, port)
    server = uvicorn.Server(_config(till))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup([opened])
    try:
        yield opened.getsockname()[1]
    finally:
        await server.shutdown([opened])


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named in full, or asyncio would not take it for TCP and answers would wait for 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there it would allow to share a port with a stranger
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise BadInput(Field.SETTINGS, Complaint.SETTING_INVALID, f"webhooks: {error}") from error
    listener.setblocking(False)
    return listener


def _config(till: Hears) -> uvicorn.Config:
    """As quiet as can be: nothing about itself to the caller, and nothing to a log."""
    return uvicorn.Config(
        _application(till),
        http="h11",
        ws="none",
        lifespan="off",
        interface="asgi3",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        log_config=None,
        log_level="critical",
        access_log=False,
        limit_concurrency=AT_A_TIME,
        timeout_graceful_shutdown=GRACE,
    )


def _application(till: Hears) -> Starlette:
    async def hear(request: Request) -> Response:
        return Response(status_code=await _heard(till, request))

    paths = ("/{provider}", "/{provider}/{rest:path}")
    return Starlette(routes=[Route(path, hear, methods=["POST"]) for path in paths])


async def _heard(till: Hears, request: Request) -> HTTPStatus:
    """204 once it is durable here or acted on; 503 asks the provider to call again."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            body = await _read(request)
            if body is None:
                return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            provider, rest = (request.path_params.get(name, "") for name in ("provider", "rest"))
            # Starlette's header names are in lower case already.
            known = await till.hear(provider, dict(request.headers), body, rest.rpartition("/")[2])
    except (JournalUnavailable, TimeoutError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    except ClientDisconnect:
        return HTTPStatus.BAD_REQUEST  # which nobody hears
    except Exception as error:  # noqa: BLE001 - reported; uvicorn would only tell its log
        report(error)
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.NO_CONTENT if known else HTTPStatus.UNAUTHORIZED


async def _read(request: Request) -> bytes | None:
    """The body, or nothing where it is longer than any that is meant for us."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_READ:
            return None
    return body
