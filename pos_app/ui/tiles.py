"""The ways to pay, a tile each: its name, its key, whether it can be used now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from pos_app.domain.method import Kind, Method
from pos_app.ui.look import Look, font
from pos_app.ui.tokens import RADIUS, Size, Space
from pos_app.ui.widgets import ENTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_COLUMNS = 3
_FIRST_KEY = 2  # F2; F1 is help wherever there is help


class MethodTile(QAbstractButton):
    """One way to pay. Paints itself: the name may take two lines, the state always one."""

    def __init__(self, method: Method, key: int, look: Look, *, ready: bool) -> None:
        super().__init__()
        self.method = method
        self.key = key
        self.ready = ready
        self.trouble = ""  # what is wrong with its provider, in words
        self._look = look
        self._what = ""
        self.setObjectName(f"method_{method.id.replace('.', '_')}")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(64)
        self.setMaximumHeight(84)

    def sizeHint(self) -> QSize:
        return QSize(120, 80)

    def say(self, what: str) -> None:
        self._what = what
        self.setAccessibleName(self.method.name)
        self.setAccessibleDescription(f"{what} · F{self.key}")
        self.setToolTip(what)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked()
        wide = 2 if lit or self.hasFocus() else 1
        edge = colours.accent if lit else colours.text if self.hasFocus() else colours.line
        pen = QPen(QColor(edge), wide)
        if not self.ready:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.tint if lit else colours.surface))
        inset = wide / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS
        )
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        colours = self._look.colours
        inner = self.rect().adjusted(Space.NORMAL, Space.SMALL, -Space.NORMAL, -Space.SMALL)
        cap = f"F{self.key}"
        painter.setFont(font(12))
        cap_box = painter.fontMetrics().boundingRect(cap).adjusted(-5, -2, 5, 2)
        cap_box.moveTopRight(inner.topRight())
        painter.setPen(QColor(colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap_box, 5, 5)
        painter.setPen(QColor(colours.muted))
        painter.drawText(cap_box, Qt.AlignmentFlag.AlignCenter, cap)

        painter.setFont(font(Size.BODY, strong=True))
        painter.setPen(QColor(colours.text if self.ready else colours.muted))
        name = inner.adjusted(0, 0, -cap_box.width() - Space.TIGHT, -18)
        painter.drawText(name, Qt.TextFlag.TextWordWrap, self.method.name)

        painter.setFont(font(Size.SMALL, strong=bool(self.trouble)))
        words = self.trouble or self._what
        left = inner
        if self.trouble:
            ring = QRectF(inner.left() + 1, inner.bottom() - 12, 8, 8)
            painter.setPen(QPen(QColor(colours.fail), 2))
            painter.drawEllipse(ring)
            left = inner.adjusted(Space.WIDE, 0, 0, 0)
        painter.setPen(QColor(colours.fail if self.trouble else colours.muted))
        elided = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, left.width()
        )
        painter.drawText(left, Qt.AlignmentFlag.AlignBottom, elided)


class MethodTiles(QWidget):
    """One method is chosen; the number may suggest another until a hand has chosen."""

    chosen = Signal(object)  # Method
    not_ready = Signal(object)  # Method

    def __init__(self, methods: Sequence[Method], ready: frozenset[str], look: Look) -> None:
        super().__init__()
        self.by_hand = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.tiles = [
            MethodTile(method, _FIRST_KEY + place, look, ready=method.id in ready)
            for place, method in enumerate(methods)
        ]
        for place, tile in enumerate(self.tiles):
            grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
            tile.clicked.connect(lambda _=False, tile=tile: self._choose(tile))
        self._current = self._first()
        self._mark()

    @property
    def method(self) -> Method:
        return self._current.method

    @property
    def ready_methods(self) -> tuple[Method, ...]:
        return tuple(tile.method for tile in self.tiles if tile.ready)

    def take_key(self, key: int) -> bool:
        """F2 to F6 choose as a hand does."""
        for tile in self.tiles:
            if key == Qt.Key.Key_F1 + tile.key - 1:
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
        """For the next customer: the first method again, and open to suggestions."""
        self.by_hand = False
        self._current = self._first()
        self._mark()
        self.chosen.emit(self.method)

    def set_ready(self, ready: frozenset[str]) -> None:
        for tile in self.tiles:
            tile.ready = tile.method.id in ready
        if not self._current.ready:
            self.start_over()
        self.say()

    def show_trouble(self, provider: str, words: str) -> None:
        """What stands on the tiles of a provider that cannot be reached; no words take it back."""
        for tile in self.tiles:
            if tile.method.provider == provider:
                tile.trouble = words if tile.ready else ""
                tile.say(words or self._what(tile))

    def say(self) -> None:
        for tile in self.tiles:
            tile.say(tile.trouble or self._what(tile))

    def _what(self, tile: MethodTile) -> str:
        if not tile.ready:
            return self.tr("Not set up")
        return {
            Kind.PUSH: self.tr("Request on the phone"),
            Kind.REFERENCE: self.tr("ATM, bank or app"),
            Kind.VOUCHER: self.tr("Prepaid code"),
            Kind.CARD: self.tr("Card on a page"),
        }[tile.method.kind]

    def _first(self) -> MethodTile:
        return next((tile for tile in self.tiles if tile.ready), self.tiles[0])

    def _choose(self, tile: MethodTile) -> None:
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
