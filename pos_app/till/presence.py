"""Who is at the till. From the first cashier on, somebody has to be: every sale then carries who.

A shop of managers alone, or of nobody with a PIN, has nobody to tell apart, and is not asked.
"""

import asyncio
from collections.abc import Sequence

from pos_app.domain.people import Person, Role
from pos_app.ports.people import KnowsPins
from pos_app.till.approvals import Approvals


class Presence:
    """Wrong PINs count as a manager's do: whoever guesses here guesses there."""

    def __init__(self, people: KnowsPins, approvals: Approvals) -> None:
        self._people = people
        self._approvals = approvals
        self.person: Person | None = None

    @property
    def name(self) -> str:
        """Of whoever is there, as a sale keeps it."""
        return self.person.name if self.person else ""

    async def everyone(self) -> Sequence[Person]:
        """Who may be at the till: nobody where it is open to all. Raises SettingsUnavailable."""
        people = await asyncio.to_thread(self._people.everyone)
        has_cashier = any(person.role is Role.CASHIER for person in people)
        return people if has_cashier else ()

    async def sign_in(self, name: str, pin: str) -> Person:
        """Raises as `Approvals.approve` does."""
        self.person = await self._approvals.tried(lambda: self._people.check(name, pin), name)
        return self.person

    def leave(self) -> None:
        """The till is locked: nobody is there."""
        self.person = None
