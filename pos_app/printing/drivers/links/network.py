"""A printer on the network, at the port of its own protocol: mostly 9100 (RAW, "JetDirect")."""

import socket
from select import select
from time import monotonic, sleep

from pos_app.domain.paper.printer import RAW_PORT
from pos_app.ports.paper.printers import PrinterStatus
from pos_app.printing.drivers.links.link import PULSE

_CONNECTS_WITHIN = 3.0  # seconds
# One that serves another computer refuses, and a receipt takes a second or two.
_BUSY_FOR = 2.0
_TRIES_AGAIN = 0.1
# What the system keeps on this side. It is little, so that what was taken is with the printer.
_AHEAD = 16_384
_MOST = 4096


class NetworkLink:
    """Implements `Link` by TCP."""

    forgets = True

    def __init__(self, address: str) -> None:
        """Connects. Raises OSError."""
        self._socket = _connected(*host_and_port(address))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _AHEAD)
        self._socket.setblocking(False)

    def write(self, data: bytes) -> int:
        _, writable, _ = select([], [self._socket], [], PULSE)
        return self._socket.send(data[:_MOST]) if writable else 0

    def read(self, within: float) -> bytes:
        readable, _, _ = select([self._socket], [], [], within)
        if not readable:
            return b""
        said = self._socket.recv(256)
        if not said:
            raise ConnectionResetError("the printer closed the connection")
        return said

    def port_status(self) -> PrinterStatus | None:
        return None

    def close(self) -> None:
        # Unread answers would make the system reset the connection, and the printer throw away
        # what it has not printed yet (RFC 2525, 2.17).
        try:
            self._socket.shutdown(socket.SHUT_WR)
            while select([self._socket], [], [], 0)[0] and self._socket.recv(256):
                pass
        except OSError:
            pass  # the printer is gone, and the connection with it
        finally:
            self._socket.close()


def host_and_port(address: str) -> tuple[str, int]:
    """Returns the parts of `host`, `host:port`, `[IPv6]:port`. Raises OSError."""
    host, colon, port = address.rpartition(":")
    if not colon or port.endswith("]") or (":" in host and not host.endswith("]")):
        host, port = address, str(RAW_PORT)
    host = host.strip("[]")
    try:
        host.encode("idna")  # whoever looks it up does so, and calls a bad name no OSError
        return host, int(port)
    except ValueError:
        raise OSError(f"{address}: no address of a printer") from None


def _connected(host: str, port: int) -> socket.socket:
    until = monotonic() + _BUSY_FOR
    while True:
        try:
            return socket.create_connection((host, port), _CONNECTS_WITHIN)
        except ConnectionRefusedError:
            if monotonic() > until:
                raise
            sleep(_TRIES_AGAIN)
