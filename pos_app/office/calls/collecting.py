"""The process that hears providers: hooks, collectors, and the search for owners."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette

from pos_app.gateways.http import HttpSender
from pos_app.office.calls.accounts.known_account import KnownAccounts
from pos_app.office.calls.accounts.sealing import Seal
from pos_app.office.calls.call_store import CallStore
from pos_app.office.calls.hook import Hook
from pos_app.office.calls.hook_watch import keep_watch
from pos_app.office.calls.matching import Matching
from pos_app.office.calls.missed_calls import MissedCalls
from pos_app.office.calls.owners import TillsOfAccounts
from pos_app.office.calls.queues.collectors import Collectors
from pos_app.office.calls.queues.lease import LASTS
from pos_app.office.calls.queues.request_budget import Pace
from pos_app.office.calls.unverified_budget import UnverifiedBudget
from pos_app.office.database.connections import Pool, collecting
from pos_app.office.http_server import http_server
from pos_app.office.wakes.notifier import Notifier
from pos_app.office.wakes.wakes import TellsTills
from pos_app.ports.gateway import Sender


def hook_app(
    pool: Pool, seal: Seal, wakes: TellsTills, missed: MissedCalls | None = None
) -> Starlette:
    """Returns what answers providers' calls. `missed` gathers those that it turned away."""
    accounts, tills, store = KnownAccounts(pool, seal), TillsOfAccounts(pool), CallStore(pool)
    hook = Hook(accounts, tills, store, wakes, UnverifiedBudget(), missed or MissedCalls())
    return Starlette(routes=hook.routes())


@dataclass(frozen=True)
class Hearing:
    """`app` answers providers' calls. `work` never ends by itself: one that does has failed."""

    app: Starlette
    work: Sequence[asyncio.Task[None]]


@asynccontextmanager
async def hearing(
    pool: Pool,
    seal: Seal,
    sender: Sender,
    *,
    public_url: str = "",
    pace: Pace | None = None,
    lease_lasts: float = LASTS,
) -> AsyncIterator[Hearing]:
    """Collects and matches until the block is left. Raises NoSealingKey, psycopg.Error, and at its
    end whatever the work failed with."""
    wakes, missed = Notifier(pool), MissedCalls()
    accounts, store = KnownAccounts(pool, seal), CallStore(pool)
    await accounts.with_queue()  # a key that opens nothing is told now
    collectors = Collectors(
        pool, accounts, store, sender, wakes, pace=pace, lease_lasts=lease_lasts
    )
    async with AsyncExitStack() as stack:
        work = [
            asyncio.create_task(one)
            for one in (
                collectors.go_on(),
                Matching(pool, wakes).go_on(),
                keep_watch(pool, public_url, missed),
            )
        ]
        for task in work:
            stack.push_async_callback(_ended, task)
        yield Hearing(hook_app(pool, seal, wakes, missed), work)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()  # it failed: whoever ends it hears of that


async def collect(database: str, seal: Seal, listener: socket.socket, public_url: str) -> None:
    """Hears providers until a signal ends it, or its work fails: better to be started anew than to
    answer and collect nothing. Raises as `hearing`."""
    sender = await asyncio.to_thread(HttpSender)
    try:
        async with (
            collecting(database) as pool,
            hearing(pool, seal, sender, public_url=public_url) as heard,
        ):
            server = http_server(heard.app, lambda: None)
            serving = asyncio.create_task(server.serve([listener]))
            await asyncio.wait([serving, *heard.work], return_when=asyncio.FIRST_COMPLETED)
            server.should_exit = True
            await serving
    finally:
        await sender.close()
