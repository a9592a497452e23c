"""A hostile provider over real HTTP, with TLS where a test wants it: it answers with whatever bytes
it is told, as slowly as it is told, and keeps what it heard."""

import gzip
import re
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus

# Pieces are sent one by one, and the connection is closed after. At a None it says nothing more
# until the other side hangs up.
Reply = bytes | Iterable[bytes | None]
Script = Callable[[bytes], Reply]  # of one whole request


@dataclass
class HostileProvider:
    """Where it listens, and every whole request it heard: nothing of a failed handshake is one."""

    port: int
    scheme: str
    heard: list[bytes] = field(default_factory=list)
    connected: int = 0  # whoever reached the port, whatever came of it

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"


@contextmanager
def hostile_provider(
    reply: Reply | Script, tls: ssl.SSLContext | None = None
) -> Iterator[HostileProvider]:
    """Each connection has a thread of its own; all of them end when the block is left."""
    script: Script = reply if callable(reply) else lambda _: reply
    with (
        closing(socket.create_server(("127.0.0.1", 0), backlog=64)) as listener,
        ExitStack() as open_ones,
    ):
        provider = HostileProvider(listener.getsockname()[1], "https" if tls else "http")
        threads: list[threading.Thread] = []

        def answer(plain: socket.socket) -> None:
            # Whoever is not believed, or not waited for, hangs up.
            with plain, suppress(OSError), _greeted(plain, tls) as connection:
                heard = whole_request(connection)
                provider.heard.append(heard)
                said = script(heard)
                for piece in [said] if isinstance(said, bytes) else said:
                    if piece is None:
                        _wait_for_the_end(connection)
                    else:
                        connection.sendall(piece)
                _hang_up(connection)

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                provider.connected += 1
                open_ones.callback(_cut, connection)
                threads.append(threading.Thread(target=answer, args=(connection,)))
                threads[-1].start()

        accepting = threading.Thread(target=serve)
        accepting.start()
        try:
            yield provider
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            open_ones.close()
            for thread in threads:
                thread.join()


def _greeted(plain: socket.socket, tls: ssl.SSLContext | None) -> socket.socket:
    """Raises OSError where the handshake fails, once the other side has heard why."""
    if tls is None:
        return plain
    connection = tls.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
    try:
        connection.do_handshake()
    except OSError:
        with connection:
            _hang_up(connection)
        raise
    return connection


def whole_request(connection: socket.socket) -> bytes:
    """With its body, which may come in a packet of its own: whoever closes with something unread
    takes the answer back too."""
    words = b""
    while piece := connection.recv(65536):
        words += piece
        head, ended, body = words.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if ended and len(body) >= int(length[1] if length else 0):
            break
    return words


def _hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_WR)
    _wait_for_the_end(connection)


def _wait_for_the_end(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it may have ended by itself
        connection.shutdown(socket.SHUT_RDWR)


# --- what it says ---------------------------------------------------------------------------------


def answer(
    body: bytes = b"ok", status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> bytes:
    """One well-formed answer, whatever its body is."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


_WRITERS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "identity": bytes,
}


def encoded(body: bytes, *codings: str) -> bytes:
    """The body in these codings, the first of them innermost; without its headers."""
    for coding in codings:
        body = _WRITERS[coding.lower()](body)
    return body


@cache
def bomb(megabytes: int) -> bytes:
    """Nothing but zeros, in gzip twice over: 600 MB of them are little more than a kilobyte."""
    return gzip.compress(zeros(megabytes))


@cache
def zeros(megabytes: int) -> bytes:
    """In gzip once. A megabyte is packed once, and stands there so many times (RFC 1951, 1952)."""
    some = bytes(1_000_000)
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    piece = packing.compress(some) + packing.flush(zlib.Z_FULL_FLUSH)  # refers to nothing before it
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(some, check)
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    end = b"\x03\x00" + struct.pack("<II", check, megabytes * len(some))
    return head + piece * megabytes + end


def flood(piece: bytes, head: bytes = b"") -> Iterator[bytes]:
    """Never ends; whoever listens has to."""
    yield head
    while True:
        yield piece
