"""Icons: glyphs of Material Design Icons, sharp at every scale, in any colour.

QtAwesome brings the font and the names of its glyphs. Its own drawing is not used: it loads three
more modules of Qt, which stops the window for a fifth of a second and takes 23 MB. This module
reads the outlines once, when the first icon is painted, and fills them, so that no system's font
rendering comes in between.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QRawFont, QTransform

from pos_app.system.bundled import icon_font

if TYPE_CHECKING:
    from collections.abc import Mapping


class Icon(StrEnum):
    CHECK = "check"
    CROSS = "cross"
    CLOCK = "clock"
    QUESTION = "question"
    FLAG = "flag"
    BACK = "back"
    ON = "on"
    GIVEN_BACK = "given_back"
    MINUS = "minus"
    CLOUD_OFF = "cloud_off"
    COINS = "coins"
    EYE = "eye"
    EYE_OFF = "eye_off"
    SEARCH = "search"
    CALENDAR = "calendar"
    PLUS = "plus"
    CLOSE = "close"
    ALERT = "alert"
    EXPORT = "export"
    TICK = "tick"
    PRINTER = "printer"


@dataclass(frozen=True)
class _Glyph:
    """Glyph of the icon font. `size` is the square that it was drawn in, as a share of the
    rectangle to paint.

    With `ring` a circle stands around it.
    """

    name: str
    size: float
    ring: bool = False


_CIRCLE = _Glyph("circle-outline", 24 / 20.5)  # leaves a hair's breadth around it
_PLAIN: Mapping[Icon, _Glyph] = {
    Icon.CHECK: _Glyph("check-bold", 0.75),
    Icon.CROSS: _Glyph("close-thick", 0.75),
    Icon.CLOCK: _Glyph("clock-outline", 0.95),
    Icon.QUESTION: _Glyph("help", 0.75),
    Icon.FLAG: _Glyph("flag", 1.0),
    Icon.BACK: _Glyph("chevron-left", 1.2),
    Icon.ON: _Glyph("chevron-right", 1.2),
    Icon.GIVEN_BACK: _Glyph("arrow-u-left-top", 0.95),
    Icon.MINUS: _Glyph("minus", 0.95),
    Icon.CLOUD_OFF: _Glyph("cloud-off-outline", 0.95),
    Icon.COINS: _Glyph("hand-coin-outline", 0.95),
    Icon.EYE: _Glyph("eye-outline", 1.0),
    Icon.EYE_OFF: _Glyph("eye-off-outline", 1.0),
    Icon.SEARCH: _Glyph("magnify", 1.0),
    Icon.CALENDAR: _Glyph("calendar-blank-outline", 1.0),
    Icon.PLUS: _Glyph("plus", 1.0),
    Icon.CLOSE: _Glyph("close", 1.0),
    Icon.ALERT: _Glyph("alert-outline", 1.0),
    Icon.EXPORT: _Glyph("download", 1.0),
    Icon.TICK: _Glyph("check", 1.0),
    Icon.PRINTER: _Glyph("printer-outline", 1.0),
}
_RINGED: Mapping[Icon, _Glyph] = {
    Icon.CHECK: _Glyph("check-circle-outline", _CIRCLE.size),
    Icon.CROSS: _Glyph("close-circle-outline", _CIRCLE.size),
    Icon.CLOCK: _Glyph("clock-outline", _CIRCLE.size),
    Icon.QUESTION: _Glyph("help-circle-outline", _CIRCLE.size),
    Icon.FLAG: _Glyph("flag", 0.7, ring=True),
    Icon.BACK: _Glyph("chevron-left-circle-outline", _CIRCLE.size),
    Icon.ON: _Glyph("chevron-right-circle-outline", _CIRCLE.size),
    Icon.GIVEN_BACK: _Glyph("arrow-u-left-top", 1.0),  # drawn without, as an arrow
    Icon.MINUS: _Glyph("minus-circle-outline", _CIRCLE.size),
    Icon.CLOUD_OFF: _Glyph("cloud-off-outline", 1.0),  # large enough to need none
    Icon.COINS: _Glyph("hand-coin-outline", 0.65, ring=True),
    Icon.EYE: _Glyph("eye-outline", 0.7, ring=True),
    Icon.EYE_OFF: _Glyph("eye-off-outline", 0.7, ring=True),
    Icon.SEARCH: _Glyph("magnify", 0.7, ring=True),
    Icon.CALENDAR: _Glyph("calendar-blank-outline", 0.7, ring=True),
    Icon.PLUS: _Glyph("plus-circle-outline", _CIRCLE.size),
    Icon.CLOSE: _Glyph("close", 0.7, ring=True),
    Icon.ALERT: _Glyph("alert-outline", 0.7, ring=True),
    Icon.EXPORT: _Glyph("download", 0.7, ring=True),
    Icon.TICK: _Glyph("check", 0.7, ring=True),
    Icon.PRINTER: _Glyph("printer-outline", 0.7, ring=True),
}
_EM = 1000.0  # any size will do: outlines scale


def paint_icon(
    painter: QPainter, icon: Icon, where: QRectF, colour: str, *, ring: bool = False
) -> None:
    """Paints the icon within the rectangle; `ring` draws the circle around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.center())
    painter.scale(where.width(), where.height())
    painter.fillPath(_outlines()[icon, ring], QColor(colour))
    painter.restore()


def read_icons() -> None:
    """Reads the outlines before the first icon is painted."""
    _outlines()


@cache
def _outlines() -> Mapping[tuple[Icon, bool], QPainterPath]:
    """Returns the outlines in a unit square around the origin. Raises FileNotFoundError without the
    font."""
    font_file, names_file = icon_font()
    font = QRawFont(str(font_file), _EM)
    codes: Mapping[str, str] = json.loads(names_file.read_text(encoding="utf-8"))

    def outline(name: str) -> QPainterPath:
        glyph = font.glyphIndexesForString(chr(int(codes[name], 16)))[0]
        return font.pathForGlyph(glyph)

    centre = outline(_CIRCLE.name).boundingRect().center()

    def placed(glyph: _Glyph) -> QPainterPath:
        scale = glyph.size / _EM
        path = QTransform.fromScale(scale, scale).map(
            outline(glyph.name).translated(QPointF() - centre)
        )
        return path + placed(_CIRCLE) if glyph.ring else path

    return {
        (icon, ring): placed(glyph)
        for ring, glyphs in ((False, _PLAIN), (True, _RINGED))
        for icon, glyph in glyphs.items()
    }
