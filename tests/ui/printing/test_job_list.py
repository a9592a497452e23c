"""The list of print jobs, in which a job keeps its row while it waits."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from ui.counter import Counter, until
from ui.standin_paper import COUNTER, OFFICE

from pos_app.domain.errors import SpoolUnavailable
from pos_app.domain.events import Accepted, Paid
from pos_app.domain.paper.print_job import Hitch, JobState, PrintJob
from pos_app.domain.paper.printer import DocumentKind

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints")  # offscreen


async def held_up(counter: Counter) -> PrintJob:
    """A receipt that waits for paper, in the list of the print jobs."""
    counter.open()
    counter.push("a")
    counter.till.write("a", Accepted(reference="x"), Paid(reference="6182"))
    counter.paper.setup.choices[DocumentKind.RECEIPT] = COUNTER.name
    QTest.keyClick(counter.focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: counter.paper.printed)
    job = counter.paper.spool.advance(
        counter.paper.spool.last, JobState.QUEUED, hitch=Hitch.PAPER_OUT
    )
    counter.click("paper_strip")
    await until(lambda: counter.window.findChild(QWidget, f"job_{job.id}_instead"))
    return job


async def test_asking_for_a_file_outlasts_another_try_of_the_printer(
    counter: Counter, tmp_path: Path
) -> None:
    job = await held_up(counter)
    counter.click(f"job_{job.id}_instead")
    await until(lambda: counter.window.findChild(QFileDialog, "print_file"))
    gone = asyncio.Event()
    counter.find(QFileDialog, "print_file").destroyed.connect(gone.set)
    counter.paper.spool.advance(job, JobState.QUEUED, hitch=Hitch.UNREACHABLE)
    row = counter.find(QWidget, "job_list")
    await until(lambda: "reached" in words_of(row))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not gone.is_set()
    counter.find(QFileDialog, "print_file").fileSelected.emit(str(tmp_path / "receipt.pdf"))
    await until(lambda: counter.paper.spool.saved_instead == [(job.id, tmp_path / "receipt.pdf")])


async def test_what_a_person_could_not_do_stays_said_while_jobs_change(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await held_up(counter)

    async def fails(_: str) -> PrintJob:
        raise SpoolUnavailable("disk full")

    monkeypatch.setattr(counter.paper.spool, "cancel", fails)
    counter.click(f"job_{job.id}_remove")
    message = counter.find(QWidget, "jobs_message")
    await until(message.isVisible)
    counter.paper.spool.advance(job, JobState.QUEUED, hitch=Hitch.UNREACHABLE)
    await until(lambda: "reached" in words_of(counter.find(QWidget, "job_list")))
    assert message.isVisible()


async def test_the_keys_stay_at_their_button_while_other_jobs_come(counter: Counter) -> None:
    job = await held_up(counter)
    button = counter.find(QAbstractButton, f"job_{job.id}_remove")
    button.setFocus()
    counter.push("b")
    sale = counter.till.write("b", Accepted(reference="y"), Paid(reference="77"))
    await counter.paper.spool.print(counter.paper.documents.receipt(sale), OFFICE.name)
    await until(lambda: OFFICE.name in words_of(counter.find(QWidget, "job_list")))
    assert button.isVisible()
    assert button.window().focusWidget() is button


def words_of(widget: QWidget) -> str:
    """Every text inside, as a person reads it."""
    parts = widget.findChildren(QWidget)
    return " ".join(str(part.property("text") or "") for part in parts)
