"""Cash field of the form: what the customer hands over, and the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.ui.qt.constants import LEFT, MIDDLE, RIGHT, align
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.ui.widgets.basic import crowd, label, restyle, wrapped
from pos_app.ui.widgets.line_entry import EntryFrame, field_title
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.money import Currency, Money

_SIZES = (Size.FIELD, 22, 19, 17)
_HIGH = 34


class CashEdit(AmountEdit):
    """Line edit for the cash that is handed over: an amount, as small as a phone number."""

    def __init__(self, currency: Currency) -> None:
        super().__init__(currency)
        self.setObjectName("tendered")
        align(self, LEFT | MIDDLE)

    def set_compact(self, *, closely: bool) -> None:
        self.setMinimumHeight(_HIGH)
        self.use_sizes(*_SIZES[1 if closely else 0 :])


class CashBox(EntryFrame):
    """The cash with its label and, at its right, the change. Empty, it is exactly the amount."""

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self.line = self.edit = CashEdit(currency)
        self._title = field_title()
        self._hint = wrapped(label(Size.LABEL, strong=True, tone="muted", name="change_hint"))
        align(self._hint, RIGHT | MIDDLE)
        self._asked: Money | None = None
        self._rounded = False
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        row.addLayout(words, 1)
        row.addWidget(self._hint, 1)
        self.edit.focused.connect(self._light)
        self.edit.textChanged.connect(lambda: self.show_error(""))

    def set_text(self, title: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.show_error("")

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.set_compact(closely=closely)

    def use(self, currency: Currency) -> None:
        self.edit.currency = currency

    def show_asked(self, asked: Money | None, *, rounded: bool) -> None:
        """Takes what the customer is asked for, from which the change follows. `rounded`: it is not
        what was typed, as there are no coins for that."""
        self._asked = asked
        self._rounded = rounded
        self.show_error("")

    def show_error(self, words: str) -> None:
        said, tone = (words, "fail") if words else self._change()
        self._hint.setText(said)
        self.edit.setAccessibleDescription(said)
        restyle(self._hint, tone=tone)
        restyle(self, wrong=bool(words))

    def _change(self) -> tuple[str, str]:
        """Returns the change, or what is still missing, with its tone."""
        given = self.edit.read()
        if not self.edit.text():
            if self._asked is not None and self._rounded:
                return filled(self.tr("Rounded to coins: {0}"), self._asked), ""
            return self.tr("Empty: exact amount"), "muted"
        if given is None or self._asked is None:
            return "", "muted"
        change = given + -self._asked
        if change.minor < 0:
            return filled(self.tr("{0} missing"), -change), "wait"
        return filled(self.tr("Change {0}"), change), ""

    def _light(self, lit: bool) -> None:  # noqa: FBT001 - a signal's argument
        restyle(self, lit=lit)
        if not lit:
            self.edit.tidy()
