"""Method tiles: a tile per way to pay that the shop has, of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.domain.method import Kind, Method
from pos_app.ui.qt.constants import F1
from pos_app.ui.sell.form.method_tile import TALLEST, MethodTile, TileSize, WayTile
from pos_app.ui.sell.form.tile_places import Arrangement, arrange, page_of
from pos_app.ui.theme.tokens import Space

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pos_app.ui.sell.form.method_tile import Tile
    from pos_app.ui.theme.status_style import StatusStyle

_FIRST_KEY = 2  # F2; F1 is help
_KEYS = 8  # up to F9; the next ones bring sales back


class MethodTiles(QWidget):
    """Tiles of which one is chosen. The typed number may suggest another until the cashier has
    chosen.

    Those that are set up come first. A shop sees the others as one quiet tile at most, and where
    six tiles are too few, the sixth opens the rest; in training all of them stand side by side.
    """

    chosen = Signal(object)  # Method
    not_ready = Signal(object)  # Method

    def __init__(
        self, methods: Sequence[Method], ready: frozenset[str], *, training: bool = False
    ) -> None:
        super().__init__()
        self.by_hand = False
        # Buffers a choice that has to wait. Returns whether it did.
        self.waits: Callable[[Callable[[], None]], bool] = lambda _: False
        self._methods = methods
        self._training = training
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(6)
        self._made: dict[str, MethodTile] = {}
        self._rest: WayTile | None = None  # opens the rest of the methods, and goes back
        self._others: WayTile | None = None  # leads to those that are not set up
        self._page = 0  # of the tiles, where there are several
        self.split_method: Method | None = None  # of a sale in parts, where that is turned on
        self._asleep: Sequence[Method] = ()  # of the shop's country, and not set up
        self.tiles: list[MethodTile] = []
        self._choose_tiles(ready)
        self._current = self._first()
        self._mark()
        self._place()

    @property
    def method(self) -> Method:
        return self._current.method

    @property
    def ready_methods(self) -> tuple[Method, ...]:
        return tuple(tile.method for tile in self.tiles if tile.ready)

    def has_key(self, key: int) -> bool:
        return any(tile.key and key == F1 + tile.key - 1 for tile in self.tiles)

    def take_key(self, key: int) -> bool:
        """Chooses the tile of this key, F2 and up, as a press would."""
        for tile in self.tiles:
            if tile.key and key == F1 + tile.key - 1:
                self._choose(tile)
                return True
        return False

    def choose(self, method: Method) -> None:
        """Chooses a method as the cashier would, if it is set up."""
        for tile in self.tiles:
            if tile.method == method and tile.ready:
                self._choose(tile)

    def suggest(self, method: Method | None) -> None:
        if method is None or self.by_hand or method == self.method:
            return
        self._turn_to(next(tile for tile in self.tiles if tile.method == method))
        self.chosen.emit(method)

    def start_over(self) -> None:
        """Chooses the first method again for the next customer, open to suggestions."""
        self.by_hand = False
        self._turn_to(self._first())
        self.chosen.emit(self.method)

    def set_ready(self, ready: frozenset[str]) -> None:
        self._choose_tiles(ready)
        if not self._current.ready or self._current not in self.tiles:
            self._page = 0
            self.start_over()
        else:
            self._turn_to(self._current)
        self._place()
        self.set_text()

    def show_trouble(self, provider: str, words: str, tone: StatusStyle) -> None:
        """Shows a provider's trouble on its tiles; empty words remove it."""
        for tile in self.tiles:
            if tile.method.provider == provider:
                tile.trouble = words if tile.ready else ""
                tile.trouble_tone = str(tone)
                tile.show_status(self._what(tile))

    def set_text(self) -> None:
        for tile in self.tiles:
            tile.show_status(self._what(tile))
        if self._rest is not None:
            words = self.tr("Fewer ways") if self._is_last_page else self.tr("More ways")
            self._rest.set_words(words, "", words)
        if self._others is not None:
            meaning = self.tr("Set up another way to pay")
            self._others.set_words(self.tr("Other ways"), self.tr("Not set up"), meaning)

    # --- which, and where -------------------------------------------------------------------------

    def _choose_tiles(self, ready: frozenset[str]) -> None:
        """Takes the methods that are set up, in order, and then those of the shop's own country
        that are not, where they have a tile each."""
        home = self._methods[0].country
        # A split sale is no way to pay, but several: the form offers it beside them.
        up = [m for m in self._methods if m.id in ready and m.kind is not Kind.SPLIT]
        self._asleep = [
            method
            for method in self._methods
            if method.country == home and method.asks_provider and method.id not in ready
        ]
        splits = (m for m in self._methods if m.id in ready and m.kind is Kind.SPLIT)
        self.split_method = next(splits, None)
        shown = [*up, *self._asleep] if self._training or not up else up
        self.tiles = [self._tile(method) for method in shown]
        for place, tile in enumerate(self.tiles):
            tile.ready = tile.method.id in ready
            tile.take_key(_FIRST_KEY + place if tile.ready and place < _KEYS else 0)

    def _place(self) -> None:
        """Places the tiles of the page that has the chosen one."""
        plan = self._plan
        for made in (*self._made.values(), self._rest, self._others):
            if made is not None:
                self._grid.removeWidget(made)
        shown: list[Tile] = list(plan.page(self.tiles, self._page))
        if plan.has_rest:
            shown.append(self._rest_tile())
        if plan.has_others:
            shown.append(self._others_tile())
        for tile in shown:
            tile.use_size(plan.size if isinstance(tile, MethodTile) else TileSize.USUAL)
        places = plan.places(len(shown))
        for tile, (row, column, wide) in zip(shown, places, strict=True):
            self._grid.addWidget(tile, row, column, 1, wide)
        rows = places[-1][0] + 1
        self.setMaximumHeight(rows * TALLEST + (rows - 1) * self._grid.spacing())
        used = max(column + wide for _, column, wide in places)
        for column in range(max(used, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < used else 0)
        for made in (*self._made.values(), self._rest, self._others):
            if made is not None:
                made.setVisible(made in shown)

    @property
    def _plan(self) -> Arrangement:
        is_asleep = any(not tile.ready for tile in self.tiles)  # each on a tile of its own
        others = bool(self._asleep) and not is_asleep
        return arrange(len(self.tiles), others=others, training=self._training or is_asleep)

    def _turn_to(self, tile: MethodTile) -> None:
        """Makes this the chosen tile, and shows the page that it stands on."""
        self._current = tile
        self._mark()
        page = page_of(self.tiles.index(tile)) if self._plan.has_rest else 0
        if page != self._page:
            self._turn_page(page)

    @property
    def _is_last_page(self) -> bool:
        return self._page == page_of(len(self.tiles) - 1)

    def _turn(self) -> None:
        self._turn_page(0 if self._is_last_page else self._page + 1)

    def _turn_page(self, page: int) -> None:
        self._page = page
        self._place()
        self.set_text()

    def _rest_tile(self) -> WayTile:
        if self._rest is None:
            self._rest = WayTile("methods_rest", asleep=False)
            self._rest.clicked.connect(self._turn)
        return self._rest

    def _others_tile(self) -> WayTile:
        if self._others is None:
            self._others = WayTile("methods_others", asleep=True)
            self._others.clicked.connect(lambda: self.not_ready.emit(self._asleep[0]))
        return self._others

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
            Kind.BY_HAND: self._what_by_hand(tile.method),
        }[tile.method.kind]

    def _what_by_hand(self, method: Method) -> str:
        return self.tr("In the drawer") if method.opens_drawer else self.tr("By hand")

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
        self._turn_to(tile)
        self.chosen.emit(tile.method)

    def _mark(self) -> None:
        for tile in self._made.values():
            tile.setChecked(tile is self._current)
