"""Field of an account for an option that is yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.ui.widgets.switch import ToggleSwitch

if TYPE_CHECKING:
    from pos_app.ui.theme.theme import CurrentTheme

_YES = "true"  # in the settings file; nothing means no
_YES_TOO = ("true", "1")  # what people have written there


class SwitchField(QWidget):
    """Field like a `SettingField`, with a switch in place of the line."""

    changed = Signal()

    def __init__(self, name: str, look: CurrentTheme) -> None:
        super().__init__()
        self._switch = ToggleSwitch(name, look)
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self._title.setBuddy(self._switch)
        self._complaint = wrapped(label(Size.LABEL, strong=True, tone="fail"))
        self._complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        for part in (self._title, self._switch, self._complaint):
            column.addWidget(part)
        column.addStretch(1)
        self._switch.toggled.connect(self.changed)
        self._switch.clicked.connect(lambda: self.show_error(""))

    @property
    def text(self) -> str:
        return _YES if self._switch.isChecked() else ""

    @property
    def control(self) -> QWidget:
        return self._switch

    def put(self, text: str) -> None:
        self._switch.setChecked(text.lower() in _YES_TOO)

    def set_text(self, title: str, placeholder: str = "") -> None:  # noqa: ARG002 - as a line has
        self._title.setText(title)
        self._switch.setAccessibleName(title)

    def show_error(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self._switch.setAccessibleDescription(words)
