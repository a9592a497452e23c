"""The process that folds beside the tills' API: woken by whoever stores, started anew when it dies,
and over when the office is."""

import asyncio
import os
import signal
from pathlib import Path

import psycopg
import pytest
from shipped import at, chained, new_till, ship

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.office.folding import folding_process
from pos_app.office.folding.folding_process import FoldingProcess

CLOCK = ShopClock(zone="Africa/Luanda")


def children() -> set[int]:
    """The processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(word) for task in tasks for word in task.read_text().split()}


async def test_what_is_stored_is_folded_at_once_and_told_by_whichever_child(
    office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding_process, "_AGAIN_AFTER", 0.01)
    folded: asyncio.Queue[int] = asyncio.Queue()
    process = FoldingProcess(office_url, lambda tills: folded.put_nowait(tills[0]))
    before = children()
    running = asyncio.create_task(process.run())
    try:
        for name in ("till-1", "till-2"):
            till = new_till(office_url, name)
            await asyncio.to_thread(
                ship, office_url, till, chained(till.public, [("", at(1), CLOCK)])
            )
            process.on_stored()
            async with asyncio.timeout(20):
                assert await folded.get() == till.till
            for child in children() - before:
                os.kill(child, signal.SIGKILL)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert children() == before
    with psycopg.connect(office_url) as db:
        assert db.execute(b"SELECT folded_seq FROM fold").fetchall() == [(1,), (1,)]
