"""Many simulated tills, in as few processes as there are cores for."""

import asyncio
import multiprocessing
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from many_tills.till import Plan, Till, Told
from many_tills.wire import Wire

PROCESSES = 2
_SEED = 19


async def sail(host: str, port: int, plans: Sequence[Plan], gives_up_at: float) -> list[Told]:
    """Runs the tills to their end, or until then."""
    pool = ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn"))
    with pool:
        loop = asyncio.get_running_loop()
        parts = [plans[place::PROCESSES] for place in range(PROCESSES)]
        running = [
            loop.run_in_executor(pool, _part, host, port, part, gives_up_at) for part in parts
        ]
        return [told for part in await asyncio.gather(*running) for told in part]


def _part(host: str, port: int, plans: Sequence[Plan], gives_up_at: float) -> list[Told]:
    async def run() -> list[Told]:
        tills = [
            Till(plan, Wire(host, port, plan.token), random.Random(_SEED + plan.number))
            for plan in plans
        ]
        return await asyncio.gather(*(till.run(gives_up_at) for till in tills))

    return asyncio.run(run())
