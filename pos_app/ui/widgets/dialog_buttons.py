"""Row of a dialog's buttons: what it does at the left, the way out at the right, in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from pos_app.ui.theme.tokens import Space

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from pos_app.ui.widgets.basic import Button


def buttons_of(*deeds: Button, out: Button) -> QHBoxLayout:
    """Lays out the buttons. None is pressed by an Enter that another part of the dialog got."""
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    for button in deeds:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(out)
    for button in (*deeds, out):
        button.setAutoDefault(False)
    return row


def focus_no_button(dialog: QDialog) -> None:
    """Gives the keys to the dialog itself: a key that was still held when it opened chooses
    nothing. A touch beside the fields leaves the focus in its field."""
    dialog.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    dialog.setFocus()
