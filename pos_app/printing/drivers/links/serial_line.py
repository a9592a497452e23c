"""A printer at a serial line, or at a USB adapter that is one."""

from contextlib import suppress

from serial import Serial, SerialTimeoutException

from pos_app.domain.paper.print_job import CONFIRMED_WITHIN
from pos_app.ports.paper.printers import PrinterStatus

# Bytes of one write. A write that runs out of time does not say how much of it has left, so that it
# may last as long as a printer may take nothing; at 9600 baud these are 0.13 s.
_MOST = 128


class SerialLink:
    """Implements `Link` by pyserial: 8 bits, no parity, one stop bit, as printers are delivered."""

    forgets = False

    def __init__(self, device: str, baud: int) -> None:
        """Opens the device. Raises OSError."""
        self._line = Serial(
            device,
            baud,
            timeout=0,
            write_timeout=CONFIRMED_WITHIN,
            # A printer that is set to XON/XOFF stops the line by bytes that are in none of its
            # answers. DSR and CTS are left alone: with a cable of three wires they never say go.
            xonxoff=True,
            dsrdtr=False,
            exclusive=True,
        )
        self._line.reset_input_buffer()  # what it said to nobody

    def write(self, data: bytes) -> int:
        try:
            return self._line.write(data[:_MOST]) or 0
        except SerialTimeoutException:
            return 0

    def read(self, within: float) -> bytes:
        self._line.timeout = within
        first = self._line.read(1)
        return first + self._line.read(self._line.in_waiting) if first else b""

    def port_status(self) -> PrinterStatus | None:
        return None

    def close(self) -> None:
        # Closing waits until the line has carried all, which one that is stopped never does.
        with suppress(Exception):  # it was drawn out: termios has an error of its own for that
            self._line.reset_output_buffer()
        with suppress(OSError):
            self._line.close()
