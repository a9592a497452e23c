"""First figures of a period: received, change, paid sales, success, time to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_SIZES = (28, 22, Size.LEAD)
_SHARES = (27, 24, 18, 20, 24)  # widths, in relation to each other
_NARROWEST = 860  # width below which they take two rows
_IN_A_ROW = 3


class Figure(NamedTuple):
    """One figure: its title, itself, and what there is to say about it."""

    title: str
    value: str
    note: str


class _Cell(QWidget):
    """One figure. Read as one: title, value and note."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.title = wrapped(label(Size.LABEL, tone="muted"))
        self.value = Headline(_SIZES, name)
        self.note = wrapped(label(Size.SMALL, tone="muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        column.setSpacing(2)
        for part in (self.title, self.value, self.note):
            column.addWidget(part)
        column.addStretch(1)

    def show_figure(self, figure: Figure) -> None:
        self.title.setText(figure.title)
        self.value.setText(figure.value)
        self.note.setText(figure.note)
        self.setAccessibleName(": ".join(part for part in figure if part))


class Headlines(QFrame):
    """Card of five figures beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("figures_headlines")
        self.setProperty("box", "card")
        self._cells = [_Cell(f"figures_headline_{place}") for place in range(len(_SHARES))]
        self._lines = [_upright() for _ in _SHARES[1:]]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        self._grid.setSpacing(0)
        self._in_a_row = 0
        self._arrange(len(_SHARES))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        for cell, figure in zip(self._cells, figures, strict=True):
            cell.show_figure(figure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(len(_SHARES) if event.size().width() >= _NARROWEST else _IN_A_ROW)

    def _arrange(self, in_a_row: int) -> None:
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for place, cell in enumerate(self._cells):
            row, column = divmod(place, in_a_row)
            self._grid.addWidget(cell, row, 2 * column)
            if place:
                line = self._lines[place - 1]
                line.setVisible(column > 0)
                self._grid.addWidget(line, row, max(0, 2 * column - 1))
        for column, share in enumerate(_SHARES):
            self._grid.setColumnStretch(2 * column, share if column < in_a_row else 0)


def _upright() -> QFrame:
    line = box("line")
    line.setFixedWidth(1)
    return line
