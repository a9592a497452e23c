"""Method tiles: a tile per payment method, with its name, its shortcut key and its provider's
state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.domain.method import Kind, Method
from pos_app.ui.qt.constants import F1, LEFT, TAB_FOCUS, TOP, align, take_focus
from pos_app.ui.qt.plain_text import Text, show_tip
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_COLUMNS, _MANY_COLUMNS = 3, 4
_MANY = 6  # with more tiles than this, all are smaller
_LOWEST, _TALLEST = 64, 84
_FIRST_KEY = 2  # F2; F1 is help


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


class MethodTile(Button):
    """A tile for one method: its name may take two lines, its state always one."""

    def __init__(self, method: Method, *, ready: bool) -> None:
        super().__init__(f"method_{method.id.replace('.', '_')}", "tile")
        self.method = method
        self.key = 0
        self.ready = ready
        self.trouble = ""  # the provider's trouble, in words
        self.trouble_tone = StatusStyle.FAIL
        self.setCheckable(True)
        take_focus(self, TAB_FOCUS)
        self.setMinimumHeight(_LOWEST)
        self.setMaximumHeight(_TALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._name = wrapped(label(strong=True))
        self._cap = Cap()
        self._what = Part(Size.SMALL)
        self._what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = QGridLayout(self)
        self._inside = grid
        grid.setContentsMargins(Space.NORMAL, Space.SMALL, Space.SMALL, Space.SMALL)
        grid.setSpacing(0)
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(self._what, 1, 0, 1, 2)  # alone where it has no room beside the key
        grid.addWidget(self._cap, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowMinimumHeight(1, 20)
        grid.setRowStretch(0, 1)
        align(self._name, LEFT | TOP)

    def sizeHint(self) -> QSize:
        return QSize(120, _TALLEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Blanks a text that does not fit, rather than cut it: the state, or the key while there is
        trouble."""
        edges = self._inside.contentsMargins()
        inner = self.width() - edges.left() - edges.right()
        wanted = self._what.sizeHint().width() + Space.TIGHT + self._cap.sizeHint().width()
        fits = wanted <= inner
        self._what.keep(quiet=not (fits or self.trouble))
        self._cap.keep(quiet=not (fits or not self.trouble))

    def stand(self, key: int, *, small: bool) -> None:
        """Sets the tile's key and, by the number of tiles, its size."""
        self.key = key
        self._cap.setText(f"F{key}")
        self._name.setFont(font(Size.LABEL if small else Size.BODY, strong=True))
        self._what.setFont(font(12 if small else Size.SMALL))
        self._inside.setContentsMargins(
            Space.SMALL if small else Space.NORMAL, Space.TIGHT if small else Space.SMALL, 6, 6
        )

    def show_status(self, what: str) -> None:
        self._what.setText(self.trouble or what)
        restyle(self._what, tone=str(self.trouble_tone) if self.trouble else "muted")
        self._fit()
        restyle(self, unready=not self.ready)
        name = method_name(self.method)
        self._name.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{self.trouble or what} · F{self.key}")
        show_tip(self, self.trouble or what)


class MethodTiles(QWidget):
    """Tiles of which one is chosen. The typed number may suggest another until the cashier has
    chosen."""

    chosen = Signal(object)  # Method
    not_ready = Signal(object)  # Method

    def __init__(self, methods: Sequence[Method], ready: frozenset[str]) -> None:
        super().__init__()
        self.by_hand = False
        # Buffers a choice that has to wait. Returns whether it did.
        self.waits: Callable[[Callable[[], None]], bool] = lambda _: False
        self._methods = methods
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._made: dict[str, MethodTile] = {}
        self.tiles: list[MethodTile] = []
        self._lay_out(ready)
        self._current = self._first()
        self._mark()

    @property
    def method(self) -> Method:
        return self._current.method

    @property
    def ready_methods(self) -> tuple[Method, ...]:
        return tuple(tile.method for tile in self.tiles if tile.ready)

    def has_key(self, key: int) -> bool:
        return any(key == F1 + tile.key - 1 for tile in self.tiles)

    def take_key(self, key: int) -> bool:
        """Chooses the tile of this key, F2 and up, as a press would."""
        for tile in self.tiles:
            if key == F1 + tile.key - 1:
                self._choose(tile)
                return True
        return False

    def suggest(self, method: Method | None) -> None:
        if method is None or self.by_hand or method == self.method:
            return
        self._current = next(tile for tile in self.tiles if tile.method == method)
        self._mark()
        self.chosen.emit(method)

    def start_over(self) -> None:
        """Chooses the first method again for the next customer, open to suggestions."""
        self.by_hand = False
        self._current = self._first()
        self._mark()
        self.chosen.emit(self.method)

    def set_ready(self, ready: frozenset[str]) -> None:
        self._lay_out(ready)
        if not self._current.ready or self._current not in self.tiles:
            self.start_over()
        self.set_text()

    def show_trouble(self, provider: str, words: str, tone: StatusStyle) -> None:
        """Shows a provider's trouble on its tiles; empty words remove it."""
        for tile in self.tiles:
            if tile.method.provider == provider:
                tile.trouble = words if tile.ready else ""
                tile.trouble_tone = tone
                tile.show_status(self._what(tile))

    def set_text(self) -> None:
        for tile in self.tiles:
            tile.show_status(self._what(tile))

    def _lay_out(self, ready: frozenset[str]) -> None:
        """Lays out the methods of the shop's own country first, then any others that are set up."""
        home = self._methods[0].country
        shown = [m for m in self._methods if m.country == home or m.id in ready]
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.setVisible(tile.method in shown)
        self.tiles = [self._tile(method) for method in shown]
        small = len(shown) > _MANY
        columns = _MANY_COLUMNS if small else _COLUMNS
        for place, tile in enumerate(self.tiles):
            tile.ready = tile.method.id in ready
            tile.stand(_FIRST_KEY + place, small=small)
            self._grid.addWidget(tile, place // columns, place % columns)

    def _tile(self, method: Method) -> MethodTile:
        tile = self._made.get(method.id)
        if tile is None:
            tile = self._made[method.id] = MethodTile(method, ready=False)
            tile.clicked.connect(lambda _=False, tile=tile: self._choose(tile))
        return tile

    def _what(self, tile: MethodTile) -> str:
        if not tile.ready:
            return self.tr("Not set up")
        return {
            Kind.PUSH: self.tr("On the phone"),
            Kind.REFERENCE: self.tr("ATM or bank"),
            Kind.VOUCHER: self.tr("Prepaid code"),
            Kind.CARD: self.tr("QR page"),
        }[tile.method.kind]

    def _first(self) -> MethodTile:
        return next((tile for tile in self.tiles if tile.ready), self.tiles[0])

    def _choose(self, tile: MethodTile) -> None:
        if self.waits(lambda: self._choose(tile)):
            self._mark()
            return
        if not tile.ready:
            self._mark()
            self.not_ready.emit(tile.method)
            return
        self.by_hand = True
        self._current = tile
        self._mark()
        self.chosen.emit(tile.method)

    def _mark(self) -> None:
        for tile in self.tiles:
            tile.setChecked(tile is self._current)
