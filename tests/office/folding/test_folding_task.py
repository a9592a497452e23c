"""The task that folds beside the tills' API: woken by whoever stores, and ended in order."""

import asyncio

import psycopg
from shipped import at, chained, new_till, ship

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.office.folding.folding_task import FoldingTask


async def test_what_is_stored_is_folded_at_once_and_told(office_url: str) -> None:
    till = new_till(office_url)
    folded: asyncio.Queue[int] = asyncio.Queue()
    task = FoldingTask(office_url, lambda tills: folded.put_nowait(tills[0]))
    running = asyncio.create_task(task.run())
    try:
        lines = chained(till.public, [("", at(1), ShopClock(zone="Africa/Luanda"))])
        await asyncio.to_thread(ship, office_url, till, lines)
        task.on_stored()
        async with asyncio.timeout(10):
            assert await folded.get() == till.till
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    with psycopg.connect(office_url) as db:
        assert db.execute(b"SELECT folded_seq FROM fold").fetchone() == (1,)
