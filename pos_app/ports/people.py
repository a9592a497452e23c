"""What the till asks of whoever knows the people of the shop."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.domain.people import Person


class KnowsPins(Protocol):
    """People and their PINs. Calls take a while: not for the loop's thread.

    Each may raise SettingsUnavailable.
    """

    @property
    def has_manager(self) -> bool: ...

    def everyone(self) -> Sequence[Person]:
        """By name. Nobody where nobody has a PIN yet."""

    def whose(self, pin: str) -> Person:
        """The manager. Raises WrongPin, NoManager where nobody has a PIN yet."""

    def check(self, name: str, pin: str) -> Person:
        """The person of this name. Raises WrongPin, also where there is none."""

    def give_pin(self, person: Person, pin: str) -> None:
        """Another PIN, or the first. Raises BadInput."""

    def remove(self, name: str) -> None:
        """Raises BadInput for the last manager."""
