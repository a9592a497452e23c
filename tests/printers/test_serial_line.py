"""The printer at a serial port, through a pseudo-terminal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from printers.model import Model
from printers.serial_line import SerialLine


@contextmanager
def opened(line: SerialLine) -> Iterator[int]:
    port = os.open(line.path, os.O_RDWR | os.O_NOCTTY)
    try:
        yield port
    finally:
        os.close(port)


def _write_for_ever(port: int) -> None:
    while True:
        os.write(port, b"x" * 100 + b"\n")


def test_every_byte_arrives_as_it_was_sent_and_answers_come_back() -> None:
    data = bytes(range(256))
    with SerialLine() as line, opened(line) as port:
        os.write(port, b"\x1dv0\x00\x20\x00\x08\x00" + data + b"\x10\x04\x01one\n\x1dVB\x00")
        assert os.read(port, 10) == b"\x12"
        printer = line.wait(lambda printer: printer.pieces)
        assert [row >> (576 - 256) for row in printer.pieces[0].rows if row][:8] == [
            int.from_bytes(data[at : at + 32], "big") for at in range(0, 256, 32)
        ]
        assert (printer.pieces[0].text, printer.faults) == ("one", [])


def test_a_line_of_9600_baud_carries_960_bytes_a_second() -> None:
    with SerialLine(baud=9600) as line, opened(line) as port:
        started = monotonic()
        os.write(port, b"x" * 480)
        line.wait(lambda printer: len(printer.received) == 480)
        assert monotonic() - started > 0.4


def test_a_port_that_is_closed_amid_a_command_goes_on_where_it_was() -> None:
    with SerialLine() as line:
        with opened(line) as port:
            os.write(port, b"\x1dv0\x00\x01\x00\x02\x00\xff")
            line.wait(lambda printer: printer.fed == 1)
        with opened(line) as port:
            os.write(port, b"\xff")
        assert line.wait(lambda printer: printer.fed == 2).faults == []


def test_a_printer_without_paper_stops_reading_and_answers_until_its_buffer_is_full() -> None:
    with SerialLine(Model(buffer=64), paper_mm=0.0) as line, opened(line) as port:
        os.write(port, b"\x10\x04\x04")
        assert os.read(port, 1) == b"\x7e"
        os.set_blocking(port, False)
        with pytest.raises(BlockingIOError):
            _write_for_ever(port)
        line.wait(lambda printer: printer.room == 0)


def test_an_adapter_that_is_drawn_out_is_an_error_to_whoever_has_it_open() -> None:
    with SerialLine() as line, opened(line) as port:
        line.unplug()
        with pytest.raises(OSError, match="Input/output error"):
            os.write(port, b"one\n")
        with pytest.raises(FileNotFoundError):
            os.open(line.path, os.O_RDWR)
        line.plug_in()
        with opened(line) as again:
            os.write(again, b"two\n")
            assert line.wait(lambda printer: printer.fed).uncut.lines == ("two",)
    assert not Path(line.path).exists()
