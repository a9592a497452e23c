"""Current theme for painted widgets: its colours, and fonts from the one type scale."""

from PySide6.QtGui import QFont

from pos_app.ui.theme.tokens import FAMILY, Colours, colours_of


class CurrentTheme:
    """The theme of one window, shared by every widget that paints itself; `apply` changes it for
    all."""

    def __init__(self, theme: str) -> None:
        self.colours: Colours = colours_of(theme)

    def apply(self, theme: str) -> None:
        self.colours = colours_of(theme)


def font(size: int, *, strong: bool = False) -> QFont:
    """Returns a font of the window's family. Its figures are tabular, so that columns of money line
    up."""
    face = QFont(FAMILY)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face
