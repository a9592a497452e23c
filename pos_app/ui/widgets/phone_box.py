"""Phone field: groups the customer's number while it is typed, and names its network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import BadInput
from pos_app.domain.phone import CALLING_CODES, Phone
from pos_app.ui.qt.constants import MIDDLE, RIGHT, align
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import crowd, label, restyle, wrapped
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.line_entry import EntryFrame, LineEntry, field_title
from pos_app.words.services import say_of, service_of
from pos_app.words.translate import QT_TRANSLATE_NOOP, filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos_app.domain.method import Method

_SIZES = (Size.FIELD, 22, 19, 17)
_SHARES = (1, 1)  # of the width: the number, and what is said about it
_SHARES_EMPTY = (1, 3)  # where nothing is typed, and there is more to say
_NO_BREAK = "\u00a0"
_LONGEST = 64  # longer than any number
_FIGURES = "0123456789"
_NOT_THERE = QT_TRANSLATE_NOOP("PhoneBox", "{0}: not for {the}")
_WHOLE = 9  # digits of our countries' national numbers; fewer are still being typed


class PhoneEdit(LineEntry):
    """Line edit for digits, and a plus in front where the cashier types the country code too."""

    def __init__(self, country: str) -> None:
        super().__init__("phone", Size.FIELD, strong=True)
        self.country = country
        keep_clean(self, longest=_LONGEST)
        self.setMinimumHeight(34)
        self.set_compact(closely=False)

    def set_compact(self, *, closely: bool) -> None:
        self.use_sizes(*_SIZES[1 if closely else 0 :])

    @property
    def national(self) -> str:
        """Returns the digits as dialled inside the country."""
        digits = "".join(letter for letter in self.text() if letter in _FIGURES)
        prefix = self._prefix(digits)
        return digits[len(prefix) :]

    def grouped(self, text: str) -> str:
        if any(letter not in f"{_FIGURES}+ ().-/" for letter in text):
            return text  # pasted words stay, and give an error
        plus = "+" if text.strip().startswith("+") else ""
        digits = "".join(letter for letter in text if letter in _FIGURES)
        prefix = self._prefix(digits, plus)
        number = Phone(self.country, digits[len(prefix) :]).grouped
        parts = [f"{plus}{prefix}", *number.split()] if prefix or plus else number.split()
        return " ".join(part for part in parts if part)

    def takes(self, letter: str) -> bool:
        return letter in f"{_FIGURES}+ "

    def _prefix(self, digits: str, plus: str = "") -> str:
        code = CALLING_CODES[self.country]
        for prefix in (f"00{code}", code):
            long_enough = plus or prefix.startswith("00") or len(digits) > _WHOLE
            if long_enough and digits.startswith(prefix):
                return prefix
        return ""


class PhoneBox(EntryFrame):
    """The number's field with its label and, at its right, the network."""

    def __init__(self, country: str, *, trains: bool = False) -> None:
        """`trains` says who answers in training, while no number is typed."""
        super().__init__()
        self._trains = trains
        self.line = self.edit = PhoneEdit(country)
        # Set once the till is up: the number plan is too heavy for the first paint.
        self.read: Callable[[str, Method], Phone] | None = None
        self._title = field_title()
        self._hint = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self._hint.setObjectName("phone_hint")
        align(self._hint, RIGHT | MIDDLE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self.edit)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        row.addLayout(words, _SHARES[0])
        row.addWidget(self._hint, _SHARES[1])
        self._hint.hide()  # empty, it takes no room
        self.edit.focused.connect(lambda lit: restyle(self, lit=lit))

    def set_text(self, title: str, placeholder: str) -> None:
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.edit.setPlaceholderText(placeholder)

    def set_compact(self, *, closely: bool) -> None:
        crowd(self, closely=closely)
        self.edit.set_compact(closely=closely)

    def show_error(self, words: str) -> None:
        self._tell(words, "fail" if words else "")
        restyle(self, wrong=bool(words))

    def use(self, country: str) -> None:
        """Groups numbers as this country does."""
        self.edit.country = country
        self.edit.setText(self.edit.grouped(self.edit.text()))

    def show_network(self, method: Method) -> Phone | None:
        """Names the network, and says when the number is complete. Shows no error while typing."""
        restyle(self, wrong=False)
        phone = self._whole(method)
        practice = self._practice(method)
        for place, share in enumerate(_SHARES_EMPTY if practice else _SHARES):
            self._row.setStretch(place, share)
        if phone is None:
            self._tell(self.network or practice, "muted")
        elif phone.network and method.networks and phone.network not in method.networks:
            said = say_of(service_of(method), _NOT_THERE, phone.network, context="PhoneBox")
            self._tell(said, "wait")
        else:
            good = self.tr("valid number")
            self._tell(f"{phone.network} · {good}" if phone.network else good, "paid")
        return phone

    @property
    def network(self) -> str | None:
        return Phone(self.edit.country, self.edit.national).network

    def is_whole(self, method: Method) -> bool:
        return self._whole(method) is not None

    def _whole(self, method: Method) -> Phone | None:
        if self.read is None or len(self.edit.national) < _WHOLE or not method.needs_phone:
            return None
        try:
            return self.read(self.edit.text(), method)
        except BadInput:
            return None

    def _practice(self, method: Method) -> str:
        """Returns which numbers pay in training and which one refuses, before one is typed."""
        if not self._trains or not method.refusing_phone or self.edit.text():
            return ""
        refuses = Phone(method.country, method.refusing_phone).grouped.replace(" ", _NO_BREAK)
        return filled(self.tr("Training: any number pays, {0} declines"), refuses)

    def _tell(self, words: str, tone: str) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)
        restyle(self._hint, tone=tone)
