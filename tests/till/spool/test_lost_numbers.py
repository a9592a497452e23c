"""A journal that was restored has lost numbers of paper which customers hold in their hands."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from till.spool.shop_with_paper import (
    PaperShop,
    not_ready,
    plain_order,
    receipt_of,
    text_of,
    uncertain,
)

from pos_app.domain.audit_notes import Restored
from pos_app.domain.errors import SpoolUnavailable
from pos_app.domain.paper.print_job import Hitch, JobState
from pos_app.domain.paper.printer import DocumentKind
from pos_app.journal.spool.job_thread import JobThread


async def test_a_receipt_that_a_restored_journal_has_lost_is_no_original_again(
    paper_shop: PaperShop,
) -> None:
    """And one of a sale that was lost with it is nobody's."""
    journal = paper_shop.shop.folder / "journal.sqlite3"
    backup = paper_shop.shop.folder / "backup.sqlite3"
    async with paper_shop.open() as shop:
        sale, untouched = await shop.sold(), await shop.sold()
    shutil.copyfile(journal, backup)
    async with paper_shop.open() as shop:
        for order in (receipt_of(sale), receipt_of(sale), receipt_of(await shop.sold())):
            await shop.print(order, until=JobState.CONFIRMED)
    shutil.copyfile(backup, journal)
    async with paper_shop.open() as shop:
        await shop.shop.journal.note(Restored(head="", events=1, put_aside="journal-1.sqlite3"))
    for number in (3, 4):  # told to the journal once, however often the till is opened
        async with paper_shop.open() as shop:
            job = await shop.print(receipt_of(sale), until=JobState.CONFIRMED)
            assert job.number == number
            assert text_of(shop.printers.pieces[-1]).endswith(f"copy {number - 1}")
            assert await shop.spool.next_number(DocumentKind.RECEIPT, untouched.id) == 1
            issues = [("+", one) for one in range(1, number + 1)]
            assert await shop.issues(sale) == issues


@asynccontextmanager
async def taken_back_to_before(shop: PaperShop) -> AsyncIterator[PaperShop]:
    """A till that is open once more; then its journal is restored from before that."""
    journal, backup = (shop.shop.folder / name for name in ("journal.sqlite3", "backup.sqlite3"))
    shutil.copyfile(journal, backup)
    async with shop.open() as open_shop:
        yield open_shop
    shutil.copyfile(backup, journal)
    async with shop.open() as open_shop:
        await open_shop.shop.journal.note(
            Restored(head="", events=1, put_aside="journal-1.sqlite3")
        )


async def test_a_doubtful_piece_that_somebody_had_done_with_is_the_original_still(
    paper_shop: PaperShop,
) -> None:
    """And one that certainly never came out is none."""
    async with paper_shop.open() as shop:
        doubted, failed = await shop.sold(), await shop.sold()
    async with taken_back_to_before(paper_shop) as shop:
        shop.printer().confirmed = uncertain(Hitch.SILENT)
        doubt = await shop.print(receipt_of(doubted), until=JobState.DOUBTFUL)
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        late = await shop.print(receipt_of(failed))
        await shop.until(late, JobState.FAILED)
        for job in (doubt, late):
            await shop.spool.cancel(job.id)
        shop.printers.behaviour.clear()
    async with paper_shop.open() as shop:
        assert (await shop.print(receipt_of(doubted))).is_copy
        assert not (await shop.print(receipt_of(failed))).is_copy


async def test_the_same_backup_is_put_back_twice(paper_shop: PaperShop) -> None:
    """Its journal tells of that at the same number both times."""
    async with paper_shop.open() as shop:
        sale = await shop.sold()
    backup = paper_shop.shop.folder / "before.sqlite3"
    shutil.copyfile(paper_shop.shop.folder / "journal.sqlite3", backup)
    for number in (1, 2, 3):
        async with taken_back_to_before(paper_shop) as shop:
            job = await shop.print(receipt_of(sale), until=JobState.CONFIRMED)
            assert job.number == number
            shutil.copyfile(backup, paper_shop.shop.folder / "backup.sqlite3")


async def test_a_report_that_was_printed_after_the_backup_is_no_original_again(
    paper_shop: PaperShop,
) -> None:
    """But a shift that was lost is another's number soon: it is the number of an event."""
    close = plain_order(DocumentKind.CLOSE, "close 14")
    known, lost = (plain_order(DocumentKind.SHIFT, f"shift {event}") for event in (1, 999))
    async with paper_shop.open() as shop:
        await shop.sold()
    async with taken_back_to_before(paper_shop) as shop:
        for order in (close, known, lost):
            await shop.print(order, until=JobState.CONFIRMED)
    async with paper_shop.open() as shop:
        numbers = [(await shop.print(order)).number for order in (close, known, lost)]
        assert numbers == [2, 2, 1]


async def test_a_piece_that_failed_after_the_backup_holds_no_number(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale))
    async with taken_back_to_before(paper_shop) as shop:
        await shop.until(job, JobState.FAILED)
        shop.printers.behaviour.clear()
    async with paper_shop.open() as shop:
        assert not (await shop.print(receipt_of(sale))).is_copy


async def test_nobody_waits_for_a_file_that_cannot_say_which_numbers_are_lost(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever prints hears of it, and no number is given before it is known."""
    async with paper_shop.open() as shop:
        sale = await shop.sold()
    async with taken_back_to_before(paper_shop) as shop:
        await shop.print(receipt_of(sale), until=JobState.CONFIRMED)
    out_of_reach = True

    async def mark(store: object, name: str) -> int | None:
        if out_of_reach:
            raise SpoolUnavailable("no such disk")
        return await kept(store, name)  # type: ignore[arg-type]

    kept = JobThread.mark
    monkeypatch.setattr(JobThread, "mark", mark)
    async with paper_shop.open() as shop:
        async with asyncio.timeout(30):
            with pytest.raises(SpoolUnavailable):
                await shop.print(receipt_of(sale))
        out_of_reach = False
        assert (await shop.print(receipt_of(sale))).number == 2
