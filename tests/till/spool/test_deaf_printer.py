"""A printer that never answers, with hundreds of receipts waiting, changes nothing for a sale."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from till.simulated import DISK, Pushes, Simulated, simulate, simulated_shop
from till.spool.shop_with_paper import COUNTER, OFFICE, PaperShop, forever, receipt_of

from pos_app.domain.events import State
from pos_app.domain.paper.print_job import JobState

SALES = 500
S = JobState


async def test_five_hundred_sales_are_sold_and_kept_before_a_deaf_printer() -> None:
    """On a loop whose time is real, with the threads of a journal and of a spool."""
    with TemporaryDirectory(dir=DISK) as folder:
        shop = PaperShop(simulated_shop(Path(folder), {}, now=lambda: datetime.now(UTC)))
        shop.printer().ready = forever
        async with shop.open():
            for _ in range(SALES):
                sale = await shop.sold()
                assert sale.state is State.PAID
                job = await shop.spool.print(receipt_of(sale), COUNTER)
                assert job.state is S.QUEUED
            assert len(await shop.store.jobs(S.QUEUED)) == SALES
            # One more sale is charged and paid, and its receipt comes out of the other printer.
            last = await shop.sold()
            elsewhere = await shop.spool.print(receipt_of(last), OFFICE)
            await shop.until(elsewhere, S.CONFIRMED)
            assert [one.name for one in shop.printers.pieces] == [f"receipt {last.number}"]
            # And the till closes without waiting for any of them.
            async with asyncio.timeout(30):
                await shop.spool.stop()
            assert len(await shop.store.jobs(S.QUEUED)) == SALES


def test_a_verdict_comes_at_the_very_moment_at_which_it_would_come_without() -> None:
    """By a clock that costs nothing: each step of the charge, with and without jobs that wait."""

    async def verdict_after(shop: Simulated, jobs: int) -> list[float]:
        paper = PaperShop(shop)
        paper.printer().ready = forever
        async with paper.open():
            for _ in range(jobs):
                await paper.print(receipt_of(await paper.sold()))
            await paper.pass_by(minutes=10 - shop.now().minute)
            began = shop.now()
            sale = await shop.charge("vpos", "100")
            paid = await shop.until(sale, lambda now: now.state is State.PAID)
            assert paid.settled_at
            asked = [one.at for one in shop.network.asked]
            assert asked
            return [
                round((paid.settled_at - began).total_seconds(), 3),
                *(round(at - asked[0], 3) for at in asked),
            ]

    def lived(jobs: int) -> list[float]:
        pushes = Pushes()
        pushes.verdict = {"status": "accepted"}
        return simulate(lambda shop: verdict_after(shop, jobs), {"vpos": pushes})

    assert lived(100) == lived(0)
