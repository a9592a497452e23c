"""Card of the cash in the drawer: what has to be there, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.books.drawer import CashKind
from pos_app.domain.sale import sale_number
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import RowList, figure_row, figures, row, signed, text
from pos_app.ui.till_page.shifts.shift_lines import cashier_name
from pos_app.ui.till_page.sum_line import SumLine
from pos_app.ui.widgets.basic import box, label, rule, wrapped
from pos_app.words.translate import filled
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from pos_app.domain.books.drawer import CashDrawer, CashLine
    from pos_app.ui.theme.theme import CurrentTheme

_TIME, _AMOUNT = 46, 90


class DrawerCard(QWidget):
    """Card of the drawer, in the order in which its cash came and went."""

    def __init__(self, wall: tzinfo, look: CurrentTheme) -> None:
        super().__init__()
        self._wall = wall
        self._title = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self._aside = label(Size.SMALL, tone="muted")
        self._expected = SumLine("drawer_expected", look)
        self._now = label(Size.LABEL, tone="muted")
        self._lines = RowList(spacing=10)
        self._sum_title = wrapped(label(Size.LABEL, strong=True))
        self._sum = figures(strong=True)
        self._others = RowList(spacing=Space.TIGHT)
        self.foot = QVBoxLayout()
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.TIGHT)
        column.addWidget(row((self._title, 1), self._aside))
        column.addWidget(self._expected)
        column.addWidget(self._now)
        column.addSpacing(Space.SMALL)
        column.addLayout(self._lines)
        column.addSpacing(Space.TIGHT)
        column.addWidget(rule())
        column.addSpacing(Space.TIGHT)
        column.addWidget(row((self._sum_title, 1), self._sum))
        column.addLayout(self._others)
        column.addStretch(1)
        column.addLayout(self.foot)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def show_drawers(self, drawer: CashDrawer, others: Sequence[CashDrawer] = ()) -> None:
        """Shows the drawer of the shop's currency, and what else lies in it."""
        self._aside.setText(filled(self.tr("cash only, {0}"), drawer.currency.symbol))
        self._expected.show_sums([drawer.expected])
        self._sum.setText(drawer.expected.figures)
        self._lines.show_rows(drawer.lines, map(self._line, drawer.lines))
        sums = [other.expected for other in others]
        also = self.tr("Also in the drawer")
        self._others.show_rows(sums, (figure_row(also, str(money)) for money in sums))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Cash in the drawer"))
        self._now.setText(self.tr("expected now"))
        self._sum_title.setText(self.tr("Expected in the drawer"))
        self._lines.forget()
        self._others.forget()

    def _line(self, line: CashLine) -> QWidget:
        begins = line.kind in (CashKind.FLOAT, CashKind.LEFT)
        at = label(Size.LABEL, tone="muted")
        at.setText(f"{line.at.astimezone(self._wall):%H:%M}")
        at.setMinimumWidth(_TIME)
        amount = figures(line.amount.figures if begins else signed(line.amount), strong=True)
        amount.setMinimumWidth(_AMOUNT)
        by = label(Size.LABEL, tone="muted")
        by.setText(_short(line.by))
        return row(at, (text(self._words(line)), 3), (by, 2), amount)

    def _words(self, line: CashLine) -> str:
        match line.kind:
            case CashKind.FLOAT:
                return self.tr("Float")
            case CashKind.LEFT:
                return self.tr("Left at the last close")
            case CashKind.SALES:
                return self.tr("%n sale(s)", "", line.count)
            case CashKind.GIVEN_BACK:
                number = "" if line.number is None else sale_number(line.number)
                return filled(self.tr("Refund of {0}"), number) if number else self.tr("Refund")
            case CashKind.PUT_IN:
                return filled(self.tr("Cash in: {0}"), line.why)
            case CashKind.TAKEN_OUT:
                return filled(self.tr("Cash out: {0}"), line.why)


def _short(name: str) -> str:
    if not name:
        return ""
    told = manager_name(name)
    return told if told != name else cashier_name(name)
