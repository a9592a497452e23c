"""The port of the computer's own list of what it starts when somebody signs in."""

from typing import Protocol


class Autostart(Protocol):
    """Both return what the system itself will do at the next sign-in. Raise SettingsUnavailable."""

    async def is_on(self) -> bool: ...

    async def turn(self, *, on: bool) -> bool: ...
