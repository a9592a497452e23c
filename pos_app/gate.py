"""A manager's yes while no till is open. There is no journal in which wrong PINs could be counted:
they are counted here, for as long as this is kept."""

import time

from pos_app.domain.errors import TooManyTries, WrongPin
from pos_app.ports.people import KnowsPins
from pos_app.till.approvals import wait_after


class Gate:
    def __init__(self, people: KnowsPins) -> None:
        self._people = people
        self._wrong_pins = 0
        self._shut_until = 0.0

    @property
    def needs_pin(self) -> bool:
        """Waits for the disk. Nobody is asked where nobody has a PIN."""
        return self._people.has_manager

    def allowed_by(self, pin: str) -> str:
        """Whose it is. Raises WrongPin, TooManyTries."""
        if not self._people.has_manager:
            return ""
        if (wait := self._shut_until - time.monotonic()) > 0:
            raise TooManyTries(wait)
        try:
            by = self._people.whose(pin).name
        except WrongPin:
            self._wrong_pins += 1
            self._shut_until = time.monotonic() + wait_after(self._wrong_pins)
            raise
        self._wrong_pins = 0
        return by
