"""Table view of the journal page: right-aligned amounts, and states with an icon and a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from pos_app.ui.format import sale_text
from pos_app.ui.journal.model import SALE, Column, DayModel, DaySearch
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.status_style import StatusStyle, icon_of, ink, tone_of
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.scroll_area import follow_finger

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from pos_app.domain.sale import Sale

# The least width of each column, and its share of the rest.
_WIDTHS = {
    Column.NUMBER: (56, 0.02),
    Column.TIME: (82, 0.03),
    Column.METHOD: (98, 0.2),
    Column.PHONE: (104, 0.05),
    Column.REFERENCE: (88, 0.25),
    Column.AMOUNT: (126, 0.1),
    Column.STATE: (134, 0.05),
    Column.FLAGS: (86, 0.3),
    Column.NOTE: (96, 0.3),
}
_FIRST_TO_GO = (Column.REFERENCE, Column.PHONE, Column.NOTE)
_ICON = 20
_MARGIN = 8  # the same as the headings'
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Cell(QStyledItemDelegate):
    """Painter of a cell: a text on one line, a state with its icon, a flag with its sign."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        where: QRect = option.rect
        colours = self._look.colours
        column = Column(index.column())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, QColor(colours.tint))
        painter.fillRect(where.adjusted(0, where.height() - 1, 0, 0), QColor(colours.line))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        inner = where.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if column in (Column.STATE, Column.FLAGS):
            sale, state = index.data(SALE), column is Column.STATE
            tone = tone_of(sale) if state else StatusStyle.DOUBT
            if text:
                icon = icon_of(sale) if state else Icon.FLAG
                self._paint_icon(painter, inner, icon, tone, ring=state)
            inner = inner.adjusted(_ICON + 6, 0, 6, 0)
            self._paint_text(painter, inner, text, ink(colours, tone), strong=True)
        else:
            right = column is Column.AMOUNT
            if (
                right
                and QFontMetrics(font(Size.LABEL, strong=True)).horizontalAdvance(text)
                > inner.width()
            ):
                text = sale_text.figures_of(index.data(SALE))  # an amount is never cut
            self._paint_text(painter, inner, text, colours.text, strong=right, right=right)
        painter.restore()

    def _paint_icon(
        self, painter: QPainter, where: QRect, icon: Icon, tone: StatusStyle, *, ring: bool
    ) -> None:
        place = QRectF(where.left(), where.center().y() - _ICON / 2 + 1, _ICON, _ICON)
        paint_icon(painter, icon, place, ink(self._look.colours, tone), ring=ring)

    @staticmethod
    def _paint_text(
        painter: QPainter,
        where: QRect,
        text: str,
        colour: str,
        *,
        strong: bool = False,
        right: bool = False,
    ) -> None:
        painter.setFont(font(Size.LABEL, strong=strong))
        painter.setPen(QColor(colour))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(where, _MIDDLE | side, elided)


def _width(amount: str) -> int:
    return QFontMetrics(font(Size.LABEL, strong=True)).horizontalAdvance(amount)


class JournalTable(QTableView):
    picked = Signal(object)  # Sale or None

    def __init__(self, day: DayModel, search: DaySearch, look: CurrentTheme) -> None:
        super().__init__()
        self._day = day
        self.setObjectName("journal_table")
        self.setModel(search)
        self._cell = Cell(look)
        self.setItemDelegate(self._cell)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(TARGET)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(min(least for least, _ in _WIDTHS.values()))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        follow_finger(self)
        self.selectionModel().currentRowChanged.connect(self._tell)
        for changed in (day.modelReset, day.rowsInserted, day.dataChanged):
            changed.connect(self._fit_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps every column visible at every width, and gives the rest to the long ones."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        room = self.viewport().width()
        shown = dict(_WIDTHS)
        self.setColumnHidden(Column.NOTE, not self._day.has_notes)
        if not self._day.has_notes:
            del shown[Column.NOTE]
        for column in _FIRST_TO_GO:  # the timeline of a sale shows them too
            if column not in shown:
                continue
            narrow = room < sum(least for least, _ in shown.values())
            self.setColumnHidden(column, narrow)
            if narrow:
                del shown[column]
        rest = max(0, room - sum(least for least, _ in shown.values()))
        for column, (least, share) in shown.items():
            self.setColumnWidth(column, least + int(rest * share))

    def _tell(self, current: QModelIndex) -> None:
        sale: Sale | None = current.data(SALE) if current.isValid() else None
        self.picked.emit(sale)
