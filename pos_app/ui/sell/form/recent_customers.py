"""Numbers of customers who were here before, while one is being typed. Off unless a shop wants it:
whoever stands there can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui.qt.constants import TAB_FOCUS, take_focus
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pos_app.domain.phone import Phone
    from pos_app.domain.sale import Sale

_MOST = 3
_LEAST = 2  # figures: one names half of the shop's customers


def matching(sales: Iterable[Sale], country: str, typed: str) -> Sequence[Phone]:
    """The numbers of this country that begin as what is typed, each once, as the sales come."""
    if len(typed) < _LEAST:
        return ()
    found: dict[str, Phone] = {}
    for sale in sales:
        phone = sale.phone
        if phone and phone.country == country and phone.national.startswith(typed):
            found.setdefault(phone.national, phone)
    return list(found.values())[:_MOST]


class RecentCustomers(QWidget):
    """A button a number."""

    chosen = Signal(str)  # the number as it is typed

    def __init__(self) -> None:
        super().__init__()
        self._buttons = [Button(f"recent_{place}", "toggle") for place in range(_MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for button in self._buttons:
            take_focus(button, TAB_FOCUS)
            button.clicked.connect(lambda _=False, button=button: self.chosen.emit(button.text()))
            row.addWidget(button, 1)
        self.hide()

    def offer(self, phones: Sequence[Phone]) -> bool:
        """Whether there is any."""
        for place, button in enumerate(self._buttons):
            shown = place < len(phones)
            button.setVisible(shown)
            if shown:
                number = phones[place].grouped
                button.say(number, self.tr("Customer of before: {0}").format(number))
        self.setVisible(bool(phones))
        return bool(phones)
