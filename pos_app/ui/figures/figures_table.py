"""All figures of a period as one table: read line by line, by keys or by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from pos_app.domain.text.foreign_text import shown
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.scroll_area import follow_finger
from pos_app.words.figures.table import FiguresLine, cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_FIRST_NUMBER, _LAST_NUMBER = 2, 3  # columns
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FiguresModel(QAbstractTableModel):
    """Lines of figures. They are there already, so that the view asks for what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: Sequence[str] = ()
        self.lines: Sequence[FiguresLine] = ()

    def show_lines(self, titles: Sequence[str], lines: Sequence[FiguresLine]) -> None:
        """Shows other lines, or the same ones with other amounts: then the line that somebody reads
        stays where it is."""
        stays = [line[:2] for line in lines] == [line[:2] for line in self.lines]
        if stays and self.lines:
            self.titles, self.lines = titles, lines
            last = self.index(len(lines) - 1, len(FiguresLine._fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.titles, self.lines = titles, lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(FiguresLine._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(cell_text(self.lines[index.row()][index.column()]))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return _aligned(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


class FiguresTable(QTableView):
    def __init__(self, model: FiguresModel) -> None:
        super().__init__()
        self.setObjectName("figures_table")
        self.setModel(model)
        self.setFont(font(Size.LABEL))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(TARGET)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(FiguresLine._fields) - 1, QHeaderView.ResizeMode.Stretch)
        follow_finger(self)


def _aligned(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if _FIRST_NUMBER <= column <= _LAST_NUMBER else _LEFT
