"""Vertical scroll area: scrolled by wheel, finger or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

READ_FRAME = 2  # the frame of an area to read, which shows while it has the focus


class Scrolled(QScrollArea):
    """Area that scrolls vertically only.

    Read-only content takes focus while it overflows, so that arrow keys scroll it; content with
    controls is scrolled by tabbing.
    """

    def __init__(self, held: QWidget, *, read: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(held)
        follow_finger(self)
        if read:
            self.setProperty("read", True)  # the style sheet frames it when focused
            self.verticalScrollBar().rangeChanged.connect(self._take_focus)

    def end_above(self, tall: int) -> None:
        """Leaves this height at its lower edge free, for what lies over it; 0 takes it back. What
        is shown can be scrolled above it, even where all of it had room before."""
        self.setViewportMargins(0, 0, 0, tall)

    def _take_focus(self, _: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)


def follow_finger(area: QAbstractScrollArea) -> None:
    """Lets a finger scroll the area; a touch that does not move still presses."""
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)


def in_the_middle(panel: QWidget, card: QWidget) -> None:
    """Centres the card in its panel, which scrolls where it is too small."""
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
