"""Strip that reports unmatched payments in a provider's queue, and opens their dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pos_app.ui.attention.due_strip import Due, DueStrip, since_words
from pos_app.ui.theme.icons import Icon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.ports.journal import UnmatchedPayment
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme


class StrayStrip(DueStrip):
    """Strip that is hidden while there are no unmatched payments; a press lists them."""

    take_asked = Signal(object)  # UnmatchedPayment

    def __init__(
        self,
        methods: Mapping[str, Method],
        wall: tzinfo,
        till: TillService,
        tasks: GuiTasks,
        look: CurrentTheme,
        *,
        pins: bool,
    ) -> None:
        super().__init__("stray_strip", Icon.QUESTION, "doubt", look)
        self._pins = pins  # whether a PIN can be asked for
        self._methods = methods
        self._wall = wall
        self._till = till
        self._tasks = tasks
        self._strays: Sequence[UnmatchedPayment] = ()
        self.clicked.connect(self._look)
        self.hide()

    def read(self) -> None:
        self._tasks.start(self._load(), or_else=self._fail)

    def retranslate(self) -> None:
        count = len(self._strays)
        said = self.tr("%n unmatched payment(s)", "", count)
        days = (stray.first_seen.astimezone(self._wall).date() for stray in self._strays)
        self.show_due(
            Due(
                self.tr("%n unmatched", "", count),
                said,
                [stray.amount for stray in self._strays if stray.amount],
                since_words(days, self._till.today()),
                self.tr("View"),
            )
        )

    async def _load(self) -> None:
        self._strays = await self._till.journal.unmatched_payments()
        self.retranslate()
        self.setVisible(bool(self._strays))

    def _fail(self, _: PosError) -> None:
        """Ignores a failure of the journal: the page reads it too, and reports its errors."""
        self.hide()

    def _look(self) -> None:
        from pos_app.ui.attention.unmatched_dialog import StraysDialog  # noqa: PLC0415 - on first use

        shown = StraysDialog(
            self._strays, self._methods, self._wall, self.window(), pins=self._pins
        )
        shown.take_asked.connect(self.take_asked)
        shown.show()
