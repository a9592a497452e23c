"""The user store port: people and their PINs, in a file."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.people.roles import Mark, Person


class UserStore(Protocol):
    """People and their PINs, in a file. Calls take a while: never make them on the event loop's
    thread.

    Each may raise SettingsUnavailable. A change is made in two steps, with the journal's note of it
    between them: the change is durable by the time of the note, and comes into force however the
    till ends.
    """

    @property
    def is_practice(self) -> bool:
        """Whether this is training's store, which has a manager of its own and nothing to lose."""

    @property
    def has_manager(self) -> bool: ...

    def everyone(self) -> Sequence[Person]:
        """Returns everybody by name; empty while nobody has a PIN."""

    def whose(self, pin: str) -> Person:
        """Returns the manager with this PIN. Raises WrongPin, NoManager while nobody has a PIN."""

    def check(self, name: str, pin: str) -> Person:
        """Returns the person of this name, if the PIN is theirs. Raises WrongPin, also where there
        is none."""

    def is_anothers(self, pin: str, name: str) -> bool:
        """Returns whether somebody of another name has this PIN."""

    def mark(self) -> Mark | None:
        """Returns the mark of the file in force; None if there is none."""

    def draft_pin(self, person: Person, pin: str, version: int, *, alone: bool = False) -> Mark:
        """Drafts a new PIN, in a file beside the one in force; `alone`: with nobody else in it.
        Raises BadInput."""

    def draft_removal(self, name: str, version: int) -> Mark:
        """Drafts a file without this person, as `draft_pin` does."""

    def settle(self, mark: Mark) -> None:
        """Puts the drafted file of this mark in force; without such a draft, does nothing."""

    def seal(self, code: str) -> str:
        """Returns the digest of a recovery code, from which nobody can find the code."""

    def opens(self, code: str, sealed: str) -> bool:
        """Returns whether the digest is this code's."""


class LeavesKiosk(Protocol):
    """A manager's PIN for a window that fills the screen while no till is open behind it."""

    async def needs_pin(self) -> bool: ...

    async def allow(self, pin: str) -> None:
        """Raises WrongPin, TooManyTries."""
