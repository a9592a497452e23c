"""Order in which Tab goes through parts of a page that are made again while it is shown."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pos_app.ui.qt.constants import TAB_FOCUS

if TYPE_CHECKING:
    from collections.abc import Iterator


def lead_through(*parts: QWidget) -> None:
    """Has Tab lead through these parts from the first to the last, once they are in a window. Qt
    puts whatever is made late at the window's end."""
    reached = [one for part in parts for one in _reached(part)]
    for one, following in pairwise(reached):
        if one.window() is following.window():
            QWidget.setTabOrder(one, following)


def _reached(part: QWidget) -> Iterator[QWidget]:
    """Returns what can have the focus in this part, in the order in which it was made."""
    for one in (part, *part.findChildren(QWidget)):
        if one.focusPolicy().value & TAB_FOCUS:
            yield one
