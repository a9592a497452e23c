"""Two fields by which a till comes back from its office: the address, and a manager's code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.errors import InputProblem
from pos_app.ports.office.invitation import read_invitation
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.form_field import SettingField
from pos_app.words.problems import complaint_words

if TYPE_CHECKING:
    from collections.abc import Sequence


class OfficeFields(QWidget):
    """Fields that take the whole text of the office's QR code, too, whichever it is pasted into."""

    entered = Signal()  # Enter was pressed, and both are filled in
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._address = SettingField(f"{name}_address")
        self._code = SettingField(f"{name}_code")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._address, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._code, 2, Qt.AlignmentFlag.AlignTop)
        for field in self._both:
            field.edit.textChanged.connect(self._read_invitation)
            field.edit.returnPressed.connect(self._forward)
            field.changed.connect(self.changed)

    @property
    def _both(self) -> Sequence[SettingField]:
        return (self._address, self._code)

    @property
    def address(self) -> str:
        return self._address.text

    @property
    def code(self) -> str:
        return self._code.text

    def suggest(self, address: str) -> None:
        """Fills in an address that is known, where nobody has typed one."""
        if not self._address.text:
            self._address.put(address)

    def forget_code(self) -> None:
        """A code is good once."""
        self._code.put("")

    def is_complete(self) -> bool:
        """Returns whether both are filled in; else what is missing is told at its field."""
        for field in self._both:
            missing = "" if field.text else complaint_words(InputProblem.SETTING_MISSING)
            field.show_error(missing)
        empty = self.first_empty()
        if empty is not None:
            empty.setFocus()
        return empty is None

    def first_empty(self) -> QWidget | None:
        return next((field.edit for field in self._both if not field.text), None)

    def take_focus(self) -> None:
        (self.first_empty() or self._code.edit).setFocus()

    def show_bad_address(self, words: str) -> None:
        self._address.show_error(words)
        self._address.edit.setFocus()

    def show_refusal(self, words: str) -> None:
        """Shows why the code enrols nobody."""
        self._code.show_error(words)
        self._code.edit.setFocus()

    def set_text(self) -> None:
        self._address.set_text(self.tr("Address of the office"), "https://")
        self._code.set_text(self.tr("Code of the office's manager"), self.tr("10 letters"))

    # --- inside -----------------------------------------------------------------------------------

    def _read_invitation(self, text: str) -> None:
        if invitation := read_invitation(text):
            self._address.put(invitation.address)
            self._code.put(invitation.code)
            self._code.edit.setFocus()

    def _forward(self) -> None:
        """Enter: goes to the next empty field."""
        empty = self.first_empty()
        if empty is not None:
            empty.setFocus()
        else:
            self.entered.emit()
