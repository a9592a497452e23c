"""Strip that counts the sales of unknown outcome, of any day, and opens the doubts page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import State
from pos_app.ui.attention.due_sales import DueSales
from pos_app.ui.attention.due_strip import Due, DueStrip, since_words
from pos_app.ui.theme.icons import Icon

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
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
        self._unknown = DueSales(lambda sale: sale.state is State.UNKNOWN)
        self.hide()

    def read(self) -> None:
        """Reads them the first time. The page reads the same journal, and reports its errors."""
        if self._unknown.is_read:
            self.retranslate()
        elif not self._unknown.is_asked:
            self._unknown.is_asked = True
            self._tasks.start(self._load(), or_else=self._fail)

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        if self._unknown.hear(sale):
            self.retranslate()

    def retranslate(self) -> None:
        unknown = self._unknown.sales
        count = len(unknown)
        days = (sale.business_day for sale in unknown)
        self.show_due(
            Due(
                self.tr("%n unknown", "", count),
                self.tr("%n sale(s) whose outcome is unknown", "", count),
                [sale.amount for sale in unknown],
                since_words(days, self._till.today()),
                self.tr("Resolve"),
            )
        )
        self.setVisible(count > 0)

    def _fail(self, _: PosError) -> None:
        self._unknown.is_asked = False
        self.hide()

    async def _load(self) -> None:
        self._unknown.take(await self._till.journal.open_sales())
        self.retranslate()
