"""RowList of the page's cards: a text and its figures, to read or to press."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.qt.constants import MIDDLE, RIGHT, align
from pos_app.ui.theme.icons import paint_icon
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, rule, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QLabel

    from pos_app.domain.money import Money
    from pos_app.ui.theme.icons import Icon
    from pos_app.ui.theme.theme import CurrentTheme

_ICON = 20
_MOST = 100  # rows of a list: a first close after months has tens of thousands


def figures(text: str = "", *, size: int = Size.LABEL, strong: bool = False) -> QLabel:
    """Makes a label of figures, at the right of its place."""
    made = label(size, strong=strong)
    align(made, RIGHT | MIDDLE)
    made.setText(text)
    return made


def text(words: str, *, strong: bool = False, tone: str = "", size: int = Size.LABEL) -> QLabel:
    """Makes a label that takes as many lines as it needs."""
    made = wrapped(label(size, strong=strong, tone=tone))
    made.setText(words)
    return made


def signed(amount: Money) -> str:
    """Writes an amount that changes another one with its sign, without its currency."""
    return f"+{amount.figures}" if amount.minor > 0 else amount.figures


class PlainIcon(QWidget):
    """An icon in the colour of a tone."""

    def __init__(self, icon: Icon, tone: str, look: CurrentTheme, *, ring: bool = True) -> None:
        super().__init__()
        self._icon, self._tone, self._look = icon, tone, look
        self._ring = ring
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        colours = self._look.colours._asdict()
        where = QRectF(0, 0, _ICON, _ICON)
        paint_icon(painter, self._icon, where, colours[self._tone or "muted"], ring=self._ring)
        painter.end()


class RowList(QVBoxLayout):
    """Rows one below the other, with a thin line between them. New ones take the place of all.
    Beyond a hundred it only counts them."""

    def __init__(self, *, spacing: int = 7) -> None:
        super().__init__()
        self.setSpacing(spacing)
        self._shown: Sequence[object] = ()

    def show_rows(self, about: Sequence[object], rows: Iterable[QWidget]) -> None:
        """Shows these rows, unless what they are about is what is shown already: a row keeps the
        focus while nothing changes."""
        if self._shown == about and self.count():
            return
        self._shown = about
        empty(self)
        for place, row in enumerate(islice(rows, _MOST)):
            if place:
                self.addWidget(rule())
            self.addWidget(row)
        left = len(about) - _MOST
        if left > 0:
            self.addWidget(rule())
            self.addWidget(text(self.tr("and %n more", "", left), tone="muted"))

    def forget(self) -> None:
        """Makes the rows anew the next time, in another language."""
        self._shown = ()


def empty(layout: QVBoxLayout) -> None:
    """Takes everything out of a layout, and away."""
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def row(*parts: QWidget | tuple[QWidget, int], gap: int = Space.SMALL) -> QWidget:
    """Lays parts side by side; the second of a pair is its share of the spare room."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for part in parts:
        widget, share = part if isinstance(part, tuple) else (part, 0)
        line.addWidget(widget, share)
    return made


def figure_row(words: str, value: str, note: str = "", *, strong: bool = True) -> QWidget:
    """Makes a row of a text, a smaller remark and a figure."""
    parts: list[QWidget | tuple[QWidget, int]] = [(text(words), 1)]
    if note:
        remark = label(Size.LABEL, tone="muted")
        remark.setText(note)
        parts.append(remark)
    return row(*parts, figures(value, strong=strong))


def badge(words: str, tone: str) -> QLabel:
    """Makes a short word in a coloured box."""
    made = label(Size.SMALL, strong=True, tone=tone or "muted")
    made.setProperty("box", "badge")
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    made.setText(words)
    return made


class RowButton(Button):
    """A row that leads somewhere. Its labels are read together, as the button's name."""

    def __init__(self, name: str, content: QWidget, spoken: str) -> None:
        super().__init__(name, "row")
        self.setCheckable(True)
        self.setAccessibleName(spoken)
        content.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        line.addWidget(content)

    def mark(self, *, chosen: bool) -> None:
        self.setChecked(chosen)
        restyle(self, chosen=chosen)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.sizeHint() if layout else super().sizeHint()
        return hint.expandedTo(QSize(TARGET, TARGET))

    def nextCheckState(self) -> None:
        """Leaves the mark to whoever shows the rows."""


def two_lines(first: str, second: str, *, tone: str = "") -> QWidget:
    """Makes a strong line and a muted one below it."""
    return stacked(text(first, strong=True, tone=tone), text(second, tone="muted", size=Size.SMALL))


def stacked(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return made
