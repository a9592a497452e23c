"""Line for a name that somebody gave: smaller or on two lines where the room is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.qt.plain_text import Text, show_tip
from pos_app.ui.theme.theme import font
from pos_app.ui.widgets.two_lines import on_two_lines

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST = 90  # width that is left of a long text


class NameLine(Text):
    """A text on one line, smaller where the room is short; then on two, where it may be; then cut.

    A long name must not make the window larger than its screen. This is not `Elided`, which the
    first paint has no time for.
    """

    def __init__(
        self, name: str, sizes: tuple[int, ...], *, lines: int = 1, strong: bool = True
    ) -> None:
        super().__init__()
        self._sizes = sizes
        self._strong = strong
        self._lines = lines
        self._whole = self._end = ""
        self._wide = 0  # on one line, in the largest size
        self._shown_lines = 1
        self.setObjectName(name)
        self.setFont(font(sizes[0], strong=strong))

    def show_text(self, text: str, end: str = "") -> None:
        """Shows the text with its end, which stays whole."""
        self._whole, self._end = shown(text), end
        self.setAccessibleName(self._whole + end)
        self._wide = self._width(self._whole + end, self._sizes[0])
        self.updateGeometry()
        self._fit()

    @property
    def least_width(self) -> int:
        """The width of all of it on one line, in the smallest size."""
        return self._width(self._whole + self._end, self._sizes[-1])

    @property
    def least_wrapped_width(self) -> int:
        """The width of all of it on as many lines as it may take, in the smallest size."""
        whole = self._whole + self._end
        return self._width(on_two_lines(whole, len) if self._lines > 1 else whole, self._sizes[-1])

    def sizeHint(self) -> QSize:
        return QSize(self._wide + 1, self._shown_lines * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        least = _LEAST + self._width(self._end, self._sizes[-1]) if self._end else _LEAST
        usual = self.sizeHint()
        return QSize(min(least, usual.width()), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole, room = self._whole + self._end, self.width()
        fitting = (size for size in self._sizes if self._width(whole, size) <= room)
        size = next(fitting, self._sizes[-1])
        kept, text = self._whole, whole
        if self._width(whole, size) > room and self._lines > 1:
            text = on_two_lines(whole, len)
        while kept and self._width(text, size) > room:
            kept = kept[:-1]
            text = f"{kept.rstrip()}…{self._end}"
            text = on_two_lines(text, len) if self._lines > 1 else text
        if self.font().pixelSize() != size:
            self.setFont(font(size, strong=self._strong))
        show_tip(self, "" if kept == self._whole else whole)
        self.setText(text)
        lines = text.count("\n") + 1
        if lines != self._shown_lines:
            self._shown_lines = lines
            self.updateGeometry()

    def _width(self, text: str, size: int) -> int:
        metrics = QFontMetrics(font(size, strong=self._strong))
        return max(metrics.horizontalAdvance(line) for line in text.split("\n"))
