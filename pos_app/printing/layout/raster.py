"""The dots of a document on the head of a roll's printer."""

from collections import deque
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from pos_app.domain.paper.document import Document
from pos_app.domain.paper.printer import Printer
from pos_app.printing.layout.flow import strips_of
from pos_app.printing.layout.form import Form, form_of
from pos_app.printing.layout.pages import Placed, placed_strips
from pos_app.printing.layout.painting import paint_strips

BAND = 256  # dots: what a printer with little memory still takes at once
# A dot of which this much is covered is burnt: thin strokes must survive.
_COVERED = 0.45
INK_FROM = 255 - round(255 * _COVERED)  # the lightest grey that is ink
_WHITE_AND_BLACK = (0xFFFFFFFF, 0xFF000000)
_TO_INK = bytes(0 if grey <= INK_FROM else 255 for grey in range(256))


def raster(document: Document, printer: Printer) -> QImage:
    """Returns the document as wide as the printer's head. A set bit is ink (`inked`)."""
    rows, height = [], 0
    for band in bands(document, printer):
        rows.append(bytes(band.constBits()))
        height += band.height()
    line = (printer.dots + 31) // 32 * 4  # Qt aligns a row to four bytes
    mono = QImage.Format.Format_Mono
    dots = QImage(b"".join(rows), printer.dots, height, line, mono).copy()
    dots.setColorTable(_WHITE_AND_BLACK)
    return dots


def bands(document: Document, printer: Printer, most: int = BAND) -> Iterator[QImage]:
    """Returns the same piece by piece, none of them higher than `most` dots. Only what a band
    needs is laid out before it is painted: a long journal begins to print at once, and needs no
    more memory than a short one."""
    form = form_of(printer.paper, printer.dpi)
    waiting = placed_strips(strips_of(document, form))
    here: deque[Placed] = deque()
    top, is_whole = 0, False
    while True:
        while not is_whole and (not here or here[-1].bottom < top + most):
            following = next(waiting, None)
            is_whole = following is None
            if following:
                here.append(following)
        end = min(top + most, here[-1].bottom) if here else top
        if end == top:
            return
        yield _band(here, document.watermark, form, top, end)
        top = end
        while len(here) > 1 and here[0].bottom <= top:
            here.popleft()


def _band(placed: deque[Placed], watermark: str, form: Form, top: int, bottom: int) -> QImage:
    image = QImage(form.inner, bottom - top, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(0, -top)
    within = [one for one in placed if one.bottom > top and one.top < bottom]
    paint_strips(within, watermark, form, painter, bottom, top)
    painter.end()
    return inked(image)


def inked(image: QImage) -> QImage:
    """Returns the image in black and white, a set bit for ink."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = bytes(grey.constBits()).translate(_TO_INK)
    sharp = QImage(
        dots, grey.width(), grey.height(), grey.bytesPerLine(), QImage.Format.Format_Grayscale8
    )
    return sharp.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
