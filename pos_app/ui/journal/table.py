"""Table view of the journal page: right-aligned amounts, and states with an icon and a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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

from pos_app.ui.journal.model import SALE, Column, DayModel, DaySearch
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.status_style import StatusStyle, icon_of, ink, tone_of
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.scroll_area import follow_finger
from pos_app.ui.widgets.two_lines import on_two_lines

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from pos_app.domain.sale import Sale

_SHARES = {  # of the width that is left
    Column.NUMBER: 0.02,
    Column.TIME: 0.03,
    Column.METHOD: 0.2,
    Column.PHONE: 0.05,
    Column.REFERENCE: 0.25,
    Column.AMOUNT: 0.1,
    Column.STATE: 0.05,
    Column.FLAGS: 0.3,
    Column.NOTE: 0.3,
}
_ICON = 20
_SIGN = _ICON + 6  # an icon and the gap after it
_MARGIN = 8  # the same as the headings'
_WITH_SIGN = (Column.STATE, Column.FLAGS)
_STRONG = (Column.AMOUNT, *_WITH_SIGN)
_WRAPPING = frozenset({Column.METHOD, Column.STATE, Column.FLAGS, Column.NOTE})
_MAY_BE_EMPTY = (Column.FLAGS, Column.NOTE)
_FIRST_TO_GO = frozenset({Column.REFERENCE})
_NEXT_TO_GO = _FIRST_TO_GO | {Column.PHONE}
_LAST_TO_GO = _NEXT_TO_GO | {Column.NOTE}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Plan(NamedTuple):
    """A way to make the columns fit: without some of them, with some on two lines, with the sign
    of a warning alone. The timeline of a sale shows whatever a plan leaves out."""

    hidden: frozenset[Column] = frozenset()
    wrapped: frozenset[Column] = frozenset()
    signs_alone: bool = False


_PLANS = (  # the first that fits
    Plan(),
    Plan(wrapped=_WRAPPING),
    Plan(_FIRST_TO_GO),
    Plan(_FIRST_TO_GO, _WRAPPING),
    Plan(_NEXT_TO_GO, _WRAPPING),
    Plan(_LAST_TO_GO, _WRAPPING),
    Plan(_LAST_TO_GO, _WRAPPING, signs_alone=True),
    Plan(_LAST_TO_GO | {Column.TIME}, _WRAPPING, signs_alone=True),
)


class Cell(QStyledItemDelegate):
    """Painter of a cell: a text, a state with its icon, a flag with its sign."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self.signs_alone = False  # whether a warning has room for its sign only

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
        strong, right = column in _STRONG, column is Column.AMOUNT
        colour = colours.text
        if column in _WITH_SIGN:
            sale, state = index.data(SALE), column is Column.STATE
            tone = tone_of(sale) if state else StatusStyle.DOUBT
            colour = ink(colours, tone)
            if text:
                icon = icon_of(sale) if state else Icon.FLAG
                self._paint_icon(painter, inner, icon, tone, ring=state)
            inner = inner.adjusted(_SIGN, 0, 0, 0)
        if not (self.signs_alone and column is Column.FLAGS):
            self._paint_text(painter, inner, text, colour, strong=strong, right=right)
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
        size: int = Size.LABEL,
        strong: bool = False,
        right: bool = False,
    ) -> None:
        painter.setFont(font(size, strong=strong))
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > where.width():
            painter.setFont(font(Size.SMALL, strong=strong))
            metrics = painter.fontMetrics()
            text = on_two_lines(text, metrics.horizontalAdvance)
        end, room = Qt.TextElideMode.ElideRight, where.width()
        lines = [metrics.elidedText(line, end, room) for line in text.split("\n")]
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(where, _MIDDLE | side, "\n".join(lines))


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
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        follow_finger(self)
        self.selectionModel().currentRowChanged.connect(self._tell)
        for changed in (day.modelReset, day.rowsInserted, day.dataChanged):
            changed.connect(self._fit_columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives every column what its texts need, and the rest to the long ones."""
        room = self.viewport().width()
        plans = ((plan, self._widths(plan)) for plan in _PLANS)
        plan, widths = next(
            ((plan, widths) for plan, widths in plans if sum(widths.values()) <= room),
            (_PLANS[-1], self._widths(_PLANS[-1])),
        )
        self._cell.signs_alone = plan.signs_alone
        rest = max(0, room - sum(widths.values()))
        shares = sum(_SHARES[column] for column in widths)
        for column in Column:
            self.setColumnHidden(column, column not in widths)
        for column, wide in widths.items():
            self.setColumnWidth(column, wide + int(rest * _SHARES[column] / shares))

    def _widths(self, plan: Plan) -> dict[Column, int]:
        """Returns the width that each column needs. One without a warning or a note has none."""
        empty = {column for column in _MAY_BE_EMPTY if not self._day.longest(column)}
        return {
            column: max(self._title_width(column), self._text_width(column, plan))
            for column in Column
            if column not in plan.hidden | empty
        }

    def _title_width(self, column: Column) -> int:
        return self.horizontalHeader().sectionSizeHint(column)

    def _text_width(self, column: Column, plan: Plan) -> int:
        strong = column in _STRONG
        one = QFontMetrics(font(Size.LABEL, strong=strong)).horizontalAdvance
        two = QFontMetrics(font(Size.SMALL, strong=strong)).horizontalAdvance
        texts = self._day.longest(column)
        if column is Column.FLAGS and plan.signs_alone:
            texts = set()
        elif column in plan.wrapped:
            lines = {line for text in texts for line in on_two_lines(text, two).split("\n")}
            widest = max(map(two, lines), default=0)
            return widest + 2 * _MARGIN + (_SIGN if column in _WITH_SIGN else 0) + 1
        widest = max(map(one, texts), default=0)
        return widest + 2 * _MARGIN + (_SIGN if column in _WITH_SIGN else 0) + 1

    def _tell(self, current: QModelIndex) -> None:
        sale: Sale | None = current.data(SALE) if current.isValid() else None
        self.picked.emit(sale)
