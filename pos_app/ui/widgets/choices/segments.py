"""Buttons side by side in one frame, of which one is chosen: the arrow keys turn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Segments(QFrame):
    """A choice of one. Choices are told apart by the words that the caller gives them."""

    chosen = Signal(str)  # by a person

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("box", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.buttons: Mapping[str, Button] = {
            choice: Button(f"{name}_{choice}", "segment") for choice in choices
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice, button in self.buttons.items():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _=False, choice=choice: self.chosen.emit(choice))
        self.choose(choices[0])

    @property
    def choice(self) -> str:
        return next(choice for choice, button in self.buttons.items() if button.isChecked())

    def choose(self, choice: str) -> None:
        self.buttons[choice].setChecked(True)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for choice, text in texts.items():
            self.buttons[choice].set_text(text)
