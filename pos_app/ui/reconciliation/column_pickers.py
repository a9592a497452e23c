"""Pickers in which a person says what each column of a statement holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ports.statements import LineFact, StatementLayout
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.ui.widgets.picker import Picker
from pos_app.words.books.reconciliation import fact_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ui.theme.theme import CurrentTheme

_OFFERED = (
    LineFact.DATE,
    LineFact.AMOUNT,
    LineFact.REFERENCE,
    LineFact.PAYMENT,
    LineFact.FEE,
    LineFact.STATE,
)
_BESIDE = 3  # pickers in a row
_NONE = -1


class ColumnPickers(QWidget):
    """Pickers, a fact each; `changed` when a person has chosen another column."""

    changed = Signal()

    def __init__(self, rows: Sequence[Sequence[str]], look: CurrentTheme) -> None:
        super().__init__()
        self._headings = max(rows, key=lambda row: sum(map(bool, row)), default=())
        self._pickers: dict[LineFact, Picker] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SMALL)
        grid.setVerticalSpacing(Space.TIGHT)
        for place, fact in enumerate(_OFFERED):
            row, column = divmod(place, _BESIDE)
            name = label(Size.LABEL, tone="muted")
            name.setText(fact_words(fact))
            picker = self._pickers[fact] = self._picker(fact, look)
            name.setBuddy(picker)
            grid.addWidget(name, 2 * row, column)
            grid.addWidget(picker, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)

    def show_layout(self, layout: StatementLayout, headings: Sequence[str]) -> None:
        """Shows the columns that the statement was read by."""
        for fact, picker in self._pickers.items():
            picker.blockSignals(True)
            named = layout.columns.get(fact, "")
            there = list(headings).index(named) if named in headings else _place(named)
            picker.setCurrentIndex(max(0, picker.findData(there)))
            picker.blockSignals(False)

    def layout_chosen(self) -> StatementLayout:
        """Returns the columns by their places."""
        chosen = {fact: picker.currentData() for fact, picker in self._pickers.items()}
        return StatementLayout(
            {fact: f"#{place + 1}" for fact, place in chosen.items() if place != _NONE}
        )

    def _picker(self, fact: LineFact, look: CurrentTheme) -> Picker:
        picker = Picker(f"statement_{fact}", look)
        picker.setAccessibleName(fact_words(fact))
        # Headings may be long: the list under the picker shows them whole.
        picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        picker.addItem("\N{EM DASH}", _NONE)
        for place, heading in enumerate(self._headings):
            picker.addItem(heading or f"#{place + 1}", place)
        picker.currentIndexChanged.connect(self.changed)
        return picker


def _place(named: str) -> int:
    """Returns the column of a name like #3; of none, no column."""
    return int(named[1:]) - 1 if named[:1] == "#" and named[1:].isdecimal() else _NONE
