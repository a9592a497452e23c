"""The user store port: people and their PINs, in a file."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.people.roles import Mark, Person


class UserStore(Protocol):
    """People and their PINs, in a file. Calls take a while: not for the loop's thread.

    Each may raise SettingsUnavailable. A change is made in two steps, with the journal's note of it
    between them: what a note tells of is durable by then, and is settled however the till ends.
    """

    @property
    def is_practice(self) -> bool:
        """Training's, which has a manager of its own and nothing to lose."""

    @property
    def has_manager(self) -> bool: ...

    def everyone(self) -> Sequence[Person]:
        """By name. Nobody where nobody has a PIN yet."""

    def whose(self, pin: str) -> Person:
        """The manager. Raises WrongPin, NoManager where nobody has a PIN yet."""

    def check(self, name: str, pin: str) -> Person:
        """The person of this name. Raises WrongPin, also where there is none."""

    def is_anothers(self, pin: str, name: str) -> bool:
        """Whether somebody who is not called so has this PIN."""

    def mark(self) -> Mark | None:
        """Of the file that is in force; None where there is none."""

    def draft_pin(self, person: Person, pin: str, version: int, *, alone: bool = False) -> Mark:
        """Another PIN, or the first, in a file beside the one in force; `alone`: with nobody else
        in it. Raises BadInput."""

    def draft_removal(self, name: str, version: int) -> Mark:
        """As `draft_pin`, without this person."""

    def settle(self, mark: Mark) -> None:
        """The file of this mark is in force from now on, if it was drafted; else nothing is."""

    def seal(self, code: str) -> str:
        """The digest of a recovery code, which tells nobody the code."""

    def opens(self, code: str, sealed: str) -> bool:
        """Whether the digest is this code's."""
