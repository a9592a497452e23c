"""Prints slips on a system printer and saves them as PDF (the port `Paper`).

Calls that wait for a spooler, or for a disk that somebody chose, run in a child process with a time
limit (see `printer_jobs`). The texts of a slip are translated before, in the window's process.
"""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pos_app.domain.errors import FileNotWritten, PrinterFailed, PrinterSilent, PrintersSilent
from pos_app.domain.sale import Sale
from pos_app.ports.closing import Closed
from pos_app.ports.shop import Shop
from pos_app.printing.close_slip import CloseSlip, close_slip
from pos_app.printing.code_slip import CodeSlip, code_slip
from pos_app.printing.page import AnySlip
from pos_app.printing.sample_slip import sample_slip
from pos_app.printing.slip import Slip, reference_slip
from pos_app.printing.slip_json import told
from pos_app.system.child_job import Broke, Errand, NoAnswer, Stopped
from pos_app.words.methods import method_name

_PDF_DPI = 2540  # a hundred dots a millimetre

# Seconds of silence. The driver of a slow printer may take longer over a page than a print system
# over its list of printers.
LIST_PATIENCE = 10.0
PRINT_PATIENCE = 30.0
SAVE_PATIENCE = 20.0


class ShopPaper:
    """Implements `Paper` on this computer. `shop` returns the shop's names at the time of
    printing."""

    def __init__(self, shop: Callable[[], Shop]) -> None:
        self._shop = shop

    async def printers(self) -> Sequence[str]:
        """Returns the names of the printers, the system's default one first."""
        try:
            names: list[str] = await Errand("printers", {}, LIST_PATIENCE).done()
        except NoAnswer as silent:
            raise PrintersSilent(str(silent)) from silent
        except (Broke, Stopped) as broken:
            raise PrinterFailed(str(broken)) from broken
        return names

    async def print_slip(self, sale: Sale, printer: str, *, copy: bool) -> None:
        """Hands the slip to the print system. Raises NotAllowed for a sale that cannot be paid."""
        slip = self._slip(sale, copy=copy)
        await _print(slip, printer)

    async def save_slip(self, sale: Sale, path: Path, *, copy: bool) -> None:
        """Writes the slip as a PDF, atomically. Raises NotAllowed as `print_slip`."""
        slip = self._slip(sale, copy=copy)
        await _save(slip, path)

    async def print_close(self, closed: Closed, printer: str) -> None:
        slip = self._close_slip(closed)
        await _print(slip, printer)

    async def save_close(self, closed: Closed, path: Path) -> None:
        slip = self._close_slip(closed)
        await _save(slip, path)

    async def print_code(self, code: str, printer: str) -> None:
        slip = self._code_slip(code)
        await _print(slip, printer)

    async def save_code(self, code: str, path: Path) -> None:
        slip = self._code_slip(code)
        await _save(slip, path)

    async def print_sample(self, printer: str) -> None:
        shop = self._shop()
        at = datetime.now(ZoneInfo(shop.zone_name))
        slip = sample_slip(shop.name, shop.till, shop.slip_note, at)
        await _print(slip, printer)

    def _slip(self, sale: Sale, *, copy: bool) -> Slip:
        shop = self._shop()
        return reference_slip(
            sale,
            shop_name=shop.name,
            till_name=shop.till,
            method_name=_names(shop).get(sale.method, sale.method),
            training=shop.training,
            copy=copy,
            note=shop.slip_note,
        )

    def _code_slip(self, code: str) -> CodeSlip:
        shop = self._shop()
        return code_slip(code, shop.name, shop.till, datetime.now(ZoneInfo(shop.zone_name)))

    def _close_slip(self, closed: Closed) -> CloseSlip:
        shop = self._shop()
        return close_slip(
            closed,
            shop_name=shop.name,
            till_name=shop.till,
            method_names=_names(shop),
            brands={method.provider: method.brand for method in shop.methods},
            wall=ZoneInfo(shop.zone_name),
            training=shop.training,
        )


async def _print(slip: AnySlip, printer: str) -> None:
    question = {"slip": told(slip), "printer": printer}
    try:
        await Errand("print", question, PRINT_PATIENCE).done()
    except NoAnswer as silent:
        raise PrinterSilent(printer) from silent
    except (Broke, Stopped) as broken:
        raise PrinterFailed(f"{printer}: {broken}") from broken


async def _save(slip: AnySlip, path: Path) -> None:
    try:
        await Errand("save", _where_to(slip, path), SAVE_PATIENCE).done()
    except NoAnswer as silent:
        raise FileNotWritten(f"{path}: {os.strerror(errno.ETIMEDOUT)}") from silent
    except (Broke, Stopped) as broken:
        raise FileNotWritten(f"{path}: {broken}") from broken


def _where_to(slip: AnySlip, path: Path) -> Mapping[str, Any]:
    """Makes the path absolute: the child process has another current folder."""
    return {"slip": told(slip), "path": str(path.absolute())}


def _names(shop: Shop) -> Mapping[str, str]:
    return {method.id: method_name(method) for method in shop.methods}
