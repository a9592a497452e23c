"""Count of the drawer: how many there are of each note and coin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos_app.domain.books.drawer import counted_up, denominations
from pos_app.domain.money import Money
from pos_app.ui.qt.constants import MIDDLE, RIGHT, align
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.till_page.rows import figures
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.form_field import SteadyLine
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.money import Currency

_WIDE = 66
_LONGEST = 5  # digits of how many there are of one piece
_DIGITS = "0123456789"
_PARTS = 4  # a title, a field, a sum and the gap after them
_COLUMNS, _CLOSE_COLUMNS = 2, 3


class DrawerCounter(QWidget):
    """Fields for the number of each note and coin, and what they come to. Enter leads to the next
    one. `closely`: in more columns, without what each comes to."""

    changed = Signal()
    done = Signal()  # Enter in the last field

    def __init__(self, name: str, currency: Currency, *, closely: bool = False) -> None:
        super().__init__()
        self._currency = currency
        self._pieces = denominations(currency)
        self.fields: Mapping[Money, QLineEdit] = {
            piece: self._field(f"{name}_{piece.minor}") for piece in self._pieces
        }
        self._sums = {piece: figures() for piece in self._pieces}
        self._arrange(_CLOSE_COLUMNS if closely else _COLUMNS, with_sums=not closely)
        self._sum_up()

    @property
    def first(self) -> QLineEdit:
        return self.fields[self._pieces[0]]

    @property
    def is_counted(self) -> bool:
        """Returns whether somebody has counted anything, if only that there is nothing."""
        return any(field.text() for field in self.fields.values())

    @property
    def counted(self) -> Money:
        pieces = {piece: int(field.text() or 0) for piece, field in self.fields.items()}
        return counted_up(pieces, self._currency)

    def clear(self) -> None:
        for field in self.fields.values():
            field.setText("")

    def retranslate(self) -> None:
        for piece, field in self.fields.items():
            field.setAccessibleName(filled(self.tr("How many of {0}"), str(piece)))

    def _arrange(self, columns: int, *, with_sums: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SMALL)
        grid.setVerticalSpacing(Space.TIGHT)
        rows = -(-len(self._pieces) // columns)
        for place, piece in enumerate(self._pieces):
            across, down = divmod(place, rows)
            title = figures(_face(piece))
            title.setProperty("tone", "muted")
            title.setBuddy(self.fields[piece])
            parts = [title, self.fields[piece], *([self._sums[piece]] if with_sums else [])]
            for part, widget in enumerate(parts):
                grid.addWidget(widget, down, _PARTS * across + part)
            grid.setColumnStretch(_PARTS * across + 2, 1)

    def _field(self, name: str) -> QLineEdit:
        field = SteadyLine()
        field.setObjectName(name)
        field.setFont(font(Size.BODY, strong=True))
        field.setMinimumHeight(TARGET)
        field.setFixedWidth(_WIDE)
        keep_clean(field, longest=_LONGEST, letters=_DIGITS)
        align(field, RIGHT | MIDDLE)
        field.textChanged.connect(self._sum_up)
        field.returnPressed.connect(lambda: self._forward(field))
        return field

    def _forward(self, field: QLineEdit) -> None:
        fields = list(self.fields.values())
        place = fields.index(field) + 1
        if place < len(fields):
            fields[place].setFocus()
            fields[place].selectAll()
        else:
            self.done.emit()

    def _sum_up(self) -> None:
        for piece, label in self._sums.items():
            count = int(self.fields[piece].text() or 0)
            label.setText(Money(piece.minor * count, self._currency).figures)
        self.changed.emit()


def _face(piece: Money) -> str:
    """Returns what stands on a note or a coin."""
    return piece.short_figures
