"""The till in the computer's list of what it starts when somebody signs in."""

import asyncio

from pos_app.installation.profile import Profile


class OwnStart:
    """Implements the port `Autostart`. A kiosk is one by its setting, so that the list need not
    say so."""

    def __init__(self, place: Profile) -> None:
        self._place = place

    async def is_on(self) -> bool:
        from pos_app.installation import autostart  # noqa: PLC0415 - seldom

        return await asyncio.to_thread(autostart.is_on)

    async def turn(self, *, on: bool) -> bool:
        from pos_app.installation import autostart  # noqa: PLC0415 - seldom

        return await asyncio.to_thread(lambda: autostart.turn(self._place.root, on=on))
