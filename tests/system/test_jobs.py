"""What asks the world outside is done in a process of its own, and nobody waits for it for ever."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hostile.silent import Listener, silent_listener

from pos_app.domain.errors import FileNotWritten, PrintersSilent
from pos_app.domain.paper.document import Document
from pos_app.printing.drivers import shop_printers
from pos_app.system.child_job import Broke, Errand, Stopped
from pos_app.system.child_worker import ERRANDS
from pos_app.system.executable import OWN_FOLDER, own_command

HELD = 0.5  # seconds that a loop may be late on a busy machine; a held interpreter is late for good


@pytest.fixture
def print_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with silent_listener() as listener:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{listener.port}")
        yield listener


async def longest_wait(work: Awaitable[Any]) -> tuple[float, BaseException | None]:
    """How long the loop stood still at most while this was awaited, and what that raised."""
    task = asyncio.ensure_future(work)
    longest = 0.0
    while not task.done():
        before = time.monotonic()
        await asyncio.sleep(0.01)
        longest = max(longest, time.monotonic() - before)
    return longest, task.exception()


def children() -> set[int]:
    """The processes that this one has started and that have not ended."""
    told = Path(f"/proc/self/task/{os.getpid()}/children")
    tasks = told.parents[1].glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text().split()}


def test_a_print_server_that_never_answers_holds_nobody_and_is_said(
    print_server: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop_printers, "FIND_PATIENCE", 6.0)
    before = children()
    began = time.monotonic()
    longest, raised = asyncio.run(longest_wait(shop_printers.ShopPrinters().find()))
    assert type(raised) is PrintersSilent
    assert longest < HELD
    assert time.monotonic() - began < 20
    assert print_server.asked.is_set()
    assert children() <= before


def test_an_errand_that_nobody_waits_for_any_more_ends_at_once(print_server: Listener) -> None:
    errand = Errand("find_printers", {}, silence=60.0)

    async def leave() -> None:
        task = asyncio.create_task(errand.done())
        await asyncio.to_thread(print_server.asked.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    began = time.monotonic()
    asyncio.run(leave())
    with pytest.raises(Stopped):  # and it is done once
        errand.run()
    assert time.monotonic() - began < 30


def test_an_errand_ends_with_the_till_that_asked_however_it_ends(print_server: Listener) -> None:
    process = subprocess.Popen(
        [*own_command(), "apart", "find_printers"],
        cwd=OWN_FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(b"{}\n")
    process.stdin.flush()
    assert print_server.asked.wait(30)
    process.stdin.close()  # as the system does for a till that was killed
    assert process.wait(30) in (1, -signal.SIGIO)


def test_an_errand_that_dies_is_told_with_its_last_words(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Broke, match="KeyError"):
        Errand("save_document", {"path": "x"}, silence=30.0).run()
    assert "ended without an answer" in caplog.text
    caplog.clear()


async def test_an_errand_that_is_killed_is_told(
    print_server: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    before = children()
    task = asyncio.create_task(Errand("find_printers", {}, silence=60.0).done())
    await asyncio.to_thread(print_server.asked.wait)
    (pid,) = children() - before
    os.kill(pid, signal.SIGSEGV)  # as a printer's driver does
    with pytest.raises(Broke):
        await task
    assert "find_printers ended without an answer" in caplog.text
    caplog.clear()


async def test_a_problem_of_the_errands_is_raised_here(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.pdf"
    with pytest.raises(FileNotWritten, match=r"a\.pdf: No such file"):
        await shop_printers.ShopPrinters().save(Document(name="", blocks=()), path)


def test_a_process_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(Broke, match="/no/such/program"):
        Errand("find_printers", {}, silence=1.0).run()


def test_every_errand_is_there() -> None:
    for module, function in ERRANDS.values():
        assert callable(getattr(import_module(module), function))


def test_the_till_itself_loads_no_printers() -> None:
    """Qt's print library is for the process that prints."""
    code = "import sys, pos_app.app.session; print('PySide6.QtPrintSupport' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
