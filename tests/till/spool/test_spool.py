"""The spool: what becomes of a document that somebody wants on paper."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from till.simulated import OpenSimulated, References
from till.spool.shop_with_paper import (
    COUNTER,
    OFFICE,
    PaperShop,
    forever,
    goes_well,
    not_ready,
    plain_order,
    receipt_of,
    text_of,
    uncertain,
)

from pos_app.domain.errors import (
    FileNotWritten,
    FileUncertain,
    JournalUnavailable,
    NotAllowed,
    SpoolUnavailable,
)
from pos_app.domain.events import Declined, State
from pos_app.domain.paper.document import Document
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.reasons import Reason

S = JobState


async def test_a_receipt_goes_step_by_step_to_its_printer(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale, by="Rui"), until=S.CONFIRMED)
        assert [told.state for told in shop.told] == [
            S.ASKED, S.QUEUED, S.SENDING, S.SENT, S.CONFIRMED,
        ]  # fmt: skip
        assert (job.number, job.by, job.tries, job.sale_number) == (1, "Rui", 1, sale.number)
        assert [text_of(one) for one in shop.printers.out_of(COUNTER)] == ["receipt"]
        assert await shop.issues(sale) == [("+", 1)]
        assert (await shop.shop.now_of(sale)).receipts == 1
        assert await shop.spool.unfinished() == []
        assert await shop.spool.latest(5, sale.id) == [job]


async def test_copies_are_numbered_each_kind_by_itself_and_over_restarts(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        await shop.print(receipt_of(sale), until=S.CONFIRMED)
        await shop.print(receipt_of(sale), OFFICE, until=S.CONFIRMED)
        await shop.print(receipt_of(sale, DocumentKind.SHOP_RECEIPT), until=S.CONFIRMED)
    async with paper_shop.open() as shop:
        assert await shop.spool.next_number(DocumentKind.RECEIPT, sale.id) == 3
        third = await shop.print(receipt_of(sale), until=S.CONFIRMED)
        assert (third.number, third.is_copy) == (3, True)
        assert [text_of(one) for one in shop.printers.pieces] == [
            "receipt", "shop_receipt", "receipt\ncopy 2", "receipt\ncopy 1",
        ]  # fmt: skip


async def test_two_orders_at_once_get_two_numbers(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        jobs = await asyncio.gather(*(shop.spool.print(receipt_of(sale), COUNTER) for _ in "four"))
        assert sorted(job.number for job in jobs) == [1, 2, 3, 4]
        await shop.settled()
        assert len(shop.printers.pieces) == 4


async def test_reports_are_counted_by_their_subject_and_other_paper_not_at_all(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        numbers = []
        for kind, subject in [
            (DocumentKind.CLOSE, "close 14"),
            (DocumentKind.CLOSE, "close 14"),
            (DocumentKind.CLOSE, "close 15"),
            (DocumentKind.SHIFT, "shift 7"),
            (DocumentKind.READING, ""),
            (DocumentKind.TEST, ""),
            (DocumentKind.JOURNAL, ""),
        ]:
            job = await shop.print(plain_order(kind, subject), until=S.CONFIRMED)
            numbers.append(job.number)
        assert numbers == [1, 2, 1, 1, 0, 0, 0]
        assert await shop.spool.next_number(DocumentKind.CLOSE, "close 14") == 3


async def test_what_the_printer_never_had_gives_its_number_back(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale))
        await shop.pass_by(minutes=14)
        waiting = await shop.job(job)
        assert (waiting.state, waiting.hitch) == (S.QUEUED, Hitch.PAPER_OUT)
        assert 25 < waiting.tries < 40  # once every half a minute, in the end
        failed = await shop.until(job, S.FAILED)
        assert failed.hitch is Hitch.WAITED_TOO_LONG
        assert await shop.issues(sale) == [("+", 1), ("-", 1)]
        shop.printer().ready = Behaves
        again = await shop.print(receipt_of(sale), until=S.CONFIRMED)
        assert not again.is_copy


async def Behaves(_: Document) -> None:
    """It is ready."""


async def test_paper_that_is_put_in_within_a_quarter_of_an_hour_is_printed_on(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        sales = [await shop.sold() for _ in range(3)]
        jobs = [await shop.print(receipt_of(sale)) for sale in sales]
        await shop.pass_by(minutes=10)
        shop.printer().ready = Behaves
        for job in jobs:
            assert (await shop.until(job, S.CONFIRMED)).hitch is Hitch.NONE
        assert [one.name for one in shop.printers.pieces] == [
            f"receipt {sale.number}" for sale in sales
        ]


async def test_a_printer_that_is_not_ready_holds_up_no_other(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = forever
        sale = await shop.sold()
        held = await shop.print(receipt_of(sale))
        await shop.print(receipt_of(sale), OFFICE, until=S.CONFIRMED)
        assert (await shop.job(held)).state is S.QUEUED
        moved = await shop.spool.move(held.id, OFFICE)
        assert moved.printer == OFFICE
        await shop.until(held, S.CONFIRMED)
        assert len(shop.printers.out_of(OFFICE)) == 2


async def test_what_a_print_system_refuses_fails_at_once(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = not_ready(Hitch.REFUSED)
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale), until=S.FAILED)
        assert (job.hitch, job.detail) == (Hitch.REFUSED, "as the system says")
        assert await shop.issues(sale) == [("+", 1), ("-", 1)]


async def test_what_was_given_up_before_any_of_it_was_printed_is_tried_again(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = not_ready(Hitch.OFFLINE)
        job = await shop.print(receipt_of(await shop.sold()))
        await shop.pass_by(seconds=10)
        shop.printer().send = Behaves
        assert (await shop.until(job, S.CONFIRMED)).tries > 1
        assert len(shop.printers.pieces) == 1


@pytest.mark.parametrize("step", ["send", "confirmed"])
async def test_a_doubtful_job_is_never_repeated_by_itself(paper_shop: PaperShop, step: str) -> None:
    async with paper_shop.open() as shop:
        setattr(shop.printer(), step, uncertain())
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale), until=S.DOUBTFUL)
        assert (job.hitch, job.needs_person) == (Hitch.SILENT, True)
        setattr(shop.printer(), step, Behaves)
        pieces = len(shop.printers.pieces)
        await shop.pass_by(hours=2)
        assert len(shop.printers.pieces) == pieces
        assert await shop.spool.unfinished() == [job]
        assert (await shop.spool.came_out(job.id)).state is S.CONFIRMED
        assert await shop.issues(sale) == [("+", 1)]


async def test_a_person_repeats_what_nobody_has_seen_and_it_is_the_original_again(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = uncertain(Hitch.CUT_SHORT)
        sale = await shop.sold()
        doubt = await shop.print(receipt_of(sale), until=S.DOUBTFUL)
        again = await shop.spool.repeat(doubt.id, OFFICE)
        assert (again.number, again.by) == (1, "Ana")
        await shop.until(again, S.CONFIRMED)
        assert (await shop.job(doubt)).state is S.CANCELLED
        assert await shop.issues(sale) == [("+", 1), ("-", 1), ("+", 1)]
        assert [text_of(one) for one in shop.printers.out_of(OFFICE)] == ["receipt"]
        with pytest.raises(NotAllowed):
            await shop.spool.repeat(doubt.id)


@pytest.mark.parametrize(
    ("step", "fault", "state"),
    [
        ("ready", not_ready(Hitch.PAPER_OUT), S.QUEUED),
        ("ready", not_ready(Hitch.REFUSED), S.FAILED),
        ("send", uncertain(), S.DOUBTFUL),
    ],
)
async def test_a_job_goes_into_a_file_instead_and_is_the_original_still(
    paper_shop: PaperShop, tmp_path: Path, step: str, fault: Any, state: JobState
) -> None:
    async with paper_shop.open() as shop:
        setattr(shop.printer(), step, fault)
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale), until=state)
        saved = await shop.spool.save_instead(job.id, tmp_path / "receipt.pdf")
        assert (saved.state, saved.number, saved.printer) == (S.CONFIRMED, 1, "")
        assert (await shop.job(job)).state is S.CANCELLED
        assert [sign for sign, _ in await shop.issues(sale)][-1] == "+"
        setattr(shop.printer(), step, Behaves)
        pieces = len(shop.printers.pieces)
        await shop.pass_by(hours=1)
        assert len(shop.printers.pieces) == pieces
        with pytest.raises(NotAllowed):
            await shop.spool.save_instead(job.id, tmp_path / "again.pdf")
        assert await shop.spool.unfinished() == []


async def test_nobody_repeats_an_original_once_there_is_a_copy(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = uncertain()
        sale = await shop.sold()
        doubt = await shop.print(receipt_of(sale), until=S.DOUBTFUL)
        await shop.print(receipt_of(sale), OFFICE, until=S.CONFIRMED)
        with pytest.raises(NotAllowed):
            await shop.spool.repeat(doubt.id)
        assert await shop.issues(sale) == [("+", 1), ("+", 2)]
        assert (await shop.spool.cancel(doubt.id)).state is S.CANCELLED
        assert await shop.spool.unfinished() == []


async def test_no_second_original_is_saved_of_a_job_that_left_meanwhile(
    paper_shop: PaperShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        may_go = asyncio.Event()

        async def waits(_: Document) -> None:
            await may_go.wait()

        shop.printer().ready = waits
        shop.printer().send = uncertain()
        job = await shop.print(receipt_of(await shop.sold()))
        await shop.pass_by(seconds=1)
        kept = shop.store.document

        async def leaves_meanwhile(job_id: str) -> Document:
            document = await kept(job_id)
            may_go.set()
            await shop.until(job, S.DOUBTFUL)
            return document

        monkeypatch.setattr(shop.store, "document", leaves_meanwhile)
        with pytest.raises(NotAllowed):
            await shop.spool.save_instead(job.id, tmp_path / "receipt.pdf")
        assert (await shop.job(job)).state is S.DOUBTFUL


async def test_nobody_repeats_a_slip_that_cannot_be_paid_any_more(
    simulated: OpenSimulated, tmp_path: Path
) -> None:
    """Paper that is handed out gets paid. Nor a receipt of money that is in doubt since."""
    references = References("proxypay")
    async with PaperShop(simulated({"proxypay": references})).open() as shop:
        shop.printer().ready = not_ready(Hitch.REFUSED)
        sale = await shop.shop.waiting("proxypay")
        slip = await shop.print(receipt_of(sale, DocumentKind.SLIP), until=S.FAILED)
        again = await shop.until(await shop.spool.repeat(slip.id), S.FAILED)
        references.pay(sale)
        await shop.shop.until(sale, lambda now: now.state is State.PAID)
        with pytest.raises(NotAllowed):
            await shop.spool.repeat(again.id, OFFICE)
        receipt = await shop.print(receipt_of(sale), until=S.FAILED)
        await shop.shop.till.recorder.evidence(sale, Declined(reason=Reason.ISSUER_REFUSED))
        with pytest.raises(NotAllowed):
            await shop.spool.save_instead(receipt.id, tmp_path / "receipt.pdf")
        assert shop.printers.pieces == []


async def test_a_slip_that_waits_for_paper_is_not_printed_once_it_cannot_be_paid(
    simulated: OpenSimulated,
) -> None:
    references = References("proxypay")
    async with PaperShop(simulated({"proxypay": references})).open() as shop:
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        sale = await shop.shop.waiting("proxypay")
        slip = await shop.print(receipt_of(sale, DocumentKind.SLIP))
        await shop.pass_by(seconds=5)
        references.pay(sale)
        await shop.shop.until(sale, lambda now: now.state is State.PAID)
        shop.printer().ready = goes_well
        assert (await shop.until(slip, S.FAILED)).hitch is Hitch.WAITED_TOO_LONG
        assert shop.printers.pieces == []
        assert (await shop.shop.now_of(sale)).printed == 0


async def test_a_failed_job_is_repeated_or_done_with(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready(Hitch.REFUSED)
        sale = await shop.sold()
        first = await shop.print(receipt_of(sale), until=S.FAILED)
        shop.printer().ready = Behaves
        again = await shop.spool.repeat(first.id)
        assert (await shop.until(again, S.CONFIRMED)).number == 1
        assert await shop.spool.unfinished() == []


async def test_a_job_that_waits_is_cancelled_and_one_that_prints_is_not(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = forever
        first, second = await shop.sold(), await shop.sold()
        job = await shop.print(receipt_of(first))
        behind = await shop.print(receipt_of(second))
        await shop.pass_by(seconds=1)  # the first one is in the printer's hands
        assert (await shop.spool.cancel(job.id)).state is S.CANCELLED
        assert await shop.issues(first) == [("+", 1), ("-", 1)]
        await shop.spool.cancel(behind.id)

        shop.printer().ready = Behaves
        shop.printer().confirmed = forever
        under_way = await shop.print(receipt_of(first), until=S.SENT)
        for refused in (
            shop.spool.cancel(under_way.id),
            shop.spool.move(under_way.id, OFFICE),
            shop.spool.repeat(under_way.id),
            shop.spool.came_out(under_way.id),
        ):
            with pytest.raises(NotAllowed):
                await refused
        assert len(shop.printers.pieces) == 1


@pytest.mark.parametrize("kind", [DocumentKind.RECEIPT, DocumentKind.CLOSE])
@pytest.mark.parametrize("in_order", [True, False])
async def test_after_pieces_that_nobody_has_seen_the_next_is_an_original(
    paper_shop: PaperShop, kind: DocumentKind, *, in_order: bool
) -> None:
    """In whichever order they were given up: a printer without paper is asked twice."""
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        is_receipt = kind is DocumentKind.RECEIPT
        order = receipt_of(sale) if is_receipt else plain_order(kind, "close 14")
        seen = await shop.print(order, OFFICE, until=S.CONFIRMED)
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        jobs = [await shop.print(order) for _ in range(3)]
        assert [job.number for job in (seen, *jobs)] == [1, 2, 3, 4]
        for job in jobs if in_order else reversed(jobs):
            await shop.spool.cancel(job.id)
        assert await shop.spool.next_number(kind, order.subject) == 2


async def test_a_number_that_fails_in_the_middle_is_not_given_twice(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        shop.printer().ready = not_ready(Hitch.PAPER_OUT)
        first = await shop.print(receipt_of(sale))
        seen = await shop.print(receipt_of(sale), OFFICE, until=S.CONFIRMED)
        third = await shop.print(receipt_of(sale))
        await shop.spool.cancel(first.id)
        await shop.spool.cancel(third.id)
        assert seen.number == 2
        assert await shop.spool.next_number(DocumentKind.RECEIPT, sale.id) == 3


async def test_paper_that_is_found_after_all_is_the_original(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though somebody had it printed again before, which the spool could not keep."""
    async with paper_shop.open() as shop:
        shop.printer().confirmed = uncertain()
        sale = await shop.sold()
        doubt = await shop.print(receipt_of(sale), until=S.DOUBTFUL)

        async def full(*_: object) -> None:
            raise SpoolUnavailable("no room")

        with monkeypatch.context() as away:
            away.setattr(shop.store, "add", full)
            with pytest.raises(SpoolUnavailable):
                await shop.spool.repeat(doubt.id, OFFICE)
        await shop.spool.came_out(doubt.id)
        assert (await shop.print(receipt_of(sale), OFFICE)).is_copy


async def test_a_job_goes_on_though_the_spool_did_not_take_that_it_waits_again(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = not_ready(Hitch.OFFLINE)
        change = shop.store.change

        async def full(job: PrintJob) -> None:
            if job.state is S.QUEUED and job.tries:
                raise SpoolUnavailable("no room")
            await change(job)

        with monkeypatch.context() as away:
            away.setattr(shop.store, "change", full)
            job = await shop.print(receipt_of(await shop.sold()))
            await shop.pass_by(seconds=2)
            shop.printer().send = goes_well
            assert (await shop.until(job, S.CONFIRMED)).tries > 1
        assert len(shop.printers.pieces) == 1


async def test_a_job_is_cancelled_while_it_goes_back_into_the_queue(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = not_ready(Hitch.OFFLINE)
        change = shop.store.change
        goes_back = asyncio.Event()

        async def slow(job: PrintJob) -> None:
            if job.state is S.QUEUED and job.tries:
                goes_back.set()
                await asyncio.sleep(1)
            await change(job)

        monkeypatch.setattr(shop.store, "change", slow)
        job = await shop.print(receipt_of(await shop.sold()))
        await goes_back.wait()
        assert (await shop.spool.cancel(job.id)).state is S.CANCELLED


async def test_what_waited_too_long_behind_another_job_is_not_printed_late(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:

        async def slowly(_: Document) -> None:
            await asyncio.sleep(9 * 60)

        shop.printer().send = shop.printer().confirmed = slowly
        sale = await shop.sold()
        first = await shop.print(plain_order(DocumentKind.JOURNAL))
        behind = await shop.print(receipt_of(sale))
        await shop.until(first, S.CONFIRMED)
        assert (await shop.until(behind, S.FAILED)).hitch is Hitch.WAITED_TOO_LONG
        assert len(shop.printers.pieces) == 1
        assert (await shop.shop.now_of(sale)).receipts == 0


async def test_a_printer_that_is_taken_away_leaves_a_word(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready()
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale))
        del shop.set_up[COUNTER]
        assert (await shop.until(job, S.FAILED)).hitch is Hitch.NOT_FOUND
        assert (await shop.shop.now_of(sale)).receipts == 0
        with pytest.raises(NotAllowed):
            await shop.spool.print(receipt_of(sale), COUNTER)


async def test_a_file_is_a_piece_of_paper_like_others(
    paper_shop: PaperShop, tmp_path: Path
) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        job = await shop.spool.save(receipt_of(sale), tmp_path / "receipt.pdf")
        assert (job.state, job.printer, job.number) == (S.CONFIRMED, "", 1)
        assert (tmp_path / "receipt.pdf").read_text() == "receipt"

        async def full(_: Document) -> None:
            raise FileNotWritten("no room")

        shop.printers.saves = full
        with pytest.raises(FileNotWritten):
            await shop.spool.save(receipt_of(sale), tmp_path / "copy.pdf")
        assert await shop.issues(sale) == [("+", 1), ("+", 2), ("-", 2)]
        (failed,) = await shop.spool.unfinished()
        assert (failed.state, failed.detail) == (S.FAILED, "no room")


async def test_a_file_that_the_spool_could_not_begin_holds_no_number(
    paper_shop: PaperShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        change = shop.store.change

        async def full(job: PrintJob) -> None:
            if job.state is not S.QUEUED:
                raise SpoolUnavailable("no room")
            await change(job)

        with monkeypatch.context() as away:
            away.setattr(shop.store, "change", full)
            with pytest.raises(SpoolUnavailable):
                await shop.spool.save(receipt_of(sale), tmp_path / "receipt.pdf")
        again = await shop.spool.save(receipt_of(sale), tmp_path / "receipt.pdf")
        assert not again.is_copy
        await shop.settled()
        (failed,) = await shop.spool.unfinished()
        assert failed.state is S.FAILED


@pytest.mark.parametrize("silence", [FileUncertain("no answer"), OSError("the process is gone")])
async def test_a_file_that_may_be_there_keeps_its_number(
    paper_shop: PaperShop, tmp_path: Path, silence: Exception
) -> None:
    """A time-out is no failure: the next piece is a copy, until somebody says there is none."""
    async with paper_shop.open() as shop:
        sale = await shop.sold()

        async def silent(_: Document) -> None:
            raise silence

        shop.printers.saves = silent
        with pytest.raises(FileUncertain):
            await shop.spool.save(receipt_of(sale), tmp_path / "receipt.pdf")
        (doubtful,) = await shop.spool.unfinished()
        assert doubtful.state is S.DOUBTFUL
        assert await shop.issues(sale) == [("+", 1)]
        again = await shop.until(await shop.spool.repeat(doubtful.id, COUNTER), S.CONFIRMED)
        assert again.number == 1


async def test_nothing_is_printed_that_the_journal_could_not_number(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        sale = await shop.sold()

        async def full(*_: object) -> None:
            raise JournalUnavailable("no room")

        with monkeypatch.context() as away:
            away.setattr(shop.shop.journal, "append", full)
            with pytest.raises(JournalUnavailable):
                await shop.spool.print(receipt_of(sale), COUNTER)
        await shop.pass_by(hours=1)
        assert shop.printers.pieces == []
        assert await shop.spool.unfinished() == []
        assert (await shop.print(receipt_of(sale), until=S.CONFIRMED)).number == 1


async def test_nothing_is_printed_that_the_spool_could_not_keep(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor while it cannot keep that a job begins: a restart would print it again."""
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        change = shop.store.change

        async def full(job: PrintJob) -> None:
            if job.state is S.SENDING:
                raise SpoolUnavailable("no room")
            await change(job)

        with monkeypatch.context() as away:
            away.setattr(shop.store, "change", full)
            job = await shop.print(receipt_of(sale))
            await shop.pass_by(minutes=2)
            assert shop.printers.pieces == []
        await shop.until(job, S.CONFIRMED)
        assert len(shop.printers.pieces) == 1


async def test_a_repeated_job_is_printed_once_though_the_spool_takes_its_step_later(
    paper_shop: PaperShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        shop.printer().send = uncertain()
        old = await shop.print(receipt_of(await shop.sold()), until=S.DOUBTFUL)
        shop.printer().send = goes_well
        change = shop.store.change
        refusals = iter(range(3))

        async def full(job: PrintJob) -> None:
            if job.state is S.CANCELLED and next(refusals, None) is not None:
                raise SpoolUnavailable("no room")
            await change(job)

        with monkeypatch.context() as away:
            away.setattr(shop.store, "change", full)
            again = await shop.spool.repeat(old.id)
        assert (await shop.until(again, S.CONFIRMED)).number == 1
        assert (await shop.job(old)).state is S.CANCELLED
        assert len(shop.printers.pieces) == 1


async def test_a_till_closes_though_the_spool_takes_nothing_any_more(
    paper_shop: PaperShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with paper_shop.open() as shop:
        change = shop.store.change

        async def full(job: PrintJob) -> None:
            if job.state is S.CONFIRMED:
                raise SpoolUnavailable("no room")
            await change(job)

        monkeypatch.setattr(shop.store, "change", full)
        order = receipt_of(await shop.sold())
        saving = asyncio.ensure_future(shop.spool.save(order, tmp_path / "receipt.pdf"))
        await shop.pass_by(minutes=1)
        assert not saving.done()
        began = shop.shop.now()
    assert shop.shop.now() - began < timedelta(seconds=30)
    assert saving.cancelled()
    async with paper_shop.open() as shop:
        await shop.pass_by(seconds=1)
        (file,) = await shop.spool.unfinished()
        assert (file.state, file.hitch) == (S.DOUBTFUL, Hitch.INTERRUPTED)


async def test_a_till_that_closes_lets_paper_come_out_and_doubts_what_does_not(
    paper_shop: PaperShop,
) -> None:
    async with paper_shop.open() as shop:
        shop.printer(OFFICE).confirmed = forever

        async def slowly(_: Document) -> None:
            await asyncio.sleep(2)

        shop.printer(COUNTER).confirmed = slowly
        sale = await shop.sold()
        comes_out = await shop.print(receipt_of(sale), COUNTER)
        does_not = await shop.print(receipt_of(sale), OFFICE)
        waits = await shop.print(receipt_of(sale), OFFICE)
        await shop.until(comes_out, S.SENT)
        await shop.until(does_not, S.SENT)
    async with paper_shop.open() as shop:
        assert (await shop.job(comes_out)).state is S.CONFIRMED
        doubt = await shop.job(does_not)
        assert (doubt.state, doubt.hitch) == (S.DOUBTFUL, Hitch.INTERRUPTED)
        shop.printer(OFFICE).confirmed = Behaves
        await shop.until(waits, S.CONFIRMED)


async def test_what_waited_too_long_while_the_till_was_closed_is_not_printed_late(
    paper_shop: PaperShop,
) -> None:
    paper_shop.printer().ready = not_ready()
    async with paper_shop.open() as shop:
        sale = await shop.sold()
        job = await shop.print(receipt_of(sale))
    paper_shop.printer().ready = Behaves
    await paper_shop.pass_by(hours=1)
    async with paper_shop.open() as shop:
        assert (await shop.until(job, S.FAILED)).hitch is Hitch.WAITED_TOO_LONG
        assert shop.printers.pieces == []
        assert (await shop.shop.now_of(sale)).receipts == 0


async def test_the_recovery_code_is_in_no_file(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        shop.printer().ready = not_ready()
        order = plain_order(DocumentKind.CODE)
        job = await shop.print(order)
        written = b"".join(path.read_bytes() for path in shop.shop.folder.glob("spool*"))
        assert job.id.encode() in written
        assert b"code 0" not in written
        shop.printer().ready = Behaves
        await shop.until(job, S.CONFIRMED)
        assert [text_of(one) for one in shop.printers.pieces] == ["code 0"]
        with pytest.raises(NotAllowed):
            await shop.store.document(job.id)
        shop.printer().ready = not_ready()
        lost = await shop.print(order)
    async with paper_shop.open() as shop:
        assert (await shop.until(lost, S.FAILED)).hitch is Hitch.INTERRUPTED


async def test_jobs_are_forgotten_after_a_month(paper_shop: PaperShop) -> None:
    async with paper_shop.open() as shop:
        await shop.print(receipt_of(await shop.sold()), until=S.CONFIRMED)
    await paper_shop.pass_by(days=31)
    async with paper_shop.open() as shop:
        await shop.pass_by(seconds=1)
        assert await shop.spool.latest(5) == []


async def test_a_damaged_file_of_jobs_keeps_nobody_from_selling_or_printing(
    paper_shop: PaperShop,
) -> None:
    paper_shop.spool_path.parent.mkdir(exist_ok=True)
    paper_shop.spool_path.write_bytes(b"no database at all" * 1000)
    async with paper_shop.open() as shop:
        await shop.print(receipt_of(await shop.sold()), until=S.CONFIRMED)
        (aside,) = shop.shop.folder.glob("spool-put-aside-*.sqlite3")
        assert aside.read_bytes().startswith(b"no database")
