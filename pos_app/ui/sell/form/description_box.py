"""Optional description field, for the journal and the customer's message."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import crowd, label, restyle, wrapped
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.line_entry import EntryFrame, LineEntry, field_title


class DescriptionBox(EntryFrame):
    def __init__(self) -> None:
        super().__init__()
        self.line = self.edit = LineEntry("description", Size.BODY)
        self.edit.setMinimumHeight(26)
        keep_clean(self.edit, longest=200, cuts=True)
        self._title = field_title()
        self._complaint = wrapped(
            label(Size.LABEL, strong=True, tone="fail", name="description_complaint")
        )
        self._complaint.hide()
        column = QGridLayout(self)
        column.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        column.setSpacing(0)
        column.addWidget(self._title, 0, 0)
        column.addWidget(self._complaint, 0, 0)
        column.addWidget(self.edit, 1, 0)
        self.edit.focused.connect(lambda lit: restyle(self, lit=lit))
        self.edit.textChanged.connect(lambda: self.show_error(""))

    def set_text(self, title: str, placeholder: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.edit.setPlaceholderText(placeholder)

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)

    def show_error(self, words: str) -> None:
        """Shows the error in place of the title, which leaves no room beside it."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self._title.setVisible(not words)
        self.edit.setAccessibleDescription(words)
        restyle(self, wrong=bool(words))
