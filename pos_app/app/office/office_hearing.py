"""What the till knows of the accounts whose payments its office hears, from one start to the
next."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from pos_app.installation.office_accounts import OfficeAccountsFile
from pos_app.ports.office.protocol import SharedAccount
from pos_app.till.office.last_heard import LastHeard
from pos_app.till.till import Till

_LOG = logging.getLogger(__name__)


def _nobody() -> None:
    """There is no link to the office yet."""


class OfficeHearing:
    """Tells the till of its shared accounts. `ask` has the inbox asked, while there is a link."""

    def __init__(self, till: Till, file: OfficeAccountsFile) -> None:
        self._till = till
        self._file = file
        self.heard = LastHeard()
        self.ask: Callable[[], None] = _nobody

    async def remember(self) -> None:
        """Before the till starts: the accounts as they were last named."""
        self._use(await asyncio.to_thread(self._file.load))

    async def remember_leaving(self) -> None:
        """Before a till starts that has no office any more. Raises JournalUnavailable."""
        known = await asyncio.to_thread(self._file.left_after)
        self._use((), await self.newest_sale() if known is None else known)

    async def newest_sale(self) -> int:
        """Returns its number, which no clock decides; 0 where there is none. Raises
        JournalUnavailable."""
        return max((sale.number for sale in await self._till.journal.last_sales(1)), default=0)

    async def begin(self, accounts: Sequence[SharedAccount]) -> None:
        """From now on the office empties their queues; the inbox was not looked into yet."""
        await self.tell([replace(one, complete_to=None) for one in accounts])

    async def tell(self, accounts: Sequence[SharedAccount]) -> None:
        """Takes them as the office names them now."""
        self._use(accounts)
        if not self._file.has(accounts):  # each inbox names them, and a payment waits behind this
            await self._kept(partial(self._file.keep, accounts))

    async def leave(self, after: int) -> None:
        """The till belongs to no office any more: it reads every queue itself. What the office has
        heard and not handed on stays there, so that no empty queue ends a sale of a number up to
        this one."""
        self._use((), after)
        await self._kept(partial(self._file.keep_left, after))

    def _use(self, accounts: Sequence[SharedAccount], left_after: int | None = None) -> None:
        heard = self.heard.silent_for
        self._till.use_shared(accounts, silent_for=heard, ask=self._ask_now, left_after=left_after)

    def _ask_now(self) -> None:
        self.ask()

    async def _kept(self, keep: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(keep)
        except OSError as error:  # the next inbox names them again
            _LOG.warning("the office's accounts cannot be kept: %s", type(error).__name__)
