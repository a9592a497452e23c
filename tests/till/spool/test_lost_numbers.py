"""A journal that was restored has lost numbers of paper which customers hold in their hands."""

import shutil

from till.spool.shop_with_paper import PaperShop, receipt_of, text_of

from pos_app.domain.audit_notes import Restored
from pos_app.domain.paper.print_job import JobState
from pos_app.domain.paper.printer import DocumentKind


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
