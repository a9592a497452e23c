"""List of the first run's steps: which one is shown, and which were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.ui.theme.tokens import NAMES_WIDE, Space
from pos_app.ui.widgets.basic import Button
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

_TICK = "✓"


class StepList(QFrame):
    """Buttons that lead to the steps. A tick stands only at what somebody has answered: not at what
    was merely passed."""

    asked = Signal(str)  # the name of a step

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("box", "surface")
        self.setFixedWidth(NAMES_WIDE)
        self._shown = names[0]
        self._answered: set[str] = set()
        self._buttons = {name: Button(f"first_step_{name}", "tab") for name in names}
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.NORMAL, Space.EDGE, Space.NORMAL, Space.EDGE)
        column.setSpacing(Space.TIGHT)
        for name, button in self._buttons.items():
            button.setCheckable(True)
            button.setProperty("side", "left")
            button.clicked.connect(lambda _=False, name=name: self._ask(name))
            column.addWidget(button)
        column.addStretch(1)
        self.retranslate()

    def answer(self, name: str) -> None:
        """Ticks a step."""
        self._answered.add(name)
        self.retranslate()

    def show_step(self, name: str) -> None:
        self._shown = name
        self.retranslate()

    def retranslate(self) -> None:
        said = {
            "country": self.tr("Country"),
            "shop": self.tr("Shop"),
            "providers": self.tr("Payments"),
            "printer": self.tr("Printer"),
            "people": self.tr("People"),
            "done": self.tr("Ready"),
        }
        for place, (name, button) in enumerate(self._buttons.items()):
            is_answered = name in self._answered
            sign = _TICK if is_answered else str(place + 1)
            meaning = self.tr("{0}: answered") if is_answered else "{0}"
            button.set_text(f"{sign}   {said[name]}", filled(meaning, said[name]))
            button.setChecked(name == self._shown)
            # Everything else follows from the country.
            button.setEnabled("country" in self._answered or name == "country")

    def _ask(self, name: str) -> None:
        self._buttons[name].setChecked(name == self._shown)  # until the step is really left
        if name != self._shown:
            self.asked.emit(name)
