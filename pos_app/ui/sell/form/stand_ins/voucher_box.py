"""Voucher field of the form: a prepaid code in groups of four, cleared with the sale."""

from __future__ import annotations

import re

from pos_app.ui.sell.form.stand_ins.stand_in_box import StandInBox
from pos_app.ui.theme.tokens import Size
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.line_entry import LineEntry

_LONGEST = 64  # a longer pasted text gives an error, and is not cut
_GROUP = 4
_SEPARATORS = " -."


class VoucherEdit(LineEntry):
    """Line edit for letters and figures, in lower case as the codes are printed."""

    has_keys = True

    def __init__(self) -> None:
        super().__init__("voucher", Size.FIELD, strong=True)
        keep_clean(self, longest=_LONGEST)

    @property
    def code(self) -> str:
        return re.sub(r"[\s.-]", "", self.text())

    def grouped(self, text: str) -> str:
        bare = re.sub(r"[\s.-]", "", text).lower()
        return " ".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))

    def takes(self, letter: str) -> bool:
        return (letter.isascii() and letter.isalnum()) or letter in _SEPARATORS


class VoucherBox(StandInBox):
    """The code's field with, at its right, the amount that the voucher must hold."""

    edit: VoucherEdit

    def __init__(self, *, trains: bool = False) -> None:
        """`trains` says which codes pay in training, while none is typed."""
        super().__init__(VoucherEdit(), "voucher_hint", (3, 2))
        self._trains = trains
        self._need = ""

    def retranslate(self) -> None:
        self._name(self.tr("Voucher code"))

    def show_need(self, words: str) -> None:
        """Shows the fee and the amount that the voucher must hold, before the charge."""
        self._need = words
        self.show_error("")

    def _said(self) -> tuple[str, str]:
        if self._trains and not self.edit.text():
            return self.tr("Training: any 12 letters and digits pay"), "muted"
        return self._need or self.tr("12 letters and digits"), "muted"
