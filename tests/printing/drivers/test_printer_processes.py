"""Each printer has a process of its own, which may die or hang, and the window does not."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from time import monotonic

import pytest
from printers.listener import BlackHole, Listener
from printers.model import Model
from printing.driving import (
    LONG,
    RECEIPT,
    at,
    is_paper,
    print_at,
    shop_printers,
    until,
    until_ended,
)
from system.test_jobs import children, longest_wait

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import PaperSize
from pos_app.ports.paper.printers import PaperUncertain, PrinterNotReady
from pos_app.printing.drivers import printer_child
from pos_app.printing.drivers.shop_printers import ShopPrinters
from pos_app.system.executable import OWN_FOLDER, start_apart

SLOW = Model(mm_per_second=60.0, buffer=512)


@asynccontextmanager
async def with_processes() -> AsyncIterator[tuple[ShopPrinters, set[int]]]:
    """The printers, and the processes that others had before them."""
    before = children()
    async with shop_printers() as printers:
        yield printers, before
    await until_ended(children() - before)


async def test_a_receipt_leaves_by_a_process_that_stays_for_the_next_one() -> None:
    async with with_processes() as (printers, before):
        with Listener() as listener:
            await print_at(printers, at(listener))
            started = children() - before
            await print_at(printers, at(listener))
            assert children() - before == started
            assert len(listener.printer.pieces) == 2
            assert is_paper(listener.printer.pieces[1], RECEIPT, at(listener))
            await until(lambda: not listener.connected)


async def test_a_process_is_ready_before_there_is_something_to_print() -> None:
    async with with_processes() as (printers, before):
        with Listener() as listener:
            await printers.warm(at(listener))
            await until(lambda: bool(children() - before))
            assert listener.connections == 0
            await print_at(printers, at(listener))
            assert len(children() - before) == 1


async def test_a_printer_that_is_dead_delays_no_other() -> None:
    async with with_processes() as (printers, _):
        with closing(BlackHole()) as hole, Listener() as listener:
            await print_at(printers, at(listener))
            dead = asyncio.create_task(print_at(printers, at(hole)))
            await print_at(printers, at(listener))
            assert not dead.done()
            with pytest.raises(PrinterNotReady) as told:
                await dead
            assert told.value.hitch is Hitch.UNREACHABLE


async def test_two_papers_for_one_printer_come_one_after_the_other() -> None:
    async with with_processes() as (printers, _):
        with Listener() as listener:
            await asyncio.gather(*(print_at(printers, at(listener, name=name)) for name in "abc"))
            assert len(listener.printer.pieces) == 3
            assert listener.printer.faults == []


async def test_the_windows_loop_is_never_held() -> None:
    async with with_processes() as (printers, _):
        with Listener(SLOW) as listener, closing(BlackHole()) as hole:

            async def everything() -> None:
                work = (print_at(printers, at(listener)), print_at(printers, at(hole)))
                await asyncio.gather(*work, return_exceptions=True)

            longest, failed = await longest_wait(everything())
            assert (failed, longest < 0.5) == (None, True)


# --- processes that are lost ----------------------------------------------------------------------


def lose(before: set[int], how: signal.Signals = signal.SIGKILL) -> None:
    (child,) = children() - before
    os.kill(child, how)


def all_ended(printers: ShopPrinters) -> bool:
    return all(child.has_ended for child in printers._children.values())


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["dies", "hangs"])
async def test_a_process_that_is_lost_before_it_is_ready_has_sent_nothing(
    how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with with_processes() as (printers, before):
        with Listener() as listener:
            await print_at(printers, at(listener))
            monkeypatch.setattr(printer_child, "PATIENCE", 0.5)
            lose(before, how)
            if how is signal.SIGKILL:
                await until(lambda: all_ended(printers))
            run = print_at(printers, at(listener))
            if how is signal.SIGSTOP:
                with pytest.raises(PrinterNotReady) as told:
                    await run
                assert told.value.hitch is Hitch.SILENT
                run = print_at(printers, at(listener))
            monkeypatch.undo()
            await run
            assert len(listener.printer.pieces) == 2


async def test_a_process_that_dies_when_it_was_ready_has_sent_nothing() -> None:
    async with with_processes() as (printers, before):
        with Listener() as listener:
            async with printers.run(at(listener), RECEIPT) as run:
                await run.ready()
                lose(before)
                await until(lambda: all_ended(printers))
                with pytest.raises(PrinterNotReady):
                    await run.send()
            await listener.until(lambda _: not listener.connected)
            assert listener.printer.fed == 0


async def test_a_process_that_dies_with_a_paper_under_way_leaves_a_doubt() -> None:
    async with with_processes() as (printers, before):
        with Listener(SLOW) as listener:
            async with printers.run(at(listener), LONG) as run:
                await run.ready()
                sending = asyncio.create_task(run.send())
                await listener.until(lambda printer: printer.fed > 50)
                lose(before)
                with pytest.raises(PaperUncertain) as told:
                    await sending
            assert told.value.hitch is Hitch.SILENT


async def test_a_process_that_hangs_with_a_paper_under_way_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with with_processes() as (printers, before):
        with Listener(Model(mm_per_second=20.0)) as listener:
            async with printers.run(at(listener), RECEIPT) as run:
                await run.ready()
                await run.send()
                monkeypatch.setattr(printer_child, "PATIENCE", 0.5)
                lose(before, signal.SIGSTOP)
                with pytest.raises(PaperUncertain) as told:
                    await run.confirmed()
            assert told.value.hitch is Hitch.SILENT
            await until_ended(children() - before)


async def test_a_paper_that_nobody_sends_lets_the_printer_go() -> None:
    async with with_processes() as (printers, _):
        with Listener() as listener:
            async with printers.run(at(listener), RECEIPT) as run:
                await run.ready()
                assert listener.connected
            await listener.until(lambda _: not listener.connected)
            await print_at(printers, at(listener))
            assert len(listener.printer.pieces) == 1


async def test_a_paper_that_is_left_while_it_is_sent_comes_out_whole() -> None:
    async with with_processes() as (printers, _):
        with Listener(Model(mm_per_second=150.0, buffer=512)) as listener:
            work = asyncio.create_task(print_at(printers, at(listener)))
            await listener.until(lambda printer: printer.fed > 50)
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            await listener.until(lambda printer: printer.pieces)
            assert is_paper(listener.printer.pieces[0], RECEIPT, at(listener))
            assert listener.printer.faults == []


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_a_paper_under_way_comes_out_when_all_of_a_terminal_or_session_is_told_to_end(
    told: signal.Signals,
) -> None:
    """The till is told, too, and closes as it sees fit."""
    async with with_processes() as (printers, before):
        with Listener(Model(mm_per_second=150.0, buffer=512)) as listener:
            work = asyncio.create_task(print_at(printers, at(listener)))
            await listener.until(lambda printer: printer.fed > 50)
            lose(before, told)
            await work
            assert is_paper(listener.printer.pieces[0], RECEIPT, at(listener))


TILL = """
import asyncio
from printers.listener import Listener
from printing.driving import RECEIPT, print_at, shop_printers
from pos_app.domain.paper.printer import Printer, PrinterConnection

async def main():
    async with shop_printers() as printers:
        way = PrinterConnection.NETWORK
        await print_at(printers, Printer(name="", connection=way, address="{address}"))

asyncio.run(main())
"""


async def test_a_till_that_is_killed_leaves_no_half_picture_and_no_process() -> None:
    before = children()
    with Listener(Model(mm_per_second=150.0, buffer=512)) as listener:
        till = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", TILL.format(address=listener.address)),
            cwd=OWN_FOLDER,
            env=os.environ | {"PYTHONPATH": ":".join(filter(None, sys.path))},
        )
        await listener.until(lambda printer: printer.fed > 50)
        (printing,) = grandchildren(till.pid)
        till.kill()
        await till.wait()
        await listener.until(lambda printer: printer.pieces)
        assert is_paper(listener.printer.pieces[0], RECEIPT, at(listener))
        assert listener.printer.faults == []
        started = monotonic()
        await until_ended([printing])
        assert monotonic() - started < 10
    assert children() == before


def test_a_till_that_is_killed_while_it_hands_over_a_document_leaves_no_process() -> None:
    """A pipe takes 64 KB at once: of a longer document the beginning may be all that comes."""
    with start_apart("printer") as process:
        assert process.stdin
        process.stdin.write('{"job": 1, "printer": {"name": "Bal')
        process.stdin.close()
        try:
            assert process.wait(20) == 0
        finally:
            process.kill()


def grandchildren(pid: int) -> list[int]:
    told = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=True)
    return [int(one) for one in told.stdout.split()]


async def test_a_printer_is_asked_how_it_is() -> None:
    async with with_processes() as (printers, _):
        with Listener(paper_mm=2000.0) as listener:
            status = await printers.status(at(listener))
            assert (status.hitch, status.answers, status.paper_low) == (Hitch.NONE, True, True)
            listener.cover(is_open=True)
            assert (await printers.status(at(listener))).hitch is Hitch.COVER_OPEN
            listener.go()
            with pytest.raises(PrinterNotReady) as told:
                await printers.status(at(listener))
            assert told.value.hitch is Hitch.UNREACHABLE


async def test_a_printer_that_hangs_up_when_it_is_asked_keeps_its_process() -> None:
    async with with_processes() as (printers, before):
        with Listener(hangs_up_after=3) as listener:
            with pytest.raises(PrinterNotReady) as told:
                await printers.status(at(listener))
            assert told.value.hitch is Hitch.UNREACHABLE
            assert len(children() - before) == 1
            assert not all_ended(printers)


async def test_a_warm_printer_has_its_receipt_at_once() -> None:
    """Within the 150 ms that a receipt has after the verdict, on a machine of its own; here others
    are at work too."""
    async with with_processes() as (printers, _):
        with Listener() as listener:
            await print_at(printers, at(listener))
            took = []
            for _ in range(5):
                started = monotonic()
                async with printers.run(at(listener), RECEIPT) as run:
                    await run.ready()
                    await run.send()
                    took.append(monotonic() - started)
                    await run.confirmed()
            assert min(took) < 0.15


async def test_a_page_has_no_way_to_a_printer_without_a_driver() -> None:
    async with with_processes() as (printers, _):
        with Listener() as listener:
            with pytest.raises(PrinterNotReady) as told:
                await print_at(printers, at(listener, paper=PaperSize.A4))
            assert told.value.hitch is Hitch.REFUSED
            assert listener.connections == 0
