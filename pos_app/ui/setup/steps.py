"""First and last step of the first-run wizard: the welcome, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.countries import COUNTRIES
from pos_app.ports.shop import LANGUAGES
from pos_app.ui.settings.countries import COUNTRY_NAMES
from pos_app.ui.settings.sheet import WIDEST
from pos_app.ui.setup.early_name import EarlyName
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.picker import Picker
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from pos_app.ui.theme.theme import CurrentTheme

_TILE = 72


class Welcome(QWidget):
    """Step that asks for the language and the country, or starts training with one press."""

    spoken = Signal(str)  # a language
    chosen = Signal(object)  # Mapping[str, Setting]
    training_asked = Signal()
    move_asked = Signal()  # a till is to be moved in

    def __init__(self, language: str, look: CurrentTheme) -> None:
        super().__init__()
        self._title = Headline((34, 28), "first_title")
        self._what = wrapped(label(Size.BODY, tone="muted"))
        self._language = Picker("first_language", look)
        for code, name in LANGUAGES.items():
            self._language.addItem(name, code)
        self._language.setCurrentIndex(self._language.findData(language))
        self._language.activated.connect(lambda: self.spoken.emit(self._language.currentData()))
        self._ask = label(Size.LEAD, strong=True)
        self._countries = {code: Button(f"first_{code}", "person") for code in COUNTRIES}
        for code, button in self._countries.items():
            button.setMinimumHeight(_TILE)
            button.clicked.connect(lambda _=False, code=code: self._choose(code))
        self._or = wrapped(label(Size.BODY, tone="muted"))
        self._training = Button("first_training")
        self._training.clicked.connect(self.training_asked)
        self._moved = Button("first_move_in")
        self._moved.clicked.connect(self.move_asked)
        self._named = wrapped(label(Size.LEAD, strong=True, name="first_named"))
        self.early_name = EarlyName((*self._countries.values(), self._training, self._moved), self)
        self.early_name.changed.connect(self._show_name)
        self._arrange()
        self.retranslate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        next(iter(self._countries.values())).setFocus()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Welcome to your till"))
        self._what.setText(
            self.tr(
                "Two minutes to the first sale. You can change everything later in the settings."
            )
        )
        self._language.setAccessibleName(self.tr("Language"))
        self._ask.setText(self.tr("Where is the shop?"))
        for code, button in self._countries.items():
            button.set_text(COUNTRY_NAMES[code]())
        self._or.setText(
            self.tr("Or try everything first, with simulated payments. No money moves.")
        )
        self._training.set_text(self.tr("Training mode"))
        self._moved.set_text(self.tr("Bring from another computer…"))
        self._show_name()

    def _show_name(self) -> None:
        name = self.early_name.text
        self._named.setText(filled(self.tr("Shop name: {0}"), name) if name else "")

    def _choose(self, country: str) -> None:
        self.chosen.emit(
            {
                "country": country,
                "zone": COUNTRIES[country].zone,
                "language": self._language.currentData(),
            }
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._language)
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.NORMAL)
        for button in self._countries.values():
            tiles.addWidget(button, 1)
        end = QHBoxLayout()
        end.setSpacing(Space.WIDE)
        end.addWidget(self._training)
        end.addWidget(self._or, 1)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*4 * [Space.EDGE])
        column.setSpacing(Space.EDGE)
        column.addLayout(head)
        column.addWidget(self._what)
        column.addSpacing(Space.EDGE)
        column.addWidget(self._ask)
        column.addLayout(tiles)
        column.addWidget(self._named)
        column.addSpacing(Space.EDGE)
        column.addLayout(end)
        column.addWidget(self._moved, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside, 100)
        outer.addStretch(1)


class LastStep(QWidget):
    """Summary of the providers and people that are set up, and of the steps that are left."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: Sequence[str] = ()
        self._people: Sequence[str] = ()
        self._title = Headline((34, 28), "first_done")
        self._ways = wrapped(label(Size.LEAD, name="first_ways"))
        self._who = wrapped(label(Size.LEAD, name="first_people"))
        self._how = wrapped(label(Size.BODY, tone="muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [Space.EDGE])
        column.setSpacing(Space.EDGE)
        for part in (self._title, self._ways, self._who, self._how):
            column.addWidget(part)
        column.addStretch(1)
        self.retranslate()

    def set_ready(self, ready: Sequence[str], people: Sequence[str]) -> None:
        """Takes the names of the providers that are set up, and of the people with a PIN."""
        self._ready, self._people = ready, people
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("The till is ready"))
        ways = filled(self.tr("Set up: {0}"), ", ".join(self._ready))
        none = self.tr(
            "No payment method is set up yet: press one on the Sell screen to fill in its account."
        )
        self._ways.setText(ways if self._ready else none)
        who = filled(self.tr("With a PIN: {0}"), ", ".join(self._people))
        nobody = self.tr("Nobody has a PIN yet: the first refund asks for one.")
        self._who.setText(who if self._people else nobody)
        self._how.setText(self.tr("A sale: amount, Enter, phone, Enter. F1 shows every key."))
