"""Scrollable column of settings cards."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.scroll_area import Scrolled

WIDEST = 866  # of the cards and what is around them: the room beside the help of a usual screen


class _Held(QWidget):
    """Content that takes its height from the width of the cards, however wide the area is: with
    another height the area would squeeze the fields."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(min(width, WIDEST)) if layout is not None else -1


class CardSheet(Scrolled):
    def __init__(self, *parts: QWidget) -> None:
        held = _Held()
        held.setObjectName("scrolled")
        super().__init__(held)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(Space.WIDE)
        self._column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        for part in parts:
            self.add(part)
        outer = QVBoxLayout(held)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside)
        outer.addStretch(1)

    def add(self, part: QWidget) -> None:
        self._column.addWidget(part)


class LongCard(QWidget):
    """Sheet of one card that scrolls what is in it itself, so that nothing scrolls within a
    scrolling page."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        card.setMaximumWidth(WIDEST - 2 * Space.EDGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.addWidget(card, 100)
        column.addStretch(1)
