"""Bar chart with its numbers underneath: walked with the arrow keys, and read out bar by bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal

# The chart library is Qt's own painter. In a build of 118 MB pyqtgraph adds 58 MB (numpy) and
# Matplotlib 77 MB, and either stops the window for a quarter of a second while it loads; Qt Charts,
# deprecated, needs 422 MB of add-ons installed; Pygal (3 MB) has no marks across its bars. None
# puts the numbers into the columns of the bars, or lets a key or a screen reader reach them.
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui.qt.accessibility import announce
from pos_app.ui.qt.constants import CENTRE, LEFT, MIDDLE, RIGHT
from pos_app.ui.theme.theme import CurrentTheme, Faces
from pos_app.ui.theme.tokens import Size, Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

_ROW = 24  # height of a line of numbers
_ABOVE = 8  # room over the highest bar, for half a line of the axis
_PLOT = 110  # least height of the bars
_WIDEST = 34.0
_SHARE = 0.62  # of a bar in its column
_MARK = 8.0  # how far a mark goes beyond its bar
_KEY = 12  # size of the square in the legend
_BETWEEN_NAMES = 10


@dataclass(frozen=True)
class Bar:
    """One bar. Amounts are minor units; texts are what the chart writes of them."""

    name: str
    amount: int
    figure: str
    said: str  # the whole of it in words
    mark: int | None = None  # what it is compared with: a line across the bar
    mark_figure: str = ""
    is_now: bool = True  # else it stands back


@dataclass(frozen=True)
class Tick:
    amount: int
    text: str


@dataclass(frozen=True)
class BarPicture:
    """Content of a chart. With `numbers` each bar has its figures under it."""

    title: str
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    numbers: bool = True
    now: str = ""  # the legends of the two lines of numbers
    before: str = ""
    nothing: str = ""  # said where no bar has an amount


class BarChart(QWidget):
    """Chart of one picture. A bar is picked by an arrow key, a click or a touch."""

    picked = Signal(str)  # the words of the bar; empty where none is picked

    def __init__(self, name: str, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._faces = Faces()
        self._picture = BarPicture("", (), ())
        self._place = -1  # of the picked bar
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: BarPicture) -> None:
        names = [bar.name for bar in self._picture.bars]
        if names != [bar.name for bar in picture.bars]:
            self._place = -1  # else the same bar stays picked, with its new amount
        self._picture = picture
        said = [picture.nothing] if self._is_empty else [bar.said for bar in picture.bars]
        self.setAccessibleName("\n".join([picture.title, *said]))
        self.updateGeometry()
        self.update()
        self.picked.emit(self.picked_words)

    @property
    def picked_words(self) -> str:
        """Returns the words of the picked bar; empty where none is picked."""
        return self._picture.bars[self._place].said if self._place >= 0 else ""

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _ABOVE + _PLOT + self._rows() * _ROW)

    # --- keys and fingers -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._picture.bars) - 1
        steps = {
            Qt.Key.Key_Left: self._place - 1 if self._place > 0 else 0,
            Qt.Key.Key_Right: min(self._place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = steps.get(Qt.Key(event.key()))
        if place is None or last < 0:
            super().keyPressEvent(event)
            return
        self._pick(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        plot = self._plot()
        x = event.position().x()
        if self._picture.bars and plot.left() <= x < plot.right():
            self._pick(int((x - plot.left()) // self._column()))
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._pick(-1)

    def _pick(self, place: int) -> None:
        if place == self._place:
            return
        self._place = place
        self.picked.emit(self.picked_words)
        if self.picked_words:
            announce(self, self.picked_words)
        self.update()

    @property
    def _is_empty(self) -> bool:
        return not any(bar.amount or bar.mark for bar in self._picture.bars)

    # --- measures ---------------------------------------------------------------------------------

    def _rows(self) -> int:
        """Returns how many lines of text stand under the bars."""
        if not self._picture.numbers:
            return 1
        return 3 if self._picture.before else 2

    def _gutter(self) -> int:
        """Returns the room at the left, for the axis and the legends."""
        ticks = [self._wide(tick.text, Size.SMALL) + _BETWEEN_NAMES for tick in self._picture.ticks]
        legends = [self._picture.now, self._picture.before] if self._picture.numbers else []
        keyed = [self._wide(text, Size.SMALL) + _KEY + Space.WIDE for text in legends if text]
        return max([*ticks, *keyed], default=0)

    def _plot(self) -> QRectF:
        gutter, below = self._gutter(), self._rows() * _ROW
        height = max(1, self.height() - _ABOVE - below)
        return QRectF(gutter, _ABOVE, max(1, self.width() - gutter - 2), height)

    def _column(self) -> float:
        return self._plot().width() / max(1, len(self._picture.bars))

    def _wide(self, text: str, size: int, *, strong: bool = False) -> int:
        return self._faces.width(text, size, strong=strong)

    def _most(self) -> int:
        amounts = [max(bar.amount, bar.mark or 0) for bar in self._picture.bars]
        return max([1, *amounts, *(tick.amount for tick in self._picture.ticks)])

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, column = self._plot(), self._column()
        self._paint_axis(painter, plot)
        if self._is_empty:
            self._paint_nothing(painter)
        for place, bar in enumerate(self._picture.bars):
            where = QRectF(plot.left() + place * column, plot.top(), column, plot.height())
            if place == self._place:
                self._paint_pick(painter, where)
            self._paint_bar(painter, where, bar)
        self._paint_names(painter, plot, column)
        if self._picture.numbers and self._picture.bars:
            self._paint_numbers(painter, plot, column)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._look.colours.accent), 2))
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        colours = self._look.colours
        painter.setFont(self._faces.font(Size.SMALL))
        for tick in self._picture.ticks:
            y = self._height_of(tick.amount, plot)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.muted))
            where = QRectF(0, y - _ROW / 2, plot.left() - _BETWEEN_NAMES / 2, _ROW)
            painter.drawText(where, RIGHT | MIDDLE, tick.text)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(self._faces.font(Size.LABEL))
        painter.setPen(QColor(self._look.colours.muted))
        painter.drawText(QRectF(self.rect()), CENTRE, self._picture.nothing)

    def _paint_pick(self, painter: QPainter, column: QRectF) -> None:
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(self._look.colours.tint))
        below = self._rows() * _ROW
        painter.drawRoundedRect(column.adjusted(0, -_ABOVE + 2, 0, below - 2), 4, 4)

    def _paint_bar(self, painter: QPainter, column: QRectF, bar: Bar) -> None:
        colours = self._look.colours
        wide = min(_WIDEST, column.width() * _SHARE)
        top = self._height_of(bar.amount, column)
        left = column.center().x() - wide / 2
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(colours.accent if bar.is_now else colours.edge))
        if bar.amount > 0:
            # Rounded above and straight on the line of zero.
            painter.save()
            painter.setClipRect(QRectF(left, top, wide, column.bottom() - top))
            body = QRectF(left, top, wide, column.bottom() - top + 4)
            painter.drawRoundedRect(body, min(3.0, wide / 4), min(3.0, wide / 4))
            painter.restore()
        if bar.mark is not None:
            beyond = min(_MARK, (column.width() - wide) / 2)
            y = self._height_of(bar.mark, column)
            ends = QPointF(left - beyond, y), QPointF(left + wide + beyond, y)
            for colour, thick in ((colours.surface, 5), (colours.text, 2)):
                painter.setPen(QPen(QColor(colour), thick, Qt.PenStyle.SolidLine))
                painter.drawLine(*ends)

    def _paint_names(self, painter: QPainter, plot: QRectF, column: float) -> None:
        """Writes the names that have room, and always that of the last bar."""
        colours, bars = self._look.colours, self._picture.bars
        widest = max((self._wide(bar.name, Size.SMALL, strong=True) for bar in bars), default=0)
        step = max(1, -(-(widest + _BETWEEN_NAMES) // max(1, int(column))))
        last, free = len(bars) - 1, self.width() + _BETWEEN_NAMES
        for place in range(last, -1, -step):
            centre = plot.left() + (place + 0.5) * column
            left = max(0.0, min(centre - widest / 2 - 2, self.width() - widest - 4.0))
            if left + widest + _BETWEEN_NAMES > free:
                continue  # the last name was moved to the left
            free = int(left)
            where = QRectF(left, plot.bottom(), widest + 4, _ROW)
            stands_out = not self._picture.numbers and place == last
            painter.setFont(self._faces.font(Size.SMALL, strong=stands_out))
            painter.setPen(QColor(colours.text if stands_out else colours.muted))
            painter.drawText(where, CENTRE, bars[place].name)

    def _paint_numbers(self, painter: QPainter, plot: QRectF, column: float) -> None:
        colours, bars = self._look.colours, self._picture.bars
        lines = [(self._picture.now, [bar.figure for bar in bars], True, colours.text)]
        if self._picture.before:
            before = [bar.mark_figure for bar in bars]
            lines.append((self._picture.before, before, False, colours.muted))
        for row, (legend, figures, strong, ink) in enumerate(lines):
            top = plot.bottom() + (row + 1) * _ROW
            self._paint_legend(painter, top, legend, is_mark=not strong)
            widest = max((self._wide(one, Size.SMALL, strong=strong) for one in figures), default=0)
            if widest > column - 2:
                continue  # the table has them
            painter.setFont(self._faces.font(Size.SMALL, strong=strong))
            painter.setPen(QColor(ink))
            for place, figure in enumerate(figures):
                where = QRectF(plot.left() + place * column, top, column, _ROW)
                painter.drawText(where, CENTRE, figure)

    def _paint_legend(self, painter: QPainter, top: float, text: str, *, is_mark: bool) -> None:
        colours = self._look.colours
        middle = top + _ROW / 2
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(colours.text if is_mark else colours.accent))
        if is_mark:
            painter.drawRect(QRectF(0, middle - 1, _KEY, 2))
        else:
            painter.drawRoundedRect(QRectF(0, middle - _KEY / 2, _KEY, _KEY), 3, 3)
        painter.setFont(self._faces.font(Size.SMALL))
        painter.setPen(QColor(colours.muted if is_mark else colours.text))
        where = QRectF(_KEY + 6, top, self._gutter() - _KEY - 6, _ROW)
        painter.drawText(where, LEFT | MIDDLE, text)

    def _height_of(self, amount: int, plot: QRectF) -> float:
        return plot.bottom() - plot.height() * max(0, amount) / self._most()
