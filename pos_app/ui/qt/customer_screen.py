"""Choice of the screen for the customer display, and whether it is connected."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen

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


def standing_of(where: str, screens: Sequence[QScreen], tills: QScreen) -> Standing:
    """Returns the standing of `Shop.customer_screen`, given these screens and the till's own in
    `tills`.

    A screen that mirrors the till's has the same place.
    """
    if where in ("", WINDOW):
        return Standing.FREE
    screen = named_screen(where, screens)
    if screen is None:
        return Standing.GONE
    own = screen == tills or screen.geometry().intersects(tills.geometry())
    return Standing.OWN if own else Standing.THERE
