"""Line of sums: the first one as large as fits, its symbol and the other currencies smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui.theme.theme import CurrentTheme, Faces
from pos_app.ui.theme.tokens import Size, Space

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent

    from pos_app.domain.money import Money

_LARGE = (36, 32, 28, 24, 20)
_SMALL = Size.LEAD
_GAP = 14


class SumLine(QWidget):
    """Painted sums. The others stand below where they have no room beside the first one."""

    def __init__(self, name: str, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._faces = Faces()
        self._sums: Sequence[Money] = ()
        self._shape = (_LARGE[0], 1)  # size of the first sum, and in how many lines they stand
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_sums(self, sums: Sequence[Money]) -> None:
        self._sums = sums
        self.setAccessibleName(" + ".join(map(str, sums)))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        size, lines = self._shape
        return QSize(0, round(size * 1.25) + (lines - 1) * round(_SMALL * 1.4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        size, lines = self._shape
        left, base = 0.0, float(size)
        for place, money in enumerate(self._sums):
            if place == 1 and lines > 1:
                left, base = 0.0, base + _SMALL * 1.4
            for text, points, strong in self._words(place, money, size):
                painter.setFont(self._faces.font(points, strong=strong))
                ink = self._look.colours.text if strong else self._look.colours.muted
                painter.setPen(QColor(ink))
                painter.drawText(QPointF(left, base), text)
                left += self._faces.width(text, points, strong=strong) + Space.TIGHT
            left += _GAP - Space.TIGHT
        painter.end()

    def _words(self, place: int, money: Money, size: int) -> Iterator[tuple[str, int, bool]]:
        symbol = (money.currency.symbol, _SMALL, False)
        number = (money.figures, _SMALL if place else size, True)
        if place:
            yield ("+", _SMALL, True)
        yield from (symbol, number) if money.currency.value.symbol_first else (number, symbol)

    def _wide(self, places: Sequence[int], size: int) -> int:
        wide = 0
        for place in places:
            for text, points, strong in self._words(place, self._sums[place], size):
                wide += self._faces.width(text, points, strong=strong) + Space.TIGHT
        return wide + _GAP * (len(places) - 1)

    def _fit(self) -> None:
        """Takes the largest size at which all sums fit in a line; else two lines."""
        if not self._sums:
            return
        every = range(len(self._sums))
        shapes = [(size, 1) for size in _LARGE[:2] if self._wide(every, size) <= self.width()]
        shapes += [(size, 2) for size in _LARGE if self._wide(every[:1], size) <= self.width()]
        shape = shapes[0] if shapes else (_LARGE[-1], 2)
        if len(self._sums) == 1:
            shape = (shape[0], 1)
        if shape != self._shape:
            self._shape = shape
            self.updateGeometry()
