"""Table of the journal page: day lines, states with an icon and a word, what was searched lit."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from pos_app.domain.events import NOT_PAID
from pos_app.ports.sale_search import FoundSale
from pos_app.ui.journal.columns import FIELD_OF, Column, ColumnTexts, lit_part
from pos_app.ui.journal.sale_rows import DAY_LINE, FOUND, SaleRows
from pos_app.ui.qt.constants import ENTER
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.status_style import icon_of, ink, tone_of
from pos_app.ui.theme.theme import CurrentTheme, Faces, ink_of
from pos_app.ui.theme.tokens import TARGET, Size
from pos_app.ui.widgets.scroll_area import follow_finger
from pos_app.ui.widgets.two_lines import on_two_lines
from pos_app.words.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from pos_app.domain.sale import Sale

_SHARES = {  # of the width that is left
    Column.NUMBER: 0.05,
    Column.TIME: 0.05,
    Column.METHOD: 0.15,
    Column.PHONE: 0.05,
    Column.REFERENCE: 0.1,
    Column.NOTE: 0.4,
    Column.CASHIER: 0.1,
    Column.AMOUNT: 0.1,
    Column.STATE: 0.1,
}
_ICON = 18
_SIGN = _ICON + 6  # an icon and the gap after it
_MARGIN = 8  # the same as the headings'
_DAY_TALL = 32
_LONGEST = 40  # texts of a column that are measured for its width
_BROKEN = 2048  # texts that are kept as they break: some screens of cells
_COLUMNS = tuple(Column)
_AHEAD = 60  # rows below the last one on the screen, from which more are read
_STRONG = (Column.NUMBER, Column.AMOUNT, Column.STATE)
_QUIET = (Column.NOTE,)
_WRAPPING = (Column.STATE, Column.METHOD, Column.NOTE, Column.CASHIER)
_MAY_BE_EMPTY = (Column.NOTE, Column.CASHIER, Column.PHONE, Column.REFERENCE)
_LEAVING = (Column.REFERENCE, Column.CASHIER, Column.PHONE, Column.NOTE, Column.TIME)
_AT_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Plan(NamedTuple):
    """A way to make the columns fit: without some of them, and with some on two lines. The side
    column tells of the chosen sale whatever a plan leaves out."""

    hidden: frozenset[Column] = frozenset()
    wrapped: Sequence[Column] = ()


_PLANS = (  # the first that fits
    Plan(),
    Plan(wrapped=_WRAPPING),
    *(Plan(frozenset(_LEAVING[:count]), _WRAPPING) for count in range(1, len(_LEAVING) + 1)),
)


class Cell(QStyledItemDelegate):
    """Painter of a cell: a text, a state with its icon, or a part of a day line."""

    def __init__(
        self, look: CurrentTheme, rows: SaleRows, texts: ColumnTexts, header: QHeaderView
    ) -> None:
        super().__init__()
        self._look = look
        self._rows = rows
        self._texts = texts
        self._header = header
        self._faces = Faces()
        self._broken = lru_cache(_BROKEN)(self._lines)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        where: QRect = option.rect
        colours = self._look.colours
        column = index.column()
        row = self._rows.row_at(index.row())
        painter.save()
        if isinstance(row, date):
            self._paint_day(painter, where, column, row)
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, ink_of(colours.tint))
            if column == Column.NUMBER:
                painter.fillRect(where.adjusted(0, 0, 3 - where.width(), 0), ink_of(colours.accent))
        painter.fillRect(where.adjusted(0, where.height() - 1, 0, 0), ink_of(colours.line))
        if isinstance(row, FoundSale):
            self._paint_sale(painter, where, row, _COLUMNS[column])
        painter.restore()

    def _paint_sale(
        self, painter: QPainter, where: QRect, found: FoundSale, column: Column
    ) -> None:
        colours = self._look.colours
        text = self._texts.text(found, column)
        inner = where.adjusted(_MARGIN, 0, -_MARGIN, 0)
        colour = colours.muted if column in _QUIET else colours.text
        if column is Column.STATE:
            inner, colour = self._paint_state(painter, inner, found.sale)
        elif column is Column.AMOUNT and found.sale.state in NOT_PAID:
            colour = colours.muted
        self._paint_text(painter, inner, text, colour, found, column)

    def _paint_state(self, painter: QPainter, inner: QRect, sale: Sale) -> tuple[QRect, str]:
        """Paints the icon, and the sign of an alert at the right; returns the room between."""
        colours = self._look.colours
        colour = ink(colours, tone_of(sale))
        top = inner.center().y() - _ICON / 2 + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(
            painter, icon_of(sale), QRectF(inner.left(), top, _ICON, _ICON), colour, ring=True
        )
        if warnings_of(sale):
            sign = QRectF(inner.right() - _ICON, top, _ICON, _ICON)
            paint_icon(painter, Icon.ALERT, sign, colours.wait)
            return inner.adjusted(_SIGN, 0, -_SIGN, 0), colour
        return inner.adjusted(_SIGN, 0, 0, 0), colour

    def _paint_day(self, painter: QPainter, where: QRect, column: int, day: date) -> None:
        """Paints this cell's part of the line, which goes through the whole row."""
        colours = self._look.colours
        line = self._rows.line_of(day)
        painter.setClipRect(where)
        painter.fillRect(where, ink_of(colours.sunken))
        left = where.left() - self._header.sectionPosition(column)
        row = QRect(left, where.top(), self._header.length(), where.height())
        room = row.adjusted(2 * _MARGIN, 0, -2 * _MARGIN, 0)
        painter.setFont(self._faces.font(Size.SMALL, strong=True))
        painter.setPen(ink_of(colours.text))
        painter.drawText(room, _AT_LEFT, self._texts.day(day))
        if line is not None:
            painter.setFont(self._faces.font(Size.SMALL))
            painter.setPen(ink_of(colours.muted))
            painter.drawText(room, _AT_RIGHT, self._texts.day_money(line))
        painter.setClipping(False)

    def _paint_text(
        self,
        painter: QPainter,
        where: QRect,
        text: str,
        colour: str,
        found: FoundSale,
        column: Column,
    ) -> None:
        strong = column in _STRONG
        size, lines = self._broken(text, where.width(), strong)
        metrics = self._faces.metrics(size, strong=strong)
        side = _AT_RIGHT if column is Column.AMOUNT else _AT_LEFT
        tall = metrics.lineSpacing()
        top = where.center().y() - tall * len(lines) / 2 + 1
        painter.setFont(self._faces.font(size, strong=strong))
        for place, line in enumerate(lines):
            row = QRectF(where.left(), top + place * tall, where.width(), tall)
            if column in FIELD_OF:
                self._light(painter, row, line, size, found, column)
            painter.setPen(ink_of(colour))
            painter.drawText(row, side, line)

    def _lines(self, text: str, room: int, strong: bool) -> tuple[int, list[str]]:  # noqa: FBT001 - a key
        """Returns the size and the lines of a text: smaller and on two lines where it is long."""
        if self._faces.width(text, Size.LABEL, strong=strong) <= room:
            return Size.LABEL, [text]
        metrics = self._faces.metrics(Size.SMALL, strong=strong)
        end = Qt.TextElideMode.ElideRight
        broken = on_two_lines(text, metrics.horizontalAdvance).split("\n")
        return Size.SMALL, [metrics.elidedText(line, end, room) for line in broken]

    def _light(
        self,
        painter: QPainter,
        row: QRectF,
        line: str,
        size: int,
        found: FoundSale,
        column: Column,
    ) -> None:
        """Lights the ground behind all that was searched."""
        matches = self._texts.matches(found, column)
        spans = [(start, end) for start, end in (lit_part(line, one) for one in matches) if end]
        if not spans:
            return
        strong = column in _STRONG
        wide = self._faces.width(line, size, strong=strong)
        left = row.right() - wide if column is Column.AMOUNT else row.left()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink_of(self._look.colours.wait_ground))
        for start, end in spans:
            from_ = left + self._faces.width(line[:start], size, strong=strong)
            to = left + self._faces.width(line[:end], size, strong=strong)
            where = QRectF(from_ - 2, row.top(), to - from_ + 4, row.height())
            painter.drawRoundedRect(where, 3, 3)


class JournalTable(QTableView):
    """Table of sales. A touch or Enter opens the sale; arrows only choose it."""

    picked = Signal(object)  # Sale or None
    opened = Signal(object)  # Sale
    seen = Signal()  # other rows are on the screen

    def __init__(self, rows: SaleRows, texts: ColumnTexts, look: CurrentTheme) -> None:
        super().__init__()
        self._rows = rows
        self._texts = texts
        self._faces = Faces()
        self._broken_width = lru_cache(_BROKEN)(self._width_on_two_lines)
        self._longest: dict[Column, set[str]] = {column: set() for column in Column}
        self._searched: frozenset[Column] = frozenset()
        self.setObjectName("journal_table")
        self.setModel(rows)
        self._cell = Cell(look, rows, texts, self.horizontalHeader())
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
        self.verticalHeader().setMinimumSectionSize(_DAY_TALL)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        follow_finger(self)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        rows.modelReset.connect(self._begin)
        rows.rowsInserted.connect(lambda _, first, last: self._learn(first, last))
        rows.dataChanged.connect(self._relearn)

    def choose(self, row: int | None) -> None:
        """Chooses a row, or none."""
        index = self._rows.index(row, 0) if row is not None else QModelIndex()
        self.setCurrentIndex(index)
        if row is None:
            self.picked.emit(None)

    def rows_in_sight(self) -> tuple[int, int]:
        """Returns the first and the last row on the screen."""
        tall = self.viewport().height()
        last = self.rowAt(tall - 1)
        return max(0, self.rowAt(0)), last if last >= 0 else self._rows.rowCount() - 1

    # --- Qt ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Takes it for the second press of a slow hand: the first has opened the sale."""
        event.accept()

    # --- inside -----------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._longest = {column: set() for column in Column}
        self._learn(0, self._rows.rowCount() - 1)

    def _relearn(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        if DAY_LINE not in roles:
            self._learn(first.row(), last.row())

    def _learn(self, first: int, last: int) -> None:
        """Makes room for the texts of these rows, and makes day lines lower than sales."""
        days = set(self._rows.day_rows(first, last))
        for row in range(first, last + 1):
            tall = _DAY_TALL if row in days else TARGET
            if self.rowHeight(row) != tall:
                self.setRowHeight(row, tall)
        before = {column: set(texts) for column, texts in self._longest.items()}
        sales = self._rows.kept(first, last)
        for column in Column:
            texts = {self._texts.text(one, column) for one in sales} - {""}
            known = self._longest[column] | texts
            self._longest[column] = set(nlargest(_LONGEST, known, key=len))
        self._searched = frozenset(
            column for column in FIELD_OF if any(self._texts.match(one, column) for one in sales)
        )
        if before != self._longest:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives every column what its texts need, then a whole line to those that are broken, and
        the rest to the long ones."""
        room = self.viewport().width()
        plans = [Plan(plan.hidden - self._searched, plan.wrapped) for plan in _PLANS]
        measured = ((plan, self._widths(plan)) for plan in plans)
        plan, widths = next(
            ((plan, widths) for plan, widths in measured if sum(widths.values()) <= room),
            (plans[-1], self._widths(plans[-1])),
        )
        rest = max(0, room - sum(widths.values()))
        for column in [one for one in plan.wrapped if one in widths]:
            wider = min(rest, max(0, self._text_width(column, Plan()) - widths[column]))
            widths[column] += wider
            rest -= wider
        shares = sum(_SHARES[column] for column in widths)
        for column in Column:
            self.setColumnHidden(column, column not in widths)
        for column, wide in widths.items():
            self.setColumnWidth(column, wide + int(rest * _SHARES[column] / shares))

    def _widths(self, plan: Plan) -> dict[Column, int]:
        """Returns the width that each column needs. One without any text has none."""
        empty = {column for column in _MAY_BE_EMPTY if not self._longest[column]}
        return {
            column: max(self._title_width(column), self._text_width(column, plan))
            for column in Column
            if column not in plan.hidden | empty
        }

    def _title_width(self, column: Column) -> int:
        if self.isColumnHidden(column):
            self.setColumnHidden(column, False)  # of a hidden one the header wants no width
        return self.horizontalHeader().sectionSizeHint(column)

    def _text_width(self, column: Column, plan: Plan) -> int:
        strong = column in _STRONG
        texts = self._longest[column]
        beside = 2 * _MARGIN + (2 * _SIGN if column is Column.STATE else 0) + 1
        if column not in plan.wrapped:
            return beside + max(
                (self._faces.width(text, Size.LABEL, strong=strong) for text in texts), default=0
            )
        return beside + max((self._broken_width(text, strong) for text in texts), default=0)

    def _width_on_two_lines(self, text: str, strong: bool) -> int:  # noqa: FBT001 - a key
        narrow = self._faces.metrics(Size.SMALL, strong=strong).horizontalAdvance
        return max(map(narrow, on_two_lines(text, narrow).split("\n")))

    def _tell(self, current: QModelIndex) -> None:
        found: FoundSale | None = current.data(FOUND) if current.isValid() else None
        if found is not None:
            self.picked.emit(found.sale)

    def _open(self, index: QModelIndex) -> None:
        found: FoundSale | None = index.data(FOUND) if index.isValid() else None
        if found is not None:
            self.opened.emit(found.sale)

    def _look_ahead(self) -> None:
        """Reads more before the last row comes into sight."""
        _, last = self.rows_in_sight()
        if last + _AHEAD >= self._rows.rowCount() and self._rows.canFetchMore(QModelIndex()):
            self._rows.fetchMore(QModelIndex())
        self.seen.emit()
