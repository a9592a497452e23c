"""Card that counts the drawer at the close of a day: expected, counted, and the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.books.drawer import CashDrawer
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.drawer.drawer_count import DrawerCounter
from pos_app.ui.till_page.rows import figures, row
from pos_app.ui.widgets.basic import box, label, restyle, rule, wrapped
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.books.day_close import DrawerCount
    from pos_app.domain.money import Currency


class DrawerCheck(QWidget):
    """Card with a field for each note and coin; of a past close, with what was counted then."""

    def __init__(self, name: str, currency: Currency) -> None:
        super().__init__()
        self._drawer = CashDrawer(currency=currency)
        self._is_read = False  # nobody knows yet what is expected
        self.counter = DrawerCounter(name, currency)
        self.counter.changed.connect(self._compare)
        self._title = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self._aside = label(Size.SMALL, tone="muted")
        self._names = [wrapped(label(Size.LABEL)) for _ in range(3)]
        self._figures = [figures(strong=place > 0) for place in range(3)]
        lines = [
            row((name, 1), value) for name, value in zip(self._names, self._figures, strict=True)
        ]
        rules = [rule() for _ in lines]
        self._difference = (rules[-1], lines[-1])  # there once something was counted
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.SMALL)
        column.addWidget(row((self._title, 1), self._aside))
        column.addWidget(self.counter)
        for above, line in zip(rules, lines, strict=True):
            column.addWidget(above)
            column.addWidget(line)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    @property
    def count(self) -> DrawerCount | None:
        """Returns what was counted; None where nobody has, or what is expected is not read yet."""
        if not (self._is_read and self.counter.is_counted):
            return None
        return self._drawer.counted(self.counter.counted)

    def show_drawer(self, drawer: CashDrawer) -> None:
        self._drawer, self._is_read = drawer, True
        self.counter.show()
        self._compare()

    def show_past(self, count: DrawerCount) -> None:
        self.counter.hide()
        self._show(count)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Cash in the drawer"))
        symbol = self._drawer.currency.symbol
        self._aside.setText(filled(self.tr("notes and coins counted, {0}"), symbol))
        self._names[0].setText(self.tr("Expected"))
        self._names[1].setText(self.tr("Counted"))
        self.counter.retranslate()
        self._compare()

    def _compare(self) -> None:
        if count := self.count:
            self._show(count)
            return
        self._figures[0].setText(self._drawer.expected.figures if self._is_read else "")
        self._figures[1].setText(self.tr("not counted"))
        for part in self._difference:
            part.hide()

    def _show(self, count: DrawerCount) -> None:
        self._figures[0].setText(count.expected.figures)
        self._figures[1].setText(count.counted.figures)
        difference = count.difference.minor
        said = self.tr("Short in the drawer") if difference < 0 else self.tr("Over in the drawer")
        self._names[2].setText(said if difference else self.tr("Nothing is missing"))
        self._figures[2].setText(str(count.difference) if difference else "")
        for part in (self._names[2], self._figures[2]):
            restyle(part, tone="wait" if difference else "paid")
        for shown in self._difference:
            shown.show()
