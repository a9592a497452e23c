"""Choice of the screen for the customer display, and whether it is connected."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen

WINDOW = "window"  # in the place of a screen's name: a window that can be moved


class Standing(Enum):
    FREE = auto()  # nowhere, or as a window that a hand puts somewhere
    THERE = auto()
    GONE = auto()  # no screen of that name is connected
    OWN = auto()  # it is the one that the till is on, or shows the same


def connected() -> Sequence[QScreen]:
    """The screens that there are now."""
    return QGuiApplication.screens()


def named_screen(where: str, screens: Sequence[QScreen]) -> QScreen | None:
    """The screen of this name, else of this number, the first being 0."""
    named = [screen for screen in screens if screen.name() == where]
    if not named and where.isascii() and where.isdecimal():
        named = list(screens[int(where) :][:1])
    return named[0] if named else None


def standing_of(where: str, screens: Sequence[QScreen], tills: QScreen) -> Standing:
    """What comes of `Shop.customer_screen` with these screens, the till's window on `tills`. A
    screen that mirrors the till's lies where that one lies."""
    if where in ("", WINDOW):
        return Standing.FREE
    screen = named_screen(where, screens)
    if screen is None:
        return Standing.GONE
    own = screen == tills or screen.geometry().intersects(tills.geometry())
    return Standing.OWN if own else Standing.THERE
