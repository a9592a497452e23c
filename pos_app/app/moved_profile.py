"""Handles a profile from another computer: the same till moved, or another till from now on."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from pos_app.app.offline_approval import Gate
from pos_app.installation.computer import settle_here
from pos_app.installation.moved_out import check_not_moved
from pos_app.installation.profile import Profile
from pos_app.journal.copies.restore import put_aside
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.file_lock import Ownership
from pos_app.journal.staff_reader import known_staff
from pos_app.ports.people import UserStore
from pos_app.system.private_files import write_privately


class Arrival:
    """Implements the port `MovedProfileService`."""

    def __init__(self, place: Profile, people: UserStore, now: Callable[[], datetime]) -> None:
        self._place = place
        self._gate = Gate(
            people, lambda: known_staff(place.journal, place.backups, place.known_till_id())
        )
        self._now = now

    async def needs_pin(self) -> bool:
        return await asyncio.to_thread(self.needs_pin_now)

    def needs_pin_now(self) -> bool:
        return self._gate.needs_pin

    async def moved(self, pin: str) -> None:
        await asyncio.to_thread(self.moved_now, pin)

    async def another_till(self, pin: str) -> None:
        await asyncio.to_thread(self.another_till_now, pin)

    def moved_now(self, pin: str) -> None:
        """Makes the till go on here under the same identity."""
        self._gate.allowed_by(pin)
        self._change(lambda: None)

    def another_till_now(self, pin: str) -> None:
        """Gives the till a new name, a new journal and new numbers.

        The copied journal belongs to the other till. It is put aside whole, so that this till
        neither polls nor ends its sales. Writing on in it under another name would mix two tills in
        one chain of events.

        The order of the steps matters: after a sudden end, the next start asks again or reports a
        lost journal.
        """
        self._gate.allowed_by(pin)
        self._change(self._begin_another)

    def _begin_another(self) -> None:
        put_aside(self._place.journal, self._now().astimezone(UTC))
        write_privately(self._place.root / "till-id", f"{uuid4().hex}\n".encode())
        for ending in (".made", ".head"):
            self._place.journal.with_suffix(ending).unlink(missing_ok=True)

    def _change(self, work: Callable[[], None]) -> None:
        check_not_moved(self._place)
        owned = Ownership(self._place.lock)
        try:
            work()
            settle_here(self._place)
        except OSError as error:
            raise problem_of(error) from error
        finally:
            owned.release()
