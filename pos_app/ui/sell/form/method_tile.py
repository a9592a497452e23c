"""Tile of one way to pay: its name, its shortcut key and its provider's state."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from pos_app.ui.qt.constants import LEFT, TAB_FOCUS, TOP, align, take_focus
from pos_app.ui.qt.plain_text import Text, show_tip
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from pos_app.domain.method import Method

_LOWEST, TALLEST = 64, 82
_BELOW = 5  # space under the key
_SMALLER = (15, Size.LABEL, Size.SMALL, 12)  # for a name of one long word


class Part(Text):
    """A text that can go blank and keep its place.

    To show or hide a widget while its tile is being resized would lay out the whole window again in
    the middle of it.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.quiet = False
        self.setFont(font(size))
        self.setProperty("tone", "muted")

    def keep(self, *, quiet: bool) -> None:
        if quiet is not self.quiet:
            self.quiet = quiet
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.quiet:
            super().paintEvent(event)


class Cap(Part):
    """The key that chooses the tile, in a frame."""

    def __init__(self) -> None:
        super().__init__(12)
        self.setProperty("box", "cap")
        self.setFixedHeight(20)

    def keep(self, *, quiet: bool) -> None:
        super().keep(quiet=quiet)
        restyle(self, quiet=quiet)  # the style sheet paints the frame


class TileSize(Enum):
    """Sizes of a tile's texts, by the number of tiles beside it: name, state, edges."""

    ALONE = (Size.LEAD, Size.LABEL, (Space.WIDE, Space.NORMAL))
    USUAL = (Size.BODY, Size.SMALL, (Space.NORMAL, Space.SMALL))
    SMALL = (Size.LABEL, 12, (Space.SMALL, Space.TIGHT))


class Tile(Button):
    """A tile with a name of at most two lines, and below it a state and a key on one line."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "tile")
        take_focus(self, TAB_FOCUS)
        self.setMinimumHeight(_LOWEST)
        self.setMaximumHeight(TALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._name = wrapped(label(strong=True))
        self._name_size = Size.BODY
        self._cap = Cap()
        self._what = Part(Size.SMALL)
        self._what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = QGridLayout(self)
        self._inside = grid
        grid.setSpacing(0)
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(self._what, 1, 0, 1, 2)  # alone where it has no room beside the key
        grid.addWidget(self._cap, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowMinimumHeight(1, 20)
        grid.setRowStretch(0, 1)
        align(self._name, LEFT | TOP)

    def sizeHint(self) -> QSize:
        return QSize(120, TALLEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def use_size(self, size: TileSize) -> None:
        name, what, (aside, above) = size.value
        self._name_size = name
        self._what.setFont(font(what))
        self._inside.setContentsMargins(aside, above, Space.SMALL, _BELOW)
        self._fit()

    def _fit(self) -> None:
        """Blanks a text that does not fit, rather than cut it: the state, or the key while there is
        trouble."""
        edges = self._inside.contentsMargins()
        inner = self.width() - edges.left() - edges.right()
        self._fit_name(inner)
        key = Space.TIGHT + self._cap.sizeHint().width() if self._cap.text() else 0
        fits = self._what.sizeHint().width() + key <= inner
        self._what.keep(quiet=not (fits or self._is_urgent))
        self._cap.keep(quiet=not self._cap.text() or not (fits or not self._is_urgent))

    def _fit_name(self, inner: int) -> None:
        """Makes the name smaller where its longest word does not fit on a line."""
        for size in (self._name_size, *(one for one in _SMALLER if one < self._name_size)):
            face = font(size, strong=True)
            metrics = QFontMetrics(face)
            if all(metrics.horizontalAdvance(word) <= inner for word in self._name.text().split()):
                break
        if self._name.font() != face:
            self._name.setFont(face)

    @property
    def _is_urgent(self) -> bool:
        """Returns whether the state has to be read, even in the key's place."""
        return not self._cap.text()


class MethodTile(Tile):
    """The tile that chooses one method. One that is not set up is asleep: dashed, muted, and with
    no key."""

    def __init__(self, method: Method, *, ready: bool) -> None:
        super().__init__(f"method_{method.id.replace('.', '_')}")
        self.method = method
        self.key = 0  # none
        self.ready = ready
        self.trouble = ""  # the provider's trouble, in words
        self.trouble_tone = "fail"  # a `StatusStyle`, which the first paint does not load
        self.setCheckable(True)

    def take_key(self, key: int) -> None:
        """Sets the function key that chooses this tile; 0 for none."""
        self.key = key
        self._cap.setText(f"F{key}" if key else "")

    def show_status(self, what: str) -> None:
        said = self.trouble or what
        self._what.setText(said)
        restyle(self._what, tone=self.trouble_tone if self.trouble else "muted")
        restyle(self._name, tone="" if self.ready else "muted")
        restyle(self, unready=not self.ready)
        name = method_name(self.method)
        self._name.setText(name)
        self._fit()
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{said} · F{self.key}" if self.key else said)
        show_tip(self, said)

    @property
    def _is_urgent(self) -> bool:
        return bool(self.trouble) or super()._is_urgent


class WayTile(Tile):
    """A tile that leads to other methods: to the rest of them, or to the settings."""

    def __init__(self, name: str, *, asleep: bool) -> None:
        super().__init__(name)
        self._asleep = asleep
        self._cap.keep(quiet=True)
        self.setProperty("unready", asleep)
        if asleep:
            self._name.setProperty("tone", "muted")

    def set_words(self, name: str, what: str, meaning: str) -> None:
        self._name.setText(name)
        self._what.setText(what)
        self.setAccessibleName(meaning)
        show_tip(self, meaning)
        self._fit()
