"""What a finger draws up and down, as on a phone; a mouse and keys scroll as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScroller

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea


def let_swipe(area: QAbstractScrollArea) -> None:
    """A tap stays a tap: what begins as a swipe presses nothing."""
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
