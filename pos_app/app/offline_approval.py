"""Checks a manager's PIN while no till is open, as before a restore or a rebuild.

No journal is open to count wrong PINs: this object counts them while it lives. Where the file of
PINs does not fit the journal, or a backup of it, no PIN is valid: a manager types the recovery code
in the PIN's place.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from pos_app.domain.errors import (
    PosError,
    SettingsUnavailable,
    TooManyTries,
    WrongPin,
)
from pos_app.domain.people.recovery_code import is_code, typed_code
from pos_app.domain.people.staff import UNFIT, Fit, Staff
from pos_app.ports.people import UserStore
from pos_app.till.approval.approvals import wait_after

_LOG = logging.getLogger(__name__)


class KioskDoor:
    """Implements the port `LeavesKiosk`.

    Where no PIN can be checked, because the file of PINs is lost, damaged, or does not fit the
    journal, the door is open: nothing is sold behind it, and whoever has to mend that must get to
    the computer. Nobody gets there from inside a kiosk to delete the file first.
    """

    def __init__(self, gate: "Gate") -> None:
        self._gate = gate

    async def needs_pin(self) -> bool:
        return await asyncio.to_thread(self._needs_pin)

    async def allow(self, pin: str) -> None:
        await asyncio.to_thread(self._allow, pin)

    def _needs_pin(self) -> bool:
        try:
            return self._gate.needs_pin
        except PosError as problem:
            _LOG.warning("a kiosk was left without a PIN: %s", problem)
            return False

    def _allow(self, pin: str) -> None:
        try:
            self._gate.allowed_by(pin)
        except (WrongPin, TooManyTries):
            raise
        except PosError as problem:
            _LOG.warning("a kiosk was left without a PIN: %s", problem)


class Gate:
    def __init__(self, people: UserStore, known: Callable[[], Staff]) -> None:
        """`known` returns who has a PIN, from the journals that can be read."""
        self._people = people
        self._known = known
        self._wrong_pins = 0
        self._shut_until = 0.0

    @property
    def needs_pin(self) -> bool:
        """Tells whether anybody has a PIN. Waits for the disk."""
        return self._people.has_manager or self._known().has_people

    def allowed_by(self, pin: str) -> str:
        """Returns the name of the PIN's owner, or "" for the recovery code. Raises WrongPin,
        TooManyTries, PeopleLost."""
        if not self.needs_pin:
            return ""
        if (wait := self._shut_until - time.monotonic()) > 0:
            raise TooManyTries(wait)
        try:
            by = self._whose(pin)
        except WrongPin:
            self._wrong_pins += 1
            self._shut_until = time.monotonic() + wait_after(self._wrong_pins)
            raise
        self._wrong_pins = 0
        return by

    def _whose(self, pin: str) -> str:
        staff = Staff() if self._people.is_practice else self._known()
        if is_code(pin) and staff.sealed_code:
            if self._people.opens(typed_code(pin), staff.sealed_code):
                return ""
            raise WrongPin("this is not the recovery code")
        if (fit := self._fit(staff)) is not Fit.FITS:
            raise UNFIT[fit](can_recover=bool(staff.sealed_code), had_cashiers=False)
        return self._people.whose(pin).name

    def _fit(self, staff: Staff) -> Fit:
        if not staff.has_people:
            return Fit.FITS
        try:
            return staff.fit(self._people.mark(), self._people.everyone())
        except SettingsUnavailable:
            return Fit.LOST
