"""Proxies between the till and its provider: one that does its work, and ones that do not."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field

_IPV4, _NAME = 1, 3
_TAKEN = b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00"  # a connection to where it was asked for


@dataclass
class HostileProxy:
    """`asked`: what it was asked for, in its own protocol's words; `to` is where all of it goes."""

    port: int
    asked: list[str] = field(default_factory=list)


@contextmanager
def socks_proxy(to: int, *, says: Sequence[bytes] | None = None) -> Iterator[HostileProxy]:
    """SOCKS 5 without a password; whatever name is asked for, the port `to` of this machine
    answers. With `says` it answers each message of its client with the next of these instead, and
    then hangs up."""

    def speak(proxy: HostileProxy, client: socket.socket) -> None:
        if says is not None:
            _recite(client, says)
            return
        client.recv(4096)
        client.sendall(b"\x05\x00")
        proxy.asked.append(_asked(client.recv(4096)))
        client.sendall(_TAKEN)
        _join(client, to)

    with _listening(speak) as proxy:
        yield proxy


@contextmanager
def http_proxy(
    to: int, *, says: Sequence[bytes] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[HostileProxy]:
    """The same by HTTP's CONNECT, itself spoken to in TLS if wanted."""

    def speak(proxy: HostileProxy, client: socket.socket) -> None:
        if says is not None:
            _recite(client, says)
            return
        proxy.asked.append(client.recv(4096).split(b"\r\n")[0].decode())
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        _join(client, to)

    with _listening(speak, tls) as proxy:
        yield proxy


def _recite(client: socket.socket, says: Sequence[bytes]) -> None:
    for words in says:
        client.recv(4096)
        client.sendall(words)


def _asked(message: bytes) -> str:
    """The host and the port of a SOCKS request."""
    kind = message[3]
    if kind == _NAME:
        end = 5 + message[4]
        host = message[5:end].decode()
    elif kind == _IPV4:
        end = 8
        host = socket.inet_ntoa(message[4:end])
    else:
        raise AssertionError(f"an address of kind {kind}")
    (port,) = struct.unpack("!H", message[end : end + 2])
    return f"{host}:{port}"


def _join(client: socket.socket, port: int) -> None:
    """Carries everything both ways until one side hangs up."""
    with socket.create_connection(("127.0.0.1", port)) as server:
        back = threading.Thread(target=_carry, args=(server, client))
        back.start()
        _carry(client, server)
        back.join()


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def _listening(
    speak: Callable[[HostileProxy, socket.socket], None], tls: ssl.SSLContext | None = None
) -> Iterator[HostileProxy]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener, ExitStack() as open_ones:
        proxy = HostileProxy(listener.getsockname()[1])
        threads: list[threading.Thread] = []

        def talk(client: socket.socket) -> None:
            with client, suppress(OSError):
                if tls is None:
                    speak(proxy, client)
                else:
                    with tls.wrap_socket(client, server_side=True) as inside:
                        speak(proxy, inside)

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                open_ones.callback(_cut, client)
                threads.append(threading.Thread(target=talk, args=(client,)))
                threads[-1].start()

        accepting = threading.Thread(target=serve)
        accepting.start()
        try:
            yield proxy
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            open_ones.close()
            for thread in threads:
                thread.join()


def _cut(client: socket.socket) -> None:
    with suppress(OSError):  # it may have ended by itself
        client.shutdown(socket.SHUT_RDWR)
