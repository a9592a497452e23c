"""Table of the methods: how often each was paid, and how long its answers took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QTableWidget, QTableWidgetItem

from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.scroll_area import follow_finger
from pos_app.ui.widgets.shares.share_bar import paint_share
from pos_app.words.figures.phrases import answer_words
from pos_app.words.figures.table import of_words
from pos_app.words.percent import percent_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from pos_app.domain.figures.outcomes import Outcomes
    from pos_app.ui.theme.theme import CurrentTheme

_NAME, _RATE, _OF, _MEDIAN, _P90 = range(5)
_KEPT = Qt.ItemDataRole.UserRole  # of a name its method, of a rate its percent
_BAR = 4
_FRAME = 2  # the style sheet's
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _RateBar(QStyledItemDelegate):
    """Draws the rate as a bar under its number."""

    def __init__(self, look: CurrentTheme, table: QTableWidget) -> None:
        super().__init__(table)
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        percent = index.data(_KEPT)
        if percent is None:
            return
        colours, cell = self._look.colours, QRectF(option.rect)
        whole = QRectF(cell.left() + 8, cell.bottom() - 8, cell.width() - 16, _BAR)
        paint_share(painter, whole, percent, 100, (colours.accent, colours.sunken))


class OutcomeTable(QTableWidget):
    """One row a method; the row that is picked shows its reasons beside the table."""

    method_picked = Signal(str)

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__(0, 5)
        self.setObjectName("figures_outcomes")
        self.setFont(font(Size.LABEL))
        self.setItemDelegateForColumn(_RATE, _RateBar(look, self))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(TARGET)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        follow_finger(self)
        self.itemSelectionChanged.connect(self._tell)
        self.retranslate()

    @property
    def method(self) -> str:
        """Returns the id of the method that is picked; empty where none is."""
        row = self.currentRow()
        item = self.item(row, _NAME) if row >= 0 else None
        return str(item.data(_KEPT)) if item else ""

    def retranslate(self) -> None:
        titles = (
            self.tr("Method"),
            self.tr("Paid"),
            self.tr("Charges"),
            self.tr("Median"),
            self.tr("9 in 10"),
        )
        for column, title in enumerate(titles):
            heading = QTableWidgetItem(title)
            heading.setTextAlignment(_LEFT if column == _NAME else _RIGHT)
            self.setHorizontalHeaderItem(column, heading)

    def show_outcomes(self, outcomes: Sequence[Outcomes], names: Mapping[str, str]) -> None:
        """Shows them, and keeps the picked method where it is still there."""
        kept = self.method
        self.blockSignals(True)
        self.setRowCount(len(outcomes))
        for row, one in enumerate(outcomes):
            self._fill(row, one, names.get(one.method, one.method))
        methods = [one.method for one in outcomes]
        if methods:
            self.selectRow(methods.index(kept) if kept in methods else 0)
        self.blockSignals(False)
        # All rows are seen: the page scrolls, and nothing within it.
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * _FRAME)

    def _fill(self, row: int, one: Outcomes, name: str) -> None:
        percent, answer = one.success_percent, one.answer
        texts = (
            name,
            "" if percent is None else percent_words(percent),
            of_words(one.paid, one.ended),
            answer_words(answer.median) if answer else "",
            answer_words(answer.p90) if answer else "",
        )
        kept = {_NAME: one.method, _RATE: percent}
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            cell.setTextAlignment(_LEFT if column == _NAME else _RIGHT)
            cell.setData(_KEPT, kept.get(column))
            self.setItem(row, column, cell)

    def _tell(self) -> None:
        self.method_picked.emit(self.method)
