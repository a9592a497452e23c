"""Amount field of the form, with its label, error, currency and Clear button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.ui.qt.constants import (
    BOTTOM,
    LEFT,
    TAB_FOCUS,
    align,
    take_focus,
)
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.ui.widgets.basic import Button, crowd, label, restyle, wrapped
from pos_app.ui.widgets.line_entry import EntryFrame

if TYPE_CHECKING:
    from pos_app.domain.money import Currency


class AmountBox(EntryFrame):
    """The amount field with its label, error and currency, and the Clear button."""

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self.setProperty("lit", True)  # the first field to be typed into
        self.line = self.edit = AmountEdit(currency)
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self._complaint = wrapped(label(Size.LABEL, strong=True, tone="fail"))
        self._complaint.setObjectName("amount_complaint")
        self._symbol = label(28, tone="muted")
        self.clear = Button("clear", "quiet")
        take_focus(self.clear, TAB_FOCUS)

        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addStretch(1)
        words.addWidget(self._complaint)
        words.addWidget(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.EDGE, Space.SMALL)
        row.addLayout(words, 2)
        row.addWidget(self.edit, 5)
        align(self._symbol, LEFT | BOTTOM)
        row.addWidget(self._symbol)
        self._symbol.setContentsMargins(Space.TIGHT, 0, 0, Space.NORMAL)
        self.edit.focused.connect(self._light)
        self.edit.textChanged.connect(self._typed)
        self.use(currency)
        self.show_error("")

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.set_compact(closely=closely)

    def use(self, currency: Currency) -> None:
        self.edit.currency = currency
        self._symbol.setText(currency.symbol)

    def set_text(self, title: str, clear: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.clear.set_text(clear)

    def show_error(self, words: str) -> None:
        """Shows the error at the field; empty words remove it."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self.clear.setVisible(not words and bool(self.edit.text()))
        self.edit.setAccessibleDescription(words)
        restyle(self, wrong=bool(words))

    def _light(self, lit: bool) -> None:  # noqa: FBT001 - a signal's argument
        restyle(self, lit=lit)
        if not lit:
            self.edit.tidy()

    def _typed(self) -> None:
        self.show_error("")
