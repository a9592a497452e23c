"""What a receipt printer's model tells of its paper and its head. A person may know better."""

import re
from dataclasses import replace

from pos_app.domain.paper.printer import PaperSize, Printer

# POS-58, RP58, 5890, ZJ-5870: makers number their narrow models by the roll.
_NARROW = re.compile(r"(?<!\d)58(?:\d\d|mm)?(?!\d)", re.IGNORECASE)
# Epson's older heads, and what is built to be taken for them.
_180_DPI = re.compile(r"TM-?(?:T70|T88|T90)", re.IGNORECASE)


def guessed(printer: Printer, model: str) -> Printer:
    """Returns the printer as its model suggests."""
    if _NARROW.search(model):
        return replace(printer, paper=PaperSize.ROLL_58)
    if _180_DPI.search(model):
        return replace(printer, dpi=180)
    return printer
