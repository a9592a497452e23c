"""A thermal printer at a USB port, as far as a bus sees one: descriptors, pipes, requests.

Sources: USB 2.0, chapter 9; USB Device Class Definition for Printing Devices 1.1.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from printers.model import WIDE, Model
from printers.running import Running, Source

PRINTER_CLASS = 7
_BULK = 2
_PACKET = 64
_STATUS_FINE = 0b0001_1000  # selected, no error (GET_PORT_STATUS)
_STATUS_NO_PAPER = 0b0010_0000


class Unplugged(Exception):
    """Nothing is at this port any more."""


class TooSlow(Exception):
    """The time of a transfer is over. `done`: bytes that were transferred until then."""

    def __init__(self, done: int) -> None:
        super().__init__(done)
        self.done = done


@dataclass(frozen=True)
class Endpoint:
    address: int
    attributes: int = _BULK
    packet: int = _PACKET


@dataclass(frozen=True)
class Plug:
    """What the device says of itself. The usual endpoints are those of Epson's printers; others
    have others.

    `kernel_driver`: the system's own (usblp) has it, and must be detached first. `forbidden`: who
    runs the program may not open it. `taken`: another program has it. `broken`: it does not tell
    what it is.
    """

    vendor: int = 0x04B8
    product: int = 0x0E15
    serial: str = "X0000001"
    out: int = 0x01
    into: int | None = 0x82  # None: a printer that says nothing
    kernel_driver: bool = True
    forbidden: bool = False
    taken: bool = False
    broken: bool = False

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        back = () if self.into is None else (Endpoint(self.into),)
        return (Endpoint(self.out), *back)


@dataclass(eq=False)
class Handle:
    """One opening of the device. It is dead after the device was drawn out, for good."""

    printer: "UsbPrinter"
    time_at_port: int
    claimed: set[int] = field(default_factory=set)


class UsbPrinter(Running):
    """Use it as a context; a `UsbBus` offers it to pyusb. Transfers run in the caller's thread."""

    def __init__(
        self, model: Model = WIDE, plug: Plug | None = None, *, paper_mm: float | None = None
    ) -> None:
        super().__init__(model, paper_mm=paper_mm)
        self.plug = plug or Plug()
        self.plugged = True
        self.deaf = False  # takes nothing: every transfer ends by its time
        self.driver_attached = self.plug.kernel_driver
        self.times_at_port = 1
        self._answers = bytearray()

    def unplug(self) -> None:
        """The cable is drawn: transfers fail at once. The printer goes on with what it has."""
        with self.touched():
            self.plugged = False
            self._answers.clear()

    def plug_in(self) -> None:
        """Again: as another device to the bus, and to the system's driver."""
        with self.touched():
            self.plugged = True
            self.driver_attached = self.plug.kernel_driver
            self.times_at_port += 1

    # What a bus does with it

    def is_there(self, handle: Handle) -> bool:
        return self.plugged and handle.time_at_port == self.times_at_port

    def take(self, handle: Handle, data: bytes, seconds: float | None) -> int:
        """To the pipe out. Waits for the printer's buffer, None seconds without an end."""
        deadline = None if seconds is None else monotonic() + seconds
        done = 0
        with self._changed:
            while done < len(data):
                self._wait_for_room(handle, deadline, done)
                part = data[done : done + self.printer.room]
                self.printer.receive(part)
                done += len(part)
                self._ring()
        return done

    def _wait_for_room(self, handle: Handle, deadline: float | None, done: int) -> None:
        def ready() -> bool:
            return not self.is_there(handle) or bool(self.printer.room and not self.deaf)

        self._await(handle, ready, deadline, done)

    def give(self, handle: Handle, most: int, seconds: float | None) -> bytes:
        """From the pipe in. A printer that has nothing to say lets the time pass."""
        deadline = None if seconds is None else monotonic() + seconds
        with self._changed:
            self._await(
                handle, lambda: not self.is_there(handle) or bool(self._answers), deadline, 0
            )
            given = bytes(self._answers[:most])
            del self._answers[:most]
        return given

    def _await(
        self, handle: Handle, ready: Callable[[], bool], deadline: float | None, done: int
    ) -> None:
        left = None if deadline is None else max(deadline - monotonic(), 0)
        met = self._changed.wait_for(ready, left)
        if not self.is_there(handle):
            raise Unplugged
        if not met:
            raise TooSlow(done)

    def device_id(self) -> bytes:
        """GET_DEVICE_ID: IEEE 1284, with its length before it."""
        model = self.printer.model
        said = f"MFG:{model.maker};CMD:ESC/POS;MDL:{model.name};CLS:PRINTER;".encode()
        return (len(said) + 2).to_bytes(2, "big") + said

    def port_status(self) -> bytes:
        """GET_PORT_STATUS"""
        with self._changed:
            feeling = self.printer.feeling
        if feeling.paper_out:
            return bytes([_STATUS_NO_PAPER])
        return bytes([0 if feeling.offline else _STATUS_FINE])

    def soft_reset(self) -> None:
        """SOFT_RESET"""
        with self.touched() as printer:
            printer.power_cycle()
            self._answers.clear()

    # What runs it

    def _sources(self) -> tuple[Source, ...]:
        return ()

    def _arrived(self, source: Source) -> None:
        raise AssertionError(f"nothing arrives at {source}: transfers bring it")

    def _say(self, said: bytes) -> None:
        if self.plugged and self.plug.into is not None:
            self._answers += said

    def _close(self) -> None:
        self.plugged = False
