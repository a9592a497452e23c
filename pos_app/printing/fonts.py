"""The letters of a slip, the same at any scale.

Figures are the font's own, not its tabular ones, and colons stay where they are: nothing on a slip
stands in a column, and Qt writes a font's alternate forms into a PDF as glyphs without text, which
a customer can neither search nor copy into a bank's form. Nor are two letters drawn as one: `ff` in
a journal's head would be copied as a character that is in no head.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from pos_app.domain.text.foreign_text import shown

_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial"]
SMALL, BODY, TITLE, LARGE, HUGE = 27.0, 31.0, 36.0, 46.0, 84.0


def font(size: float, *, bold: bool = False) -> QFont:
    letters = QFont(_FAMILIES)  # not QFont(), which is the window's font with its tabular figures
    letters.setStyleHint(QFont.StyleHint.SansSerif)
    letters.setPixelSize(round(size))
    letters.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    for form in ("tnum", "calt", "liga"):
        letters.setFeature(QFont.Tag(form), 0)
    # Measured here, painted at any scale: letters must keep their proportions.
    letters.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return letters


def width_of(text: str, letters: QFont) -> float:
    return QFontMetricsF(letters).horizontalAdvance(text)


def laid_out(
    text: str, letters: QFont, width: float, align: Qt.AlignmentFlag
) -> tuple[QTextLayout, float]:
    """The lines of a text and their height: what was measured is what is painted.

    The last door to paper: a text of a million letters would be laid out for minutes.
    """
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout = QTextLayout(shown(text), letters)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height
