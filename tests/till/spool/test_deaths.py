"""A till that dies at any step of a job: nothing is printed twice by itself, and nothing is lost
without a word.

A step is just before or just after a read or a write of the journal or of the spool's file, and
just before or just after the bytes leave.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from faults.simulation.process import Death, Process
from till.simulated import DISK, play, simulated_shop
from till.spool.shop_with_paper import (
    COUNTER,
    OFFICE,
    PaperShop,
    not_ready,
    plain_order,
    receipt_of,
    text_of,
    uncertain,
)

from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.sale import Sale

S = JobState
MOST_STEPS = 400

Flow = Callable[[PaperShop, Sale], Coroutine[Any, Any, None]]


async def prints(shop: PaperShop, sale: Sale) -> None:
    await shop.print(receipt_of(sale))
    await shop.settled()


async def prints_a_copy(shop: PaperShop, sale: Sale) -> None:
    await shop.print(receipt_of(sale), until=S.CONFIRMED)
    await shop.print(receipt_of(sale), until=S.CONFIRMED)


async def fails(shop: PaperShop, sale: Sale) -> None:
    shop.printer().ready = not_ready(Hitch.REFUSED)
    await shop.print(receipt_of(sale), until=S.FAILED)


async def doubts_and_repeats(shop: PaperShop, sale: Sale) -> None:
    shop.printer().confirmed = uncertain()
    job = await shop.print(receipt_of(sale), until=S.DOUBTFUL)
    await shop.spool.repeat(job.id, OFFICE)
    await shop.settled()


async def cancels(shop: PaperShop, sale: Sale) -> None:
    shop.printer().ready = not_ready(Hitch.PAPER_OUT)
    job = await shop.print(receipt_of(sale))
    await shop.spool.cancel(job.id)


async def moves(shop: PaperShop, sale: Sale) -> None:
    shop.printer().ready = not_ready(Hitch.PAPER_OUT)
    job = await shop.print(receipt_of(sale))
    await shop.spool.move(job.id, OFFICE)
    await shop.settled()


async def saves_instead(shop: PaperShop, sale: Sale) -> None:
    shop.printer().ready = not_ready(Hitch.PAPER_OUT)
    job = await shop.print(receipt_of(sale))
    await shop.spool.save_instead(job.id, shop.shop.folder / "receipt.pdf")


async def prints_a_close(shop: PaperShop, _: Sale) -> None:
    await shop.print(plain_order(DocumentKind.CLOSE, "close 1"), until=S.CONFIRMED)


@dataclass
class After:
    """What there is once the till has died and was started again."""

    pieces: dict[str, list[str]]
    jobs: list[PrintJob]
    issues: list[tuple[str, int]]
    ordered: bool  # whether the spool took an order before

    @property
    def out(self) -> int:
        return sum(len(paper) for paper in self.pieces.values())


async def _lived(flow: Flow, at: int, folder: Path) -> After | None:
    """Lives until that step, and once more; None where the flow has fewer steps."""
    shop = PaperShop(simulated_shop(folder, {}))
    async with shop.open():
        sale = await shop.sold()
    process = Process(None)

    async def first() -> None:
        async with shop.open():
            process._death = Death("", at)
            await flow(shop, sale)

    life = process.start(first())
    died = asyncio.ensure_future(process.died.wait())
    await asyncio.wait([life, died], return_when=asyncio.FIRST_COMPLETED)
    process.spare()
    is_dead = process.died.is_set()
    died.cancel()
    await process.bury()
    _close_what_the_dead_left(shop)
    if not is_dead:
        return None
    shop.printers.behaviour.clear()  # whatever was wrong is not any more
    async with shop.open():
        await shop.settled()
        return After(
            {name: [text_of(one) for one in paper] for name, paper in shop.printers.paper.items()},
            list(await shop.store.jobs()),
            await shop.issues(sale),
            bool(shop.told),
        )


def _close_what_the_dead_left(shop: PaperShop) -> None:
    """As a system closes the files of a process that was killed."""
    shop.store._let_go()
    shop.shop.journal._db.close()


@cache
def _every_step(flow: Flow) -> list[After]:
    found: list[After] = []
    for at in range(1, MOST_STEPS):
        with TemporaryDirectory(dir=DISK) as folder:
            after = play(_lived(flow, at, Path(folder)))
        if after is None:
            return found
        found.append(after)
    raise AssertionError("it has no end")


def _judge(after: After, most: int) -> None:
    """Holds of every death: a piece that is out stands for one job that began; a job that began is
    out, or is in somebody's list; and no number is held by what certainly is not out."""
    assert after.out <= most
    began = [job for job in after.jobs if job.state in (S.CONFIRMED, S.DOUBTFUL)]
    cancelled = [job for job in after.jobs if job.state is S.CANCELLED]
    assert after.out <= len(began) + len(cancelled)
    for job in after.jobs:
        assert job.state in (S.CONFIRMED, S.DOUBTFUL, S.FAILED, S.CANCELLED)
    held = 0
    for sign, number in after.issues:
        held = number if sign == "+" else number - 1
    assert held == max((job.number for job in began), default=0) or any(
        job.hitch is Hitch.INTERRUPTED for job in began
    )
    assert sum(job.state is S.CONFIRMED for job in after.jobs) <= after.out


@pytest.mark.parametrize(
    ("flow", "most"),
    [(prints, 1), (prints_a_copy, 2), (fails, 1), (cancels, 1), (moves, 1)],
)
def test_a_till_that_dies_prints_nothing_twice_and_loses_nothing_without_a_word(
    flow: Flow, most: int
) -> None:
    deaths = _every_step(flow)
    assert len(deaths) > 12
    for after in deaths:
        _judge(after, most)
    outs = {after.out for after in deaths}
    assert 0 in outs
    assert {job.state for after in deaths for job in after.jobs} >= {S.CONFIRMED}


def test_an_order_that_was_kept_is_printed_once_after_a_death_before_its_bytes() -> None:
    for after in _every_step(prints):
        if not after.jobs:
            assert (after.out, after.issues) == (0, [])  # whoever asked got no answer
            continue
        (job,) = after.jobs
        if job.state is S.CONFIRMED:
            assert after.pieces == {COUNTER: ["receipt"]}
        else:
            assert (job.state, job.hitch) == (S.DOUBTFUL, Hitch.INTERRUPTED)
        assert after.issues == [("+", 1)]


def test_a_repeat_that_is_cut_short_leaves_the_doubt_or_the_new_piece() -> None:
    for after in _every_step(doubts_and_repeats):
        assert after.out <= 2
        assert len(after.pieces.get(COUNTER, [])) <= 1
        assert len(after.pieces.get(OFFICE, [])) <= 1
        states = [job.state for job in after.jobs]
        if after.pieces.get(OFFICE):
            assert states[0] in (S.DOUBTFUL, S.CANCELLED)
        elif after.jobs:
            assert {S.DOUBTFUL, S.CONFIRMED} & set(states)
        assert len([one for one in after.issues if one == ("+", 1)]) <= 2


def test_a_job_that_was_to_be_a_file_instead_is_one_or_comes_out_or_is_told() -> None:
    for after in _every_step(saves_instead):
        assert after.out <= 1
        states = {job.state for job in after.jobs}
        assert not states or states & {S.CONFIRMED, S.DOUBTFUL, S.FAILED}


def test_a_report_whose_till_dies_is_an_original_once() -> None:
    for after in _every_step(prints_a_close):
        assert after.out <= 1
        for job in after.jobs:
            assert job.number == 1
            assert job.state in (S.CONFIRMED, S.DOUBTFUL)


def test_what_is_ordered_while_the_last_run_is_taken_up_is_printed_once() -> None:
    async def lived(folder: Path) -> None:
        shop = PaperShop(simulated_shop(folder, {}))
        shop.printer().ready = not_ready()
        async with shop.open():
            sale = await shop.sold()
            await shop.print(receipt_of(sale))
        shop.printers.behaviour.clear()
        async with shop.open():  # it begins to take up what was left
            await asyncio.gather(*(shop.spool.print(receipt_of(sale), COUNTER) for _ in "ab"))
            await shop.settled()
            assert len(shop.printers.pieces) == 3

    with TemporaryDirectory(dir=DISK) as folder:
        play(lived(Path(folder)))


def test_an_order_is_done_whole_though_nobody_waits_for_it() -> None:
    async def lived(folder: Path) -> None:
        shop = PaperShop(simulated_shop(folder, {}))
        async with shop.open():
            sale = await shop.sold()
            order = asyncio.ensure_future(shop.spool.print(receipt_of(sale), COUNTER))
            await asyncio.sleep(0)
            order.cancel()
            with pytest.raises(asyncio.CancelledError):
                await order
            await shop.pass_by(seconds=5)
            assert len(shop.printers.pieces) == 1

    with TemporaryDirectory(dir=DISK) as folder:
        play(lived(Path(folder)))
