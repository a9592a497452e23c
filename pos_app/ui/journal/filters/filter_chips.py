"""Chips of the journal page's filters: cashier, method, state and alert."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.events import Flag
from pos_app.domain.method import Kind
from pos_app.ports.sale_filter import SaleFilter, SaleStatus
from pos_app.ui.journal.filters.choices import ChoicePopup, FilterChoice
from pos_app.ui.journal.filters.filter_words import (
    ANY_FLAG,
    flag_choice_words,
    short_name,
)
from pos_app.ui.qt.constants import BACKSPACE
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button, restyle
from pos_app.words.books.export import status_words
from pos_app.words.methods import method_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from pos_app.domain.method import Method
    from pos_app.ui.theme.theme import CurrentTheme

_CROSS = 38  # width of the end of a chip that clears it
_ICON = 16
_FIRST_KEY = Qt.Key.Key_F7


class Facet(StrEnum):
    CASHIER = "cashier"
    METHOD = "method"
    STATE = "state"
    FLAG = "flag"


class FacetChip(Button):
    """Chip of one filter: dashed with a plus while it asks for nothing, else with a cross."""

    opened = Signal()
    cleared = Signal()

    def __init__(self, facet: Facet, look: CurrentTheme) -> None:
        super().__init__(f"journal_filter_{facet}", "facet")
        self._look = look
        self._is_lit = False
        self._at_cross = False
        self.setCheckable(True)  # on while it asks for something
        self.clicked.connect(self._press)

    def show_choice(self, title: str, value: str) -> None:
        """Shows what the filter asks for; without a value it asks for nothing."""
        self._is_lit = bool(value)
        self.setChecked(self._is_lit)
        self.set_text(f"{title}: {value}" if value else title)
        restyle(self, lit=self._is_lit)
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at_cross = self._is_lit and event.position().x() > self.width() - _CROSS
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (BACKSPACE, Qt.Key.Key_Delete):
            self.cleared.emit()
        else:
            self._at_cross = False
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colours = self._look.colours
        left = self.width() - _CROSS + 9 if self._is_lit else 13
        where = QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON)
        icon = Icon.CLOSE if self._is_lit else Icon.PLUS
        paint_icon(painter, icon, where, colours.accent if self._is_lit else colours.muted)
        painter.end()

    def _press(self) -> None:
        self.setChecked(self._is_lit)  # the choices decide, and not the press
        at_cross, self._at_cross = self._at_cross, False
        if at_cross:
            self.cleared.emit()
        else:
            self.opened.emit()


class FilterChips(QWidget):
    """Row of chips. A press opens the choices of one; what is on is applied at once."""

    changed = Signal()
    cleared = Signal()  # by the button, which goes away with the filters

    def __init__(self, methods: Sequence[Method], look: CurrentTheme) -> None:
        super().__init__()
        self._methods = methods
        self._cashiers: Sequence[str] = ()
        self._on: dict[Facet, frozenset[str]] = {facet: frozenset() for facet in Facet}
        self._open = Facet.CASHIER
        self._chips: Mapping[Facet, FacetChip] = {facet: FacetChip(facet, look) for facet in Facet}
        self._popup = ChoicePopup("journal_filter", look, self)
        self._clear = Button("journal_clear_filters", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for facet, chip in self._chips.items():
            row.addWidget(chip)
            chip.opened.connect(lambda facet=facet: self.open(facet))
            chip.cleared.connect(lambda facet=facet: self.choose(facet, frozenset()))
        row.addWidget(self._clear)
        row.addStretch(1)
        self._popup.turned.connect(lambda on: self.choose(self._open, on))
        self._clear.clicked.connect(self.clear)
        self._clear.clicked.connect(self.cleared)

    # --- what it asks for -------------------------------------------------------------------------

    def applied_to(self, wanted: SaleFilter) -> SaleFilter:
        """Returns the filter with what the chips ask for."""
        flags = self._on[Facet.FLAG]
        return SaleFilter(
            text=wanted.text,
            start=wanted.start,
            end=wanted.end,
            methods=self._on[Facet.METHOD],
            states=frozenset(SaleStatus(key) for key in self._on[Facet.STATE]),
            cashiers=self._on[Facet.CASHIER],
            flags=frozenset(Flag(key) for key in flags - {ANY_FLAG}),
            any_flag=ANY_FLAG in flags,
        )

    @property
    def lit(self) -> Sequence[tuple[Facet, str, str]]:
        """The filters that ask for something, each with its title and what it asks for."""
        return [
            (facet, self._titles()[facet], self._value(facet)) for facet in Facet if self._on[facet]
        ]

    @property
    def cashiers(self) -> Sequence[str]:
        return self._cashiers

    def choose(self, facet: Facet, on: frozenset[str]) -> None:
        """Asks for these choices of a filter, and applies it."""
        if on != self._on[facet]:
            self._on[facet] = on
            self._show()
            self.changed.emit()

    def set_cashiers(self, names: Sequence[str]) -> None:
        self._cashiers = names

    def clear(self) -> None:
        self._on = {facet: frozenset() for facet in Facet}
        self._show()
        self.changed.emit()

    def open(self, facet: Facet) -> None:
        """Opens the choices of one filter."""
        self._open = facet
        choices = self._choices(facet)
        if choices:
            self._popup.open_below(
                self._chips[facet], self._titles()[facet], choices, self._on[facet]
            )

    def open_by_key(self, key: int) -> bool:
        """Takes a function key: F7 is the first filter. Returns whether it is one's."""
        place = key - _FIRST_KEY
        facets = list(Facet)
        if not 0 <= place < len(facets):
            return False
        self.open(facets[place])
        return True

    # --- Qt ---------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._clear.set_text(self.tr("Clear filters"))
        for place, chip in enumerate(self._chips.values()):
            show_tip(chip, filled(self.tr("Key: {0}"), f"F{place + 7}"))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    # --- inside -----------------------------------------------------------------------------------

    def _show(self) -> None:
        """Names what each filter asks for, or only counts it where there is no room."""
        self._clear.setVisible(any(self._on.values()))
        for names_all in (True, False):
            for facet, chip in self._chips.items():
                value = self._value(facet)
                if value and not names_all:
                    value = str(len(self._on[facet]))
                chip.show_choice(self._titles()[facet], value)
            if self._needed() <= self.width():
                return

    def _needed(self) -> int:
        parts = [*self._chips.values(), *([] if self._clear.isHidden() else [self._clear])]
        return sum(part.sizeHint().width() + Space.SMALL for part in parts)

    def _titles(self) -> Mapping[Facet, str]:
        return {
            Facet.CASHIER: self.tr("Cashier"),
            Facet.METHOD: self.tr("Method"),
            Facet.STATE: self.tr("State"),
            Facet.FLAG: self.tr("Alert"),
        }

    def _choices(self, facet: Facet) -> Sequence[FilterChoice]:
        by_hand = any(method.kind is Kind.BY_HAND for method in self._methods)
        states = [one for one in SaleStatus if by_hand or one is not SaleStatus.BY_HAND]
        return {
            Facet.CASHIER: [FilterChoice(name, name) for name in self._cashiers],
            Facet.METHOD: [FilterChoice(one.id, method_name(one)) for one in self._methods],
            Facet.STATE: [FilterChoice(one.value, status_words(one)) for one in states],
            Facet.FLAG: [FilterChoice(key, flag_choice_words(key)) for key in (ANY_FLAG, *Flag)],
        }[facet]

    def _value(self, facet: Facet) -> str:
        texts = [one.text for one in self._choices(facet) if one.key in self._on[facet]]
        if facet is Facet.CASHIER:
            texts = [short_name(text) for text in texts]
        return ", ".join(texts)
