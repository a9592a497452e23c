"""A till that was moved out, at the computer that it has left: its file, and the way back."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from pos_app.app.moving.move_out import complete, computer_name, moved_away
from pos_app.app.offline_approval import Gate
from pos_app.domain.audit_notes import MoveTakenBack
from pos_app.domain.errors import NotMovedOut
from pos_app.installation.moved_out import MovedOutMark, end_mark, mark_of
from pos_app.installation.profile import Profile
from pos_app.journal.copies.moved_copy import note_in
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.file_lock import Ownership
from pos_app.journal.staff_reader import known_staff
from pos_app.ports.moving.move import MovedAway, MoveFile
from pos_app.ports.people import UserStore


class LeftTill:
    """Implements the port `MovedTillService`."""

    def __init__(self, place: Profile, people: UserStore, now: Callable[[], datetime]) -> None:
        self._place = place
        self._gate = Gate(
            people, lambda: known_staff(place.journal, place.backups, place.known_till_id())
        )
        self._now = now

    async def moved(self) -> MovedAway:
        return moved_away(await asyncio.to_thread(self._mark))

    async def look(self) -> MoveFile:
        return await asyncio.to_thread(self.look_now)

    async def needs_pin(self) -> bool:
        return await asyncio.to_thread(lambda: self._gate.needs_pin)

    async def take_back(self, pin: str) -> None:
        await asyncio.to_thread(self.take_back_now, pin)

    def needs_pin_now(self) -> bool:
        return self._gate.needs_pin

    def look_now(self) -> MoveFile:
        owned = Ownership(self._place.lock)
        try:
            return complete(self._place)
        except OSError:  # a stick that is pulled out while it is read
            return MoveFile.AWAY
        finally:
            owned.release()

    def take_back_now(self, pin: str) -> None:
        """Raises NotMovedOut, WrongPin, TooManyTries, PeopleLost, JournalInUse, JournalUnavailable;
        then the till is where it was. The note is durable before the till is open again."""
        self._mark()
        by = self._gate.allowed_by(pin)
        owned = Ownership(self._place.lock)
        try:
            note = MoveTakenBack(computer=computer_name(), by=by)
            note_in(self._place.journal, self._place.known_till_id(), note, self._now)
            end_mark(self._place)
        except OSError as error:
            raise problem_of(error) from error
        finally:
            owned.release()

    def _mark(self) -> MovedOutMark:
        mark = mark_of(self._place)
        if mark is None:
            raise NotMovedOut("there is no mark of it")
        return mark
