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
    """Makes the application. Returns it with its scale in percent.

    The scale is the wanted one, or the largest that leaves room for the window. A factor in the
    environment overrides both.
    """
    given = os.environ.get(_FACTOR)
    if given is not None:
        return QApplication(list(arguments)), _percent(given)
    application = _scaled(arguments, wanted)
    fitting = max(sizes_for(_room_of(application), wanted))
    if wanted <= fitting:
        return application, wanted
    application.shutdown()  # only one can exist at a time
    return _scaled(arguments, fitting), fitting


def sizes_for(room: QSize, shown: int, sizes: Iterable[int] = TEXT_SIZES) -> list[int]:
    """Returns the scales at which the window fits into this room, which is measured at the scale
    `shown`.

    The usual scale is always among them: nothing smaller can be read.
    """
    least = QSize(*SMALLEST)
    fit = [size for size in sizes if least.boundedTo(room * (shown / size)) == least]
    return sorted({USUAL, *fit})


def _scaled(arguments: Sequence[str], percent: int) -> QApplication:
    """Sets the factor only meanwhile: programs that are started from here must not inherit it."""
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
        return USUAL  # Qt cannot read it either
