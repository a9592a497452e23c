"""Puts widgets that were made late where Tab is expected to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def lead_by_tab(parts: Sequence[QWidget], before: QWidget) -> None:
    """Has Tab lead through these parts in front of one that has been there from the beginning: Qt
    appends each new widget to the end."""
    last = before.previousInFocusChain()
    while last is not None and last is not before and not _is_a_place(last, parts):
        last = last.previousInFocusChain()
    for part in parts:
        if last is not None:
            QWidget.setTabOrder(last, part)
        last = part


def _is_a_place(widget: QWidget, parts: Sequence[QWidget]) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget not in parts
