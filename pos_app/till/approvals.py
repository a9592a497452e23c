"""A manager's yes, given by the till and by nobody else.

A yes is good for one deed, and for a minute: a PIN is asked for where something is to be done, so
that nobody needs it longer, and one that lies about allows nothing.

Wrong PINs are counted in the journal, so that a start anew forgets none. A till that goes on
counts the wait by a clock that nobody sets. After a start only the clock on the wall knows how long
ago the last try was: put forward, it ends a wait, and every try still stands in the journal; put
back, the wait begins anew with the till, and is over after its time whatever the clock says.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from pos_app.domain.approval import Approval, ManagerOnly, new_pin
from pos_app.domain.errors import (
    BadInput,
    Complaint,
    Field,
    NoManager,
    NotApproved,
    TooManyTries,
    WrongPin,
)
from pos_app.domain.notes import (
    PersonLeft,
    PinAccepted,
    PinGiven,
    PinRefused,
    SettingsChanged,
)
from pos_app.domain.people import Person, Role, new_name
from pos_app.ports.journal import Journal
from pos_app.ports.people import KnowsPins

GOOD_FOR = 60.0  # seconds from the PIN to what it allows
FREE_TRIES = 5  # wrong PINs in a row, before the first wait
FIRST_WAIT, LONGEST_WAIT = 60.0, 3600.0  # seconds; each wrong PIN doubles it


def wait_after(tries: int) -> float:
    """Seconds in which no PIN is looked at, after so many wrong ones in a row."""
    if tries < FREE_TRIES:
        return 0.0
    doublings = min(tries - FREE_TRIES, 16)  # long past the longest wait
    return min(FIRST_WAIT * float(1 << doublings), LONGEST_WAIT)


class Approvals:
    """The managers, as the till and its window know them. `clock` is one that nobody sets."""

    def __init__(
        self,
        people: KnowsPins,
        journal: Journal,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._people = people
        self._journal = journal
        self._now = now
        self._clock = clock
        self._given: dict[Approval, float] = {}  # until when each is good
        self._own: dict[str, int] = {}  # wrong ones that were typed for this name
        self._tries: int | None = None  # wrong in a row; the journal knows, until it was read
        self._shut_until = 0.0
        self._listeners: list[Callable[[Sequence[Person]], None]] = []
        self._one_at_a_time = asyncio.Lock()  # many at once would be many tries for one

    async def has_manager(self) -> bool:
        return await asyncio.to_thread(lambda: self._people.has_manager)

    async def approve(self, pin: str) -> Approval:
        """The yes of whoever has this PIN, for one deed and a minute.

        Raises WrongPin, which is in the journal by then, TooManyTries, and NoManager,
        SettingsUnavailable or JournalUnavailable.
        """
        manager = await self.tried(lambda: self._people.whose(pin))
        return self._give(manager.name)

    async def tried(self, look: Callable[[], Person], whom: str = "") -> Person:
        """Whoever this look at a PIN finds; wrong ones are counted whatever they were typed for.

        `whom` is the one person whose PIN it is to be. A cashier's right PIN takes back the wrong
        ones that were typed for that name alone: else it would allow four guesses more at a
        manager's, for ever.
        """
        async with self._one_at_a_time:
            tries = await self._wrong_tries()
            if (wait := self._shut_until - self._clock()) > 0:
                raise TooManyTries(wait)
            try:
                person = await asyncio.to_thread(look)
            except WrongPin:
                self._own[whom] = self._own.get(whom, 0) + 1
                await self._refuse(tries + 1)
                raise
            await self._accept(person, tries)
        return person

    def spend(self, approval: Approval | None, deed: ManagerOnly) -> str:
        """Who allowed the deed: this yes allows nothing more. Raises NotApproved where the till
        did not give it, or not just now."""
        good_until = self._given.pop(approval, None) if approval else None
        if approval is None or good_until is None or self._clock() > good_until:
            raise NotApproved(f"{deed}: this till has no manager's yes to it")
        return approval.by

    async def change_settings(self, what: str, approval: Approval | None) -> None:
        """Written down before it is done. Until there is a manager anybody may: a new shop has to
        be set up. Raises NotApproved, JournalUnavailable."""
        by = await self._whose_yes(ManagerOnly.CHANGE_SETTINGS, approval)
        await self._journal.note(SettingsChanged(what=what, by=by))

    async def everyone(self) -> Sequence[Person]:
        """Everybody with a PIN. Raises SettingsUnavailable."""
        return await asyncio.to_thread(self._people.everyone)

    async def give_pin(
        self, name: str, pin: str, approval: Approval | None = None, role: Role = Role.MANAGER
    ) -> None:
        """Somebody's new PIN, written down before it is good. The first one is a manager's; whoever
        comes after needs the yes of one.

        Raises BadInput, NotApproved, SettingsUnavailable, JournalUnavailable.
        """
        person, figures = Person(new_name(name), role), new_pin(pin)
        by = await self._whose_yes(ManagerOnly.CHANGE_PEOPLE, approval)
        if role is Role.CASHIER and not await self.has_manager():
            raise NoManager("the first PIN is a manager's")
        others = [one for one in await self.everyone() if one.name != person.name]
        if others and not any(one.role is Role.MANAGER for one in (person, *others)):
            raise BadInput(Field.NAME, Complaint.LAST_MANAGER)
        await self._journal.note(PinGiven(name=person.name, by=by, role=role))
        await asyncio.to_thread(self._people.give_pin, person, figures)
        self._tell([person, *others])

    async def remove(self, name: str, approval: Approval | None) -> None:
        """This person's PIN is good no more. Raises as `give_pin` does, and BadInput for the last
        manager."""
        by = await self._whose_yes(ManagerOnly.CHANGE_PEOPLE, approval)
        staying = [one for one in await self.everyone() if one.name != name]
        if not any(one.role is Role.MANAGER for one in staying):
            raise BadInput(Field.NAME, Complaint.LAST_MANAGER)
        await self._journal.note(PersonLeft(name=name, by=by))
        await asyncio.to_thread(self._people.remove, name)
        self._tell(staying)

    def listen(self, listener: Callable[[Sequence[Person]], None]) -> None:
        """Who has a PIN, told whenever that changes."""
        self._listeners.append(listener)

    # --- inside -----------------------------------------------------------------------------------

    def _tell(self, people: Sequence[Person]) -> None:
        for listener in self._listeners:
            listener(people)

    def _give(self, by: str) -> Approval:
        at = self._clock()
        self._given = {one: until for one, until in self._given.items() if until >= at}
        approval = Approval(by)
        self._given[approval] = at + GOOD_FOR
        return approval

    async def _whose_yes(self, deed: ManagerOnly, approval: Approval | None) -> str:
        """Nobody's, while nobody has a PIN."""
        if approval is not None:
            return self.spend(approval, deed)
        if await self.has_manager():
            raise NotApproved(f"{deed}: there is a manager, who was not asked")
        return ""

    async def _accept(self, person: Person, tries: int) -> None:
        if person.role is Role.MANAGER:
            self._own.clear()
            if tries:
                await self._journal.note(PinAccepted(by=person.name))
                self._tries = 0
        elif own := self._own.pop(person.name, 0):
            await self._journal.note(PinAccepted(by=person.name, own=own))
            self._tries = max(tries - own, 0)

    async def _refuse(self, tries: int) -> None:
        """It counts before it is written down: a disk that is full gives nobody more tries."""
        self._tries = tries
        self._shut_until = self._clock() + wait_after(tries)
        await self._journal.note(PinRefused())

    async def _wrong_tries(self) -> int:
        if self._tries is not None:
            return self._tries
        notes = await self._journal.notes(PinRefused, PinAccepted)
        tries = 0
        for one in notes:
            match one.note:
                case PinRefused():
                    tries += 1
                case PinAccepted(own=own):
                    tries = max(tries - own, 0) if own else 0
        if tries:
            last = max(one.at for one in notes if isinstance(one.note, PinRefused))
            wait = wait_after(tries)
            passed = (self._now() - last).total_seconds()
            self._shut_until = self._clock() + min(wait, wait - passed)
        self._tries = tries
        return self._tries
