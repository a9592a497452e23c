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
    """The person who is signed in. Wrong PINs count with wrong managers' PINs: they are the same
    PINs to guess."""

    def __init__(self, people: UserStore, approvals: Approvals) -> None:
        self._people = people
        self._approvals = approvals
        self._asks = True  # whether sales need a sign-in; yes, until it is known
        self.person: Person | None = None
        approvals.listen(self._meet)

    @property
    def name(self) -> str:
        """The name of the person who is signed in, as a sale records it."""
        return self.person.name if self.person else ""

    async def start(self) -> None:
        """Reads whether sales need a sign-in, before anything can be asked of the till."""
        with suppress(SettingsUnavailable):
            await self.everyone()

    def check(self, asked_for: Created) -> None:
        """Raises NobodyAtTheTill where a sign-in is needed, and the sale names nobody.

        A manager's approval names somebody: the journal has the manager as `by`, and a refund from
        the command line needs no cashier besides. A charge and a capture have no such approval.
        Cancelling a reference, or extending it, moves no money and names nobody.
        """
        self.check_named(asked_for.cashier or asked_for.by)

    def check_named(self, name: str) -> None:
        """Raises NobodyAtTheTill where a sign-in is needed, and this names nobody."""
        if self._asks and not name:
            raise NobodyAtTheTill("nobody has signed in")

    async def everyone(self) -> Sequence[Person]:
        """Returns the people who may sign in: none if the till is open to all. Raises
        SettingsUnavailable; then the till is open too: nobody could sign in, and a till that nobody
        can use sells nothing.

        If people signed in here and a recovery code lets a manager back in, it raises PeopleLost
        and the till stays locked: deleting the file must not let anybody sell without a name.
        """
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
        """Signs this person in. Raises as `Approvals.approve` does."""
        self.person = await self._approvals.tried(lambda: self._people.check(name, pin), name)
        return self.person

    def leave(self) -> None:
        """Signs the person out: the till is locked."""
        self.person = None

    def _meet(self, people: Sequence[Person]) -> None:
        """Follows a change of PINs: a person who has lost their PIN is signed out."""
        self._asks = _has_cashier(people)
        if self.name not in [person.name for person in people]:
            self.leave()


def _has_cashier(people: Sequence[Person]) -> bool:
    return any(person.role is Role.CASHIER for person in people)
