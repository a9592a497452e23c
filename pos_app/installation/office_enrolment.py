"""Enrolment: a till becomes an office's, by a code of a manager's. Nothing else makes the file of
membership."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from pos_app.installation.credentials import Keys
from pos_app.installation.office_membership import keep_membership, keep_office_token
from pos_app.installation.settings import check_address
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.office_api import OfficeApi
from pos_app.ports.office.protocol import CodeRefused, Enrolled, EnrolOrder, InUse


class OfficeEnrolment:
    """Asks an office to take this till, and keeps what it says."""

    def __init__(self, api: OfficeApi, keys_of: Callable[[str], Keys], file: Path) -> None:
        """`keys_of` returns the keys under a till's id; `file` is the profile's `office`."""
        self._api = api
        self._keys_of = keys_of
        self._file = file

    async def enrol(self, address: str, order: EnrolOrder) -> Enrolled | InUse | CodeRefused:
        """Enrols the till, and keeps its token and then its membership: what is cut short between
        the two is no membership, and needs another code. On a new computer, whose order names no
        till, the caller gives the profile the id that the office says.

        Raises BadInput for an address that is not safe, KeyringUnavailable where no token could be
        kept (the code is still good then), RequestNotSent, ResponseLost, SettingsUnavailable,
        OSError.
        """
        address = check_address(address, "office")
        await asyncio.to_thread(self._keys_of(order.till).check_place)
        said = await self._api.enrol(address, order)
        if isinstance(said, Enrolled):
            await asyncio.to_thread(self._keep, address, said)
        return said

    def _keep(self, address: str, said: Enrolled) -> None:
        keep_office_token(self._keys_of(said.till), said.token)
        keep_membership(self._file, OfficeMembership(address, said.shop, said.till))
