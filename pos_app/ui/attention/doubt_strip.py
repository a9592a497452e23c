"""Strip that counts the sales of unknown outcome, of any day, and opens the doubts page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import State
from pos_app.ui.attention.due_strip import Due, DueStrip, since_words
from pos_app.ui.theme.icons import Icon

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme


class DoubtStrip(DueStrip):
    """Strip that is hidden while no outcome is unknown."""

    def __init__(self, till: TillService, tasks: GuiTasks, look: CurrentTheme) -> None:
        super().__init__("doubts_strip", Icon.QUESTION, "doubt", look)
        self._till = till
        self._tasks = tasks
        self._unknown: dict[str, Sale] = {}
        self.hide()

    def read(self) -> None:
        """Counts again. The page reads the same journal, and reports its errors."""
        self._tasks.start(self._load(), or_else=lambda _: self.hide())

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        self._unknown.pop(sale.id, None)
        if sale.state is State.UNKNOWN:
            self._unknown[sale.id] = sale
        self.retranslate()

    def retranslate(self) -> None:
        count = len(self._unknown)
        days = (sale.business_day for sale in self._unknown.values())
        self.show_due(
            Due(
                self.tr("%n unknown", "", count),
                self.tr("%n sale(s) whose outcome is unknown", "", count),
                [sale.amount for sale in self._unknown.values()],
                since_words(days, self._till.today()),
                self.tr("Resolve"),
            )
        )
        self.setVisible(count > 0)

    async def _load(self) -> None:
        sales = await self._till.journal.open_sales()
        self._unknown = {sale.id: sale for sale in sales if sale.state is State.UNKNOWN}
        self.retranslate()
