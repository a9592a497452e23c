"""Free place in the window for a panel that lies over it: over no button, if there is any room."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_STEP = 8  # pixels between two places that are tried
# Buttons that stand for keys of a keyboard, which the panel names.
_KEYS = ("key_", "letter_", "method")
_TYPED = "amount"  # what the next sale begins with stays in sight,
_VERDICT = "verdict"  # and so does what says whether to hand over


def free_place(window: QWidget, panel: QWidget, sizes: Sequence[QSize]) -> QRect:
    """Returns where the panel covers the least, in one of these sizes, the first being the best.

    It gives way to everything; where there is no such room it lies over the keys that a keyboard
    has as well, then over fields and options, and over other buttons only where there is nothing
    else.
    """
    keys, fields, others = _parts_of(window, panel)
    for covered in ((*others, *fields, *keys), (*others, *fields), others):
        taken = _region(covered)
        for size in sizes:
            for place in _places(window.rect(), size):
                if not taken.intersects(place):
                    return place
    last = _places(window.rect(), sizes[-1])
    return min(last, key=lambda place: sum(place.intersects(one) for one in others))


def _parts_of(
    window: QWidget, panel: QWidget
) -> tuple[Sequence[QRect], Sequence[QRect], Sequence[QRect]]:
    keys: list[QRect] = []
    fields: list[QRect] = []
    others: list[QRect] = []
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is window and not panel.isAncestorOf(button):
            is_key = button.objectName().startswith(_KEYS)
            kept = keys if is_key else fields if button.isCheckable() else others
            kept.append(_place_in(window, button))
    for kind in (QLineEdit, QComboBox, QAbstractSpinBox):
        for field in window.findChildren(kind):
            if field.isVisible() and field.window() is window:
                is_typed = field.objectName() == _TYPED
                frame = field.parentWidget() if field.property("bare") else field
                (others if is_typed else fields).append(_place_in(window, frame or field))
    verdicts = window.findChildren(QWidget, _VERDICT)
    others += [_place_in(window, verdict) for verdict in verdicts if verdict.isVisible()]
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():  # it lies over the panel
            around = dialog.frameGeometry()
            fields.append(QRect(window.mapFromGlobal(around.topLeft()), around.size()))
    return keys, fields, others


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
