"""Locks the till and lets the next one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from pos_app.domain.errors import PeopleLost
from pos_app.ui.presence.idle import Idle
from pos_app.ui.presence.lock_page import LockPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.people import Person
    from pos_app.ui.desk import KnowsWhoIsThere
    from pos_app.ui.header import Header
    from pos_app.ui.look import Look
    from pos_app.ui.tasks import Tasks


class Lock(QObject):
    """From the first cashier on the till asks who is there: at its start, by hand, and when nobody
    has touched it for a while. What waits goes on behind it."""

    opened = Signal()  # somebody was let in
    shut = Signal()  # nobody is there any more
    lost = Signal(object)  # PeopleLost: nobody's PIN is good

    def __init__(
        self, header: Header, pages: QStackedWidget, look: Look, presence: KnowsWhoIsThere,
        tasks: Tasks, minutes: int,
    ) -> None:  # fmt: skip
        super().__init__(pages)
        self._header = header
        self._pages = pages
        self._presence = presence
        self._tasks = tasks
        self._last: Person | None = None
        self.is_locked = False
        self.page = LockPage(look, presence, tasks)
        self.page.entered.connect(self._let_in)
        self.page.recovery_asked.connect(self.lock)
        pages.addWidget(self.page)
        header.who.clicked.connect(self.lock)
        self._idle = Idle(minutes, self)
        self._idle.elapsed.connect(self.lock)

    def lock(self) -> None:
        """Asks who is there, where there is anybody to ask."""
        self._tasks.start(self._ask(), or_else=self._stay_open)

    def meet(self) -> None:
        """Somebody has got a PIN: if it was the first cashier, somebody has to be there now."""
        if self._presence.person is None:
            self.lock()

    def allow(self, minutes: int) -> None:
        """Locks by itself after so long without a hand at the till; 0 never."""
        self._idle.allow(minutes)

    # --- inside -----------------------------------------------------------------------------------

    async def _ask(self) -> None:
        people = await self._presence.everyone()
        if people:
            self._shut()
            self.page.ask(people, self._last)
        elif self.is_locked:  # until a manager came back with the recovery code
            self._let_in(None)
        else:
            self._presence.leave()
            self._header.who.show_person(None)

    def _shut(self) -> None:
        self._last = self._presence.person or self._last
        self._presence.leave()
        for dialog in self._pages.window().findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()  # a manager's, perhaps, who has gone
        self.is_locked = True
        self._header.show_ways(wanted=False)
        self._header.who.show_person(None)
        self._pages.setCurrentWidget(self.page)
        self.shut.emit()

    def _let_in(self, person: Person | None) -> None:
        self.is_locked = False
        self._header.who.show_person(person)
        self._header.show_ways(wanted=True)
        self.opened.emit()

    def _stay_open(self, problem: PosError) -> None:
        """Who there is cannot be read: locked, nobody could open it again, and a till that nobody
        can use sells nothing. What needs a manager stays shut, and the settings say why. Where the
        recovery code opens it again, it is locked all the same."""
        if isinstance(problem, PeopleLost):
            if problem.locks:
                self._shut()
                self.page.ask_to_recover(problem)
            self.lost.emit(problem)
