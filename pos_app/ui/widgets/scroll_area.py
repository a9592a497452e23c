"""Vertical scroll area: scrolled by wheel, finger or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea


class Scrolled(QScrollArea):
    """Up and down alone. What is only read takes the focus while some of it is out of sight, so
    that the arrows reach all of it; where there are controls, those lead through it."""

    def __init__(self, held: QWidget, *, read: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(held)
        follow_finger(self)
        if read:
            self.setProperty("read", True)  # its focus is shown around it
            self.verticalScrollBar().rangeChanged.connect(self._take_focus)

    def _take_focus(self, _: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)


def follow_finger(area: QAbstractScrollArea) -> None:
    """It moves under a finger; a touch that does not move presses, as ever."""
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)


def in_the_middle(panel: QWidget, card: QWidget) -> None:
    """Lays the card out in the middle of its panel, which scrolls where it is too small."""
    held = QWidget()
    held.setObjectName("scrolled")
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card)
    across.addStretch(1)
    around = QVBoxLayout(held)
    around.addStretch(1)
    around.addLayout(across)
    around.addStretch(1)
    whole = QVBoxLayout(panel)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(Scrolled(held))
