"""Current theme for painted widgets: its colours, and fonts from the one type scale."""

from functools import cache, lru_cache

from PySide6.QtGui import QColor, QFont, QFontMetrics

from pos_app.ui.theme.tokens import FAMILY, Colours, colours_of

_WIDTHS = 4096  # texts whose width is kept: some screens of rows


class CurrentTheme:
    """The theme of one window, shared by every widget that paints itself; `apply` changes it for
    all."""

    def __init__(self, theme: str) -> None:
        self.colours: Colours = colours_of(theme)

    def apply(self, theme: str) -> None:
        self.colours = colours_of(theme)


@cache
def ink_of(colour: str) -> QColor:
    """Returns a theme's colour as what a painter takes, read once. Nobody may change it."""
    return QColor(colour)


def font(size: int, *, strong: bool = False) -> QFont:
    """Returns a font of the window's family. Its figures are tabular, so that columns of money line
    up."""
    face = QFont(FAMILY)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


class Faces:
    """Fonts and their measures, each made once: for what is painted over and over."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, bool], tuple[QFont, QFontMetrics]] = {}
        self._width = lru_cache(_WIDTHS)(self._measured)

    def font(self, size: int, *, strong: bool = False) -> QFont:
        return self._face(size, strong=strong)[0]

    def metrics(self, size: int, *, strong: bool = False) -> QFontMetrics:
        return self._face(size, strong=strong)[1]

    def width(self, text: str, size: int, *, strong: bool = False) -> int:
        return self._width(text, size, strong)

    def _measured(self, text: str, size: int, strong: bool) -> int:  # noqa: FBT001 - a key
        return self._face(size, strong=strong)[1].horizontalAdvance(text)

    def _face(self, size: int, *, strong: bool) -> tuple[QFont, QFontMetrics]:
        made = self._made.get((size, strong))
        if made is None:
            face = font(size, strong=strong)
            made = self._made[size, strong] = (face, QFontMetrics(face))
        return made
