"""On-screen keypad: figures, erase, and a key for the decimal mark or the letters."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ui.qt.constants import NO_FOCUS, take_focus
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button

_ROWS = ("789", "456", "123")
_TALLEST = 84


class Keypad(QWidget):
    """Keypad that emits the touched figure; the form knows the field that it goes to."""

    touched = Signal(str)
    erased = Signal()
    letters_asked = Signal()

    def __init__(self, name: str = "key") -> None:
        super().__init__()
        self._name = name
        self._leads_to_letters = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.SMALL)
        self.setMaximumHeight(4 * _TALLEST + 3 * Space.SMALL)
        for row, figures in enumerate(_ROWS):
            for column, figure in enumerate(figures):
                grid.addWidget(self._key(figure), row, column)
        self._mark = self._key(",", "point")
        self._erase = self._key("", "erase", kind="word")
        self._erase.setAutoRepeat(True)
        grid.addWidget(self._mark, 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(self._erase, 3, 2)

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
