"""Field for a manager's reason, with ready-made ones below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button
from pos_app.ui.widgets.form_field import SettingField

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReasonField(QWidget):
    """Field whose ready-made reasons are offered only while nobody has typed one.

    What a person has typed is evidence: no key on the way to the PIN may overwrite it.
    """

    chosen = Signal()  # a ready-made reason

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self.field = SettingField(f"{name}_why")
        self.buttons = [Button(f"{name}_reason_{place}") for place in range(most)]
        self._chosen = ""  # the ready-made reason that stands in the field
        row = QHBoxLayout()
        for button in self.buttons:
            button.setFont(font(Size.LABEL))
            button.clicked.connect(lambda _=False, button=button: self._choose(button))
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.field)
        column.addLayout(row)
        self.field.edit.textChanged.connect(self._follow)

    @property
    def text(self) -> str:
        return self.field.text

    def offer(self, reasons: Sequence[str], keys: str = "") -> None:
        """Offers these reasons, by these keys. It takes back a ready-made one that is none of
        them: it speaks of another outcome."""
        if self._chosen not in reasons and self.field.edit.text() == self._chosen:
            self.field.edit.setText("")
        for place, button in enumerate(self.buttons):
            reason = reasons[place] if place < len(reasons) else ""
            key = f" [{keys[place]}]" if keys else ""
            button.set_text(f"{reason}{key}", reason)
            button.setVisible(bool(reason))

    def _choose(self, button: Button) -> None:
        self._chosen = button.accessibleName()
        self.field.edit.setText(self._chosen)
        self.chosen.emit()

    def _follow(self, text: str) -> None:
        is_typed = bool(text.strip()) and text != self._chosen
        for button in self.buttons:
            button.setEnabled(not is_typed)
