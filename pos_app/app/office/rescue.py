"""Restores a journal from backups, or from the office of the till."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pos_app.app.office.refill import OfficeRestore
from pos_app.app.restore_service import LocalRestore
from pos_app.domain.errors import ProfileDamaged
from pos_app.gateways.http import HttpSender
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.credentials import Keys
from pos_app.installation.office_membership import membership_in
from pos_app.installation.profile import Profile
from pos_app.ports.backups import Restoration, TellsFetched, untold
from pos_app.ports.office.protocol import CodeRefused
from pos_app.ports.people import UserStore


class OfficeRescue(LocalRestore):
    """Implements the port `OfficeRestoreService`. `key_file` is the file as this process knows
    it."""

    def __init__(
        self,
        place: Profile,
        folder: Path,
        people: UserStore,
        now: Callable[[], datetime],
        key_file: KeyFile | None = None,
    ) -> None:
        super().__init__(place, folder, people, now)
        self._key_file = key_file

    async def office_address(self) -> str:
        return await asyncio.to_thread(self._known_address)

    async def restore_from_office(
        self, address: str, code: str, pin: str, told: TellsFetched = untold
    ) -> Restoration | CodeRefused:
        await asyncio.to_thread(self._gate.allowed_by, pin)  # before the code is spent
        sender = await asyncio.to_thread(HttpSender)
        try:
            office = OfficeRestore(self._place, self, HttpOffice(sender), self._keys_of, self._now)
            return await office.restore(address, code, pin, told)
        finally:
            await sender.close()

    def _known_address(self) -> str:
        try:
            known = membership_in(self._place.office)
        except ProfileDamaged:
            return ""
        return known.address if known else ""

    def _keys_of(self, till: str) -> Keys:
        return Keys(till, self._place.keys, key_file=self._key_file)
