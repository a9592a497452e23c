"""Latest sales: the end of a long list, held at its foot while it is scrolled out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent

_MOST = 3  # rows under the heading


class Rows(Protocol):
    """The list over whose foot this stands."""

    @property
    def heading_row(self) -> int: ...

    @property
    def end_row(self) -> int: ...

    @property
    def scrolled(self) -> int: ...

    @property
    def surface(self) -> QColor: ...

    def viewport(self) -> QWidget: ...

    def rows_in(self, room: int) -> int: ...

    def top_of(self, row: int) -> int: ...

    def paint_row(self, painter: QPainter, row: int, where: QRect) -> None: ...

    def touch_row(self, row: int) -> None: ...


class LatestSales(QWidget):
    """The heading of the finished sales and the newest of them, over the foot of the list.

    However many sales wait above, the last ones and the day's total stay in sight. It stands
    exactly where the list's own rows stand once they are scrolled to, and is then hidden.
    """

    def __init__(self, sales: Rows) -> None:
        super().__init__(sales.viewport())
        self.setObjectName("latest_sales")
        self._sales = sales
        self._rows = range(0)
        self.hide()

    def place(self) -> None:
        """Shows what is out of sight, at the foot of the list; without asking the list to lay out
        its rows."""
        sales = self._sales
        room = sales.viewport().height()
        heading, end = sales.heading_row, sales.end_row
        shown = max(1, min(_MOST, sales.rows_in(room) // 2))
        last = min(end, heading + 1 + shown)
        while last > heading + 1 and sales.top_of(last) - sales.top_of(heading) > room:
            last -= 1
        tall = sales.top_of(last) - sales.top_of(heading)
        top = room - tall
        self._rows = range(heading, last)
        self.setGeometry(0, top, sales.viewport().width(), tall)
        self.setVisible(top > 0 and sales.top_of(heading) - sales.scrolled > top)
        self.update()

    def shows(self, row: int) -> bool:
        return self.isVisible() and row in self._rows

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._sales.surface)
        for row in self._rows:
            self._sales.paint_row(painter, row, self._place_of(row))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for row in self._rows:
            if self._place_of(row).contains(event.position().toPoint()):
                self._sales.touch_row(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the row of the list below is pressed

    def _place_of(self, row: int) -> QRect:
        top = self._sales.top_of(row) - self._sales.top_of(self._rows.start)
        tall = self._sales.top_of(row + 1) - self._sales.top_of(row)
        return QRect(0, top, self.width(), tall)


def option_for(where: QRect, *, is_selected: bool) -> QStyleOptionViewItem:
    """Makes what a delegate paints a row by, outside of its view."""
    option = QStyleOptionViewItem()
    option.rect = where
    option.state = QStyle.StateFlag.State_Enabled
    if is_selected:
        option.state |= QStyle.StateFlag.State_Selected
    option.direction = Qt.LayoutDirection.LeftToRight
    return option
