"""Lock controller: locks the till at start, by hand or when idle, and unlocks it by a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from pos_app.domain.errors import PeopleLost
from pos_app.ui.lock.idle import Idle
from pos_app.ui.lock.lock_page import LockPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStackedWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.people.roles import Person
    from pos_app.ports.shop import Shop
    from pos_app.ui.header.header import Header
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import PresenceService
    from pos_app.ui.theme.theme import CurrentTheme


class Lock(QObject):
    """Controller that asks who is at the till: at its start, by hand, and after a while without a
    touch.

    It does so from the first cashier with a PIN on. Open sales go on behind the lock.
    """

    asks = Signal()  # the till does not know any more who is there
    opened = Signal()  # a person has signed in
    left_open = Signal()  # nobody has to sign in
    shut = Signal()  # the till is locked
    lost = Signal(object)  # PeopleLost: the PINs cannot be read

    def __init__(
        self, header: Header, pages: QStackedWidget, look: CurrentTheme, presence: PresenceService,
        tasks: GuiTasks, shop: Shop,
    ) -> None:  # fmt: skip
        super().__init__(pages)
        self._header = header
        self._pages = pages
        self._presence = presence
        self._tasks = tasks
        self._signs_in = shop.signs_in
        self._last: Person | None = None
        self._people: Sequence[Person] | None = ()  # as last read; None: lost since then
        self.is_locked = False
        self.page = LockPage(look, presence, tasks)
        self.page.entered.connect(self._let_in)
        self.page.recovery_asked.connect(self.lock)
        pages.addWidget(self.page)
        header.who.clicked.connect(self.lock)
        self._idle = Idle(shop.lock_after, self)
        self._idle.elapsed.connect(self.lock)

    def lock(self) -> None:
        """Asks who is there, where people sign in.

        Where a person is signed in it locks at once: the next one may begin to type before the
        people have been read again.
        """
        if self._signs_in or self._people:
            self.asks.emit()
        if self._presence.person is not None and self._people:
            self._ask_who(self._people)
        self._tasks.start(self._ask(), or_else=self._stay_open)

    def meet(self) -> None:
        """Locks for a new PIN: if it is the first cashier's, somebody has to sign in now."""
        if self._presence.person is None:
            self.lock()

    def allow(self, minutes: int) -> None:
        """Sets the minutes without a touch after which the till locks; 0 never."""
        self._idle.allow(minutes)

    # --- inside -----------------------------------------------------------------------------------

    async def _ask(self) -> None:
        was_locked = self.is_locked
        people = tuple(await self._presence.everyone())
        if was_locked and (not self.is_locked or people == self._people):
            return  # somebody has signed in meanwhile, or the people are the same
        self._people = people
        if people:
            self._ask_who(people)
            return
        self._presence.leave()
        self._header.who.show_person(None)
        if self.is_locked:  # the last PIN was removed, or a manager came back by the recovery code
            self._open()
        self.left_open.emit()

    def _ask_who(self, people: Sequence[Person]) -> None:
        self._shut()
        self.page.ask(people, self._last)

    def _shut(self) -> None:
        self._last = self._presence.person or self._last
        self._presence.leave()
        for dialog in self._pages.window().findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()  # perhaps of a manager who has gone
        self.is_locked = True
        self._header.show_ways(wanted=False)
        self._header.who.show_person(None)
        self._pages.setCurrentWidget(self.page)
        self.shut.emit()

    def _let_in(self, person: Person) -> None:
        self._header.who.show_person(person)
        self._open()

    def _open(self) -> None:
        self.is_locked = False
        self._header.show_ways(wanted=True)
        self.opened.emit()

    def _stay_open(self, problem: PosError) -> None:
        """Stays open where the people cannot be read.

        A locked till could not be opened again, and a till that nobody can use sells nothing.
        Actions that need a manager stay closed, and the settings say why. Where the recovery code
        opens the till again, it locks all the same.
        """
        if isinstance(problem, PeopleLost):
            if problem.locks:
                self._people = None
                self._shut()
                self.page.ask_to_recover(problem)
            self.lost.emit(problem)
        if not self.is_locked:
            self.left_open.emit()
