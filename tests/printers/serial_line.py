"""A thermal printer at a serial port: a pseudo-terminal that programs open as they do ttyUSB0."""

import os
import pty
import tty
from collections.abc import Sequence
from time import monotonic

from printers.model import WIDE, Model
from printers.running import Running, Source

_BITS_A_BYTE = 10  # 8N1
_AT_ONCE = 64  # bytes, however long the line was silent before


class SerialLine(Running):
    """`path` is the device to open. `baud`: reads no faster than a line of this speed; None does
    not wait. A serial line knows no connections: what is half sent stays half sent."""

    def __init__(
        self, model: Model = WIDE, *, paper_mm: float | None = None, baud: int | None = None
    ) -> None:
        super().__init__(model, paper_mm=paper_mm)
        self.baud = baud
        self.deaf = False
        self._end, self._device = pty.openpty()
        tty.setraw(self._device)
        os.set_blocking(self._end, False)
        self.path = os.ttyname(self._device)
        self._plugged = True
        self._read_at = monotonic()

    def unplug(self) -> None:
        """As an adapter drawn out of its USB port: whoever has the device open gets an error."""
        with self.touched():
            self._close()

    def _move(self) -> float | None:
        pause = super()._move()
        if self._plugged and self.baud and not self._allowed():
            waits = _BITS_A_BYTE / self.baud
            return waits if pause is None else min(pause, waits)
        return pause

    def _allowed(self) -> int:
        """Bytes that the line has carried since it was last read."""
        if self.baud is None:
            return self.printer.room
        carried = int((monotonic() - self._read_at) * self.baud / _BITS_A_BYTE)
        return min(carried, self.printer.room, _AT_ONCE)

    def _sources(self) -> Sequence[Source]:
        listens = self._plugged and not self.deaf and self._allowed()
        return [self._end] if listens else []

    def _arrived(self, source: Source) -> None:
        data = os.read(source, self._allowed())
        self._read_at = monotonic()
        self.printer.receive(data)

    def _say(self, said: bytes) -> None:
        if self._plugged:
            os.write(self._end, said)

    def _close(self) -> None:
        if self._plugged:
            self._plugged = False
            os.close(self._device)
            os.close(self._end)
