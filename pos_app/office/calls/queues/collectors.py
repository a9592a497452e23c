"""The collectors of all accounts, in one process of perhaps several."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from random import Random

import psycopg

from pos_app.office.calls.accounts.known_account import KnownAccount, KnownAccounts
from pos_app.office.calls.accounts.sealing import NoSealingKey
from pos_app.office.calls.call_store import CallStore
from pos_app.office.calls.queues.collector import Collector
from pos_app.office.calls.queues.lease import LASTS, Lease
from pos_app.office.calls.queues.request_budget import Pace
from pos_app.office.database.connections import Pool
from pos_app.office.wakes.wakes import TellsTills
from pos_app.ports.gateway import Sender

EVERY = 5.0  # seconds between looks for new and changed accounts
_LOG = logging.getLogger(__name__)


class Collectors:
    """Starts a collector for each account that has a queue and whose key is here; and anew when a
    manager changes the account."""

    def __init__(
        self,
        pool: Pool,
        accounts: KnownAccounts,
        store: CallStore,
        sender: Sender,
        wakes: TellsTills,
        *,
        pace: Pace | None = None,
        lease_lasts: float = LASTS,
        every: float = EVERY,
    ) -> None:
        self._pool = pool
        self._accounts = accounts
        self._store = store
        self._sender = sender
        self._wakes = wakes
        self._pace = pace or Pace()
        self._lease_lasts = lease_lasts
        self._every = every
        self._holder = secrets.token_hex(8)  # another for each process, and each of its starts
        self._running: dict[KnownAccount, asyncio.Task[None]] = {}

    async def go_on(self) -> None:
        """Goes on until it is cancelled."""
        try:
            while True:
                try:
                    await self._follow(await self._wanted())
                except (psycopg.Error, NoSealingKey) as error:
                    _LOG.warning("the accounts cannot be read: %s", type(error).__name__)
                await asyncio.sleep(self._every)
        finally:
            await self._follow({})

    async def _wanted(self) -> Mapping[KnownAccount, Collector]:
        wanted = {}
        for account in await self._accounts.with_queue():
            gateway = account.provider.code.queue
            if gateway is not None:
                lease = Lease(self._pool, account.number, self._holder, self._lease_lasts)
                wanted[account] = Collector(
                    account,
                    gateway,
                    lease,
                    self._store,
                    self._sender,
                    self._wakes,
                    self._pace,
                    Random(),  # noqa: S311 - it spreads requests
                )
        return wanted

    async def _follow(self, wanted: Mapping[KnownAccount, Collector]) -> None:
        gone = [self._running.pop(account) for account in [*self._running] if account not in wanted]
        for task in gone:
            task.cancel()
        await asyncio.gather(*gone, return_exceptions=True)
        for account, collector in wanted.items():
            running = self._running.get(account)
            if running is None or running.done():
                if running is not None and not running.cancelled() and running.exception():
                    _LOG.error("account %d", account.number, exc_info=running.exception())
                self._running[account] = asyncio.create_task(collector.go_on())
