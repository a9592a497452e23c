"""An odd little provider over real HTTP on loopback: it answers what its test says, and keeps what
it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request that arrived."""

    method: str
    path: str
    body: str


@dataclass(frozen=True)
class Said:
    """One answer. Without a status the connection is closed and nothing is said; after `missing`
    bytes fewer than were announced it is closed too."""

    status: int | None
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0


Script = Callable[[Asked], Said]


@dataclass
class OddServer:
    url: str
    asked: list[Asked]

    def requests(self, method: str) -> list[Asked]:
        return [one for one in self.asked if one.method == method]


@contextmanager
def odd_server(script: Script) -> Iterator[OddServer]:
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            one = Asked(self.command, self.path, self.rfile.read(length).decode())
            asked.append(one)
            said = script(one)
            if said.status is None:
                self.close_connection = True
                return
            body = said.body.encode()
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) + said.missing))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = self.close_connection or said.missing > 0

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - named by the library

        def log_message(self, *_: Any) -> None:
            """A test says what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield OddServer(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
