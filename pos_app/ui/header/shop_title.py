"""Title of the header: the shop's name and the till, beside each other or stacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from pos_app.ui.qt.constants import BOTTOM, LEFT, MIDDLE, TOP, align
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.name_line import NameLine

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_NAME_SIZES = (17, 15, 13, 12)
_TILL_SIZES = (Size.LABEL, Size.SMALL, 12)
_GAP = Space.EDGE


class ShopTitle(QWidget):
    """The shop's name and the till. Both give way to whatever else stands in the header."""

    def __init__(self) -> None:
        super().__init__()
        self._name = NameLine("shop_name", _NAME_SIZES, lines=2)
        self._till = NameLine("till_name", _TILL_SIZES)
        self._till.setProperty("tone", "muted")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._name)
        self._row.addWidget(self._till)

    def show_names(self, shop: str, till: str, mode: str) -> None:
        """Shows both names; `mode` is the word for training, which is never cut."""
        self._name.show_text(shop)
        self._till.show_text(till, f" · {mode}" if mode else "")

    @property
    def least_width(self) -> int:
        """The width of both, one over the other, with nothing cut."""
        return max(self._name.least_wrapped_width, self._till.least_wrapped_width) + 1

    def sizeHint(self) -> QSize:
        """Returns the size with both beside each other, whatever they are now."""
        name, till = self._name.sizeHint(), self._till.sizeHint()
        return QSize(name.width() + _GAP + till.width(), max(name.height(), till.height()))

    def minimumSizeHint(self) -> QSize:
        name, till = self._name.minimumSizeHint(), self._till.minimumSizeHint()
        return QSize(max(name.width(), till.width()), name.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the till under the shop's name where there is no room for both on a line."""
        super().resizeEvent(event)
        beside = self._name.least_width + _GAP + self._till.least_width
        self._stack(wanted=beside > event.size().width())

    def _stack(self, *, wanted: bool) -> None:
        for line in (self._name, self._till):  # beside each other both stay whole
            line.setMinimumWidth(0 if wanted else line.least_width + 1)
        align(self._name, LEFT | (BOTTOM if wanted else MIDDLE))  # two lines that belong together
        align(self._till, LEFT | (TOP if wanted else MIDDLE))
        down = QBoxLayout.Direction.TopToBottom
        direction = down if wanted else QBoxLayout.Direction.LeftToRight
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
            self._row.setSpacing(0 if wanted else _GAP)
