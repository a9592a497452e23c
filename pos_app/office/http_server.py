"""uvicorn as the office's processes run it: without a log of addresses, some of which are secret;
and with an end for streams that are open."""

import signal
import socket
import threading
from asyncio import BaseTransport, Transport
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

ENDS_WITHIN = 5  # seconds, for requests under way; longer ones are cut off
_TRANSPORT = "office.transport"


def http_server(app: ASGIApp, ending: Callable[[], None]) -> "EndingServer":
    """Returns a server for `serve(sockets)`. `ending` is called once, before requests under way are
    waited for."""
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=ENDS_WITHIN,
    )
    return EndingServer(config, ending)


def listening(host: str, port: int) -> socket.socket:
    """Opens a port; 0 is any free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named in full, or asyncio would not take it for TCP and answers would wait for 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def transport_of(scope: Scope) -> Transport | None:
    """Returns the connection of a request, for a stream that has to bound what waits on it, and to
    cut it off."""
    found: Transport | None = scope.get("extensions", {}).get(_TRANSPORT)
    return found


class EndingServer(uvicorn.Server):
    """uvicorn waits for open streams; this tells them to end."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ends at a signal, and does not die of it afterwards, as uvicorn would: what is around the
        server is still closed in order, and an end that was asked for is no failure."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in signals}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class _Protocol(HttpToolsProtocol):
    """Passes the connection itself on."""

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        app = self.app

        async def with_connection(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("extensions", {})[_TRANSPORT] = transport
            await app(scope, receive, send)

        self.app = with_connection
