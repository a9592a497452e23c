"""Runs uvicorn for several ports in one thread and process, without its log."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any, TypeAlias

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from pos_app.sandbox.server.fault_injection import CONNECTION

HOST = "127.0.0.1"


Errand: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
"""What goes on beside answering, until it is cancelled."""


class PortInUseError(Exception):
    pass


def listen(ports: Sequence[int]) -> list[socket.socket]:
    """Open every port, 0 meaning any free one; none of them if one cannot be had."""
    opened: list[socket.socket] = []
    for port in ports:
        # Named in full, or asyncio would not take it for TCP and answers would wait for 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        opened.append(listener)
        if sys.platform != "win32":  # on Windows another program could then share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except OSError as error:
            for each in opened:
                each.close()
            raise PortInUseError(
                f"port {port} cannot be used: {os.strerror(error.errno or 0)}"
            ) from error
    return opened


class _Protocol(H11Protocol):
    """Passes the connection itself on to the application, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_connection(scope: Scope, receive: Receive, send: Send) -> None:
            extensions = scope.setdefault("extensions", {})
            extensions[CONNECTION] = {"transport": transport}
            await app(scope, receive, send)

        self.app = with_connection


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, when_ready: Callable[[], None], errand: Errand
    ) -> None:
        super().__init__(config)
        self._when_ready = when_ready
        self._errand = errand
        self._running: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._running = asyncio.create_task(self._errand())
        self._when_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a signal but do not die of it afterwards, as uvicorn would: an end is success."""
        signals = (signal.SIGINT, signal.SIGTERM)
        previous = {number: signal.signal(number, self.handle_exit) for number in signals}
        try:
            yield
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)


def serve(
    apps: Mapping[int, ASGIApp],
    sockets: list[socket.socket],
    when_ready: Callable[[], None],
    errand: Errand,
    *,
    until_stdin_closes: bool,
) -> None:
    """Answer on every port with its own application until told to stop."""

    async def by_port(scope: Scope, receive: Receive, send: Send) -> None:
        await apps[scope["server"][1]](scope, receive, send)

    config = uvicorn.Config(
        by_port,
        http=_Protocol,
        loop="asyncio",
        ws="none",
        lifespan="off",
        interface="asgi3",
        proxy_headers=False,
        server_header=False,
        date_header=False,  # every application sets its own Date
        log_config=None,
        log_level="critical",
        access_log=False,
        # As patient as real servers: a till that polls slowly would meet closed connections.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=0,
    )
    server = _Server(config, when_ready, errand)
    if until_stdin_closes:
        Thread(target=_wait_for_end_of_input, args=[server], daemon=True).start()
    server.run(sockets)


def _wait_for_end_of_input(server: uvicorn.Server) -> None:
    # Not sys.stdin: its lock, held while reading, would stop the interpreter from ending.
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    server.should_exit = True
