"""Paper from the command line: printers set up, receipts printed, and what is known of each."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from cli.asking import ask, sold
from printers.listener import BlackHole, Listener
from support import ANA, PIN, Terminal

from pos_app.cli.paper.job_end import JobWatch
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind
from pos_app.installation.pin_file import People
from pos_app.journal.file_lock import Ownership

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
BAD_INPUT, UNKNOWN, NOT_SENT, IN_USE, WAITING = 2, 4, 5, 6, 7


def set_up(terminal: Terminal, printer: Listener | BlackHole) -> None:
    at = f"{printer.host}:{printer.port}"
    assert ask(terminal, "printers", "add", "Balcão", "--network", at)[0] == 0


def test_printers_are_set_up_listed_chosen_and_removed(terminal: Terminal) -> None:
    assert ask(terminal, "printers", "list") == (0, [])
    add = ("printers", "add")
    code, kept = ask(terminal, *add, "Balcão", "--network", "10.0.0.9", "--paper", "58", "--no-cut")
    assert (code, kept["address"], kept["cuts"]) == (0, "10.0.0.9:9100", False)
    assert ask(terminal, *add, "Office", "--system", "HP", "--paper", "a4")[0] == 0
    for wrong in (
        ("--usb", "Epson"), ("--network", "http://x"), ("--network", "x", "--paper", "a4"),
    ):  # fmt: skip
        code, told = ask(terminal, *add, "Wrong", *wrong)
        assert (code, told["error"]) == (BAD_INPUT, "BadInput")
    assert ask(terminal, "printers", "choose", "close", "Office")[0] == 0
    assert ask(terminal, "printers", "choose", "receipt", "gone")[0] == BAD_INPUT
    listed = {one["name"]: one for one in ask(terminal, "printers", "list")[1]}
    assert list(listed) == ["Balcão", "Office"]
    assert listed["Office"]["for"] == ["close"]
    assert ask(terminal, "printers", "remove", "Office")[0] == 0
    assert "close" in ask(terminal, "printers", "list")[1][0]["for"]  # it is the only one again
    assert ask(terminal, "receipt", "1")[0] == BAD_INPUT  # there is no such sale


def test_a_receipt_is_printed_copied_saved_and_told_as_text(
    terminal: Terminal, tmp_path: Path
) -> None:
    sold(terminal, "vpos")
    assert ask(terminal, "receipt", "1")[1]["error"] == "Refusal"  # no printer is set up
    with Listener() as listener:
        set_up(terminal, listener)
        code, tried = ask(terminal, "printers", "test", "Balcão")
        assert (code, tried["state"], tried["number"]) == (0, "confirmed", 0)
        code, first = ask(terminal, "receipt", "1")
        assert (code, first["state"], first["number"], first["sale"]) == (0, "confirmed", 1, 1)
        code, out, _ = terminal.run("receipt", "1", "--printer", "Balcão")
        assert (code, "confirmado" in out) == (0, True)  # in the shop's language
        assert "2.ª via" in out
        assert len(listener.printer.pieces) == 3
    pdf = tmp_path / "receipt.pdf"
    code, third = ask(terminal, "receipt", "1", "--pdf", str(pdf))
    assert (code, third["number"], third["printer"]) == (0, 3, None)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert ask(terminal, "receipt", "1", "--shop", "--pdf", str(pdf))[1]["number"] == 1
    window = Ownership(terminal.profile.lock)
    try:  # as beside an open window
        code, told = ask(terminal, "receipt", "1", "--text")
        assert (code, told["sale"]) == (0, 1)
        assert "1 500,00" in told["text"].replace("\u00a0", " ").replace("\u202f", " ")
        assert [job["number"] for job in ask(terminal, "print", "jobs")[1]] == [1, 3, 2, 1, 0]
        assert ask(terminal, "receipt", "1")[0] == IN_USE
    finally:
        window.release()
    assert ask(terminal, "print", "slip", "1")[0] == BAD_INPUT  # it is paid


def test_a_printer_that_takes_nothing_leaves_the_job_in_the_queue_for_a_person(
    terminal: Terminal, tmp_path: Path
) -> None:
    sold(terminal, "vpos")
    listener = Listener()
    with listener:
        set_up(terminal, listener)
    code, status = ask(terminal, "printers", "status")
    assert (code, status[0]["hitch"]) == (NOT_SENT, "unreachable")
    code, job = ask(terminal, "receipt", "1", "--wait", "8")
    assert (code, job["state"], job["hitch"]) == (WAITING, "queued", "unreachable")
    _, out, _ = terminal.run("print", "jobs")
    assert job["id"] in out
    pdf = tmp_path / "receipt.pdf"
    code, saved = ask(terminal, "print", "move", job["id"], "--pdf", str(pdf))
    assert (code, saved["state"], saved["number"], saved["printer"]) == (0, "confirmed", 1, None)
    assert pdf.read_bytes().startswith(b"%PDF")
    code, job = ask(terminal, "receipt", "1", "--wait", "1")
    assert (code, job["number"]) == (WAITING, 2)
    code, told = ask(terminal, "print", "move", job["id"], "gone")
    assert (code, told["error"]) == (BAD_INPUT, "PrinterNotSetUp")
    code, gone = ask(terminal, "print", "cancel", job["id"])
    assert (code, gone["state"]) == (0, "cancelled")
    for wrong in (("came-out", job["id"]), ("repeat", "none"), ("cancel", job["id"])):
        code, told = ask(terminal, "print", *wrong)
        assert (code, told["error"]) == (BAD_INPUT, "JobNotAllowed")
        assert "impress" in told["message"]  # of paper, not of a sale


def test_books_are_printed_by_their_numbers(terminal: Terminal, tmp_path: Path) -> None:
    People(terminal.profile.people).give_pin(ANA, PIN)
    sold(terminal, "vpos")
    pdf = ("--pdf", str(tmp_path / "page.pdf"))
    assert ask(terminal, "print", "close", *pdf)[1]["error"] == "Refusal"  # no day was closed
    code, closed = ask(terminal, "close", "--pin", PIN)
    assert code == 0
    for which in ((), ("1",), (closed["day"],)):
        code, job = ask(terminal, "print", "close", *which, *pdf)
        assert (code, job["kind"], job["subject"]) == (0, "close", "close 1")
    assert ask(terminal, "print", "close", "7", *pdf)[0] == BAD_INPUT
    assert ask(terminal, "print", "reading", *pdf)[1]["kind"] == "reading"
    assert ask(terminal, "print", "journal", closed["day"], *pdf)[1]["kind"] == "journal"
    assert ask(terminal, "print", "shift", "7", *pdf)[0] == BAD_INPUT
    assert json.loads(terminal.run("print", "jobs", "--limit", "1", "--json")[1])[0]["kind"] == (
        "journal"
    )


def test_what_was_cut_short_is_in_doubt_until_a_person_says_and_then_an_original_again(
    terminal: Terminal,
) -> None:
    sold(terminal, "vpos")
    with Listener(hangs_up_after=400) as listener:
        set_up(terminal, listener)
        code, job = ask(terminal, "receipt", "1")
        assert (code, job["state"], job["hitch"]) == (UNKNOWN, "doubtful", "cut_short")
        with listener.touched():
            listener.hangs_up_after = None
        code, out, _ = terminal.run("print", "jobs")
        assert job["id"] in out
        assert not listener.printer.pieces  # nothing is repeated by itself
        assert ask(terminal, "print", "cancel", "none")[0] == BAD_INPUT
        code, again = ask(terminal, "print", "repeat", job["id"])
        assert (code, again["state"], again["number"]) == (0, "confirmed", 1)
        assert len(listener.printer.pieces) == 1
    assert ask(terminal, "print", "came-out", job["id"])[0] == BAD_INPUT  # somebody has said


async def test_a_job_that_goes_back_to_its_queue_is_awaited_no_longer_than_asked() -> None:
    """A printer may find that its roll is empty once the job has begun."""

    class Spool:
        def listen(self, listener: Callable[[PrintJob], None]) -> None:
            self.tell = listener

    spool = Spool()
    watch = JobWatch(cast("Any", spool))
    began = PrintJob(
        id="a", kind=DocumentKind.TEST, name="", printer="Balcão", state=JobState.SENDING,
        asked_at=AT, changed_at=AT,
    )  # fmt: skip
    waits = replace(began, state=JobState.QUEUED, hitch=Hitch.PAPER_OUT)
    asyncio.get_running_loop().call_soon(spool.tell, waits)
    async with asyncio.timeout(10):
        assert await watch.ended(began, patience=0.01) == waits
