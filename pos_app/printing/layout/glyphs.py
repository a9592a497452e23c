"""Paints glyphs on images by their outlines, so that they are the same on every system.

A system's own rasterizer would hint and smooth them its own way.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGlyphRun, QImage, QPainter, QRawFont


@dataclass(frozen=True)
class Stamp:
    """A glyph in shades of black, and its corner from where it begins on the line."""

    image: QImage
    corner: QPoint


def stamp_run(painter: QPainter, run: QGlyphRun, at: QPointF) -> None:
    """Paints glyphs that stand on whole dots. Each is filled once: a dot of its rim then does not
    depend on how far down the paper it stands."""
    raw = run.rawFont()
    stamps = _stamps_of(raw.familyName(), raw.styleName(), raw.weight(), raw.pixelSize())
    for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        stamp = stamps.get(glyph)
        if stamp is None:
            stamp = stamps[glyph] = _stamp(raw, glyph)
        if not stamp.image.isNull():
            painter.drawImage((at + place).toPoint() + stamp.corner, stamp.image)


def fill_run(painter: QPainter, run: QGlyphRun, at: QPointF) -> None:
    """Paints glyphs anywhere, and at any scale."""
    raw = run.rawFont()
    for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        painter.drawPath(raw.pathForGlyph(glyph).translated(place + at))


@lru_cache(maxsize=64)
def _stamps_of(*_: object) -> dict[int, Stamp]:
    """Returns the stamps of a font, as far as they have been needed."""
    return {}


def _stamp(raw: QRawFont, glyph: int) -> Stamp:
    shape = raw.pathForGlyph(glyph)
    bounds = shape.boundingRect().toAlignedRect()
    image = QImage(bounds.size(), QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        return Stamp(image, QPoint())  # a blank
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-bounds.topLeft())
    painter.fillPath(shape, Qt.GlobalColor.black)
    painter.end()
    return Stamp(image, bounds.topLeft())
