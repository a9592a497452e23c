"""Pictures of a document as its paper will be: the same dots that go to the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from pos_app.domain.paper.printer import MM_PER_INCH, PaperSize
from pos_app.printing.layout.preview import page_images
from pos_app.printing.layout.raster import raster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.paper.document import Document
    from pos_app.domain.paper.printer import Printer

# More than the preview shows on any screen; of a roll, the dots of the usual head.
_DPI = {PaperSize.A4: 110}
_HEAD_DPI = 203
_EDGES = {PaperSize.ROLL_80: 80.0, PaperSize.ROLL_58: 58.0}  # millimetres of a roll


@dataclass(frozen=True)
class Pictures:
    """Pages from the first on; `edge` is the blank paper at each side of one, in its dots."""

    pages: Sequence[QImage]
    is_roll: bool
    edge: int = 0


def pictures_of(document: Document, printer: Printer | None) -> Pictures:
    """Returns the document on this printer's paper; without one, as a PDF has it.

    A list of sales takes a second: it is called in a thread of its own. What it returns is painted
    whole, since a layout is of the thread that made it.
    """
    if printer is not None and printer.is_roll:
        picture = raster(document, printer).convertToFormat(QImage.Format.Format_Grayscale8)
        wide = _EDGES[printer.paper] / MM_PER_INCH * printer.dpi
        edge = max(0, round((wide - picture.width()) / 2))
        return Pictures([picture], True, edge)
    paper = PaperSize.A4 if printer is not None or document.wide else PaperSize.ROLL_80
    pages = page_images(document, paper, _DPI.get(paper, _HEAD_DPI))
    return Pictures(list(pages), paper is not PaperSize.A4)  # all of them, by this thread's fonts
