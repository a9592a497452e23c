"""A word for the journal and the customer's message; most sales have none."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout

from pos_app.ui.entry import Entry
from pos_app.ui.numbers import MIDDLE, RIGHT, align
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import label, restyle


class DescriptionBox(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "field")
        self.edit = Entry("description", 18)
        self.edit.setMinimumHeight(26)
        self.edit.setMaxLength(200)
        self.setFocusProxy(self.edit)
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self._complaint = label(Size.LABEL, strong=True, tone="fail", name="description_complaint")
        column = QGridLayout(self)
        column.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        column.setSpacing(0)
        column.addWidget(self._title, 0, 0)
        align(self._complaint, RIGHT | MIDDLE)
        column.addWidget(self._complaint, 0, 1)
        column.addWidget(self.edit, 1, 0, 1, 2)
        self.edit.focused.connect(lambda lit: restyle(self, lit=lit))
        self.edit.textChanged.connect(lambda: self.complain(""))

    def say(self, title: str, placeholder: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.edit.setPlaceholderText(placeholder)

    def complain(self, words: str) -> None:
        self._complaint.setText(words)
        self.edit.setAccessibleDescription(words)
        restyle(self, wrong=bool(words))
