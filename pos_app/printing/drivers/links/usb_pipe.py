"""A printer at a USB port, by its class: USB Device Class Definition for Printing Devices, 1.1."""

import errno
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

import usb.backend.libusb1
import usb.core
import usb.util

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.paper.printers import PrinterStatus
from pos_app.printing.drivers.links.link import PULSE

PRINTERS_CLASS = 7
_MOST = 4096
# What reads and writes wait for at least, in milliseconds: to libusb 0 is for ever.
_AT_ONCE = 1
_BUSY_FOR = 2.0  # seconds: another program has it, or the system's driver does
_TRIES_AGAIN = 0.1
_ASK_PORT = 0xA1, 1  # GET_PORT_STATUS: to the host, of the class, from the interface
_PAPER_EMPTY = 0x20


@dataclass(frozen=True)
class UsbAddress:
    """Which device: vendor and product, and its serial number where two are alike."""

    vendor: int
    product: int
    serial: str = ""

    @classmethod
    def read(cls, text: str) -> "UsbAddress":
        """Reads `04b8:0e15` or `04b8:0e15:J5R1`. Raises OSError for anything else."""
        vendor, _, rest = text.partition(":")
        product, _, serial = rest.partition(":")
        try:
            return cls(int(vendor, 16), int(product, 16), serial)
        except ValueError:
            raise OSError(f"{text}: no address of a USB printer") from None

    def __str__(self) -> str:
        number = f":{self.serial}" if self.serial else ""
        return f"{self.vendor:04x}:{self.product:04x}{number}"


class UsbLink:
    """Implements `Link` by pyusb and the system's libusb."""

    forgets = False

    def __init__(self, address: str) -> None:
        """Takes the printer's interface for this process alone. Raises OSError."""
        self._device = _device(UsbAddress.read(address))
        interface = printer_interface(self._device)
        if interface is None:
            raise OSError(errno.ENODEV, "the device is no printer")
        self._number: int = interface.bInterfaceNumber
        self._out = _endpoint(interface, usb.util.ENDPOINT_OUT)
        self._in = _endpoint(interface, usb.util.ENDPOINT_IN)
        self._was_drivers = False
        self._tells_port = True
        try:
            self._claim(interface)
        except OSError:
            self.close()
            raise

    def write(self, data: bytes) -> int:
        try:
            taken: int = self._out.write(data[:_MOST], round(PULSE * 1000))
        except usb.core.USBTimeoutError:
            return 0
        return taken

    def read(self, within: float) -> bytes:
        if self._in is None:  # it cannot speak
            sleep(within)
            return b""
        until = monotonic() + within
        while True:
            left = max(_AT_ONCE, round((until - monotonic()) * 1000))
            with suppress(usb.core.USBTimeoutError):
                said = bytes(self._in.read(self._in.wMaxPacketSize, left))
                if said:
                    return said
            if monotonic() >= until:
                return b""

    def port_status(self) -> PrinterStatus | None:
        """Returns what the port's own lines say. Of three, printers that are no parallel ones any
        more keep to "paper is empty" alone."""
        if not self._tells_port:
            return None
        try:
            (lines,) = self._device.ctrl_transfer(*_ASK_PORT, 0, self._number, 1)
        except usb.core.USBTimeoutError:
            return None
        except usb.core.USBError as error:
            if error.errno == errno.ENODEV:
                raise
            self._tells_port = False  # it does not know the question
            return None
        return PrinterStatus(Hitch.PAPER_OUT) if lines & _PAPER_EMPTY else None

    def close(self) -> None:
        with suppress(OSError):  # it was drawn out
            usb.util.release_interface(self._device, self._number)
            if self._was_drivers:  # so that the system's own queue goes on
                self._device.attach_kernel_driver(self._number)
        usb.util.dispose_resources(self._device)

    def _claim(self, interface: Any) -> None:
        until = monotonic() + _BUSY_FOR
        while True:
            try:
                self._free_of_driver()
                usb.util.claim_interface(self._device, self._number)
                if interface.bAlternateSetting:
                    interface.set_altsetting()
            except usb.core.USBError as error:
                if error.errno != errno.EBUSY or monotonic() > until:
                    raise
                sleep(_TRIES_AGAIN)
            else:
                return

    def _free_of_driver(self) -> None:
        """Takes the interface from the system's driver (usblp), where there is such a thing."""
        with suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(self._number):
                self._device.detach_kernel_driver(self._number)
                self._was_drivers = True


def devices() -> list[Any]:
    """Returns the devices with a printer in them; none where the system has no libusb."""
    # A build brings one, which its loader looks for by this name before the system's.
    backend = usb.backend.libusb1.get_backend(_named_libusb if _is_build() else None)
    try:
        return list(usb.core.find(find_all=True, custom_match=_is_printer, backend=backend))
    except usb.core.NoBackendError:
        return []


def _is_build() -> bool:
    return sys.platform == "linux" and hasattr(sys, "frozen")


def _named_libusb(_: str) -> str:
    return "libusb-1.0.so.0"


def _is_printer(device: Any) -> bool:
    try:
        return printer_interface(device) is not None
    except usb.core.USBError:  # it does not tell, or is drawn out meanwhile
        return False


@dataclass(frozen=True)
class UsbDevice:
    """A printer as it describes itself."""

    address: UsbAddress
    about: str  # its maker and model, as far as it tells them
    serial: str


def described_devices() -> Iterator[UsbDevice]:
    """Returns the printers that there are. The serial number is in the address of one where there
    is another of the same kind."""
    found = devices()
    kinds = Counter((device.idVendor, device.idProduct) for device in found)
    for device in found:
        kind = device.idVendor, device.idProduct
        serial = _text(device, device.iSerialNumber)
        words = (_text(device, index) for index in (device.iManufacturer, device.iProduct))
        address = UsbAddress(*kind, serial if kinds[kind] > 1 else "")
        yield UsbDevice(address, " ".join(filter(None, words)), serial)


def printer_interface(device: Any) -> Any:
    """Returns the interface of the printers' class, the one that can speak before others; None for
    a device that is no printer."""
    found = [
        interface
        for configuration in device
        for interface in configuration
        if interface.bInterfaceClass == PRINTERS_CLASS
        and _endpoint(interface, usb.util.ENDPOINT_OUT) is not None
    ]
    speaking = [one for one in found if _endpoint(one, usb.util.ENDPOINT_IN) is not None]
    return next(iter([*speaking, *found]), None)


def _text(device: Any, index: int) -> str:
    """Returns a text of the device's own, without what it is filled with; "" where it has none, or
    this user may not ask it."""
    try:
        return (usb.util.get_string(device, index) or "").strip("\0 ") if index else ""
    except (OSError, ValueError):  # ValueError: it cannot be opened, so that it has no languages
        return ""


def _device(address: UsbAddress) -> Any:
    found = [
        device
        for device in devices()
        if (device.idVendor, device.idProduct) == (address.vendor, address.product)
        and (not address.serial or _text(device, device.iSerialNumber) == address.serial)
    ]
    if not found:
        raise OSError(errno.ENODEV, f"{address}: no such printer is plugged in")
    return found[0]


def _endpoint(interface: Any, direction: int) -> Any:
    for endpoint in interface:
        is_bulk = usb.util.endpoint_type(endpoint.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        if is_bulk and usb.util.endpoint_direction(endpoint.bEndpointAddress) == direction:
            return endpoint
    return None
