"""Arrangement of the page's tabs: three columns, or two with the list below in a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.scroll_area import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from pos_app.ui.widgets.basic import Button

_THREE = 1180  # width of the page from which on three columns have room
_TWO = 820
_SHARES = (548, 442, 320)


class Columns(QWidget):
    """Cards that scroll where they are higher than the window. `main` is the one button of the tab,
    which never scrolls out of sight."""

    def __init__(
        self, left: QWidget, middle: Sequence[QWidget], side: QWidget, main: Button
    ) -> None:
        super().__init__()
        self._left, self._side, self._main = left, side, main
        self._middle = _stack(middle)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.NORMAL)
        self._beside = QVBoxLayout()  # the list, while it is a column of its own
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._list = _scrolled(self._beside)
        self._below = QVBoxLayout()
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.NORMAL)
        self._column.addWidget(self._list, 1)
        both = QHBoxLayout()
        both.setSpacing(Space.NORMAL)
        self._cards = _scrolled(self._grid)
        both.addWidget(self._cards, _SHARES[0] + _SHARES[1])
        both.addLayout(self._column, _SHARES[2])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.NORMAL)
        whole.addLayout(both, 1)
        whole.addLayout(self._below)
        self._both = both
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self._across = 0
        self._arrange(len(_SHARES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width()
        self._arrange(len(_SHARES) if wide >= _THREE else 1 + (wide >= _TWO))
        super().resizeEvent(event)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to whatever gets the focus, by Tab, or by an Enter in the field before it."""
        for area in (self._cards, self._list):
            if now is not None and now is not area and area.isAncestorOf(now):
                area.ensureWidgetVisible(now, 0, Space.WIDE)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        three = across == len(_SHARES)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._middle, *((0, 1) if across > 1 else (1, 0)))
        if three:
            self._beside.addWidget(self._side)
            self._column.addWidget(self._main)
        else:
            self._grid.addWidget(self._side, 2, 0, 1, across)
            self._below.addWidget(self._main)
        self._list.setVisible(three)
        self._both.setStretch(1, _SHARES[2] if three else 0)
        for column, share in enumerate(_SHARES[:2]):
            self._grid.setColumnStretch(column, share if column < across else 0)
        self._grid.setRowStretch(0, 1)


def _stack(cards: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.NORMAL)
    for place, card in enumerate(cards):
        column.addWidget(card, 1 if place + 1 == len(cards) else 0)
    return made


def _scrolled(layout: QGridLayout | QVBoxLayout) -> Scrolled:
    held = QWidget()
    held.setObjectName("scrolled")
    held.setLayout(layout)
    return Scrolled(held, read=True)
