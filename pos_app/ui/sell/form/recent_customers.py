"""Suggestions of recent customers' numbers while one is typed.

Off unless a shop turns it on: anybody at the counter can read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui.qt.constants import TAB_FOCUS, take_focus
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pos_app.domain.method import Method
    from pos_app.domain.phone import Phone
    from pos_app.domain.sale import Sale
    from pos_app.ui.widgets.phone_box import PhoneBox

_MOST = 3
_LEAST = 2  # figures: one alone begins half of the shop's numbers


def matching(sales: Iterable[Sale], country: str, typed: str) -> Sequence[Phone]:
    """Returns the numbers of this country that begin as the typed one, each once, in the sales'
    order."""
    if len(typed) < _LEAST:
        return ()
    found: dict[str, Phone] = {}
    for sale in sales:
        phone = sale.phone
        if phone and phone.country == country and phone.national.startswith(typed):
            found.setdefault(phone.national, phone)
    return list(found.values())[:_MOST]


class RecentCustomers(QWidget):
    """A row of buttons, a number each, that fill in the phone."""

    def __init__(self, phone: PhoneBox) -> None:
        super().__init__()
        self.sales: Callable[[], Iterable[Sale]] | None = None  # None: no suggestions
        self._phone = phone
        self._buttons = [Button(f"recent_{place}", "toggle") for place in range(_MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for button in self._buttons:
            take_focus(button, TAB_FOCUS)
            button.clicked.connect(lambda _=False, button=button: self._type(button.text()))
            row.addWidget(button, 1)
        self.hide()

    def offer(self, method: Method) -> bool:
        """Suggests numbers while the typed one is incomplete. Returns whether there are any."""
        asked = method.needs_phone and not self._phone.is_whole(method)
        sales = self.sales() if self.sales is not None and asked else ()
        phones = matching(sales, self._phone.edit.country, self._phone.edit.national)
        self._show(phones)
        return bool(phones)

    def _show(self, phones: Sequence[Phone]) -> None:
        for place, button in enumerate(self._buttons):
            shown = place < len(phones)
            button.setVisible(shown)
            if shown:
                number = phones[place].grouped
                button.set_text(number, filled(self.tr("Previous customer: {0}"), number))
        self.setVisible(bool(phones))

    def _type(self, number: str) -> None:
        self._phone.edit.setText(number)
        self._phone.edit.setFocus()
