"""A thermal printer at a USB port, and the bus that offers it to pyusb."""

from printers.stand_in_libusb1 import UsbBus
from printers.usb_printer import PRINTER_CLASS, Plug, UsbPrinter

__all__ = ["PRINTER_CLASS", "Plug", "UsbBus", "UsbPrinter"]
