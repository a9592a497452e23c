"""Presence: the cashier or manager who is signed in. With a cashier in the shop, every sale names
one.

A shop of managers alone, or of people without PINs, has nobody to tell apart: it needs no sign-in.
"""

from collections.abc import Sequence
from contextlib import suppress

from pos_app.domain.errors import NobodyAtTheTill, PeopleLost, SettingsUnavailable
from pos_app.domain.events import Created
from pos_app.domain.people.roles import Person, Role
from pos_app.ports.people import UserStore
from pos_app.till.approval.approvals import Approvals


class Presence:
    """Wrong PINs count as a manager's do: whoever guesses here guesses there."""

    def __init__(self, people: UserStore, approvals: Approvals) -> None:
        self._people = people
        self._approvals = approvals
        self._asks = True  # whether somebody has to be there; until it is known, yes
        self.person: Person | None = None
        approvals.listen(self._meet)

    @property
    def name(self) -> str:
        """Of whoever is there, as a sale keeps it."""
        return self.person.name if self.person else ""

    async def start(self) -> None:
        """Reads whether somebody has to be there, before anything can be asked of the till."""
        with suppress(SettingsUnavailable):
            await self.everyone()

    def check(self, asked_for: Created) -> None:
        """Raises NobodyAtTheTill where people sign in, and nobody asks for this.

        A manager's yes to it is somebody: who typed that PIN is written down as `by`, and a refund
        from the command line needs no cashier besides. A charge and a capture have no such yes.
        Taking a reference back, or giving it another end, moves no money and names nobody.
        """
        if self._asks and not (asked_for.cashier or asked_for.by):
            raise NobodyAtTheTill("nobody has signed in")

    async def everyone(self) -> Sequence[Person]:
        """Who may be at the till: nobody where it is open to all. Raises SettingsUnavailable; then
        it is open too: nobody could sign in, and a till that nobody can use sells nothing.

        Where people signed in and the recovery code lets a manager in again, it raises PeopleLost
        and stays shut: who deletes a file is not to sell in nobody's name."""
        try:
            people = await self._approvals.everyone()
        except PeopleLost as lost:
            self._asks = lost.locks
            raise
        except SettingsUnavailable:
            self._asks = False
            raise
        self._asks = _has_cashier(people)
        return people if self._asks else ()

    async def sign_in(self, name: str, pin: str) -> Person:
        """Raises as `Approvals.approve` does."""
        self.person = await self._approvals.tried(lambda: self._people.check(name, pin), name)
        return self.person

    def leave(self) -> None:
        """The till is locked: nobody is there."""
        self.person = None

    def _meet(self, people: Sequence[Person]) -> None:
        """Somebody has got a PIN, or has none any more: whoever has none is not there either."""
        self._asks = _has_cashier(people)
        if self.name not in [person.name for person in people]:
            self.leave()


def _has_cashier(people: Sequence[Person]) -> bool:
    return any(person.role is Role.CASHIER for person in people)
