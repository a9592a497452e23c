"""Pad beside the form: switches between the keypad and the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui.onscreen_keys.keypad import Keypad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ui.onscreen_keys.letter_pad import Letters


class Pad(QWidget):
    """Pad that emits the touched key, and makes the letters on first use."""

    touched = Signal(str)
    erased = Signal()
    turned = Signal()  # from figures to letters, or back

    def __init__(self, noughts: Sequence[str] = ()) -> None:
        super().__init__()
        self._keypad = Keypad(noughts=noughts)
        self._letters: Letters | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._keypad, 1)
        self._column.addStretch(0)  # the keys grow to a point, and stay at the top
        self._keypad.touched.connect(self.touched)
        self._keypad.erased.connect(self.erased)
        self._keypad.letters_asked.connect(lambda: self._show_letters(wanted=True))

    @property
    def has_letters(self) -> bool:
        """Returns whether the letters are visible now."""
        return self._letters is not None and not self._letters.isHidden()

    def set_compact(self, *, closely: bool) -> None:
        self._keypad.set_compact(closely=closely)

    def set_text(self) -> None:
        self._keypad.set_text()
        if self._letters is not None:
            self._letters.set_text()

    def serve(self, mark: str, noughts: Sequence[str], *, amount: bool, code: bool) -> None:
        """Adapts to the field in use: an amount has a decimal mark, a voucher's code has
        letters."""
        self._keypad.offer_noughts(noughts)
        self._keypad.write_marks_as(mark, usable=amount, letters=code)
        if not code:
            self.show_figures()

    def show_figures(self) -> None:
        self._show_letters(wanted=False)

    def _show_letters(self, *, wanted: bool) -> None:
        if wanted and self._letters is None:
            self._make_letters()
        if self._letters is not None and wanted is not self.has_letters:
            self._keypad.setVisible(not wanted)
            self._letters.setVisible(wanted)
            self.turned.emit()

    def _make_letters(self) -> None:
        from pos_app.ui.onscreen_keys.letter_pad import Letters  # noqa: PLC0415 - not for the first paint

        self._letters = Letters()
        self._letters.hide()
        self._letters.set_text()
        self._letters.touched.connect(self.touched)
        self._letters.erased.connect(self.erased)
        self._letters.figures_asked.connect(self.show_figures)
        self._column.insertWidget(0, self._letters, 1)
