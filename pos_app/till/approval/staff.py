"""Staff of the shop: the PIN file checked against the journal's notes, which decide.

A file that does not fit the journal's last note about it lets nobody in: somebody who deletes it,
or puts an older one back, opens nothing by that. Then the recovery code makes a new file.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from pos_app.domain.audit_notes import Note, PinGiven
from pos_app.domain.errors import (
    SettingsUnavailable,
)
from pos_app.domain.people.roles import Mark, Person
from pos_app.domain.people.staff import NOTES_OF_STAFF, UNFIT, Fit, Staff, staff_of
from pos_app.ports.journal import Journal
from pos_app.ports.people import UserStore

T = TypeVar("T")


class StaffFile:
    """The PIN file beside the journal's notes of it. Only the till writes either."""

    def __init__(self, people: UserStore, journal: Journal) -> None:
        self._people = people
        self._journal = journal
        self._known: Staff | None = None  # the notes' fold, once they were read

    async def known(self) -> Staff:
        """Returns the staff by the journal's notes. In training it is empty: those managers guard
        nothing."""
        if self._people.is_practice:
            return Staff()
        if self._known is None:
            notes = await self._journal.notes(*NOTES_OF_STAFF)
            self._known = staff_of(one.note for one in notes)
        return self._known

    async def has_people(self) -> bool:
        """Returns whether anybody has a PIN, by the journal's notes or by the file."""
        staff = await self.known()
        return staff.has_people or await asyncio.to_thread(lambda: self._people.has_manager)

    async def fit(self) -> Fit:
        """Compares the file with the notes. Raises SettingsUnavailable for a file that cannot be
        read while the journal has no notes of one."""
        return await asyncio.to_thread(self._fit, await self.known())

    async def look(self, work: Callable[[], T]) -> T:
        """Runs `work` on the PIN file if it fits the notes. Raises PeopleLost, and what `work`
        raises."""
        staff = await self.known()

        def looked() -> T:
            self._check(staff)
            return work()

        return await asyncio.to_thread(looked)

    async def everyone(self) -> Sequence[Person]:
        return await self.look(self._people.everyone)

    async def change(self, draft: Callable[[int], Mark], noted: Callable[[Mark], Note]) -> None:
        """Drafts the new file, notes it in the journal, and puts it in force, in this order. Raises
        as the draft does, and JournalUnavailable; then the old file stays in force."""
        staff = await self.known()
        file = await asyncio.to_thread(self._mark)
        mark = await asyncio.to_thread(draft, max(staff.mark.version, file.version) + 1)
        await self.write_down(noted(mark))
        await asyncio.to_thread(self._people.settle, mark)

    async def meet(self) -> None:
        """Notes the people in the file, if the journal knows of nobody: a till that began anew with
        the file of another, or of an older version. A manager has just typed the right PIN."""
        if self._people.is_practice or (await self.known()).has_people:
            return
        mark = await asyncio.to_thread(self._people.mark)
        if mark is None:
            return
        for person in await asyncio.to_thread(self._people.everyone):
            await self.write_down(
                PinGiven(
                    name=person.name,
                    role=person.role,
                    version=mark.version,
                    digest=mark.digest,
                    found=True,
                )
            )

    async def write_down(self, note: Note) -> None:
        await self._journal.note(note)
        self._known = None  # read anew, so that one fold serves every writer

    # --- in a worker's thread ---------------------------------------------------------------------

    def _check(self, staff: Staff) -> None:
        if (fit := self._fit(staff)) is not Fit.FITS:
            raise UNFIT[fit](can_recover=bool(staff.sealed_code), had_cashiers=staff.has_cashiers)

    def _fit(self, staff: Staff) -> Fit:
        if not staff.has_people:
            return Fit.FITS
        try:
            file = self._people.mark()
            if file != staff.mark:
                # If the till ended between its note and the file, its draft comes into force now.
                self._people.settle(staff.mark)
                file = self._people.mark()
            return staff.fit(file, self._people.everyone())
        except SettingsUnavailable:
            return Fit.LOST

    def _mark(self) -> Mark:
        """Returns the mark of the file in force, or the least mark for one that is missing or
        unreadable."""
        try:
            return self._people.mark() or Mark()
        except SettingsUnavailable:
            return Mark()
