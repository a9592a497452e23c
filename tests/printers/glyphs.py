"""The characters that a printer has in itself, drawn into their cells."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

CELLS = {"A": (12, 24), "B": (9, 17)}  # dots: width, height (ESC M)
_DARK = 128


@lru_cache(maxsize=4096)
def glyph(character: str, font: str) -> tuple[int, ...]:
    """Its rows from the top, each of as many bits as the cell is wide, the leftmost the highest."""
    width, height = CELLS[font]
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    if not character.isspace():
        _draw(image, character)
    return tuple(_row(image, y) for y in range(height))


def _draw(image: QImage, character: str) -> None:
    font = QFont("DejaVu Sans Mono")
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(image.height() * 4 // 5)
    natural = QFontMetricsF(font).horizontalAdvance(character) or 1.0
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    painter.scale(image.width() / natural, 1.0)
    painter.drawText(QRectF(0, 0, natural, image.height()), Qt.AlignmentFlag.AlignCenter, character)
    painter.end()


def _row(image: QImage, y: int) -> int:
    bits = 0
    for x in range(image.width()):
        bits = bits << 1 | (image.pixelColor(x, y).value() < _DARK)
    return bits


def widened(bits: int, width: int, times: int) -> int:
    """Every dot of a row as often as `times` says."""
    if times == 1:
        return bits
    wide = 0
    for place in reversed(range(width)):
        dot = ((1 << times) - 1) if bits >> place & 1 else 0
        wide = wide << times | dot
    return wide
