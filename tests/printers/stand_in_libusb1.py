"""A bus for pyusb with thermal printers at its ports, in the place of libusb.

Its module's name ends as that of pyusb's own backend: python-escpos looks at it to know whether
a kernel driver can be detached here.
"""

import errno
from collections.abc import Iterator, MutableSequence
from types import SimpleNamespace

import usb.backend
from printers.usb_printer import PRINTER_CLASS, Handle, TooSlow, Unplugged, UsbPrinter
from usb.core import USBError, USBTimeoutError

Buffer = MutableSequence[int]  # pyusb's arrays of bytes
_LANGUAGE = 0x0409
_STRINGS = 3  # the sort of descriptor
_NO_DEVICE, _BUSY, _TIMEOUT, _PIPE, _ACCESS, _NOT_FOUND = -4, -6, -7, -9, -3, -5  # libusb's
_IO = -1


def _gone() -> USBError:
    return USBError("No such device (it may have been disconnected)", _NO_DEVICE, errno.ENODEV)


class UsbBus(usb.backend.IBackend):  # type: ignore[misc]
    """Give it to `usb.core.find(backend=bus)`, or let the fixture put it in libusb's place."""

    def __init__(self, *printers: UsbPrinter) -> None:
        super().__init__()
        self.printers = list(printers)

    def enumerate_devices(self) -> Iterator[UsbPrinter]:
        return iter([printer for printer in self.printers if printer.plugged])

    def get_parent(self, dev: UsbPrinter) -> None:  # noqa: ARG002
        return None

    # Descriptors

    def get_device_descriptor(self, dev: UsbPrinter) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x0200,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=64,
            idVendor=dev.plug.vendor,
            idProduct=dev.plug.product,
            bcdDevice=0x0100,
            iManufacturer=1,
            iProduct=2,
            iSerialNumber=3,
            bNumConfigurations=1,
            bus=1,
            address=10 * dev.times_at_port + self.printers.index(dev),
            port_number=1 + self.printers.index(dev),
            port_numbers=(1 + self.printers.index(dev),),
            speed=3,
        )

    def get_configuration_descriptor(self, dev: UsbPrinter, config: int) -> SimpleNamespace:
        if config:
            raise IndexError(config)
        if dev.plug.broken:
            raise USBError("Input/Output Error", _IO, errno.EIO)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=18 + 7 * len(dev.plug.endpoints),
            bNumInterfaces=1,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0xC0,
            bMaxPower=1,
            extra_descriptors=[],
        )

    def get_interface_descriptor(
        self, dev: UsbPrinter, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        if intf or alt or config:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=0,
            bAlternateSetting=0,
            bNumEndpoints=len(dev.plug.endpoints),
            bInterfaceClass=PRINTER_CLASS,
            bInterfaceSubClass=1,
            bInterfaceProtocol=1 if dev.plug.into is None else 2,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(
        self,
        dev: UsbPrinter,
        ep: int,
        intf: int,  # noqa: ARG002
        alt: int,  # noqa: ARG002
        config: int,  # noqa: ARG002
    ) -> SimpleNamespace:
        endpoint = dev.plug.endpoints[ep]
        return SimpleNamespace(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=endpoint.address,
            bmAttributes=endpoint.attributes,
            wMaxPacketSize=endpoint.packet,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )

    # Openings

    def open_device(self, dev: UsbPrinter) -> Handle:
        if not dev.plugged:
            raise _gone()
        if dev.plug.forbidden:
            raise USBError("Access denied (insufficient permissions)", _ACCESS, errno.EACCES)
        return Handle(dev, dev.times_at_port)

    def close_device(self, dev_handle: Handle) -> None:
        """A handle that is closed has nothing left to do."""

    def set_configuration(self, dev_handle: Handle, config_value: int) -> None:
        self._there(dev_handle)
        if config_value != 1:
            raise USBError("Entity not found", _NOT_FOUND, errno.ENOENT)
        if dev_handle.printer.driver_attached or dev_handle.printer.plug.taken:
            raise USBError("Resource busy", _BUSY, errno.EBUSY)

    def get_configuration(self, dev_handle: Handle) -> int:
        self._there(dev_handle)
        return 1

    def set_interface_altsetting(self, dev_handle: Handle, intf: int, altsetting: int) -> None:  # noqa: ARG002
        self._there(dev_handle)

    def claim_interface(self, dev_handle: Handle, intf: int) -> None:
        printer = self._there(dev_handle)
        if printer.driver_attached or printer.plug.taken:
            raise USBError("Resource busy", _BUSY, errno.EBUSY)
        dev_handle.claimed.add(intf)

    def release_interface(self, dev_handle: Handle, intf: int) -> None:
        self._there(dev_handle)
        dev_handle.claimed.discard(intf)

    def reset_device(self, dev_handle: Handle) -> None:
        self._there(dev_handle)

    def clear_halt(self, dev_handle: Handle, ep: int) -> None:  # noqa: ARG002
        self._there(dev_handle)

    def is_kernel_driver_active(self, dev_handle: Handle, intf: int) -> bool:  # noqa: ARG002
        return self._there(dev_handle).driver_attached

    def detach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:  # noqa: ARG002
        printer = self._there(dev_handle)
        if not printer.driver_attached:
            raise USBError("Entity not found", _NOT_FOUND, errno.ENOENT)
        printer.driver_attached = False

    def attach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:  # noqa: ARG002
        self._there(dev_handle).driver_attached = True

    def _there(self, handle: Handle) -> UsbPrinter:
        if not handle.printer.is_there(handle):
            raise _gone()
        return handle.printer

    # Transfers; times are in milliseconds, and 0 is without an end

    def bulk_write(self, dev_handle: Handle, ep: int, intf: int, data: Buffer, timeout: int) -> int:
        printer = self._claimed(dev_handle, intf)
        if ep != printer.plug.out:
            raise USBError("Entity not found", _NOT_FOUND, errno.ENOENT)
        try:
            return printer.take(dev_handle, bytes(data), timeout / 1000 or None)
        except Unplugged:
            raise _gone() from None
        except TooSlow as slow:
            if slow.done:
                return slow.done
            raise USBTimeoutError("Operation timed out", _TIMEOUT, errno.ETIMEDOUT) from None

    def bulk_read(self, dev_handle: Handle, ep: int, intf: int, buff: Buffer, timeout: int) -> int:
        printer = self._claimed(dev_handle, intf)
        if ep != printer.plug.into:
            raise USBError("Entity not found", _NOT_FOUND, errno.ENOENT)
        try:
            given = printer.give(dev_handle, len(buff), timeout / 1000 or None)
        except Unplugged:
            raise _gone() from None
        except TooSlow:
            raise USBTimeoutError("Operation timed out", _TIMEOUT, errno.ETIMEDOUT) from None
        return _filled(buff, given)

    def _claimed(self, handle: Handle, intf: int) -> UsbPrinter:
        printer = self._there(handle)
        if intf not in handle.claimed:
            raise USBError("Entity not found", _NOT_FOUND, errno.ENOENT)
        return printer

    def ctrl_transfer(
        self,
        dev_handle: Handle,
        bmRequestType: int,  # noqa: N803
        bRequest: int,  # noqa: N803
        wValue: int,  # noqa: N803
        wIndex: int,  # noqa: N803, ARG002
        data: Buffer,
        timeout: int,  # noqa: ARG002
    ) -> int:
        printer = self._there(dev_handle)
        match (bmRequestType, bRequest):
            case (0x80, 6) if wValue >> 8 == _STRINGS:
                return _filled(data, _string(printer, wValue & 0xFF))
            case (0xA1, 0):  # GET_DEVICE_ID
                return _filled(data, printer.device_id())
            case (0xA1, 1):  # GET_PORT_STATUS
                return _filled(data, printer.port_status())
            case (0x21, 2):  # SOFT_RESET
                printer.soft_reset()
                return 0
        raise USBError("Pipe error", _PIPE, errno.EPIPE)


def _filled(buffer: Buffer, given: bytes) -> int:
    count = min(len(buffer), len(given))
    for place in range(count):
        buffer[place] = given[place]
    return count


def _string(printer: UsbPrinter, index: int) -> bytes:
    model = printer.printer.model
    texts: dict[int, str] = {1: model.maker, 2: model.name, 3: printer.plug.serial}
    if index == 0:
        said = _LANGUAGE.to_bytes(2, "little")
    elif index in texts:
        said = texts[index].encode("utf-16-le")
    else:
        raise USBError("Pipe error", _PIPE, errno.EPIPE)
    return bytes([len(said) + 2, _STRINGS]) + said
