"""On-screen keypad: figures, noughts, erase, and a key for the decimal mark or the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ui.qt.constants import NO_FOCUS, take_focus
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = ("789", "456", "123")
_TALLEST = 84
_CLOSE = 4  # pixels between two keys on a small screen


class Keypad(QWidget):
    """Keypad that emits the touched figures; the form knows the field that they go to."""

    touched = Signal(str)
    erased = Signal()
    letters_asked = Signal()

    def __init__(self, name: str = "key", noughts: Sequence[str] = ()) -> None:
        super().__init__()
        self._name = name
        self._leads_to_letters = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.SMALL)
        for row, figures in enumerate(_ROWS):
            for column, figure in enumerate(figures):
                self._grid.addWidget(self._key(figure), row, column)
        self._zero = self._key("0")
        self._mark = self._key(",", "point")
        self._erase = self._key("", "erase", kind="word")
        self._erase.setAutoRepeat(True)
        self._noughts: dict[str, Button] = {}
        self._place_last(noughts)

    def set_text(self) -> None:
        self._erase.set_text(self.tr("Erase"))
        self._mark.setAccessibleName(
            self.tr("Letters") if self._leads_to_letters else self.tr("Decimal mark")
        )

    def write_marks_as(self, mark: str, *, usable: bool, letters: bool = False) -> None:
        """Sets the key beside the zero: a decimal mark, the way to the letters, or no key."""
        self._leads_to_letters = letters
        self._mark.setText("ABC" if letters else mark)
        self._mark.setVisible(letters or bool(mark))
        self._mark.setEnabled(usable or letters)
        self.set_text()

    def offer_noughts(self, noughts: Sequence[str], *, usable: bool = True) -> None:
        """Offers keys that type several noughts, as the currency's keypads have them, or none."""
        shown = [text for text, key in self._noughts.items() if not key.isHidden()]
        if shown != list(noughts):
            self._place_last(noughts)
        for key in self._noughts.values():
            key.setEnabled(usable)

    def set_compact(self, *, closely: bool) -> None:
        """Moves the keys together, so that a low screen keeps each as large as a finger."""
        self._grid.setSpacing(_CLOSE if closely else Space.SMALL)

    def _place_last(self, noughts: Sequence[str]) -> None:
        """Places the keys below the figures: one row of them, or two with the noughts."""
        for text in noughts:
            if text not in self._noughts:
                self._noughts[text] = self._key(text)
        last = len(_ROWS)
        if noughts:
            for column, key in enumerate([self._zero, *(self._noughts[text] for text in noughts)]):
                self._grid.addWidget(key, last, column)
            self._grid.addWidget(self._mark, last + 1, 0)
            self._grid.addWidget(self._erase, last + 1, 1, 1, 2)
        else:
            for column, key in enumerate((self._mark, self._zero, self._erase)):
                self._grid.addWidget(key, last, column)
        for text, key in self._noughts.items():
            key.setVisible(text in noughts)
        rows = last + (2 if noughts else 1)
        self.setMaximumHeight(rows * _TALLEST + (rows - 1) * Space.SMALL)

    def _key(self, figure: str, name: str = "", kind: str = "key") -> Button:
        key = Button(f"{self._name}_{name or figure}", kind)
        key.set_text(figure)
        take_focus(key, NO_FOCUS)  # the field keeps the focus
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.setMaximumHeight(_TALLEST)
        if name == "erase":
            key.clicked.connect(self.erased)
        else:
            key.clicked.connect(lambda: self._touch(key))
        return key

    def _touch(self, key: Button) -> None:
        if key is self._mark and self._leads_to_letters:
            self.letters_asked.emit()
        else:
            self.touched.emit(key.text())
