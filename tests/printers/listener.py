"""A thermal printer on the network: a TCP server as port 9100 of a printer is one."""

import socket
import struct
from collections.abc import Sequence
from enum import Enum

from printers.model import WIDE, Model
from printers.running import Running, Source

HOST = "127.0.0.1"
_WINDOW = 16_384  # bytes that the kernel takes ahead of the printer: as little as goes fast
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close by RST


class Second(Enum):
    """What happens to a second connection while there is one."""

    WAITS = "waits"  # is taken when the first is closed; until then nobody answers
    REFUSED = "refused"


class Listener(Running):
    """Keeps its port to itself for as long as it exists, also while it is gone.

    `deaf`: takes connections, and never reads or answers. `hangs_up_after`: bytes of a connection,
    after which it is reset. Both can be changed while it runs (`with listener.touched(): …`).
    """

    def __init__(
        self,
        model: Model = WIDE,
        *,
        paper_mm: float | None = None,
        second: Second = Second.WAITS,
        deaf: bool = False,
        hangs_up_after: int | None = None,
    ) -> None:
        super().__init__(model, paper_mm=paper_mm)
        self.second = second
        self.deaf = deaf
        self.hangs_up_after = hangs_up_after
        self.connections = 0
        self.host = HOST
        self._reserved = _bound((HOST, 0))
        self.port: int = self._reserved.getsockname()[1]
        self._door: socket.socket | None = None
        self._line: socket.socket | None = None
        self._came = 0  # bytes by this connection
        self._ignored: list[socket.socket] = []
        self._open_door()

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def connected(self) -> bool:
        return self._line is not None

    def go(self) -> None:
        """Switched off: connections are reset and refused; what was in its buffer is lost."""
        with self.touched() as printer:
            self._end(reset=True)
            self._close_door()
            printer.power_cycle()

    def come_back(self) -> None:
        """On the same port, with the same paper in it."""
        with self.touched():
            self._open_door()

    def _open_door(self) -> None:
        if self._door is None:
            self._door = _bound((self.host, self.port))
            self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _WINDOW)
            self._door.setblocking(False)
            self._door.listen(4)

    def _close_door(self) -> None:
        if self._door:
            self._door.close()
        self._door = None

    def _end(self, *, reset: bool = False) -> None:
        """Of the connection there is."""
        if self._line is None:
            return
        if reset:
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._line.close()
        self._line = None
        self.printer.hang_up()
        if self.second is Second.REFUSED:
            self._open_door()

    def _sources(self) -> Sequence[Source]:
        if self._line is None or self.deaf:
            return [self._door.fileno()] if self._door else []
        return [self._line.fileno()] if self.printer.room else []

    def _arrived(self, source: Source) -> None:
        if self._door and source == self._door.fileno():
            self._accept(self._door)
        elif self._line:
            self._read(self._line)

    def _accept(self, door: socket.socket) -> None:
        try:
            line, _ = door.accept()
        except (BlockingIOError, ConnectionError):  # whoever called has hung up again
            return
        line.setblocking(True)
        self.connections += 1
        if self.deaf:
            self._ignored.append(line)
            return
        self._line, self._came = line, 0
        if self.second is Second.REFUSED:
            self._close_door()

    def _read(self, line: socket.socket) -> None:
        most = self.printer.room
        if self.hangs_up_after is not None:
            most = min(most, self.hangs_up_after - self._came)
        try:
            data = line.recv(most, socket.MSG_DONTWAIT) if most > 0 else b""
        except BlockingIOError:  # it was another connection's number, closed meanwhile
            return
        except ConnectionError:
            data = b""
        self._came += len(data)
        self.printer.receive(data)
        if not data or self._came == self.hangs_up_after:
            self._end(reset=bool(data))

    def _say(self, said: bytes) -> None:
        if self._line:
            try:
                self._line.send(said, socket.MSG_DONTWAIT)
            except OSError:
                self._end()

    def _close(self) -> None:
        self._end(reset=True)
        self._close_door()
        self._reserved.close()
        for line in self._ignored:
            line.close()


def _bound(address: tuple[str, int]) -> socket.socket:
    """Two may have a port while at most one listens: the one holds it for the other."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(address)
    return bound


class BlackHole:
    """A printer's address with the network cable out: nobody takes a connection or refuses it."""

    def __init__(self) -> None:
        self._door = socket.socket()
        self._door.bind((HOST, 0))
        self._door.listen(0)
        self.host = HOST
        self.port: int = self._door.getsockname()[1]
        self._filling = [socket.socket() for _ in range(4)]
        for one in self._filling:  # the kernel's queue is full then, and it answers no more
            one.setblocking(False)
            one.connect_ex((HOST, self.port))

    def close(self) -> None:
        for one in [*self._filling, self._door]:
            one.close()
