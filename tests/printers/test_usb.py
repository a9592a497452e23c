"""The printer at a USB port, through pyusb and its descriptors."""

import errno
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

import pytest
import usb.core
import usb.util
from printers.model import Model
from printers.usb import PRINTER_CLASS, Plug, UsbBus, UsbPrinter

CUT = b"\x1dVB\x00"
BLACK_ROW = b"\x1dv0\x00\x48\x00\x01\x00" + b"\xff" * 72


def is_printer(device: Any) -> bool:
    return any(
        usb.util.find_descriptor(configuration, bInterfaceClass=PRINTER_CLASS) is not None
        for configuration in device
    )


def opened(**found: Any) -> Any:
    """The device, taken from the system's driver, as pyusb's tutorial has it."""
    device = usb.core.find(custom_match=is_printer, **found)
    assert device is not None
    if device.is_kernel_driver_active(0):
        device.detach_kernel_driver(0)
    device.set_configuration()
    return device


@pytest.fixture
def device(usb_printer: UsbPrinter) -> Iterator[Any]:
    assert usb_printer.plugged
    device = opened()
    yield device
    usb.util.dispose_resources(device)


def test_it_is_found_by_its_class_and_says_what_it_is(device: Any) -> None:
    assert (device.idVendor, device.manufacturer, device.product, device.serial_number) == (
        0x04B8,
        "EPSON",
        "TM-T20II",
        "X0000001",
    )
    told = bytes(device.ctrl_transfer(0xA1, 0, 0, 0, 1024))
    assert told[2:].startswith(b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;")
    assert int.from_bytes(told[:2], "big") == len(told)


def test_what_is_written_comes_out_and_answers_can_be_read(
    device: Any, usb_printer: UsbPrinter
) -> None:
    job = BLACK_ROW * 300 + b"one\n" + CUT
    assert device.write(0x01, job, 10_000) == len(job)
    printer = usb_printer.wait(lambda printer: printer.pieces)
    assert (printer.pieces[0].lines, printer.faults) == (("one",), [])
    device.write(0x01, b"\x10\x04\x01")
    assert bytes(device.read(0x82, 16, 10_000)) == b"\x12"


def test_reading_what_is_never_said_ends_by_its_time(device: Any) -> None:
    started = monotonic()
    with pytest.raises(usb.core.USBTimeoutError) as raised:
        device.read(0x82, 16, 50)
    assert raised.value.errno == errno.ETIMEDOUT
    assert monotonic() - started >= 0.05


def test_a_printer_without_paper_takes_a_buffer_full_and_no_more(
    device: Any, usb_printer: UsbPrinter
) -> None:
    usb_printer.load(0.0)
    assert device.write(0x01, BLACK_ROW * 200, 100) == usb_printer.printer.model.buffer
    with pytest.raises(usb.core.USBTimeoutError):
        device.write(0x01, BLACK_ROW, 50)
    assert bytes(device.ctrl_transfer(0xA1, 1, 0, 0, 1)) == b"\x20"


def test_a_deaf_printer_lets_the_time_pass(device: Any, usb_printer: UsbPrinter) -> None:
    with usb_printer.touched():
        usb_printer.deaf = True
    with pytest.raises(usb.core.USBTimeoutError):
        device.write(0x01, b"one\n", 50)


def test_a_cable_that_is_drawn_ends_a_transfer_at_once_and_the_old_opening_for_good(
    usb_printer: UsbPrinter,
) -> None:
    device = opened()
    device.write(0x01, b"lost")
    usb_printer.unplug()
    with pytest.raises(usb.core.USBError, match="No such device") as raised:
        device.write(0x01, b"two\n")
    assert raised.value.errno == errno.ENODEV
    with pytest.raises(usb.core.USBError, match="No such device"):
        device.read(0x82, 1)
    assert usb.core.find(custom_match=is_printer) is None
    usb_printer.plug_in()
    with pytest.raises(usb.core.USBError):
        device.write(0x01, b"two\n")
    usb.util.dispose_resources(device)
    again = opened()
    assert again.write(0x01, b"three\n") == 6
    usb.util.dispose_resources(again)


def test_a_transfer_that_waits_for_paper_ends_when_the_cable_is_drawn(
    device: Any, usb_printer: UsbPrinter
) -> None:
    usb_printer.load(0.0)
    with ThreadPoolExecutor() as pool:
        waits = pool.submit(device.write, 0x01, BLACK_ROW * 200, 0)
        usb_printer.wait(lambda printer: not printer.room)
        usb_printer.unplug()
        with pytest.raises(usb.core.USBError, match="No such device"):
            waits.result(30)


@pytest.mark.parametrize(
    ("plug", "number"),
    [
        (Plug(forbidden=True), errno.EACCES),
        (Plug(taken=True), errno.EBUSY),
        (Plug(kernel_driver=True), errno.EBUSY),
    ],
)
def test_a_device_that_cannot_be_had_says_why(plug: Plug, number: int) -> None:
    with UsbPrinter(plug=plug) as printer:
        device = usb.core.find(backend=UsbBus(printer))
        with pytest.raises(usb.core.USBError) as raised:
            device.set_configuration()
        assert raised.value.errno == number
        usb.util.dispose_resources(device)


def test_endpoints_are_where_the_device_says_and_some_say_nothing() -> None:
    with UsbPrinter(Model(buffer=64), Plug(out=0x03, into=None, kernel_driver=False)) as printer:
        device = opened(backend=UsbBus(printer))
        (endpoint,) = device[0][0, 0]
        assert (endpoint.bEndpointAddress, device[0][0, 0].bInterfaceProtocol) == (0x03, 1)
        endpoint.write(b"\x10\x04\x01" + b"line\n" * 50)
        printer.wait(lambda printer: printer.uncut.lines == ("line",) * 50)
        usb.util.dispose_resources(device)
