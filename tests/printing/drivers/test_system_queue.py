"""Documents at the queues of a real print server, by the process that a till would start."""

import subprocess

import pytest
from printers.cups import A4, RAW, REJECTING, STOPPED, CupsServer
from printers.listener import Listener
from printing.driving import RECEIPT, at, is_paper, print_at, shop_printers

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PaperSize, Printer, PrinterConnection
from pos_app.ports.paper.printers import FoundBy, PaperUncertain, PrinterNotReady


def queue(name: str, paper: PaperSize = PaperSize.A4) -> Printer:
    return Printer(name=name, connection=PrinterConnection.SYSTEM, address=name, paper=paper)


@pytest.mark.usefixtures("cups")
async def test_a_raw_queue_is_told_the_printers_own_language(network_printer: Listener) -> None:
    async with shop_printers() as printers:
        await print_at(printers, queue(RAW, PaperSize.ROLL_80))
        printer = await network_printer.until(lambda printer: printer.pieces)
        assert is_paper(printer.pieces[0], RECEIPT, at(network_printer))
        assert printer.faults == []


def read(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


async def test_another_queue_gets_a_page(cups: CupsServer) -> None:
    async with shop_printers() as printers:
        await print_at(printers, queue(A4))
        (job,) = await cups.until(A4)
        assert job.title == RECEIPT.name
        assert "Mercearia Boa Vista" in read(job.data)


@pytest.mark.usefixtures("cups")
async def test_a_queue_that_takes_nothing_gets_nothing() -> None:
    async with shop_printers() as printers:
        for name, hitch in (
            (REJECTING, Hitch.REFUSED),
            (STOPPED, Hitch.OFFLINE),
            ("balcao9", Hitch.UNREACHABLE),
        ):
            with pytest.raises(PrinterNotReady) as told:
                await print_at(printers, queue(name))
            assert told.value.hitch is hitch


async def test_a_queue_without_paper_is_told_and_its_job_is_taken_back(cups: CupsServer) -> None:
    cups.paper_out(A4)
    async with shop_printers() as printers:
        with pytest.raises(PaperUncertain) as told:
            await print_at(printers, queue(A4))
        assert told.value.hitch is Hitch.PAPER_OUT
        cups.paper_out(A4, out=False)
        await print_at(printers, queue(A4))
        assert len(cups.kept(A4)) == 1


async def test_queues_are_found_the_default_one_first(cups: CupsServer) -> None:
    async with shop_printers() as printers:
        found = [one for one in await printers.find() if one.by is FoundBy.SYSTEM]
        assert found[0].printer.address == A4
        assert [one.is_default for one in found] == [True] + [False] * (len(cups.queues) - 1)
        paper = {one.printer.address: one.printer.paper for one in found}
        assert paper[A4] is PaperSize.A4
        assert paper[RAW] is PaperSize.ROLL_80
