"""Box for the float: what stays in the drawer when a shift closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.books.drawer import float_of
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.ui.widgets.basic import Button, box, label, restyle, wrapped

if TYPE_CHECKING:
    from pos_app.domain.money import Currency

_SIZES = (Size.BODY,)


class FloatBox(QWidget):
    """Field for the float of the next shift, and the button that keeps it."""

    saved = Signal(str)  # as the setting is written; empty for none

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self._currency = currency
        self._title = wrapped(label(Size.LABEL, strong=True))
        self._what = wrapped(label(Size.SMALL, tone="muted"))
        self.entry = AmountEdit(currency)
        self.entry.setObjectName("drawer_float")
        self.entry.setProperty("bare", False)
        self.entry.use_sizes(*_SIZES)
        self.entry.forward.connect(self._save)
        self.entry.textEdited.connect(lambda: restyle(self.entry, wrong=False))
        self.button = Button("drawer_float_save")
        self.button.clicked.connect(self._save)
        frame = box("sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(Space.NORMAL, Space.NORMAL, Space.NORMAL, Space.NORMAL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._title)
        column.addWidget(self._what)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self.entry, 1)
        line.addWidget(self.button)
        column.addLayout(line)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)

    def show_setting(self, text: str) -> None:
        """Shows the saved float, unless somebody is typing another one."""
        if not self.entry.hasFocus():
            self.entry.setText(text)
            self.entry.tidy()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Float for the next shift"))
        self._what.setText(
            self.tr("Stays in the drawer when the shift closes; the rest leaves it, counted.")
        )
        self.entry.setAccessibleName(self._title.text())
        self.button.set_text(self.tr("Save"), self.tr("Save the float"))

    def _save(self) -> None:
        text = self.entry.text().strip()
        amount = float_of(text, self._currency)
        if text and amount is None:
            restyle(self.entry, wrong=True)
            return
        self.saved.emit(amount.plain if amount else "")
