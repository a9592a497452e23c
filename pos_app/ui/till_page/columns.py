"""Arrangement of the page's tabs: three columns, or two with the list below in a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.scroll_area import READ_FRAME, Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from pos_app.ui.widgets.basic import Button

_THREE = 1180  # width of the page from which on three columns have room
_TWO = 820
_LEAST = 150  # height that the first card of the middle needs, for the others to stay in sight
_SHARES = (548, 442, 320)


class Columns(QWidget):
    """Cards that scroll where they are higher than the window. `main` is the one button of the tab,
    which never scrolls out of sight.

    In three columns each scrolls by itself, and of the middle one only its first card, where there
    is room for that: what is to be filled in below stays in sight, however much there is to read
    above.
    """

    def __init__(
        self, left: QWidget, middle: Sequence[QWidget], side: QWidget, main: Button
    ) -> None:
        super().__init__()
        self._left, self._middle, self._side, self._main = left, middle, side, main
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.NORMAL)
        self._cards = _scrolled(self._grid)
        self._stacked = QWidget()  # the middle cards, while they scroll with all others
        self._stack = QVBoxLayout(self._stacked)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(Space.NORMAL)
        self._centre, self._aside = _Column(), _Column()
        self._below = _foot()
        self._both = QHBoxLayout()
        self._both.setSpacing(Space.NORMAL - 2 * READ_FRAME)
        for area in (self._cards, self._centre, self._aside):
            self._both.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.NORMAL)
        whole.addLayout(self._both, 1)
        whole.addLayout(self._below)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self._shown = (0, False)
        self._arrange(len(_SHARES), apart=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()  # a card needs another height, or is there no more
        return super().event(event)

    def _fit(self) -> None:
        across = len(_SHARES) if self.width() >= _THREE else 1 + (self.width() >= _TWO)
        below = [card for card in self._middle[1:] if not card.isHidden()]
        needed = sum(card.sizeHint().height() + Space.NORMAL for card in below)
        has_room = self.height() >= _LEAST + needed
        self._arrange(across, apart=across == len(_SHARES) and has_room)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to whatever gets the focus, by Tab, or by an Enter in the field before it."""
        for area in (self._cards, self._centre.area, self._aside.area):
            if now is not None and now is not area and area.isAncestorOf(now):
                area.ensureWidgetVisible(now, 0, Space.WIDE)

    def _arrange(self, across: int, *, apart: bool) -> None:
        if (across, apart) == self._shown:
            return
        self._shown = (across, apart)
        three = across == len(_SHARES)
        self._grid.addWidget(self._left, 0, 0)
        self._place_middle(across, apart=apart)
        if three:
            self._aside.held.addWidget(self._side)
            self._aside.foot.addWidget(self._main)
        else:
            self._grid.addWidget(self._side, 2, 0, 1, across)
            self._below.addWidget(self._main)
        self._aside.setVisible(three)
        left, middle, side = _SHARES
        shares = (left if apart else left + middle, middle, side if three else 0)
        for place, share in enumerate(shares):
            self._both.setStretch(place, share)
        for column, share in enumerate(_SHARES[:2]):
            self._grid.setColumnStretch(column, share if column < across and not apart else 0)
        self._grid.setRowStretch(0, 1)

    def _place_middle(self, across: int, *, apart: bool) -> None:
        first, *others = self._middle
        if apart:
            self._centre.held.addWidget(first)
            for card in others:
                self._centre.foot.addWidget(card)
        else:
            for card in self._middle:
                self._stack.addWidget(card, 1 if card is self._middle[-1] else 0)
            self._grid.addWidget(self._stacked, *((0, 1) if across > 1 else (1, 0)))
        self._stacked.setVisible(not apart)
        self._centre.setVisible(apart)


class _Column(QWidget):
    """A column that scrolls by itself, and what stays in sight below it."""

    def __init__(self) -> None:
        super().__init__()
        self.held = QVBoxLayout()
        self.held.setContentsMargins(0, 0, 0, 0)
        self.area = _scrolled(self.held)
        self.foot = _foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.NORMAL - READ_FRAME)
        column.addWidget(self.area, 1)
        column.addLayout(self.foot)


def _foot() -> QVBoxLayout:
    """Makes the place of what does not scroll, in line with the cards that do."""
    made = QVBoxLayout()
    made.setContentsMargins(READ_FRAME, 0, READ_FRAME, READ_FRAME)
    made.setSpacing(Space.NORMAL)
    return made


def in_line(widget: QWidget) -> QHBoxLayout:
    """Lays a widget in line with the cards, which stand within a frame."""
    made = QHBoxLayout()
    made.setContentsMargins(READ_FRAME, 0, READ_FRAME, 0)
    made.addWidget(widget)
    return made


def _scrolled(layout: QGridLayout | QVBoxLayout) -> Scrolled:
    held = QWidget()
    held.setObjectName("scrolled")
    held.setLayout(layout)
    return Scrolled(held, read=True)
