"""Base of the fields in the phone's place: a line with its label, and what is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.ui.qt.constants import MIDDLE, RIGHT, align
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import crowd, label, restyle, wrapped
from pos_app.ui.widgets.line_entry import EntryFrame, field_title

if TYPE_CHECKING:
    from pos_app.ui.widgets.line_entry import LineEntry

_SIZES = (Size.FIELD, 22, 19, 17)
_HIGH = 34


class StandInBox(EntryFrame):
    edit: LineEntry

    def __init__(self, edit: LineEntry, hint: str, shares: tuple[int, int]) -> None:
        """`hint` names what is said beside the line; `shares` are those of the line and of it."""
        super().__init__()
        self.line = self.edit = edit
        self._title = field_title()
        self._hint = wrapped(label(Size.LABEL, strong=True, tone="muted", name=hint))
        align(self._hint, RIGHT | MIDDLE)
        edit.setMinimumHeight(_HIGH)
        edit.use_sizes(*_SIZES)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        row.addLayout(words, shares[0])
        row.addWidget(self._hint, shares[1])
        edit.focused.connect(lambda lit: restyle(self, lit=lit))
        edit.textChanged.connect(lambda: self.show_error(""))

    def retranslate(self) -> None:
        raise NotImplementedError

    def _said(self) -> tuple[str, str]:
        """Returns what is said while nothing is wrong, with its tone."""
        raise NotImplementedError

    def _name(self, title: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.show_error("")

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.use_sizes(*_SIZES[1 if closely else 0 :])

    def show_error(self, words: str) -> None:
        said, tone = (words, "fail") if words else self._said()
        self._hint.setText(said)
        self.edit.setAccessibleDescription(said)
        restyle(self._hint, tone=tone)
        restyle(self, wrong=bool(words))
