"""Choice of the screen for the customer display, and whether it is connected."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QScreen

_FRAME = 16  # pixels
WINDOW = "window"  # in place of a screen's name: a movable window


class Standing(Enum):
    FREE = auto()  # nowhere, or in a movable window
    THERE = auto()
    GONE = auto()  # no screen of that name is connected
    OWN = auto()  # the screen of the till's window, or a mirror of it


def connected() -> Sequence[QScreen]:
    """Returns the screens that are connected now."""
    return QGuiApplication.screens()


def named_screen(where: str, screens: Sequence[QScreen]) -> QScreen | None:
    """Returns the screen of this name, else of this number, the first being 0."""
    named = [screen for screen in screens if screen.name() == where]
    if not named and where.isascii() and where.isdecimal():
        named = list(screens[int(where) :][:1])
    return named[0] if named else None


def standing_of(
    where: str, screens: Sequence[QScreen], tills: QScreen, window: QRect | None = None
) -> Standing:
    """Returns the standing of `Shop.customer_screen`, given these screens and the till's own in
    `tills`.

    A screen that mirrors the till's has the same place. The till's `window` may reach from its own
    screen into another.
    """
    if where in ("", WINDOW):
        return Standing.FREE
    screen = named_screen(where, screens)
    if screen is None:
        return Standing.GONE
    own = screen == tills or screen.geometry().intersects(tills.geometry())
    reaches = _has_room(tills, window) and covers(screen.geometry(), window)
    return Standing.OWN if own or reaches else Standing.THERE


def _has_room(screen: QScreen, window: QRect | None) -> bool:
    """Returns whether the window fits on its screen: a larger one reaches beyond it anywhere."""
    if window is None:
        return False
    return window.size().boundedTo(screen.geometry().size()) == window.size()


def covers(place: QRect, window: QRect | None) -> bool:
    """Returns whether anything but a frame of the till's window is there: that of a maximized one
    reaches beyond its screen."""
    if window is None:
        return False
    common = place.intersected(window)
    return common.width() > _FRAME and common.height() > _FRAME


def free_spot(size: QSize, screens: Sequence[QScreen], tills: QScreen, window: QRect) -> QRect:
    """Returns where a movable window of this size covers no part of the till's, or nothing: on
    another screen, else beside the till on its own."""
    others = [screen for screen in screens if not screen.geometry().intersects(tills.geometry())]
    for screen in others:
        spot = QRect(QPoint(0, 0), size.boundedTo(screen.availableSize()))
        spot.moveCenter(screen.availableGeometry().center())
        if not covers(spot, window):
            return spot
    room = tills.availableGeometry()
    right, below = window.right() + 1, window.bottom() + 1
    left, above = window.left() - size.width(), window.top() - size.height()
    corners = ((right, room.top()), (left, room.top()), (room.left(), below), (room.left(), above))
    spots = (QRect(QPoint(*corner), size) for corner in corners)
    return next((spot for spot in spots if room.contains(spot)), QRect())
