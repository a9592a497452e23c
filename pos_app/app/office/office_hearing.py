"""What the till knows of the accounts whose payments its office hears, from one start to the
next."""

import asyncio
import logging
from collections.abc import Callable, Sequence

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

    async def tell(self, accounts: Sequence[SharedAccount]) -> None:
        """Takes them as the office names them now."""
        self._use(accounts)
        await self._keep(accounts)

    async def forget(self) -> None:
        """The till belongs to no office any more: it reads every queue itself."""
        await self.tell(())

    def _use(self, accounts: Sequence[SharedAccount]) -> None:
        self._till.use_shared(accounts, silent_for=self.heard.silent_for, ask=self._ask_now)

    def _ask_now(self) -> None:
        self.ask()

    async def _keep(self, accounts: Sequence[SharedAccount]) -> None:
        if self._file.has(accounts):  # each inbox names them, and a payment waits behind this
            return
        try:
            await asyncio.to_thread(self._file.keep, accounts)
        except OSError as error:  # the next inbox names them again
            _LOG.warning("the office's accounts cannot be kept: %s", type(error).__name__)
