"""Doubts page: sales of unknown outcome or with an open flag, of any day, a card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.rules.outlook import is_in_doubt
from pos_app.ui.attention.doubt_card import DoubtCard
from pos_app.ui.format import sale_text, times
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.short_table import ShortTable
from pos_app.words.offline import asked_words
from pos_app.words.problems import problem_line
from pos_app.words.services import service_of
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_AMOUNT = 2
_CARD = (430, 620)
_CARD_SHARE = 0.5


class DoubtsPage(QWidget):
    """Page with the oldest sale first. A sale that ends by itself leaves the list; the journal
    keeps it."""

    deed_asked = Signal(object, object)  # SaleAction, Sale
    left = Signal()

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        tasks: GuiTasks,
        *,
        pins: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._till = till
        self._tasks = tasks
        self._wall = times.wall_of(shop)
        self._methods = {method.id: method for method in shop.methods}
        self._sales: list[Sale] = []
        self._wanted = ""  # the sale to show once the list is read
        self._title = label(Size.LEAD, strong=True, name="doubts_title")
        self._none = wrapped(label(Size.BODY, tone="muted", name="doubts_none"))
        self._message = wrapped(label(tone="fail", strong=True, name="doubts_message"))
        self._message.hide()
        self._table = ShortTable("doubts_table", ["", "", ""], [], figures=_AMOUNT, wide=1)
        self._back = Button("doubts_back")
        self.card = DoubtCard(look, self._methods, self._wall, pins=pins)
        self._arrange()
        self._back.clicked.connect(self.left)
        self._table.itemSelectionChanged.connect(self._show_current)
        self.card.deed_asked.connect(self.deed_asked)
        self.card.ask_asked.connect(self._ask)
        self.retranslate()
        till.listen(self._hear)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Needs attention"))
        self._none.setText(self.tr("Nothing needs attention: every sale has its result."))
        self._back.set_text(self.tr("Back to selling"))
        self._table.show_titles([self.tr("Since"), self.tr("Sale"), self.tr("Amount")])
        self._table.setAccessibleName(self.tr("Sales that need attention, oldest first"))
        self.card.retranslate()
        self._tell_all()

    def lead_to(self, sale_id: str) -> None:
        """Selects this sale as soon as it is loaded."""
        self._wanted = sale_id
        self._choose()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tasks.start(self._read(), or_else=self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        least, most = _CARD
        wide = round(event.size().width() * _CARD_SHARE)
        self._right.setFixedWidth(max(least, min(most, wide)))
        super().resizeEvent(event)

    # --- inside -----------------------------------------------------------------------------------

    async def _read(self) -> None:
        self._message.hide()
        self._use(
            [*await self._till.journal.open_sales(), *await self._till.journal.flagged_sales()]
        )
        self._table.setFocus()

    def _hear(self, sale: Sale) -> None:
        if self.isVisible():
            self._use([*(one for one in self._sales if one.id != sale.id), sale])

    def _use(self, sales: Sequence[Sale]) -> None:
        now = times.now()
        known = {sale.id: sale for sale in sales}
        doubts = [
            sale
            for sale in known.values()
            if sale.flags or is_in_doubt(sale, self._methods.get(sale.method), now)
        ]
        self._wanted = self._wanted or self._current_id()
        place = self._table.currentRow()
        self._sales = sorted(doubts, key=lambda sale: sale.number)
        self._tell_all()
        self._choose(place)

    def _tell_all(self) -> None:
        self._table.blockSignals(True)
        self._table.show_rows([self._texts(sale) for sale in self._sales])
        self._table.blockSignals(False)
        for part, wanted in ((self._table, bool(self._sales)), (self._none, not self._sales)):
            part.setVisible(wanted)
        self._right.setVisible(bool(self._sales))

    def _texts(self, sale: Sale) -> tuple[str, ...]:
        begun = sale.first_sent_at or sale.created_at
        method = sale_text.method_of(sale, self._methods.get(sale.method))
        warnings = [flag_words(flag) for flag in sorted(sale.flags)]
        return (
            times.when(begun, times.now(), self._wall),
            " · ".join([sale_text.title_of(sale), method, *warnings]),
            sale_text.amount_of(sale),
        )

    def _choose(self, place: int = 0) -> None:
        """Selects the wanted sale, else the one now in the place of the last."""
        ids = [sale.id for sale in self._sales]
        if self._wanted in ids:
            place = ids.index(self._wanted)
            self._wanted = ""
        if self._sales:
            self._table.selectRow(max(0, min(place, len(ids) - 1)))
            self._show_current()

    def _current_id(self) -> str:
        row = self._table.currentRow()
        return self._sales[row].id if 0 <= row < len(self._sales) else ""

    def _show_current(self) -> None:
        current = self._current_id()
        sale = next((sale for sale in self._sales if sale.id == current), None)
        if sale is not None:
            self.card.show_sale(sale)

    def _ask(self, sale: Sale) -> None:
        self._tasks.start(self._ask_about(sale), or_else=self._tell)

    async def _ask_about(self, sale: Sale) -> None:
        """Says what came of the question."""
        outcome = await self._till.ask_now(sale.id)
        method = self._methods.get(sale.method)
        if method and sale.id == self._current_id():
            self._message.setText(asked_words(outcome, service_of(method)))
            self._message.show()

    def _tell(self, error: PosError) -> None:
        self._message.setText(problem_line(error))
        self._message.show()

    def _arrange(self) -> None:
        listed = box("card")
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        inside.setSpacing(Space.NORMAL)
        inside.addWidget(self._title)
        inside.addWidget(self._message)
        inside.addWidget(self._none)
        inside.addWidget(self._table, 1)
        inside.addStretch()
        inside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._right = box("card")
        around = QVBoxLayout(self._right)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.card)
        both = QHBoxLayout(self)
        both.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        both.setSpacing(Space.NORMAL)
        both.addWidget(listed, 1)
        both.addWidget(self._right)
