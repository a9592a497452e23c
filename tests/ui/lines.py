"""What the lines of a window make of a digit in disguise."""

from hostile.typed import DIGITS, UNSEEN
from PySide6.QtWidgets import QLineEdit, QWidget

PLAIN = "7"
DISGUISED = f"{UNSEEN[0]}{DIGITS[7][-1]}{UNSEEN[-1]}"
QTS_OWN = "qt_spinbox_lineedit"  # inside of a date, which takes nothing but its digits
# Passphrases, where every character counts.
EXACT = {"passphrase_words", "passphrase_again", "move_words", "move_again", "move_in_words"}


class Lines:
    """Every line that was seen of a window, by its name, and what it made of both."""

    def __init__(self) -> None:
        self.seen: dict[str, list[str]] = {}

    def fill_in(self, window: QWidget) -> None:
        """Without anybody being told, and back again."""
        for line in window.findChildren(QLineEdit):
            if line.objectName() not in EXACT | {QTS_OWN} | self.seen.keys():
                self.seen[line.objectName()] = _taken(line)

    @property
    def unclean(self) -> dict[str, list[str]]:
        return {name: texts for name, texts in self.seen.items() if texts != [PLAIN, PLAIN]}


def _taken(line: QLineEdit) -> list[str]:
    before, blocked = line.text(), line.blockSignals(True)
    texts = []
    for text in (PLAIN, DISGUISED):
        line.setText("")
        line.insert(text)
        texts.append(line.text())
    line.setText(before)
    line.blockSignals(blocked)
    return texts
