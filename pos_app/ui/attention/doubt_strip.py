"""Strip that counts the sales of unknown outcome, of any day, and opens the doubts page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import State
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService


class DoubtStrip(Button):
    """Strip that is hidden while no outcome is unknown."""

    def __init__(self, till: TillService, tasks: GuiTasks) -> None:
        super().__init__("doubts_strip")
        self._till = till
        self._tasks = tasks
        self._unknown: set[str] = set()
        self.hide()

    def read(self) -> None:
        """Counts again. The page reads the same journal, and reports its errors."""
        self._tasks.start(self._load(), or_else=lambda _: self.hide())

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        self._unknown.discard(sale.id)
        if sale.state is State.UNKNOWN:
            self._unknown.add(sale.id)
        self.retranslate()

    def retranslate(self) -> None:
        count = len(self._unknown)
        said = self.tr("%n sale(s) whose outcome is unknown", "", count)
        self.set_text(f"{said} →", said)
        self.setVisible(count > 0)

    async def _load(self) -> None:
        sales = await self._till.journal.open_sales()
        self._unknown = {sale.id for sale in sales if sale.state is State.UNKNOWN}
        self.retranslate()
