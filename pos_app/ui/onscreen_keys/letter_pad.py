"""On-screen letters in the keypad's place, to type a voucher's code."""

from __future__ import annotations

from string import ascii_lowercase

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ui.qt.constants import NO_FOCUS, take_focus
from pos_app.ui.theme.tokens import TARGET
from pos_app.ui.widgets.basic import Button

_COLUMNS = 4
_TALLEST = 56
_GAP = 2


class Letters(QWidget):
    """Letters in the keypad's place; their last two keys go back and erase."""

    touched = Signal(str)
    erased = Signal()
    figures_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        rows = (len(ascii_lowercase) + 2) // _COLUMNS
        self.setMaximumHeight(rows * _TALLEST + (rows - 1) * _GAP)
        for place, letter in enumerate(ascii_lowercase):
            key = self._key(letter, "key")
            key.set_text(letter)
            key.clicked.connect(lambda _=False, letter=letter: self.touched.emit(letter))
            grid.addWidget(key, place // _COLUMNS, place % _COLUMNS)
        self._figures = self._key("figures", "word")
        self._figures.clicked.connect(self.figures_asked)
        self._erase = self._key("erase", "word")
        self._erase.setAutoRepeat(True)
        self._erase.clicked.connect(self.erased)
        grid.addWidget(self._figures, rows - 1, _COLUMNS - 2)
        grid.addWidget(self._erase, rows - 1, _COLUMNS - 1)

    def set_text(self) -> None:
        self._figures.set_text("123", self.tr("Digits"))
        self._erase.set_text("⌫", self.tr("Erase"))

    def _key(self, name: str, kind: str) -> Button:
        key = Button(f"letter_{name}", kind)
        take_focus(key, NO_FOCUS)  # the field keeps the focus
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.setMinimumHeight(TARGET)
        key.setMaximumHeight(_TALLEST)
        return key
