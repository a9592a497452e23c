"""Labels that fit their text to the width: by a smaller font, or by an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.qt.plain_text import Text, show_tip
from pos_app.ui.theme.theme import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QResizeEvent

_BAR = 16  # width of a scroll bar, and more


class Headline(Text):
    """Label with its text as large as fits on one line; a long one is smaller and takes two."""

    def __init__(self, sizes: tuple[int, ...], name: str, *, strong: bool = True) -> None:
        super().__init__()
        self._sizes = sizes
        self._strong = strong
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def use_sizes(self, sizes: tuple[int, ...]) -> None:
        self._sizes = sizes
        self._fit()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._use(self._fitting(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Takes a larger size only where that fits beside a scroll bar, too: one that comes for the
        large text, and goes for the small one, would turn in a circle."""
        size = self._fitting(self.width())
        if size > self.font().pixelSize() in self._sizes:
            size = max(self.font().pixelSize(), self._fitting(self.width() - _BAR))
        self._use(size)

    def _fitting(self, room: int) -> int:
        sizes = (size for size in self._sizes if self._wide(size) <= room)
        return next(sizes, self._sizes[-1])

    def _wide(self, size: int) -> int:
        return QFontMetrics(font(size, strong=self._strong)).horizontalAdvance(self.text())

    def _use(self, size: int) -> None:
        face = font(size, strong=self._strong)
        if self.font() != face:
            self.setFont(face)


class Parted(Text):
    """Label of two parts with a dot between them: no line ends with the dot, for the second part
    then begins a line without it."""

    def __init__(self, size: int, name: str) -> None:
        super().__init__()
        self._parts = ("", "")
        self.setObjectName(name)
        self.setFont(font(size, strong=True))
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_parts(self, first: str, second: str) -> None:
        self._parts = (first, second)
        self._join()

    def setFont(self, face: QFont | str | Sequence[str]) -> None:
        super().setFont(face)
        self._join()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._join()

    def _join(self) -> None:
        first, second = self._parts
        joined = f"{first}\u00a0· {second}" if second else first
        if second and self._lines(joined) > self._lines(f"{first}\u00a0·"):
            joined = f"{first}\n{second}"
        if joined != self.text():
            self.setText(joined)

    def _lines(self, text: str) -> int:
        metrics = QFontMetrics(self.font())
        room = QRect(0, 0, self.width(), 1)
        tall = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        return round(tall / metrics.lineSpacing())


class Elided(Text):
    """Label of one line, cut where it must be; the tooltip has all of it."""

    def __init__(self, size: int, name: str, *, middle: bool = False, strong: bool = False) -> None:
        super().__init__()
        self._whole = ""
        end = Qt.TextElideMode.ElideRight
        self._mode = Qt.TextElideMode.ElideMiddle if middle else end
        self.setObjectName(name)
        self.setFont(font(size, strong=strong))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = shown(text)
        self.setAccessibleName(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(self.font())
        fits = metrics.elidedText(self._whole, self._mode, self.width())
        show_tip(self, "" if fits == self._whole else self._whole)
        super().setText(fits)
