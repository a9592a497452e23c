"""Short table for dialogs: rows to read, and to pick one of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.scroll_area import follow_finger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_EDGES = 2 * Space.SMALL + 6  # the style sheet's at both sides of a cell, and Qt's own
_TALLEST = 1000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ShortTable(QTableWidget):
    """Table with one selected row at a time.

    `figures` is the column of amounts, or several. `wide` is the column that gets the spare room;
    without one all share it.
    """

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        figures: int | tuple[int, ...],
        wide: int | None = None,
    ) -> None:
        super().__init__(0, len(titles))
        self._figures = (figures,) if isinstance(figures, int) else figures
        self.setObjectName(name)
        self.show_titles(titles)
        self.setFont(font(Size.LABEL))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(TARGET)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(
            QHeaderView.ResizeMode.Stretch
            if wide is None
            else QHeaderView.ResizeMode.ResizeToContents
        )
        if wide is not None:
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        follow_finger(self)
        self.show_rows(rows)

    def show_titles(self, titles: Sequence[str]) -> None:
        for column, title in enumerate(titles):
            heading = QTableWidgetItem(title)
            heading.setTextAlignment(_RIGHT if column in self._figures else _LEFT)
            self.setHorizontalHeaderItem(column, heading)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(shown(text))
                show_tip(cell, text)
                if column in self._figures:
                    cell.setTextAlignment(_RIGHT)
                self.setItem(row, column, cell)
        self._fit_rows()

    def sizeHintForRow(self, row: int) -> int:
        """Returns the height of the longest cell. Qt's own forgets the style sheet's margins, and
        cuts the last line."""
        metrics, wrapped = self.fontMetrics(), Qt.TextFlag.TextWordWrap
        tall = metrics.height()
        # A scroll bar that comes with the taller rows takes its room from the texts.
        bar = self.verticalScrollBar()
        edges = _EDGES + (0 if bar.isVisible() else bar.sizeHint().width())
        for column in range(self.columnCount()):
            cell = self.item(row, column)
            room = QRect(0, 0, max(1, self.columnWidth(column) - edges), _TALLEST)
            if cell is not None:
                tall = max(tall, metrics.boundingRect(room, wrapped, cell.text()).height())
        return tall + Space.SMALL

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Makes every row as tall as its longest cell needs, once the columns have their widths."""
        self.doItemsLayout()
        self.resizeRowsToContents()
