"""Checks of the printers: how each says it is, without printing anything."""

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pos_app.app.doctor.check import apart, broken, noted, warning, well
from pos_app.domain.errors import BadInput
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import Printer, PrinterConnection
from pos_app.installation import settings
from pos_app.installation.printers import PrinterFile
from pos_app.installation.profile import Profile
from pos_app.ports.doctor.findings import Diagnosis, Sign, Subject
from pos_app.ports.paper.printers import PrinterNotReady, Printers, PrinterStatus
from pos_app.printing.drivers.shop_printers import ShopPrinters

_PATIENCE = 10.0  # seconds for one printer
_USB = Path("/dev/bus/usb")
_LINE_PRINTERS = Path("/dev/usb")
_CUPS = (Path("/run/cups/cups.sock"), Path("/var/run/cups/cups.sock"))


async def printers(profile: Profile, ours: Printers | None) -> Sequence[Diagnosis]:
    """Asks each printer: by the open till's own line to it, where there is one. Raises BadInput for
    settings that have a printer which cannot be one."""
    known = await apart(lambda: _set_up(profile))
    if not known:
        return [noted(Subject.PRINTER, Sign.PRINTER_NONE)]
    asked: Printers = ours or ShopPrinters()
    try:
        numbered = enumerate(known, 1)
        return await asyncio.gather(*(_one(asked, one, at) for at, one in numbered))
    finally:
        if ours is None:
            await asked.close()


def _set_up(profile: Profile) -> Sequence[Printer]:
    try:
        return PrinterFile(profile.settings).printers()
    except BadInput as error:  # names the printer as the shop does
        raise settings.invalid("printers") from error


async def _one(asked: Printers, printer: Printer, number: int) -> Diagnosis:
    about = f"{number} ({printer.connection.value})"
    try:
        async with asyncio.timeout(_PATIENCE):
            found = _judged(await asked.status(printer), about)
    except TimeoutError:
        found = broken(Subject.PRINTER, Sign.SLOW_CHECK, int(_PATIENCE), about=about)
    except PrinterNotReady as not_ready:
        hitch = not_ready.hitch
        found = await apart(lambda: _unreached(printer, hitch, about))
    return replace(found, named=printer.name)


def _judged(status: PrinterStatus, about: str) -> Diagnosis:
    if status.hitch is not Hitch.NONE:
        return broken(Subject.PRINTER, Sign.PRINTER_TROUBLE, status.hitch.value, about=about)
    if not status.answers:
        return noted(Subject.PRINTER, Sign.PRINTER_MUTE, about=about)
    if status.paper_low:
        return warning(Subject.PRINTER, Sign.PRINTER_LOW, about=about)
    return well(Subject.PRINTER, Sign.PRINTER, about=about)


def _unreached(printer: Printer, hitch: Hitch, about: str) -> Diagnosis:
    """Looks for what only this computer knows: rights to a device, and the print system itself."""
    on_linux = sys.platform == "linux"
    if on_linux and printer.connection is PrinterConnection.USB and _is_closed():
        return broken(Subject.PRINTER, Sign.PRINTER_USB_CLOSED, about=about)
    is_systems = printer.connection is PrinterConnection.SYSTEM
    if on_linux and is_systems and not any(one.exists() for one in _CUPS):
        return broken(Subject.PRINTER, Sign.PRINTER_NO_CUPS, about=about)
    return broken(Subject.PRINTER, Sign.PRINTER_TROUBLE, hitch.value, about=about)


def _is_closed(devices: Path = _USB, printers_: Path = _LINE_PRINTERS) -> bool:
    """Returns whether USB devices are there, and none of them may be written to."""
    there = [*devices.glob("*/*"), *printers_.glob("lp*")]
    return bool(there) and not any(os.access(one, os.W_OK) for one in there)
