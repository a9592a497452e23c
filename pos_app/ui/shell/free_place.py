"""Free place in the window for a panel that lies over it: over no button, if there is any room."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QWidget,
)

from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.line_entry import EntryFrame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_STEP = 16  # pixels between two places that are tried: each try takes time from the window
# Buttons that stand for keys of a keyboard, which the panel names.
_KEYS = ("key_", "letter_", "method")
_TYPED, _VERDICT = "amount", "verdict"


class _Parts(NamedTuple):
    """What the window shows, by how much it matters that it is not covered."""

    deeds: list[QRect]
    sights: list[QRect]  # what says whether to hand over, and what the next sale begins with
    fields: list[QRect]  # and options, and dialogs, which lie over the panel
    keys: list[QRect]


def free_place(window: QWidget, panel: QWidget, sizes: Sequence[QSize]) -> QRect:
    """Returns where the panel covers the least, in one of these sizes, the first being the best.

    It gives way to everything; where there is no such room it lies over the keys that a keyboard
    has as well, then over fields and options, then over all but buttons that act, and over those
    only where there is nothing else.
    """
    parts = _parts_of(window, panel)
    for least in range(len(parts), 0, -1):
        taken = _region(place for kind in parts[:least] for place in kind)
        for size in sizes:
            for place in _places(window.rect(), size):
                if not taken.intersects(place):
                    return place
    last = _places(window.rect(), sizes[-1])
    return min(last, key=lambda place: sum(place.intersects(one) for one in parts.deeds))


def _parts_of(window: QWidget, panel: QWidget) -> _Parts:
    parts = _Parts([], [], [], [])
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is window and not panel.isAncestorOf(button):
            _kind_of(button, parts).append(_place_in(window, button))
    for sort in (QLineEdit, QComboBox, QAbstractSpinBox):
        for field in window.findChildren(sort):
            if field.isVisible() and field.window() is window:
                is_typed = field.objectName() == _TYPED
                frame = field.parentWidget() if field.property("bare") else field
                (parts.sights if is_typed else parts.fields).append(
                    _place_in(window, frame or field)
                )
    for verdict in window.findChildren(QWidget, _VERDICT):
        parts.sights.extend([_place_in(window, verdict)] if verdict.isVisible() else [])
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            around = dialog.frameGeometry()
            parts.fields.append(QRect(window.mapFromGlobal(around.topLeft()), around.size()))
    return parts


def _kind_of(button: QAbstractButton, parts: _Parts) -> list[QRect]:
    if button.objectName().startswith(_KEYS):
        return parts.keys
    if isinstance(button.parentWidget(), EntryFrame):
        return parts.sights  # it fills or empties its field
    return parts.fields if button.isCheckable() else parts.deeds


def _place_in(window: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def _region(rects: Iterable[QRect]) -> QRegion:
    region = QRegion()
    for rect in rects:
        region += rect
    return region


def _places(room: QRect, size: QSize) -> Iterator[QRect]:
    """Yields places from the bottom right up: work begins at the top left."""
    for top in range(room.height() - size.height() - Space.SMALL, -1, -_STEP):
        for left in range(room.width() - size.width() - Space.SMALL, -1, -_STEP):
            yield QRect(QPoint(left, top), size)
