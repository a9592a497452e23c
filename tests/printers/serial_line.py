"""A thermal printer at a serial port: a pseudo-terminal that programs open as they do ttyUSB0."""

import os
import pty
import tempfile
import tty
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
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
        self._folder = tempfile.TemporaryDirectory(prefix="serial-")
        self.path = f"{self._folder.name}/ttyUSB0"
        self._read_at = monotonic()
        self._plugged = False
        self._plug()

    def unplug(self) -> None:
        """As an adapter drawn out of its USB port: whoever has the device open gets an error, and
        there is no device of this name any more."""
        with self.touched():
            self._draw()

    def plug_in(self) -> None:
        """Again, under the same name."""
        with self.touched():
            self._plug()

    def _plug(self) -> None:
        self._end, self._device = pty.openpty()
        tty.setraw(self._device)
        os.set_blocking(self._end, False)
        # By a name of its own: the system gives a free terminal's name to whoever asks next.
        Path(self.path).symlink_to(os.ttyname(self._device))
        self._plugged = True

    def _draw(self) -> None:
        if self._plugged:
            self._plugged = False
            Path(self.path).unlink()
            os.close(self._device)
            os.close(self._end)

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
        with suppress(BlockingIOError):  # it was another adapter's, drawn out meanwhile
            data = os.read(source, self._allowed())
            self._read_at = monotonic()
            self.printer.receive(data)

    def _say(self, said: bytes) -> None:
        if self._plugged:
            os.write(self._end, said)

    def _close(self) -> None:
        self._draw()
        self._folder.cleanup()
