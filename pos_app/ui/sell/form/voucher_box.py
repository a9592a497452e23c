"""Voucher field of the form: a prepaid code in groups of four, cleared with the sale."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.ui.qt.constants import MIDDLE, RIGHT, align
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import crowd, label, restyle, wrapped
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.line_entry import EntryFrame, LineEntry, field_title

_SIZES = (Size.FIELD, 22, 19, 17)
_LONGEST = 64  # a longer pasted text gives an error, and is not cut
_GROUP = 4
_SEPARATORS = " -."


class VoucherEdit(LineEntry):
    """Line edit for letters and figures, in lower case as the codes are printed."""

    has_keys = True

    def __init__(self) -> None:
        super().__init__("voucher", Size.FIELD, strong=True)
        keep_clean(self, longest=_LONGEST)
        self.setMinimumHeight(34)
        self.set_compact(closely=False)

    def set_compact(self, *, closely: bool) -> None:
        self.use_sizes(*_SIZES[1 if closely else 0 :])

    @property
    def code(self) -> str:
        return re.sub(r"[\s.-]", "", self.text())

    def grouped(self, text: str) -> str:
        bare = re.sub(r"[\s.-]", "", text).lower()
        return " ".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))

    def takes(self, letter: str) -> bool:
        return (letter.isascii() and letter.isalnum()) or letter in _SEPARATORS


class VoucherBox(EntryFrame):
    """The code's field with its label and, at its right, the amount that the voucher must hold."""

    def __init__(self, *, trains: bool = False) -> None:
        """`trains` says which codes pay in training, while none is typed."""
        super().__init__()
        self._trains = trains
        self.line = self.edit = VoucherEdit()
        self._title = field_title()
        self._hint = wrapped(label(Size.LABEL, strong=True, tone="muted", name="voucher_hint"))
        align(self._hint, RIGHT | MIDDLE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        row.addLayout(words, 3)
        row.addWidget(self._hint, 2)
        self._form = ""  # a description of the code's form
        self._need = ""
        self.edit.focused.connect(lambda lit: restyle(self, lit=lit))
        self.edit.textChanged.connect(lambda: self.show_error(""))

    def set_text(self, title: str, form: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self._form = form
        self.show_error("")

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.set_compact(closely=closely)

    def show_need(self, words: str) -> None:
        """Shows the fee and the amount that the voucher must hold, before the charge."""
        self._need = words
        self.show_error("")

    def _practice(self) -> str:
        if not self._trains or self.edit.text():
            return ""
        return self.tr("Training: any 12 letters and digits pay")

    def show_error(self, words: str) -> None:
        said = words or self._practice() or self._need or self._form
        self._hint.setText(said)
        self.edit.setAccessibleDescription(said)
        restyle(self._hint, tone="fail" if words else "muted")
        restyle(self, wrong=bool(words))
