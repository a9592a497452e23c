"""A process that hears providers, and hangs whenever it has stored something: to be killed then.

    python hung_process.py DATABASE

Its key is in the environment. It prints the port of its hooks; it ends with its standard input.
"""

import asyncio
import os
import sys
from collections.abc import Collection

from pos_app.gateways.http import HttpSender
from pos_app.office.calls.accounts.known_account import KnownAccounts
from pos_app.office.calls.accounts.sealing import seal_in
from pos_app.office.calls.call_store import CallStore
from pos_app.office.calls.collecting import hook_app
from pos_app.office.calls.queues.collectors import Collectors
from pos_app.office.calls.queues.request_budget import Pace
from pos_app.office.database.connections import collecting
from pos_app.office.http_server import http_server, listening


class Hanging:
    async def tell(self, _tills: Collection[int]) -> None:
        await asyncio.Event().wait()


async def main(database: str) -> None:
    seal = seal_in(os.environ)
    async with collecting(database) as pool:
        accounts, store = KnownAccounts(pool, seal), CallStore(pool)
        collectors = Collectors(
            pool, accounts, store, HttpSender(), Hanging(), pace=Pace(minute=1), lease_lasts=1
        )
        collecting_task = asyncio.create_task(collectors.go_on())
        listener = listening("127.0.0.1", 0)
        print(listener.getsockname()[1], flush=True)  # noqa: T201 - to whoever started it
        serving = http_server(hook_app(pool, seal, Hanging()), lambda: None).serve([listener])
        ended = asyncio.create_task(asyncio.to_thread(sys.stdin.read))
        await asyncio.wait(
            [ended, asyncio.create_task(serving), collecting_task],
            return_when=asyncio.FIRST_COMPLETED,
        )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
