"""List view of the sales: paints each row, fast enough for hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pos_app.ui.format import sale_text
from pos_app.ui.sell.sales.latest_sales import LatestSales, option_for
from pos_app.ui.sell.sales.row_texts import row_texts
from pos_app.ui.sell.sales.sales_model import SaleRole, SalesModel
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.status_style import ICONS, StatusStyle, ground, icon_of, ink, tone_of
from pos_app.ui.theme.theme import CurrentTheme, Faces, font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.scroll_area import follow_finger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from pos_app.domain.sale import Sale

_ROW = 66
_HEADING = 40
_PIECE = 100  # rows that are laid out in one turn of the loop
_LAID_OUT = 1000  # milliseconds until all pieces are
_LEAST = 40  # what is left of the list beside the longest verdict in the smallest window
_ROW_SIZE, _HEADING_SIZE = QSize(200, _ROW), QSize(200, _HEADING)
_DISC = 40
_FLAG = 24
_FLAG_INSET = 8  # of the gap before the state: the icon has air of its own
# Top and height of the title and of each line of the detail, by the number of those
_LINES = {
    1: ((11, 22), (34, 23)),
    2: ((5, 22), (27, 17), (44, 17)),
    3: ((3, 20), (23, 14), (37, 14), (51, 14)),
}
_FIGURE_SIZES = (Size.LABEL, Size.SMALL, 12)
_FIGURES = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextWordWrap
)
_NEWS = 7  # radius of the news mark
_EDGE = Space.WIDE
_FULL = 360 * 16  # Qt counts sixteenths of a degree
_TOP = 90 * 16
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class SaleRow(QStyledItemDelegate):
    """Painter of a heading or a sale, from the data of its row."""

    def __init__(self, look: CurrentTheme, model: SalesModel) -> None:
        super().__init__()
        self.look = look
        self._model = model
        self._faces = Faces()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Returns constant sizes: Qt asks for every row whenever one comes or goes."""
        return _HEADING_SIZE if self._model.is_heading(index.row()) else _ROW_SIZE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sale = index.data(SaleRole.SALE)
        where: QRect = option.rect
        if sale is None:
            self._paint_heading(painter, where, *index.data(SaleRole.HEADING))
        else:
            state = option.state
            self._paint_ground(painter, where, state)
            self._paint_sale(painter, where.adjusted(_EDGE, 0, -_EDGE, 0), sale)
        painter.restore()

    def _paint_heading(self, painter: QPainter, where: QRect, title: str, figures: str) -> None:
        """Paints a heading. Long takings are smaller, then on two lines; only where even those have
        no room do they take the title's place: figures are never cut."""
        inner = where.adjusted(_EDGE, Space.SMALL, -_EDGE, 0)
        painter.setPen(QColor(self.look.colours.muted))
        painter.setFont(self._faces.font(Size.LABEL, strong=True))
        titled = self._faces.width(title, Size.LABEL, strong=True) + Space.SMALL
        beside = inner.adjusted(titled, 0, 0, 0)
        size = _size_of_figures(self._faces, figures, beside)
        if size:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(self._faces.font(size or Size.LABEL, strong=True))
        painter.drawText(beside if size else inner, _FIGURES, figures)

    def _paint_ground(self, painter: QPainter, where: QRect, state: QStyle.StateFlag) -> None:
        colours = self.look.colours
        painter.fillRect(where.adjusted(0, 0, 0, 1 - where.height()), QColor(colours.line))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where.adjusted(0, 1, 0, 0), QColor(colours.tint))
            bar = QRect(where.left(), where.top() + 1, 4, where.height() - 1)
            painter.fillRect(bar, QColor(colours.accent))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(where.adjusted(1, 2, -1, -1))

    def _paint_sale(self, painter: QPainter, where: QRect, sale: Sale) -> None:
        colours = self.look.colours
        offline = self._model.is_offline(sale)
        tone = StatusStyle.OFF if offline else tone_of(sale)
        disc = QRectF(where.left(), where.center().y() - _DISC / 2 + 1, _DISC, _DISC)
        if tone is StatusStyle.WAIT and sale_text.has_countdown(sale):
            self._paint_countdown(painter, disc, sale)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground(colours, tone)))
            painter.drawEllipse(disc)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            icon = ICONS[tone] if offline else icon_of(sale)
            paint_icon(painter, icon, disc.adjusted(4, 4, -4, -4), ink(colours, tone))
        if self._model.is_news(sale):
            painter.setPen(QPen(QColor(colours.surface), 2))
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(QPointF(disc.right() - 4, disc.top() + 4), _NEWS, _NEWS)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_texts(painter, where.adjusted(_DISC + 10, 0, 0, 0), sale, tone)

    def _paint_texts(self, painter: QPainter, where: QRect, sale: Sale, tone: StatusStyle) -> None:
        colours = self.look.colours
        said, amount = self._model.state_of(sale), sale_text.amount_of(sale)
        method = self._model.methods.get(sale.method)
        detail = sale_text.detail_of(sale, method, self._model.now())
        beside = self._faces.width(said, Size.SMALL, strong=True) + Space.NORMAL
        beside += _FLAG if sale.flags else 0
        texts = row_texts(self._faces, sale, amount, detail, where.width(), beside)
        top, *lines = _LINES[len(texts.detail)]
        self._paint_right(painter, _at(where, top), amount, texts.amount_size, colours.text)
        title = _at(where, top)
        self._paint_left(painter, title, texts.title, texts.title_size, colours.text, strong=True)
        last = _at(where, lines[-1])
        wide = self._paint_right(painter, last, said, Size.SMALL, ink(colours, tone))
        if sale.flags:
            self._paint_flag(painter, last.adjusted(0, 0, _FLAG_INSET - wide, 0))
        for line, text in zip(lines, texts.detail, strict=True):
            self._paint_left(painter, _at(where, line), text, texts.size, colours.muted)

    def _paint_countdown(self, painter: QPainter, disc: QRectF, sale: Sale) -> None:
        colours = self.look.colours
        left = sale_text.countdown(sale, self._model.methods.get(sale.method), self._model.now())
        ring = disc.adjusted(2.5, 2.5, -2.5, -2.5)
        painter.setPen(QPen(QColor(colours.line), 4))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(colours.wait), 4))
        painter.drawArc(ring, _TOP, -round(left.left * _FULL))
        painter.setFont(self._faces.font(11 if "\n" in left.lines else Size.SMALL, strong=True))
        painter.setPen(QColor(colours.text))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, left.lines)

    def _paint_flag(self, painter: QPainter, where: QRect) -> None:
        flag = QRectF(where.right() - 20, where.center().y() - 9, 18, 18)
        paint_icon(painter, Icon.FLAG, flag, self.look.colours.doubt)

    def _paint_right(
        self, painter: QPainter, where: QRect, text: str, size: int, colour: str
    ) -> int:
        painter.setFont(self._faces.font(size, strong=True))
        painter.setPen(QColor(colour))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(where, right, text)
        return self._faces.width(text, size, strong=True) + Space.NORMAL

    def _paint_left(
        self,
        painter: QPainter,
        where: QRect,
        text: str,
        size: int,
        colour: str,
        *,
        strong: bool = False,
    ) -> None:
        painter.setFont(self._faces.font(size, strong=strong))
        painter.setPen(QColor(colour))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, text)


def _size_of_figures(faces: Faces, figures: str, room: QRect) -> int:
    """Returns the largest size for one line; else the smallest, if two lines do; else 0."""
    for size in _FIGURE_SIZES:
        if faces.width(figures, size, strong=True) <= room.width():
            return size
    smallest = _FIGURE_SIZES[-1]
    taken = faces.metrics(smallest, strong=True).boundingRect(room, _FIGURES, figures)
    return smallest if room.contains(taken) else 0


def _at(where: QRect, line: tuple[int, int]) -> QRect:
    """Returns the line of a row: its top and its height."""
    top, tall = line
    return QRect(where.left(), where.top() + top, where.width(), tall)


class SalesList(QListView):
    """List that takes the arrow keys, and leaves figures to the amount field."""

    picked = Signal(str)  # the id of a sale

    def __init__(self, model: SalesModel, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("waiting_list")
        self._model = model
        self._row = SaleRow(look, model)
        self._latest = LatestSales(self)
        self.setModel(model)
        self.setItemDelegate(self._row)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(False)
        self.setMinimumHeight(_LEAST)
        self.setBatchSize(_PIECE)
        model.rowsInserted.connect(self._lay_out_in_pieces)
        follow_finger(self)
        self.selectionModel().currentChanged.connect(self._tell)
        # Once for however many rows that come or go together.
        self._placing = QTimer(self, interval=0, singleShot=True)
        self._placing.timeout.connect(self._latest.place)
        for changed in (model.rowsInserted, model.rowsMoved, model.rowsRemoved):
            changed.connect(lambda *_: self._placing.start())
        for moved in (self.selectionModel().currentChanged, self.verticalScrollBar().valueChanged):
            moved.connect(lambda *_: self._latest.place())

    # --- where the rows stand, by the numbers of rows and their heights ------------------------

    @property
    def heading_row(self) -> int:
        """Returns the row of the finished sales' heading."""
        return self._model.second_heading

    @property
    def end_row(self) -> int:
        return self._model.rowCount()

    @property
    def scrolled(self) -> int:
        return self.verticalScrollBar().value()

    @property
    def surface(self) -> QColor:
        return QColor(self._row.look.colours.surface)

    def rows_in(self, room: int) -> int:
        """Returns how many rows this height has room for beside both headings."""
        return max(0, room - 2 * _HEADING) // _ROW

    def top_of(self, row: int) -> int:
        headings = (row > 0) + (row > self.heading_row)
        return headings * _HEADING + (row - headings) * _ROW

    def paint_row(self, painter: QPainter, row: int, where: QRect) -> None:
        index = self._model.index(row)
        is_selected = self.selectionModel().isSelected(index)
        self._row.paint(painter, option_for(where, is_selected=is_selected), index)

    def touch_row(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row))

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scrolls to the row, unless it is in sight at the foot; and from under the foot."""
        self._latest.place()
        if self._latest.shows(index.row()):
            self._cut_no_heading()
            return
        super().scrollTo(index, hint)
        bar = self.verticalScrollBar()
        if self._latest.isVisible() and index.row() < self.heading_row:
            under = self.top_of(index.row() + 1) - self._latest.y()
            # Of a row too tall for the room that is left, the top is worth more than the end.
            bar.setValue(min(max(self.scrolled, under), self.top_of(index.row())))
        self._cut_no_heading(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the chosen row in sight, where it was: a longer verdict leaves the list less."""
        super().resizeEvent(event)
        self._latest.place()
        chosen = self.currentIndex()
        top = self.top_of(chosen.row()) - self.scrolled
        if chosen.isValid() and -_ROW < top < event.oldSize().height():
            self.scrollTo(chosen)
        else:
            self._cut_no_heading()

    def _cut_no_heading(self, row: int = -1) -> None:
        """Shows the whole heading at the top, where the row then still is in sight; else none of
        it."""
        floor = self._latest.y() if self._latest.isVisible() else self.viewport().height()
        for top in (0, self.top_of(self.heading_row)):
            if top < self.scrolled <= top + _HEADING:
                fits = self.top_of(row + 1) - top <= floor
                self.verticalScrollBar().setValue(top if fits else top + _HEADING)

    def pick(self, sale_id: str) -> None:
        index = self._model.index(self._model.row_of(sale_id))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def pick_none(self) -> None:
        self.setCurrentIndex(QModelIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.is_empty:
            painter = QPainter(self.viewport())
            painter.setFont(font(Size.BODY))
            painter.setPen(QColor(self._row.look.colours.muted))
            where = self.viewport().rect().adjusted(_EDGE, 2 * _HEADING, -_EDGE, 0)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(where, wrapped, self.tr("Your sales appear here, newest first."))
            painter.end()

    def dataChanged(
        self,
        top: QModelIndex | QPersistentModelIndex,
        bottom: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Repaints the visible rows only.

        QListView would ask every row for its height again, each second; a row keeps its height
        whatever its text.
        """
        QAbstractItemView.dataChanged(self, top, bottom, roles)
        if bottom.row() >= self.heading_row:
            self._latest.update()

    def rowsAboutToBeRemoved(
        self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int
    ) -> None:
        """Lets nothing be selected, where Qt would select the next row: that is another sale."""
        if start <= self.currentIndex().row() <= end:
            self.pick_none()
        super().rowsAboutToBeRemoved(parent, start, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _lay_out_in_pieces(self, _: QModelIndex, first: int, last: int) -> None:
        """Lets Qt lay out many new rows in several turns of the loop. A few come at once: rows that
        are laid out later would move whatever is scrolled to."""
        if last - first >= _PIECE:
            self.setLayoutMode(QListView.LayoutMode.Batched)
            QTimer.singleShot(_LAID_OUT, self, self._lay_out_at_once)

    def _lay_out_at_once(self) -> None:
        self.setLayoutMode(QListView.LayoutMode.SinglePass)

    def _tell(self, index: QModelIndex) -> None:
        sale = index.data(SaleRole.SALE)
        if sale is not None:
            self.picked.emit(sale.id)
