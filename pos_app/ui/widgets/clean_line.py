"""Input filter of a line edit: cleans typed, pasted, dropped and composed text for its parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QValidator

from pos_app.domain.text.typed_text import clean

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_ENDLESS = 32_767  # Qt's own limit


class _CleanLine(QValidator):
    """Validator that gives Qt the cleaned text; Qt asks it about every change, however it was made.

    The limit counts after cleaning: Qt's own would cut a number that marks make longer.
    """

    def __init__(
        self, edit: QLineEdit, longest: int, letters: str, kept: str, *, cuts: bool
    ) -> None:
        super().__init__(edit)
        self._longest = longest
        self._letters = letters
        self._kept = kept
        self._cuts = cuts

    def validate(self, text: str, caret: int) -> object:
        shown = self._clean(text)
        strange = bool(self._letters) and bool(set(shown) - set(self._letters))
        long = sum(not letter.isspace() for letter in shown) > self._longest
        if strange or (long and not self._cuts):
            return QValidator.State.Invalid, text, caret
        if self._cuts:
            shown = shown[: self._longest]
        return QValidator.State.Acceptable, shown, min(len(self._clean(text[:caret])), len(shown))

    def _clean(self, text: str) -> str:
        if not self._kept:
            return clean(text)
        return "".join(letter if letter in self._kept else clean(letter) for letter in text)


def keep_clean(
    edit: QLineEdit,
    *,
    longest: int = _ENDLESS,
    letters: str = "",
    kept: str = "",
    cuts: bool = False,
) -> None:
    """Cleans the line's text from now on.

    It rejects a text longer than `longest` without blanks, since part of a number is another
    number; `cuts` cuts it instead, as for words. `letters` are the only ones that it takes, if
    there are any. `kept` are those that the line itself writes between digits.
    """
    edit.setValidator(_CleanLine(edit, longest, letters, kept, cuts=cuts))
