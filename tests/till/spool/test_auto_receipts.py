"""Receipts that are printed by themselves: for whom, how often, and what a killed till left."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from till.simulated import OpenSimulated, Pushes, References
from till.spool.shop_with_paper import (
    COUNTER,
    OFFICE,
    PaperShop,
    goes_well,
    not_ready,
    receipt_of,
    text_of,
    uncertain,
)

from pos_app.domain.errors import JournalUnavailable, NotAllowed
from pos_app.domain.events import Flag, State
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import Hitch, JobState
from pos_app.domain.paper.printer import DocumentKind, Printer
from pos_app.domain.rules.receipts import receipt_kind
from pos_app.domain.sale import Sale
from pos_app.journal.books.books_reader import BooksReader
from pos_app.journal.spool.sale_tail import SaleTailReader
from pos_app.ports.paper.spool import PrintOrder
from pos_app.till.spool.auto_receipts import AutoReceipts, ReceiptSources
from pos_app.till.spool.lost_jobs import tell_of_lost_jobs
from pos_app.till.spool.troubles import troubles_in

S = JobState


@dataclass
class Wishes:
    prints_receipts: bool = True
    prints_shop_receipts: bool = False


class Receipts:
    """Makes receipts alone, as the documents of a shop do."""

    def receipt(self, sale: Sale, *, related: object = (), for_shop: bool = False) -> PrintOrder:
        del related
        if receipt_kind(sale) is None:
            raise NotAllowed("no money has moved")
        kind = DocumentKind.SHOP_RECEIPT if for_shop else DocumentKind.RECEIPT
        return receipt_of(sale, kind)


@dataclass
class AutoShop:
    """A shop that prints receipts by itself, as often as a test opens it."""

    paper: PaperShop
    wishes: Wishes = field(default_factory=Wishes)
    chosen: dict[DocumentKind, str] = field(
        default_factory=lambda: dict.fromkeys(DocumentKind, COUNTER)
    )
    is_killed: bool = False  # it ends without a word

    @asynccontextmanager
    async def open(self) -> AsyncIterator["AutoShop"]:
        async with self.paper.open() as paper:
            reader = BooksReader(paper.shop.folder / "journal.sqlite3")
            documents: object = Receipts()
            self.auto = AutoReceipts(
                sources=ReceiptSources(
                    documents=documents,  # type: ignore[arg-type]  # only receipts are asked for
                    journal=paper.shop.till.journal,
                    tail=SaleTailReader(reader),
                    store=paper.store,
                ),
                spool=paper.spool,
                printers=paper.printers,
                chosen=self._chosen,
                wishes=lambda: self.wishes,
                now=paper.shop.now,
            )
            await self.auto.start()
            paper.shop.till.listen(self.auto.hear)
            try:
                yield self
            finally:
                if self.is_killed:
                    await self.auto._tasks.stop()
                else:
                    await self.auto.stop()
                await reader.close()

    def _chosen(self, kind: DocumentKind) -> Printer | None:
        return self.paper.set_up.get(self.chosen.get(kind, ""))

    async def out(self) -> list[str]:
        await self.paper.pass_by(seconds=2)
        await self.paper.settled()
        return [text_of(one) for one in self.paper.printers.pieces]


@pytest.fixture
def auto_shop(paper_shop: PaperShop) -> AutoShop:
    return AutoShop(paper_shop)


def with_providers(simulated: OpenSimulated) -> tuple[AutoShop, Pushes, References]:
    pushes, references = Pushes(), References("proxypay")
    shop = PaperShop(simulated({"vpos": pushes, "proxypay": references}))
    return AutoShop(shop), pushes, references


async def test_every_paid_sale_has_its_receipt_once(auto_shop: AutoShop) -> None:
    async with auto_shop.open() as shop:
        sales = [await shop.paper.sold() for _ in range(3)]
        assert await shop.out() == 3 * ["receipt"]
        # Told of again, as by a flag, an invoice or a refund, it has no other.
        await shop.paper.shop.till.number_invoice(sales[0].id, "FT 1")
        approval = await shop.paper.shop.ana()
        await shop.paper.shop.till.refund("back", sales[0].id, None, approval, by_hand="cash.ao")
        assert await shop.out() == 4 * ["receipt"]  # the refund's own
        assert (await shop.paper.shop.now_of(sales[0])).receipts == 1


async def test_the_shops_own_goes_where_it_is_wanted(auto_shop: AutoShop) -> None:
    auto_shop.wishes = Wishes(prints_shop_receipts=True)
    auto_shop.chosen[DocumentKind.SHOP_RECEIPT] = OFFICE
    async with auto_shop.open() as shop:
        await shop.paper.sold()
        await shop.out()
        paper = shop.paper.printers
        assert [text_of(one) for one in paper.out_of(COUNTER)] == ["receipt"]
        assert [text_of(one) for one in paper.out_of(OFFICE)] == ["shop_receipt"]


async def test_a_shop_that_does_not_want_it_has_none_and_may_change_its_mind(
    auto_shop: AutoShop,
) -> None:
    auto_shop.wishes = Wishes(prints_receipts=False)
    async with auto_shop.open() as shop:
        before = await shop.paper.sold()
        assert await shop.out() == []
        shop.wishes.prints_receipts = True
        await shop.paper.shop.till.number_invoice(before.id, "FT 1")
        assert await shop.out() == []  # its moment is over
        await shop.paper.sold()
        assert await shop.out() == ["receipt"]
        shop.chosen.clear()
        await shop.paper.sold()  # to no printer
        assert await shop.out() == ["receipt"]


async def test_what_is_not_paid_has_none(simulated: OpenSimulated) -> None:
    auto_shop, pushes, references = with_providers(simulated)
    async with auto_shop.open() as shop:
        sale = await shop.paper.shop.waiting("vpos")
        waits = await shop.paper.shop.waiting("proxypay")
        assert await shop.out() == []
        pushes.verdict = {"status": "rejected", "status_reason": 1000}
        await shop.paper.shop.until(sale, lambda now: now.state is State.DECLINED)
        assert await shop.out() == []
        references.pay(waits, amount="1.00")  # less than was asked for
        await shop.paper.shop.until(waits, lambda now: Flag.SHORT in now.flags)
        assert await shop.out() == []


async def test_a_split_sale_has_one_receipt_of_the_whole(auto_shop: AutoShop) -> None:
    async with auto_shop.open() as shop:
        whole = await shop.paper.shop.charge("split.ao", "100")
        for amount in ("60", "40"):
            assert await shop.out() == []
            await shop.paper.shop.charge("cash.ao", amount, part_of=whole.id)
        assert await shop.out() == ["receipt"]
        assert (await shop.paper.shop.now_of(whole)).receipts == 1


async def test_a_customer_who_paid_while_the_till_was_closed_for_minutes_has_it(
    simulated: OpenSimulated,
) -> None:
    auto_shop, _, references = with_providers(simulated)
    async with auto_shop.open() as shop:
        sale = await shop.paper.shop.waiting("proxypay")
    await auto_shop.paper.pass_by(minutes=5)
    async with auto_shop.open() as shop:
        references.pay(sale)
        await shop.paper.shop.until(sale, lambda now: now.state is State.PAID)
        assert await shop.out() == ["receipt"]


async def test_one_who_paid_hours_after_leaving_has_none_by_itself(
    simulated: OpenSimulated,
) -> None:
    auto_shop, _, references = with_providers(simulated)
    async with auto_shop.open() as shop:
        sale = await shop.paper.shop.waiting("proxypay")
    await auto_shop.paper.pass_by(hours=5)
    async with auto_shop.open() as shop:
        references.pay(sale)
        await shop.paper.shop.until(sale, lambda now: now.state is State.PAID)
        assert await shop.out() == []
    async with auto_shop.open() as shop:
        assert await shop.paper.spool.unfinished() == []  # nor is it called lost


async def test_a_receipt_that_a_killed_till_never_asked_for_is_in_the_list(
    auto_shop: AutoShop,
) -> None:
    async with auto_shop.open() as shop:
        printed = await shop.paper.sold()
        await shop.out()
        shop.paper.shop.till.recorder._listeners.clear()  # it dies at that moment
        lost = await shop.paper.sold()
        shop.is_killed = True
    auto_shop.is_killed = False
    async with auto_shop.open() as shop:
        (job,) = await shop.paper.spool.unfinished()
        assert (job.state, job.hitch) == (S.FAILED, Hitch.INTERRUPTED)
        assert (job.subject, job.number, job.printer) == (lost.id, 1, COUNTER)
        again = await shop.paper.spool.repeat(job.id)
        await shop.paper.until(again, S.CONFIRMED)
        assert (await shop.paper.shop.now_of(lost)).receipts == 1
        assert (await shop.paper.shop.now_of(printed)).receipts == 1
    async with auto_shop.open() as shop:  # it is told once
        assert await shop.paper.spool.unfinished() == []
        assert len(await shop.out()) == 2


async def test_a_killed_till_has_lost_no_receipt_that_nobody_wanted(auto_shop: AutoShop) -> None:
    """Sales from when it was switched off, or there was no printer for it, are nobody's trouble;
    one from after it was switched on again is."""
    async with auto_shop.open() as shop:
        await shop.paper.sold()
        await shop.out()
        shop.wishes.prints_receipts = False
        unwanted = [await shop.paper.sold() for _ in range(3)]
        await shop.out()
        shop.wishes.prints_receipts = True
        shop.chosen.clear()
        await shop.paper.sold()
        await shop.out()
        shop.chosen[DocumentKind.RECEIPT] = COUNTER
        await shop.paper.sold()
        assert await shop.out() == 2 * ["receipt"]
        await shop.paper.shop.till.number_invoice(unwanted[-1].id, "FT 1")  # it is touched again
        shop.paper.shop.till.recorder._listeners.clear()  # it dies at that moment
        lost = await shop.paper.sold()
        shop.is_killed = True
    auto_shop.is_killed = False
    async with auto_shop.open() as shop:
        (job,) = await shop.paper.spool.unfinished()
        assert job.subject == lost.id


async def test_the_first_receipt_that_is_wanted_is_lost_with_a_word(
    auto_shop: AutoShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    auto_shop.wishes.prints_receipts = False
    async with auto_shop.open() as shop:
        await shop.paper.sold()
        shop.wishes.prints_receipts = True

        async def dies(*_: object) -> None:
            await asyncio.Event().wait()

        with monkeypatch.context() as away:
            away.setattr(shop.paper.spool, "print", dies)
            lost = await shop.paper.sold()
            await shop.paper.pass_by(seconds=1)
        shop.is_killed = True
    auto_shop.is_killed = False
    async with auto_shop.open() as shop:
        (job,) = await shop.paper.spool.unfinished()
        assert job.subject == lost.id


def damage_the_jobs(auto_shop: AutoShop) -> None:
    auto_shop.paper.spool_path.write_bytes(b"nothing that anybody can read" * 500)
    for beside in auto_shop.paper.spool_path.parent.glob("spool.sqlite3-*"):
        beside.unlink()


async def test_damaged_jobs_are_told_of_by_a_window_though_a_command_put_them_aside(
    auto_shop: AutoShop,
) -> None:
    async with auto_shop.open() as shop:
        sale = await shop.paper.sold()
        await shop.out()
    damage_the_jobs(auto_shop)
    async with auto_shop.paper.open() as paper:
        assert await troubles_in(paper.store) == []
    for _ in range(2):
        async with auto_shop.open() as shop:
            await tell_of_lost_jobs(shop.auto._sources, shop.paper.spool, shop.paper.shop.now())
            (job,) = await shop.paper.spool.unfinished()
            assert (job.state, job.subject) == (S.DOUBTFUL, sale.id)
    async with auto_shop.open() as shop:
        await shop.paper.spool.cancel(job.id)
        await shop.paper.store.forget(shop.paper.shop.now() + timedelta(seconds=1))
        await tell_of_lost_jobs(shop.auto._sources, shop.paper.spool, shop.paper.shop.now())
        assert await shop.paper.spool.latest(5) == []  # it was told once


async def test_what_a_damaged_file_of_jobs_may_have_held_is_doubtful(auto_shop: AutoShop) -> None:
    """Of the last minutes: what is older has come out, or was given up."""
    async with auto_shop.open() as shop:
        await shop.paper.sold()
        await shop.out()
        await shop.paper.pass_by(minutes=20)
        recent = await shop.paper.sold()
        withdrawn = await shop.paper.sold()
        await shop.out()
        jobs = [(await shop.paper.spool.latest(1, sale.id))[0] for sale in (recent, withdrawn)]
        await shop.paper.spool._numbers.withdraw(jobs[1])
    damage_the_jobs(auto_shop)
    async with auto_shop.open() as shop:
        now = shop.paper.shop.now()
        await tell_of_lost_jobs(shop.auto._sources, shop.paper.spool, now)
        (job,) = await shop.paper.spool.unfinished()
        assert (job.state, job.hitch) == (S.DOUBTFUL, Hitch.INTERRUPTED)
        assert (job.id, job.subject, job.number) == (jobs[0].id, recent.id, 1)
        await tell_of_lost_jobs(shop.auto._sources, shop.paper.spool, now)
        again = await shop.paper.spool.repeat(job.id)
        assert (await shop.paper.until(again, S.CONFIRMED)).number == 1
        assert await shop.paper.spool.unfinished() == []


async def test_an_orderly_end_leaves_nothing_to_look_for(auto_shop: AutoShop) -> None:
    async with auto_shop.open() as shop:
        await shop.paper.sold()
        await shop.out()
        assert await shop.paper.store.mark(DocumentKind.RECEIPT) is not None
    async with auto_shop.paper.open() as paper:
        assert await paper.store.mark(DocumentKind.RECEIPT) is None
        await paper.sold()  # while nothing was printed by itself
    async with auto_shop.open() as shop:
        assert await shop.paper.spool.unfinished() == []


async def test_a_receipt_waits_for_a_journal_that_is_full_for_a_while(
    auto_shop: AutoShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with auto_shop.open() as shop:
        journal = shop.paper.shop.journal
        append = journal.append

        async def full(*_: object) -> None:
            raise JournalUnavailable("no room")

        monkeypatch.setattr(journal, "append", full)
        await shop.paper.sold()  # a sale by hand is created whole, and not appended to
        await shop.paper.pass_by(seconds=20)
        assert shop.paper.printers.pieces == []
        monkeypatch.setattr(journal, "append", append)
        assert await shop.out() == ["receipt"]


async def test_the_printer_is_warmed_at_the_start_and_once_another_is_chosen(
    auto_shop: AutoShop,
) -> None:
    async with auto_shop.open() as shop:
        await asyncio.sleep(0)
        assert shop.paper.printers.warmed == [COUNTER]
        shop.chosen[DocumentKind.RECEIPT] = OFFICE
        await shop.paper.shop.charge("split.ao", "100")
        await shop.paper.shop.charge("split.ao", "100")
        await asyncio.sleep(0)
        assert shop.paper.printers.warmed == [COUNTER, OFFICE]


async def test_a_failed_job_that_somebody_has_done_with_is_a_trouble_still(
    paper_shop: PaperShop,
) -> None:
    """And one is not that was cancelled while it waited, nor one that was repeated."""
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready(Hitch.REFUSED)
        jobs = [await shop.print(receipt_of(await shop.sold()), until=S.FAILED) for _ in "ab"]
        await shop.spool.cancel(jobs[0].id)
        await shop.until(await shop.spool.repeat(jobs[1].id, OFFICE), S.CONFIRMED)
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        waits = await shop.print(receipt_of(await shop.sold()))
        await shop.pass_by(seconds=5)
        await shop.spool.cancel(waits.id)
        (trouble,) = await troubles_in(shop.store)
        assert (trouble.state, trouble.hitch) == (S.CANCELLED, Hitch.REFUSED)
        assert trouble.sale == jobs[0].sale_number


async def test_a_failed_job_is_no_trouble_once_its_document_came_out(paper_shop: PaperShop) -> None:
    """By an order of its own, at any printer. A doubtful one stays: it may lie somewhere."""
    async with paper_shop.open() as shop:
        failed, doubtful = receipt_of(await shop.sold()), receipt_of(await shop.sold())
        shop.printer().ready = not_ready(Hitch.REFUSED)
        await shop.print(failed, until=S.FAILED)
        shop.printer().ready = goes_well
        shop.printer().confirmed = uncertain(Hitch.SILENT)
        doubt = await shop.print(doubtful, until=S.DOUBTFUL)
        shop.printer().confirmed = goes_well
        for order in (failed, doubtful):
            await shop.print(order, until=S.CONFIRMED)
        (trouble,) = await troubles_in(shop.store)
        assert (trouble.state, trouble.sale) == (S.DOUBTFUL, doubt.sale_number)


async def test_what_did_not_come_out_is_on_the_days_close_once(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        del shop.set_up[OFFICE]
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale))
        await shop.until(job, S.CONFIRMED)
        failed = replace(job, id="f", state=S.FAILED, hitch=Hitch.PAPER_OUT)
        doubtful = replace(job, id="d", state=S.DOUBTFUL, hitch=Hitch.SILENT)
        document = Document(name=job.name, blocks=())
        for one in (failed, doubtful):
            await shop.store.add(replace(one, changed_at=shop.shop.now()), document)
        troubles = await troubles_in(shop.store)
        assert [(one.state, one.hitch, one.sale) for one in troubles] == [
            (S.FAILED, Hitch.PAPER_OUT, sale.number),
            (S.DOUBTFUL, Hitch.SILENT, sale.number),
        ]
        till = shop.shop.till
        till._paper_troubles = lambda: troubles_in(shop.store)
        await shop.pass_by(seconds=1)
        day = till.today()
        assert (await till.day_sheet(day)).document.paper == tuple(troubles)
        closed = await till.close_day(day, await shop.shop.ana())
        assert closed.sheet.document.paper == tuple(troubles)
        again = await till.close_day(day, await shop.shop.ana())
        assert again.sheet.document.paper == ()
