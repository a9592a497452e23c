"""Quick amounts: the amounts that the shop charges most, one touch each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.quick_amounts import MOST, usable_quick_amounts
from pos_app.ui.qt.constants import TAB_FOCUS, take_focus
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from pos_app.domain.money import Currency, Money


class QuickAmounts(QWidget):
    """A row of chips, an amount each. A chip fills in the amount, and charges nothing."""

    chosen = Signal(str)  # the figures

    def __init__(self) -> None:
        super().__init__()
        self._setting = ""
        self._amounts: tuple[Money, ...] = ()
        self._chips = [Button(f"quick_{place}", "chip") for place in range(MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for place, chip in enumerate(self._chips):
            take_focus(chip, TAB_FOCUS)
            chip.clicked.connect(lambda _=False, place=place: self._choose(place))
            row.addWidget(chip)

    def follow(self, before: QWidget) -> None:
        """Takes its place in the order of the Tab key."""
        for chip in self._chips:
            QWidget.setTabOrder(before, chip)
            before = chip

    def set_amounts(self, setting: str, currency: Currency) -> None:
        self._setting = setting
        self.use(currency)

    def use(self, currency: Currency) -> None:
        """Offers the same figures in this currency."""
        self._amounts = usable_quick_amounts(self._setting, currency)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(self._amounts))
            if place < len(self._amounts):
                money = self._amounts[place]
                chip.set_text(money.short_figures, str(money))

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._amounts[place].figures)
