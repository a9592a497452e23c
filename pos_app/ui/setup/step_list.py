"""List of the first run's steps: which one is shown, and which were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.ui.setup.step_button import StepButton
from pos_app.ui.theme.tokens import NAMES_WIDE, Space
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ui.theme.theme import CurrentTheme


class StepList(QFrame):
    """Buttons that lead to the steps. A tick stands only at what somebody has answered: not at what
    was merely passed."""

    asked = Signal(str)  # the name of a step

    def __init__(self, names: Sequence[str], look: CurrentTheme) -> None:
        super().__init__()
        self.setProperty("box", "surface")
        self.setFixedWidth(NAMES_WIDE)
        self._shown = names[0]
        self._answered: set[str] = set()
        self._counts: dict[str, tuple[int, int]] = {}  # of what a step asks for, how much is there
        self._buttons = {
            name: StepButton(f"first_step_{name}", place, look)
            for place, name in enumerate(names, start=1)
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.NORMAL, Space.EDGE, Space.NORMAL, Space.EDGE)
        column.setSpacing(Space.TIGHT)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self._ask(name))
            column.addWidget(button)
        column.addStretch(1)
        self.retranslate()

    def answer(self, name: str) -> None:
        """Ticks a step."""
        self._answered.add(name)
        self.retranslate()

    def count(self, name: str, ready: int, offered: int) -> None:
        """Counts, at a step that asks for several things, those that are ready."""
        self._counts[name] = (ready, offered)
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
        for name, button in self._buttons.items():
            answered = name in self._answered
            meaning = self.tr("{0}: answered") if answered else "{0}"
            button.show_step(said[name], filled(meaning, said[name]), answered=answered)
            button.setChecked(name == self._shown)
            # Everything else follows from the country, the number of accounts too.
            button.setEnabled("country" in self._answered or name == "country")
            if name in self._counts and button.isEnabled():
                ready, offered = self._counts[name]
                counted = filled(self.tr("{0} of {1} set up"), ready, offered)
                button.show_count(f"{ready}/{offered}", counted)

    def _ask(self, name: str) -> None:
        self._buttons[name].setChecked(name == self._shown)  # until the step is really left
        if name != self._shown:
            self.asked.emit(name)
