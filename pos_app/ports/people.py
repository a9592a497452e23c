"""What the till asks of whoever knows the managers."""

from typing import Protocol


class KnowsPins(Protocol):
    """Managers and their PINs. Calls take a while: not for the loop's thread."""

    @property
    def has_manager(self) -> bool: ...

    def whose(self, pin: str) -> str:
        """The name of the manager. Raises WrongPin, NoManager where nobody has a PIN yet,
        SettingsUnavailable."""

    def give_pin(self, name: str, pin: str) -> None:
        """Another PIN, or the first. Raises BadInput, SettingsUnavailable."""
