"""Takings of the business day so far, as the ledger counts them: each on the day on which
it became known, whatever the day of its sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.domain.books.takings import net
from pos_app.ui.qt.spaced_calls import SpacedCalls
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pos_app.domain.books.takings import TakingsLine
    from pos_app.domain.errors import PosError
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService


class DayTakings(QObject):
    """Reader of the takings of today: at once after a quiet second, else once a second."""

    changed = Signal()
    failed = Signal(object)  # PosError

    def __init__(self, till: TillService, tasks: GuiTasks, panel: QObject) -> None:
        super().__init__(panel)
        self._till = till
        self._tasks = tasks
        self._day = till.today()
        self._lines: Sequence[TakingsLine] | None = None  # None: not read
        self._calls = SpacedCalls(self)
        self._calls.due.connect(self._read_again)

    def read_soon(self) -> None:
        """Reads what has come, together with all that comes until then."""
        self._calls.ask()

    def follow_day(self) -> None:
        """Starts anew where the shop's day has changed."""
        if self._day != self._till.today():
            self._day = self._till.today()
            self._take(None)
            self.read_soon()

    def stop(self) -> None:
        self._calls.stop()

    @property
    def text(self) -> str:
        """How many payments came, and what is left of them in each currency after refunds. Empty
        while nobody knows: an old sum would be taken for the sum."""
        if self._lines is None:
            return ""
        count = sum(line.count for line in self._lines if not line.is_given_back)
        sums = [str(total) for total in net(self._lines) if total.minor]
        return " · ".join([filled(self.tr("today {0}"), count), *sums])

    def _read_again(self) -> None:
        self._tasks.start(self._read(self._day), or_else=self._fail)

    async def _read(self, day: date) -> None:
        lines = await self._till.ledger.takings(day, day)
        if day == self._day:
            self._take(lines)

    def _fail(self, error: PosError) -> None:
        self._take(None)
        self.failed.emit(error)

    def _take(self, lines: Sequence[TakingsLine] | None) -> None:
        self._lines = lines
        self.changed.emit()
