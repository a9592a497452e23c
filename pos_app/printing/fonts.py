"""The fonts of a slip, with the same proportions at any scale.

Digits are proportional, not tabular, and colons stay where they are: nothing on a slip stands in a
column, and Qt writes a font's alternate forms into a PDF as glyphs without text, which a customer
can neither search nor copy into a bank's form. Ligatures are off for the same reason: `ff` in a
chain head would be copied as a character that is in no head.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from pos_app.domain.text.foreign_text import shown

_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial"]
SMALL, BODY, TITLE, LARGE, HUGE = 27.0, 31.0, 36.0, 46.0, 84.0


def font(size: float, *, bold: bool = False) -> QFont:
    letters = QFont(_FAMILIES)  # not QFont(), the window's font with tabular digits
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
    """Returns the lines of a text and their height, measured as they will be painted.

    It cuts the text, as the last check before paper: one of a million letters would take minutes to
    lay out.
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
