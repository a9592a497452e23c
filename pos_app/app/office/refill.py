"""Restores a till's journal from its office, while no till is open."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from pos_app.app.restore_service import LocalRestore
from pos_app.domain.errors import (
    CopyUnusable,
    KeyringUnavailable,
    ResponseLost,
    SettingsUnavailable,
)
from pos_app.installation.credentials import Keys
from pos_app.installation.office_accounts import OfficeAccountsFile
from pos_app.installation.office_membership import MembershipStore
from pos_app.installation.profile import Profile
from pos_app.installation.settings import check_address
from pos_app.journal.copies.office_copy import OfficeCopy
from pos_app.journal.disk_failures import problem_of
from pos_app.journal.file_lock import Ownership
from pos_app.ports.backups import Restoration, TellsFetched, untold
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.office_api import OfficeAccess, OfficeApi, Refusal
from pos_app.ports.office.protocol import (
    Claim,
    CodeRefusal,
    CodeRefused,
    Enrolled,
    EnrolOrder,
    SharedAccount,
)
from pos_app.system.version import VERSION

_LOG = logging.getLogger(__name__)
TRIES = 5  # of a slice whose answer is lost


class OfficeRestore:
    """Makes this computer the till whose journal the office has. The code comes from a manager, and
    names the till where this computer is none yet."""

    def __init__(
        self,
        place: Profile,
        restore: LocalRestore,
        api: OfficeApi,
        keys_of: Callable[[str], Keys],
        now: Callable[[], datetime],
    ) -> None:
        self._place = place
        self._restore = restore
        self._api = api
        self._keys_of = keys_of
        self._now = now

    async def restore(
        self, address: str, code: str, pin: str, told: TellsFetched = untold
    ) -> Restoration | CodeRefused:
        """Restores all that the office has, and what the present journal proves to have followed.

        Raises as `LocalRestore.restore` does, and RequestNotSent, ResponseLost, BadInput for an
        address that is not safe; then the journal is as it was. Where no key can be kept now, the
        office will not know the till until it is enrolled again.
        """
        address = check_address(address, "office").rstrip("/")
        await asyncio.to_thread(self._check_free)
        known = await asyncio.to_thread(self._place.known_till_id)
        order = EnrolOrder(code, known, version=VERSION, claim=Claim.MOVED)
        enrolled = await self._api.enrol(address, order)
        if isinstance(enrolled, CodeRefused):
            return enrolled
        if not isinstance(enrolled, Enrolled) or not enrolled.restore_token:
            return CodeRefused(CodeRefusal.UNKNOWN)  # it is no code to restore with
        await asyncio.to_thread(self._become, address, enrolled)
        file = self._place.root / f"from-office-{self._now():%Y%m%dT%H%M%S%f}.sqlite3"
        try:
            access = OfficeAccess(address, enrolled.till, enrolled.restore_token)
            await self._download(access, file, lambda came: told(came, enrolled.head.number))
            return await self._restore.restore(file, pin)
        finally:
            file.unlink(missing_ok=True)

    def _check_free(self) -> None:
        """Raises JournalInUse: the code is not spent while a till is open here."""
        try:
            self._place.prepare()
        except OSError as error:
            raise problem_of(error) from error
        Ownership(self._place.lock).release()

    def _become(self, address: str, enrolled: Enrolled) -> None:
        try:
            till = self._place.till_id(enrolled.till)
        except OSError as error:
            raise problem_of(error) from error
        store = MembershipStore(self._place.office, self._keys_of(till))
        try:
            store.keep_token(enrolled.token)
        except KeyringUnavailable as error:  # the journal comes back; the till is enrolled later
            _LOG.warning("the office's token cannot be kept: %s", type(error).__name__)
        self._leave_queues_alone(enrolled.accounts)
        store.keep(OfficeMembership(address, enrolled.shop, till))

    def _leave_queues_alone(self, accounts: Sequence[SharedAccount]) -> None:
        try:
            OfficeAccountsFile(self._place.office_accounts, ()).keep(accounts)
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error

    async def _download(
        self, access: OfficeAccess, file: Path, came: Callable[[int], None]
    ) -> None:
        """Raises CopyUnusable where the office does not give the events, or wrong ones."""
        with ThreadPoolExecutor(1, thread_name_prefix="refill") as thread:  # the file has one owner
            run = partial(asyncio.get_running_loop().run_in_executor, thread)
            copy = await run(OfficeCopy, file, access.till)
            try:
                while rows := await self._slice(access, copy.head):
                    await run(copy.take, rows)
                    came(copy.head.number)
                await run(copy.finish)
            except BaseException:
                await run(copy.give_up)
                raise

    async def _slice(self, access: OfficeAccess, after: Head) -> list[EventRow]:
        for _ in range(TRIES - 1):
            with suppress(ResponseLost):
                return _rows(await self._api.events_after(access, after))
        return _rows(await self._api.events_after(access, after))


def _rows(said: list[EventRow] | Refusal) -> list[EventRow]:
    if not isinstance(said, list):
        raise CopyUnusable("the office does not give this till's events")
    return said
