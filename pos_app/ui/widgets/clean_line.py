"""Input filter of a line edit: cleans typed, pasted, dropped and composed text for its parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QValidator

from pos_app.domain.text.typed_text import clean

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

_ENDLESS = 32_767  # Qt's own end of a line


class _CleanLine(QValidator):
    """Qt asks it about every change, by whatever way it comes, and takes the text that it returns.
    It counts after cleaning: a limit of Qt's would cut a number that marks make longer."""

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
    """What is longer than `longest`, blanks aside, is not taken at all, since part of a number is
    another number; words are cut where `cuts` says so. `letters` are all that it takes, where
    there are any; `kept` is what the line itself writes between digits."""
    edit.setValidator(_CleanLine(edit, longest, letters, kept, cuts=cuts))
