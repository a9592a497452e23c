"""Table model of a day's sales, and the search filter over it."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from pos_app.ui.format import sale_text, times
from pos_app.ui.qt.plain_text import tip
from pos_app.words.states import sale_words
from pos_app.words.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import tzinfo

    from pos_app.domain.events import State
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale

Index = QModelIndex | QPersistentModelIndex
SALE = Qt.ItemDataRole.UserRole + 1
_LONGEST = 40  # texts of a column that are measured for its width
_SEPARATORS = re.compile(r"[\s\u00a0\u202f.,+-]")


class Column(IntEnum):
    NUMBER = 0
    TIME = 1
    METHOD = 2
    PHONE = 3
    REFERENCE = 4
    AMOUNT = 5
    STATE = 6
    FLAGS = 7
    NOTE = 8


_CUT = (Column.FLAGS, Column.REFERENCE, Column.NOTE)  # where there is little room
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class DayModel(QAbstractTableModel):
    """Model with the newest sale first. A change of a sale changes only its row."""

    def __init__(self, methods: Mapping[str, Method], wall: tzinfo) -> None:
        super().__init__()
        self._sales: list[Sale] = []
        self._texts: Mapping[Column, Callable[[Sale], str]] = {
            Column.NUMBER: sale_text.number_of,
            Column.TIME: lambda sale: times.clock(sale.created_at, wall),
            Column.METHOD: lambda sale: sale_text.method_of(sale, methods.get(sale.method)),
            Column.PHONE: lambda sale: sale.phone.masked if sale.phone else "",
            Column.REFERENCE: sale_text.reference_of,
            Column.AMOUNT: sale_text.amount_of,
            Column.STATE: sale_words,
            Column.FLAGS: lambda sale: " · ".join(warnings_of(sale)),
            Column.NOTE: lambda sale: sale.description,
        }
        self._longest: dict[Column, set[str]] = {column: set() for column in Column}

    def show_day(self, sales: Sequence[Sale]) -> None:
        self.beginResetModel()
        self._sales = list(sales)
        self._longest = {column: self._longest_of(column, sales) for column in Column}
        self.endResetModel()

    def longest(self, column: Column) -> set[str]:
        """Returns the longest texts of the column, without those that are empty."""
        return self._longest[column]

    def put(self, sale: Sale) -> None:
        """Adds or replaces a sale of this day."""
        for column in Column:
            self._longest[column] |= self._longest_of(column, [sale])
        for row, known in enumerate(self._sales):
            if known.id == sale.id:
                self._sales[row] = sale
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
                return
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._sales.insert(0, sale)
        self.endInsertRows()

    def retranslate(self) -> None:
        self._longest = {column: self._longest_of(column, self._sales) for column in Column}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._sales:
            last = self.index(len(self._sales) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def sales(self) -> Sequence[Sale]:
        return self._sales

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._sales)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        sale = self._sales[index.row()]
        if role == SALE:
            return sale
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(sale, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in _CUT:
            return tip(self._text(sale, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _FIGURES if column is Column.AMOUNT else _WORDS
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _FIGURES if section == Column.AMOUNT else _WORDS
        return None

    # --- inside -----------------------------------------------------------------------------------

    def _titles(self) -> Mapping[Column, str]:
        return {
            Column.NUMBER: self.tr("No."),
            Column.TIME: self.tr("Time"),
            Column.METHOD: self.tr("Method"),
            Column.PHONE: self.tr("Phone"),
            Column.REFERENCE: self.tr("Reference"),
            Column.AMOUNT: self.tr("Amount"),
            Column.STATE: self.tr("State"),
            Column.FLAGS: self.tr("Alert"),
            Column.NOTE: self.tr("Description"),
        }

    def _longest_of(self, column: Column, sales: Sequence[Sale]) -> set[str]:
        texts = {self._text(sale, column) for sale in sales}
        return set(nlargest(_LONGEST, texts - {""}, key=len))

    def _text(self, sale: Sale, column: Column) -> str:
        return self._texts[column](sale)


class DaySearch(QSortFilterProxyModel):
    """Filter of the rows by words (in phone, reference, amount or number), by state and by
    method."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._state: State | None = None
        self._method: str | None = None

    def look_for(self, text: str, state: State | None, method: str | None) -> None:
        self._text, self._state, self._method = text, state, method
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        sale: Sale = self.sourceModel().index(row, 0).data(SALE)
        return (
            (self._state is None or sale.state is self._state)
            and (self._method is None or sale.method == self._method)
            and is_found(sale, self._text)
        )


def is_found(sale: Sale, text: str) -> bool:
    """Returns whether the typed text is part of what people may see of the sale."""
    wanted = _bare(text)
    if not wanted:
        return True
    known = (
        sale_text.number_of(sale),
        sale.phone.national if sale.phone else "",
        sale.phone.e164 if sale.phone else "",
        sale.reference or "",
        sale.payment or "",
        sale.amount.figures,
        sale.description,
    )
    return any(wanted in _bare(part) for part in known)


def _bare(text: str) -> str:
    """Returns the text as a search compares it: without separators, case and accents."""
    letters = unicodedata.normalize("NFKD", _SEPARATORS.sub("", text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
