"""Locks the till and lets the next one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from pos_app.ui.idle import Idle
from pos_app.ui.lock_page import LockPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.people import Person
    from pos_app.ui.desk import KnowsWhoIsThere
    from pos_app.ui.look import Look
    from pos_app.ui.tasks import Tasks


class Lock(QObject):
    """From the first cashier on the till asks who is there: at its start, by hand, and when nobody
    has touched it for a while. What waits goes on behind it."""

    locked = Signal()
    opened = Signal(object)  # Person | None, where nobody is asked

    def __init__(
        self, window: QWidget, look: Look, presence: KnowsWhoIsThere, tasks: Tasks, minutes: int
    ) -> None:
        super().__init__(window)
        self._window = window
        self._presence = presence
        self._tasks = tasks
        self._last: Person | None = None
        self.is_locked = False
        self.page = LockPage(look, presence, tasks)
        self.page.entered.connect(self._let_in)
        self._idle = Idle(minutes, self)
        self._idle.elapsed.connect(self.lock)

    def begin(self) -> None:
        """Asks who is there, where there is anybody to ask."""
        self._tasks.start(self._ask(), or_else=self._let_all_in)

    def lock(self) -> None:
        self._tasks.start(self._ask(), or_else=self._stay_open)

    def allow(self, minutes: int) -> None:
        """Locks by itself after so long without a hand at the till; 0 never."""
        self._idle.allow(minutes)

    # --- inside -----------------------------------------------------------------------------------

    async def _ask(self) -> None:
        people = await self._presence.everyone()
        if people:
            self._shut(people)
        else:
            self._presence.leave()
            self.opened.emit(None)

    def _shut(self, people: Sequence[Person]) -> None:
        self._last = self._presence.person or self._last
        self._presence.leave()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()  # a manager's, perhaps, who has gone
        self.is_locked = True
        self.locked.emit()
        self.page.ask(people, self._last)

    def _let_in(self, person: Person) -> None:
        self.is_locked = False
        self.opened.emit(person)

    def _let_all_in(self, _: PosError) -> None:
        """Who there is cannot be read: a till that nobody can use sells nothing. What needs a
        manager stays shut, and the settings say what is wrong."""
        self.opened.emit(None)

    def _stay_open(self, _: PosError) -> None:
        """As `_let_all_in`: locked, nobody could open it again."""
