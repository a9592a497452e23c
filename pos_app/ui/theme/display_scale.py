"""DPI scaling: enlarges the whole window by one factor.

Qt reads the factor once, before there is an application. The room on the screen is known only once
there is one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from pos_app.ports.shop import TEXT_SIZES
from pos_app.ui.theme.tokens import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

USUAL = 100
_FACTOR = "QT_SCALE_FACTOR"


def make_scaled(arguments: Sequence[str], wanted: int) -> tuple[QApplication, int]:
    """The application, and how large it is, in percent: as wanted, or the largest size that leaves
    room for the window. A factor that the environment sets goes before what is wanted."""
    given = os.environ.get(_FACTOR)
    if given is not None:
        return QApplication(list(arguments)), _percent(given)
    application = _scaled(arguments, wanted)
    fitting = max(sizes_for(_room_of(application), wanted))
    if wanted <= fitting:
        return application, wanted
    application.shutdown()  # there can be one at a time
    return _scaled(arguments, fitting), fitting


def sizes_for(room: QSize, shown: int, sizes: Iterable[int] = TEXT_SIZES) -> list[int]:
    """Those with which the window fits a screen that has this room now, with everything `shown`
    so large. The usual size is always among them: nothing smaller can be read."""
    least = QSize(*SMALLEST)
    fit = [size for size in sizes if least.boundedTo(room * (shown / size)) == least]
    return sorted({USUAL, *fit})


def _scaled(arguments: Sequence[str], percent: int) -> QApplication:
    """The factor is taken back at once: it is not meant for programs that are started from here."""
    os.environ[_FACTOR] = str(percent / 100)
    try:
        return QApplication(list(arguments))
    finally:
        del os.environ[_FACTOR]


def _room_of(application: QApplication) -> QSize:
    return application.primaryScreen().availableSize()


def _percent(factor: str) -> int:
    try:
        return round(float(factor) * 100) or USUAL
    except (ValueError, OverflowError):
        return USUAL  # Qt makes nothing of it either
