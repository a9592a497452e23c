"""Short table for dialogs: rows to read, and to pick one of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.scroll_area import follow_finger

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ShortTable(QTableWidget):
    """Table with one selected row at a time.

    `figures` is the column of amounts. `wide` is the column that gets the spare room; without one
    all share it.
    """

    def __init__(
        self,
        name: str,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        figures: int,
        wide: int | None = None,
    ) -> None:
        super().__init__(0, len(titles))
        self._figures = figures
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
        self.verticalHeader().setDefaultSectionSize(TARGET)
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
            heading.setTextAlignment(_RIGHT if column == self._figures else _LEFT)
            self.setHorizontalHeaderItem(column, heading)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(shown(text))
                show_tip(cell, text)
                if column == self._figures:
                    cell.setTextAlignment(_RIGHT)
                self.setItem(row, column, cell)
